/** Why this machine did not do what it was asked, as the gateway is told: a code and a sentence. */
export class HostError extends Error {
  override readonly name = "HostError";
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
