import type {
  Content,
  Message,
  Run,
  RunEvent,
  RunOutcome,
  ToolCall,
  Usage,
} from "../../domain/run.ts";
import type { SessionKey } from "../../domain/ids.ts";
import type { TurnRequest } from "../../domain/turn.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Log } from "../../kernel/log.ts";
import type { AskedCall } from "./answer.ts";
import { Asker, type AskerParts } from "./asker.ts";
import { clipEnd } from "./clip.ts";
import { runSignal, RunTimeout } from "./deadline.ts";
import { callsOf, type Journal, PARAGRAPH, progressOf } from "./journal.ts";
import { ROUNDS_MAX, type RunLimits, TOOL_INPUT_CHARS_MAX } from "./limits.ts";
import { type Model, ModelError } from "./model.ts";
import { RequestBuilder } from "./prompt/request.ts";
import type { Toolbox, ToolResult } from "./tools/toolbox.ts";
import type { Workspace } from "./prompt/workspace.ts";

/** One run to execute. */
export interface Execution {
  readonly run: Run;
  readonly request: TurnRequest;
  /** Aborts the run: it then ends as `aborted`, with the text so far. */
  readonly signal: AbortSignal;
  /** Hears visible text and tools as they happen, in order. */
  readonly onEvent: (event: RunEvent) => void;
}

/** How a run ended. `message` is the last step of its history, which the caller writes down. */
export interface Executed {
  readonly outcome: RunOutcome;
  readonly message?: Message;
}

/** What a person chose for a session; a request wins over it. */
export interface Preferences {
  /** A model's reference. */
  readonly model?: string;
  readonly thinkingLevel?: string;
}

export interface LoopParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly journal: Journal;
  readonly toolbox: Toolbox;
  readonly workspace: Pick<Workspace, "files">;
  readonly limits: RunLimits;
  readonly contextTokens: number;
  preferences(session: SessionKey): Promise<Preferences>;
  /**
   * Models for this run, in order, the chosen one first. Throws `ModelError` when there is none.
   */
  candidates(chosen: string | undefined): Promise<readonly Model[]>;
  /** A random word of at least 16 hexadecimal digits. */
  readonly mark: () => string;
  readonly rawStream?: RawStream | undefined;
}

/** Hears what models say as it came, and in which run; for diagnosis. It never throws. */
export type RawStream = (heard: {
  readonly runId: string;
  readonly sessionKey: string;
  readonly provider: string;
  readonly model: string;
  readonly event: unknown;
}) => void;

/**
 * Executes a run: asks a model, runs the tools it asks for, and so on until it answers. Each answer
 * with tool calls is on disk before the first of them starts, each result before the next; a run
 * that was interrupted goes on behind its last recorded step. Rejects only when the journal does.
 */
export class RunLoop {
  readonly #parts: LoopParts;
  readonly #execution: Execution;
  readonly #steps: Message[] = [];
  #nextStep = 1;
  /** Visible text of the answers before this one, as it was streamed. */
  #said = "";
  /** Visible text of the answer that is being written. */
  #partial = "";
  #toolCalls = 0;
  #rounds = 0;
  #refusedCalls = false;
  #usage: Usage = { inputTokens: 0, outputTokens: 0 };
  #model: Model | undefined;

  constructor(parts: LoopParts, execution: Execution) {
    this.#parts = parts;
    this.#execution = execution;
  }

  async execute(): Promise<Executed> {
    const { clock, limits } = this.#parts;
    const { request, signal: outer } = this.#execution;
    const totalMs = request.timeoutMs ?? limits.totalMs;
    const ends = runSignal(clock, outer, totalMs === 0 ? Number.POSITIVE_INFINITY : totalMs);
    try {
      ends.signal.throwIfAborted();
      const preferences = await this.#parts.preferences(request.session);
      await this.#resume(ends.signal);
      return await this.#answer(ends.signal, preferences);
    } catch (error) {
      if (ends.signal.aborted) return this.#interrupted(ends.signal.reason, totalMs);
      if (error instanceof ModelError) return this.#failed(error);
      throw error;
    } finally {
      ends.close();
    }
  }

