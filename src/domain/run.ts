import type { ErrorCode } from "../kernel/errors.ts";
import type { AgentId, RunId, SessionKey } from "./ids.ts";

/**
 * One execution of an agent. `queued` and `running` survive a crash and are taken up again at the
 * next start.
 */
export type RunState = "queued" | "running" | "done" | "failed" | "aborted";

/** States that no longer change. */
export const isOver = (state: RunState): boolean =>
  state === "done" || state === "failed" || state === "aborted";

export interface Run {
  id: RunId;
  agent: AgentId;
  session: SessionKey;
  state: RunState;
  /** Times that the run was started; more than one after a crash. */
  attempts: number;
  acceptedAt: number;
}

export interface Usage {
  inputTokens: number;
  outputTokens: number;
}

export interface ToolCall {
  id: string;
  name: string;
  input: unknown;
}

export type Content =
  | { type: "text"; text: string }
  /**
   * `opaque`: what the model's provider wants back together with the call; nobody else reads it.
   */
  | { type: "toolCall"; id: string; name: string; arguments: unknown; opaque?: unknown }
  | { type: "toolResult"; toolCallId: string; toolName: string; result: unknown; isError: boolean };

/** Through which channel somebody wrote, and who they are, as their network claims. */
export interface MessageOrigin {
  channel: string;
  senderName?: string;
}

/**
 * One row of a session's history, and at the same time one step of its run's journal: the user's
 * message, each answer of the model, each result of a tool. `step` counts within the run from 0,
 * which is the user's message: its last text part is what was said, the parts before it are notes
 * of the gateway. A message of the assistant that its owner injected is a run of its own.
 */
export interface Message {
  session: SessionKey;
  run: RunId;
  step: number;
  role: "user" | "assistant" | "toolResult";
  content: readonly Content[];
  at: number;
  /** Of a user's message; absent when a client sent it, which is the owner's own hand (SR32). */
  origin?: MessageOrigin;
  /** `error`: shown to people, never given to the model. */
  stopReason?: "stop" | "toolUse" | "aborted" | "error" | "injected";
  provider?: string;
  model?: string;
  usage?: Usage;
}

/** How a run ended. `text` is what the user gets; with `failed` it is one sentence. */
export interface RunOutcome {
  state: "done" | "failed" | "aborted";
  text: string;
  error?: { code: ErrorCode; message: string };
  usage?: Usage;
  provider?: string;
  model?: string;
}

/** Why a run failed, in one sentence. */
export const failureText = ({ error, text }: RunOutcome): string => error?.message ?? text;

/**
 * What observers hear while a run goes on. One closed union; the sequence number is added where it
 * is published.
 */
export type RunEvent =
  | { kind: "start"; at: number }
  | { kind: "text"; delta: string }
  | { kind: "tool-start"; call: ToolCall }
  | { kind: "tool-end"; call: ToolCall; result: unknown; isError: boolean }
  | { kind: "end"; startedAt: number; at: number; outcome: RunOutcome };

/** The text parts of a message, joined. */
export function textOf(content: readonly Content[]): string {
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
