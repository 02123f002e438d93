import type { Address, InboundMessage, RemoteId } from "@zero/channel";
import type { ErrorCode } from "../kernel/errors.ts";
import type { AgentId, RunId, SessionKey } from "./ids.ts";
import type { Message, RunOutcome } from "./run.ts";

/**
 * Where the words of a turn came from. Only `client` is the owner's own hand; neither enters the
 * system role (SR32).
 */
export type Origin =
  | { kind: "client" }
  | { kind: "node"; nodeId: string; name?: string }
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
  replyTo?: {
    address: Address;
    remoteId?: RemoteId;
    /** The address is the session's route of that moment: nobody named it. */
    byRoute?: true;
  };
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

/**
 * What begins the history of a turn. The gateway's own notes stand apart from the words, which a
 * prompt may have to fence (SR32).
 */
export function firstStep(request: TurnRequest, note: string, at: number): Message {
  const { id, session, text, origin } = request;
  const content = [note, text].filter((part, i) => part !== "" || i === 1);
  return {
    session,
    run: id,
    step: 0,
    role: "user",
    content: content.map((part) => ({ type: "text", text: part })),
    at,
    ...messageOrigin(origin),
  };
}

function messageOrigin(origin: Origin): Pick<Message, "origin"> {
  switch (origin.kind) {
    case "client":
      return {};
    case "node":
      return { origin: { channel: "node", senderName: origin.name ?? origin.nodeId } };
    case "channel": {
      const { address, senderName } = origin;
      return { origin: { channel: address.channel, senderName } };
    }
  }
}