  async #resume(signal: AbortSignal): Promise<void> {
    const { run, request } = this.#execution;
    const steps = await this.#parts.journal.steps(run.id);
    const progress = progressOf(steps);
    if (progress.words === undefined) this.#steps.push(this.#step("user", request.text, 0));
    this.#steps.push(...steps);
    this.#nextStep = progress.nextStep;
    this.#toolCalls = progress.toolCalls - progress.open.length;
    this.#rounds = progress.rounds;
    this.#usage = progress.usage;
    if (progress.said !== "") this.#emitText(progress.said);
    this.#closeText();
    const [first, ...rest] = progress.open;
    // Only the first can have been running; what a second run of it would do is the tool's to say.
    if (first && this.#parts.toolbox.isRepeatable(first.name)) await this.#call(first, signal);
    else if (first) {
      this.#toolCalls += 1;
      await this.#finishCall(first, UNKNOWN_OUTCOME);
    }
    for (const call of rest) await this.#call(call, signal);
  }

  async #answer(signal: AbortSignal, preferences: Preferences): Promise<Executed> {
    const { request } = this.#execution;
    const models = await this.#parts.candidates(preferences.model);
    [this.#model] = models;
    const { clock, log, limits, mark } = this.#parts;
    const builder = new RequestBuilder(
      { ...this.#parts, tools: this.#parts.toolbox.specs },
      { ...request, thinking: request.thinking ?? preferences.thinkingLevel },
    );
    const hear = this.#overhearing();
    const asker = new Asker({ clock, log, limits, models, builder, signal, mark, hear });
    for (;;) {
      const { answer, model } = await asker.answer({
        steps: this.#steps,
        roomChars: limits.outputChars - this.#said.length,
        mayBeEmpty: this.#said !== "",
        onText: (delta) => this.#write(delta),
      });
      this.#model = model;
      this.#rounds += 1;
      this.#usage = sumOf(this.#usage, answer.usage);
      if (answer.cut)
        this.#write(`\n[The answer ends here: ${limits.outputChars} characters are the limit.]`);
      if (answer.calls.length === 0) return this.#done(answer.usage);
      if (this.#refusedCalls || this.#rounds > ROUNDS_MAX) throw this.#endless();
      await this.#useTools(answer.text, answer.calls, answer.usage, signal);
    }
  }

  #overhearing(): AskerParts["hear"] {
    const { rawStream } = this.#parts;
    const { id: runId, session: sessionKey } = this.#execution.run;
    return (
      rawStream &&
      (({ provider, name }, event) =>
        rawStream({ runId, sessionKey, provider, model: name, event }))
    );
  }

  async #useTools(
    text: string,
    asked: readonly AskedCall[],
    usage: Usage,
    signal: AbortSignal,
  ): Promise<void> {
    const calls = this.#usable(asked);
    const content: Content[] = text === "" ? [] : [{ type: "text", text }];
    for (const { id, name, input, opaque } of calls) {
      const extra = opaque === undefined ? {} : { opaque };
      content.push({ type: "toolCall", id, name, arguments: input, ...extra });
    }
    await this.#record({ ...this.#step("assistant", content), stopReason: "toolUse", usage });
    this.#closeText();
    for (const call of calls) await this.#call(call, signal);
  }

  /** Calls with ids of their own, names that any provider takes back, and input of limited size. */
  #usable(asked: readonly AskedCall[]): readonly AskedCall[] {
    const known = new Set(this.#steps.flatMap((step) => callsOf(step.content)).map(({ id }) => id));
    return asked.map((call, index) => {
      const fits = /^[\w-]{1,64}$/.test(call.id) && !known.has(call.id);
      const id = fits ? call.id : `call_${this.#nextStep}_${index}`;
      known.add(id);
      const name = clipEnd(call.name.replaceAll(/[^\w-]/g, "_"), 64) || "unnamed";
      const tooLarge = (JSON.stringify(call.input) ?? "").length > TOOL_INPUT_CHARS_MAX;
      return { ...call, id, name, input: tooLarge ? "too large" : call.input };
    });
  }

