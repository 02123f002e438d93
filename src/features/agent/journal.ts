import type { RunId, SessionKey } from "../../domain/ids.ts";
import { type Content, type Message, textOf, type ToolCall, type Usage } from "../../domain/run.ts";

/** Where a run's steps are kept. They are the session's history at the same time. */
export interface Journal {
  /** The steps of the run so far, in order; step 0 is the user's message. */
  steps(run: RunId): Promise<readonly Message[]>;
  /** One commit. Resolves when it is on disk. */
  record(messages: readonly Message[]): Promise<void>;
  /**
   * The newest messages of the session that together have at most `unitsMax` UTF-16 units of JSON,
   * oldest first. The first of them may stand in the middle of a run.
   */
  window(session: SessionKey, unitsMax: number): Promise<readonly Message[]>;
}

type CallContent = Extract<Content, { type: "toolCall" }>;

/** What the journal of a run says about where it stands. */
export interface Progress {
  readonly nextStep: number;
  /**
   * The words of the user, with what the gateway put before them; undefined before step 0 is
   * written.
   */
  readonly words: string | undefined;
  /** Visible text of the answers so far, as it was streamed. */
  readonly said: string;
  /**
   * Calls without a result, in order. Only the first can have been started: tools run one by one.
   */
  readonly open: readonly ToolCall[];
  /**
   * Tool calls and answers since the run last failed: a run that is tried again has its limits
   * anew.
   */
  readonly toolCalls: number;
  readonly rounds: number;
  readonly usage: Usage;
}

/** Between the texts of two answers of one run. */
export const PARAGRAPH = "\n\n";

export function progressOf(steps: readonly Message[]): Progress {
  const failedAt = steps.findLastIndex((step) => step.stopReason === "error");
  const fresh = steps.slice(failedAt + 1).filter((step) => step.role === "assistant");
  const answers = steps.filter((step) => step.role === "assistant" && step.stopReason !== "error");
  const first = steps.find((step) => step.step === 0);
  return {
    nextStep: Math.max(1, ...steps.map((step) => step.step + 1)),
    words: first && textOf(first.content),
    said: answers
      .map((step) => textOf(step.content))
      .filter((text) => text !== "")
      .join(PARAGRAPH),
    open: openCalls(steps),
    toolCalls: fresh.reduce((count, step) => count + callsOf(step.content).length, 0),
    rounds: fresh.length,
    usage: {
      inputTokens: answers.reduce((sum, step) => sum + (step.usage?.inputTokens ?? 0), 0),
      outputTokens: answers.reduce((sum, step) => sum + (step.usage?.outputTokens ?? 0), 0),
    },
  };
}

export function callsOf(content: readonly Content[]): readonly CallContent[] {
  return content.filter((part) => part.type === "toolCall");
}

/** Ids of the calls that `messages` have results for. */
export function answeredCalls(messages: readonly Pick<Message, "content">[]): ReadonlySet<string> {
  const results = messages
    .flatMap((message) => message.content)
    .filter((part) => part.type === "toolResult");
  return new Set(results.map((part) => part.toolCallId));
}

function openCalls(steps: readonly Message[]): readonly ToolCall[] {
  const answered = answeredCalls(steps);
  return steps
    .flatMap((step) => callsOf(step.content))
    .filter((call) => !answered.has(call.id))
    .map((call) => ({ id: call.id, name: call.name, input: call.arguments }));
}
