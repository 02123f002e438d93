import { isRecord } from "./is-record.ts";

/** The `error` member of a response frame. */
export interface WireError {
  code: string;
  message: string;
  details?: unknown;
  retryable?: boolean;
  retryAfterMs?: number;
}

/** The gateway answered `ok:false`: the request reached it and was refused or failed there. */
export class GatewayError extends Error {
  override readonly name: string = "GatewayError";
  readonly code: string;
  readonly details: unknown;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  /**
   * What came beside the error, such as `{runId, status:"error", summary}` of a run that failed.
   */
  readonly payload: unknown;

  constructor(error: WireError, payload?: unknown) {
    super(error.message);
    this.code = error.code;
    this.details = error.details;
    this.retryable = error.retryable ?? false;
    this.retryAfterMs = error.retryAfterMs;
    this.payload = payload;
  }
}

/**
 * The gateway refused `connect`. Trying again unchanged does not help unless `retryable` says so.
 */
export class RefusedError extends GatewayError {
  override readonly name = "RefusedError";
  /**
   * The code with which the gateway then closed the socket; undefined when it did not close in
   * time.
   */
  readonly closeCode: number | undefined;

  constructor(error: WireError, closeCode: number | undefined) {
    super(error);
    this.closeCode = closeCode;
  }

  /**
   * Names what an owner of the gateway approves before this device gets in; only for NOT_PAIRED,
   * and undefined there when the gateway does not pair at all.
   */
  get requestId(): string | undefined {
    if (this.code !== "NOT_PAIRED" || !isRecord(this.details)) return undefined;
    const { requestId } = this.details;
    return typeof requestId === "string" ? requestId : undefined;
  }

  /** The secret that was sent is not what this gateway accepts. */
  get isUnauthorized(): boolean {
    return !this.retryable && this.message.startsWith("unauthorized");
  }
}

/**
 * The socket is gone. What was asked on it may or may not have happened; events are never replayed.
 */
export class ClosedError extends Error {
  override readonly name = "ClosedError";
  readonly code: number;
  /** As the other side gave it; empty when it gave none. */
  readonly reason: string;

  constructor(code: number, reason: string, cause?: unknown) {
    const hint = closeHint(code);
    const label = hint === "" ? `${code}` : `${code} ${hint}`;
    const text = `gateway closed (${label}): ${reason || "no close reason"}`;
    super(text, cause === undefined ? undefined : { cause });
    this.code = code;
    this.reason = reason;
  }
}

/** No answer in time. The request may still be carried out. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super(`gateway timeout after ${timeoutMs}ms`);
    this.timeoutMs = timeoutMs;
  }
}

/** A limit of this client was reached, or it was used after `close()`. Nothing was sent. */
export class ClientUsageError extends Error {
  override readonly name = "ClientUsageError";
}

const CLOSE_HINTS: Readonly<Record<number, string>> = {
  1000: "normal closure",
  1002: "protocol error",
  1006: "abnormal closure (no close frame)",
  1008: "policy violation",
  1009: "message too big",
  1012: "service restart",
  4000: "tick timeout",
};

/** What a close code means, in words; empty for a code that nobody here gives a meaning. */
export function closeHint(code: number): string {
  return CLOSE_HINTS[code] ?? "";
}