  async #call(call: ToolCall, signal: AbortSignal): Promise<void> {
    const { toolbox, limits } = this.#parts;
    const { run, onEvent } = this.#execution;
    if (this.#toolCalls >= limits.toolCalls) {
      this.#refusedCalls = true;
      await this.#finishCall(call, {
        result: `not run: ${limits.toolCalls} tool calls are the limit of one turn; answer with what you have`,
        isError: true,
      });
      return;
    }
    this.#toolCalls += 1;
    const { id, name, input } = call;
    onEvent({ kind: "tool-start", call: { id, name, input } });
    await this.#finishCall(call, await toolbox.call(call, this.#contextOf(run), signal));
  }

  #contextOf({ agent, session, id }: Run) {
    return { agent, session, run: id };
  }

  async #finishCall({ id, name, input }: ToolCall, { result, isError }: ToolResult): Promise<void> {
    const part: Content = { type: "toolResult", toolCallId: id, toolName: name, result, isError };
    await this.#record(this.#step("toolResult", [part]));
    this.#execution.onEvent({ kind: "tool-end", call: { id, name, input }, result, isError });
  }

  async #record(message: Message): Promise<void> {
    await this.#parts.journal.record([message]);
    this.#steps.push(message);
    this.#nextStep += 1;
  }

  #done(usage: Usage): Executed {
    const partial = this.#partial;
    this.#closeText();
    const outcome: RunOutcome = { state: "done", text: this.#said, ...this.#sums() };
    if (partial === "") return { outcome };
    return {
      outcome,
      message: { ...this.#step("assistant", partial), stopReason: "stop", usage },
    };
  }

  #interrupted(reason: unknown, totalMs: number): Executed {
    if (reason instanceof RunTimeout) {
      return this.#failed(
        new ModelError(
          "timeout",
          `I did not finish within ${Math.round(totalMs / 1000)} s and stopped. Ask for a smaller step, or raise agents.defaults.timeoutSeconds.`,
        ),
      );
    }
    const partial = this.#partial;
    this.#closeText();
    const outcome: RunOutcome = { state: "aborted", text: this.#said, ...this.#sums() };
    if (partial === "") return { outcome };
    return { outcome, message: { ...this.#step("assistant", partial), stopReason: "aborted" } };
  }

  /** The user gets one sentence; history keeps beside it what was visible already. */
  #failed({ kind, message: text }: ModelError): Executed {
    const code = kind === "timeout" ? "AGENT_TIMEOUT" : "UNAVAILABLE";
    const content: Content[] = [
      ...(this.#partial === "" ? [] : [{ type: "text" as const, text: `${this.#partial}\n\n` }]),
      { type: "text", text },
    ];
    return {
      outcome: { state: "failed", text, error: { code, message: text }, ...this.#sums() },
      message: { ...this.#step("assistant", content), stopReason: "error" },
    };
  }

  #sums(): Pick<RunOutcome, "usage" | "provider" | "model"> {
    return { usage: this.#usage, ...authorOf(this.#model) };
  }

  #step(role: Message["role"], content: string | Content[], step = this.#nextStep): Message {
    const { session, id } = this.#execution.run;
    return {
      session,
      run: id,
      step,
      role,
      content: typeof content === "string" ? [{ type: "text", text: content }] : content,
      at: this.#parts.clock.now(),
      ...(role === "assistant" ? authorOf(this.#model) : {}),
    };
  }

  #write(delta: string): void {
    if (this.#partial === "" && this.#said !== "") this.#emit(PARAGRAPH);
    this.#emitText(delta);
  }

  #emitText(delta: string): void {
    this.#partial += delta;
    this.#emit(delta);
  }

  #emit(delta: string): void {
    this.#execution.onEvent({ kind: "text", delta });
  }

  #closeText(): void {
    if (this.#partial === "") return;
    this.#said += (this.#said === "" ? "" : PARAGRAPH) + this.#partial;
    this.#partial = "";
  }

  #endless(): ModelError {
    return new ModelError(
      "invalid",
      `I stopped after ${this.#toolCalls} tool calls without an end in sight. Ask for a smaller step, or raise agents.defaults.limits.toolCalls.`,
    );
  }
}

const UNKNOWN_OUTCOME: ToolResult = {
  result:
    "outcome unknown: the gateway stopped while this tool was running, and it was not repeated",
  isError: true,
};

function authorOf(model: Model | undefined): { provider?: string; model?: string } {
  return model ? { provider: model.provider, model: model.name } : {};
}

function sumOf(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
  };
}
