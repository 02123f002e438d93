import { SendError } from "@zero/channel";
import { Refusal } from "./bot-api.ts";
import { SetupProblem } from "./token.ts";
import { WireError } from "./wire.ts";

/**
 * The gateway could not take or say something. Its message is for people, the cause for the log.
 */
export class HostTrouble extends Error {
  override readonly name = "HostTrouble";
}

/**
 * What a broken connection means for the account: it waits and tries again, or a person is needed.
 */
export type Setback =
  | {
      kind: "wait";
      reason: string;
      pace: "conflict" | "network" | { afterMs: number };
      /** Not the network's doing: the log should have it. */
      defect?: true;
    }
  | { kind: "unlink"; reason: string };

const NEW_TOKEN = "get a new token from @BotFather and put it into channels.telegram.botToken";
const CONFLICT =
  "another program receives this bot's messages; stop it, or give this gateway a bot of its own";

/** Judges whatever a call of the account's own loop threw. */
export function setbackOf(error: unknown): Setback {
  if (error instanceof SetupProblem) return { kind: "unlink", reason: error.message };
  if (error instanceof WireError) return { kind: "wait", reason: error.message, pace: "network" };
  if (error instanceof HostTrouble) {
    return { kind: "wait", reason: error.message, pace: "network", defect: true };
  }
  if (!(error instanceof Refusal)) {
    const reason = "an unexpected failure; the log has it";
    return { kind: "wait", reason, pace: "network", defect: true };
  }
  const { code, message, retryAfterMs } = error;
  if (code === 401 || code === 404) {
    return { kind: "unlink", reason: `Telegram does not know the bot's token; ${NEW_TOKEN}` };
  }
  if (retryAfterMs !== undefined) {
    return { kind: "wait", reason: "Telegram asks to slow down", pace: { afterMs: retryAfterMs } };
  }
  if (code === 409) return { kind: "wait", reason: CONFLICT, pace: "conflict" };
  return { kind: "wait", reason: `Telegram answered ${code}: ${message}`, pace: "network" };
}

/**
 * Judges what a send threw. Only what certainly had no effect is `retry`: a server error after the
 * request was handed off may have been a delivery.
 */
export function sendErrorOf(error: unknown): SendError {
  if (error instanceof SendError) return error;
  if (error instanceof WireError) {
    return new SendError(error.handedOff ? "uncertain" : "retry", error.message, { cause: error });
  }
  if (!(error instanceof Refusal)) {
    return new SendError("uncertain", "the send failed in an unexpected way", { cause: error });
  }
  const { code, message, retryAfterMs } = error;
  const text = `Telegram answered ${code}: ${message}`;
  if (retryAfterMs !== undefined)
    return new SendError("retry", text, { cause: error, retryAfterMs });
  if (code >= 500) return new SendError("uncertain", text, { cause: error });
  // Nothing is wrong with the message: it goes out once the bot is signed in again.
  if (code === 401 || code === 404 || code === 429)
    return new SendError("retry", text, { cause: error });
  return new SendError("rejected", text, { cause: error });
}

/** Telegram could not read the HTML; the same words go out plain. */
export const isUnreadableMarkup = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 400 && error.message.includes("can't parse entities");
