import { randomUUID } from "node:crypto";
import { ON_THE_SOCKET, type ErrorShape } from "@zero/protocol";
import { ZeroError } from "../../kernel/errors.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import { FailureWithPayload, jsonOf } from "./handlers.ts";

/** The id of an answer to something that has none. */
export const NO_ID = "invalid";
const ID_LENGTH_MAX = 256;
const MESSAGE_LENGTH_MAX = 8192;

/** `ok: true` with what a handler returned. */
export function okReply(id: string, payload: object): string {
  return `{"type":"res","id":${JSON.stringify(id)},"ok":true,"payload":${jsonOf(payload)}}`;
}

/** `ok: false`, with a payload too where the failure has one. */
export function errorReply(id: string, error: ZeroError): string {
  const payload =
    error instanceof FailureWithPayload ? `"payload":${JSON.stringify(error.payload)},` : "";
  const shape = JSON.stringify(shapeOf(error));
  return `{"type":"res","id":${JSON.stringify(id)},"ok":false,${payload}"error":${shape}}`;
}

function shapeOf(error: ZeroError): ErrorShape {
  const { message, details, retryAfterMs } = error;
  const code = ON_THE_SOCKET[error.code];
  return {
    code,
    message: message === "" ? code : message.slice(0, MESSAGE_LENGTH_MAX),
    ...(details === undefined ? {} : { details }),
    ...(error.retryable ? { retryable: true } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs: Math.max(0, Math.ceil(retryAfterMs)) }),
  };
}

/**
 * What the caller is told of anything that was thrown: an expected failure as it is, anything else
 * as a defect whose text only the log sees, under an id that both show (V37).
 */
export function toZeroError(error: unknown, log: Log, method: string): ZeroError {
  if (error instanceof ZeroError) return error;
  const id = randomUUID().slice(0, 8);
  log.error("a request failed", { id, method, ...errorFields(error) });
  return new ZeroError("UNAVAILABLE", `internal error ${id}`, { cause: error });
}

/** The id of a frame that is no request, as far as it has a usable one (V48). */
export function idOf(frame: unknown): string {
  if (typeof frame !== "object" || frame === null || !("id" in frame)) return NO_ID;
  const { id } = frame;
  return typeof id === "string" && id !== "" && id.length <= ID_LENGTH_MAX ? id : NO_ID;
}
