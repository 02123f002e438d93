import type { ApiError, ApiSuccess } from "@grammyjs/types";

/**
 * What a method answers instead of a result; the server puts it into the envelope of the Bot API.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: number;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: number, description: string, retryAfterSeconds?: number) {
    super(description);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  toJSON(): ApiError {
    const { code: error_code, message: description, retryAfterSeconds: retry_after } = this;
    if (retry_after === undefined) return { ok: false, error_code, description };
    return { ok: false, error_code, description, parameters: { retry_after } };
  }
}

/** A 400 in the words of the Bot API. */
export const badRequest = (description: string) => new Refusal(400, `Bad Request: ${description}`);

export const success = <Result>(result: Result): ApiSuccess<Result> => ({ ok: true, result });
