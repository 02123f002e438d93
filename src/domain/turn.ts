import type { Address, InboundMessage, RemoteId } from "@zero/channel";
import type { ErrorCode } from "../kernel/errors.ts";
import type { AgentId, RunId, SessionKey } from "./ids.ts";
import type { RunOutcome } from "./run.ts";

/**
 * Where the words of a turn came from. Only `client` is the owner's own hand; neither enters the
 * system role (SR32).
 */
export type Origin =
  | { kind: "client" }
  | { kind: "channel"; address: Address; remoteId: RemoteId; senderName?: string; sentAt: number };

/**
 * Everything that is needed to run a turn, now or after a crash: it is stored with the run, as
 * JSON.
 */
export interface TurnRequest {
  id: RunId;
  agent: AgentId;
  session: SessionKey;
  text: string;
  origin: Origin;
  /**
   * Where the answer goes besides the caller: frozen when the turn is accepted (A9). Absent:
   * nowhere.
   */
  replyTo?: { address: Address; remoteId?: RemoteId };
  /** 0 means no limit. Absent: the configured one. */
  timeoutMs?: number;
  thinking?: string;
  verbose?: "off" | "on" | "full";
  extraSystemPrompt?: string;
}

/**
 * An accepted turn. It is on disk; `done` settles when the run is over, in this process or, after a
 * crash, in the next.
 */
export interface AcceptedTurn {
  runId: RunId;
  acceptedAt: number;
  /** `new`: this request began it. `running` and `done`: the same request was here before. */
  status: "new" | "running" | "done";
  done: Promise<RunOutcome>;
}

/** What `agent.wait` answers. */
export type WaitResult =
  | {
      status: "ok" | "error";
      startedAt?: number;
      endedAt: number;
      error?: { code: ErrorCode; message: string };
    }
  | { status: "timeout" };

/** What somebody said; of a message without words, what it holds instead. */
export function wordsOf({ text, attachments }: InboundMessage): string {
  if (text.trim() !== "" || attachments.length === 0) return text;
  return `[no text, only: ${attachments.map(({ kind }) => kind).join(", ")}]`;
}
