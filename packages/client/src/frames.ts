import type { WireError } from "./errors.ts";
import { isRecord } from "./is-record.ts";

export interface ResponseFrame {
  type: "res";
  id: string;
  ok: boolean;
  payload?: unknown;
  error?: WireError;
}

export interface EventFrame {
  type: "event";
  event: string;
  payload?: unknown;
  /** Counts from 1 for each connection; a jump means that events were lost. */
  seq?: number;
  stateVersion?: { presence: number; health: number };
}

/**
 * The frame in a text, or undefined when it is none that a gateway sends. Only what this client
 * relies on is checked: a newer gateway may add members.
 */
export function parseFrame(text: string): ResponseFrame | EventFrame | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (isResponse(value) || isEvent(value)) return value;
  return undefined;
}

function isResponse(value: unknown): value is ResponseFrame {
  if (!isRecord(value) || value["type"] !== "res" || typeof value["id"] !== "string") return false;
  return value["ok"] === true || (value["ok"] === false && isWireError(value["error"]));
}

function isEvent(value: unknown): value is EventFrame {
  if (!isRecord(value) || value["type"] !== "event" || typeof value["event"] !== "string") {
    return false;
  }
  return value["seq"] === undefined || Number.isSafeInteger(value["seq"]);
}

function isWireError(value: unknown): value is WireError {
  return (
    isRecord(value) && typeof value["code"] === "string" && typeof value["message"] === "string"
  );
}
