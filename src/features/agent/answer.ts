import type { ToolCall, Usage } from "../../domain/run.ts";
import type { Clock } from "../../kernel/clock.ts";
import { clipEnd } from "./clip.ts";
import { Scope } from "./deadline.ts";
import { CALLS_PER_ANSWER_MAX, type RunLimits } from "./limits.ts";
import {
  type FinishReason,
  type Model,
  ModelError,
  type ModelPart,
  type ModelRequest,
} from "./model.ts";

/** A tool call as a model asked for it. */
export interface AskedCall extends ToolCall {
  opaque?: unknown;
}

/** One answer of a model, whole. */
export interface Answer {
  readonly text: string;
  readonly calls: readonly AskedCall[];
  readonly finish: FinishReason;
  readonly usage: Usage;
  /** The run's output limit ended it. */
  readonly cut: boolean;
}

export interface Asking {
  readonly model: Model;
  readonly request: ModelRequest;
  readonly clock: Clock;
  readonly limits: Pick<RunLimits, "firstTokenMs" | "silenceMs">;
  /** Visible text that this answer may still have. */
  readonly roomChars: number;
  /** Aborts when the run is over; its reason is what `ask` rejects with. */
  readonly signal: AbortSignal;
  /** Hears each piece of visible text, once, in order. */
  readonly onText: (delta: string) => void;
}

/**
 * Asks a model once and reads its answer to the end. Rejects with `ModelError` when it fails or
 * stops talking, even when it ignores its signal (A16), and with the signal's reason.
 */
export async function ask(asking: Asking): Promise<Answer> {
  const { model, request, limits } = asking;
  const scope = new Scope(asking.clock, asking.signal);
  const draft = new Draft(asking);
  let iterator: AsyncIterator<ModelPart> | undefined;
  try {
    scope.expect(limits.firstTokenMs, () => stalled(model, limits.firstTokenMs, "start"));
    iterator = model.stream(request, scope.signal)[Symbol.asyncIterator]();
    const silent = () => stalled(model, limits.silenceMs, "go on");
    for (;;) {
      const next = await scope.wait(iterator.next());
      if (next.done) throw interrupted(model);
      scope.expect(limits.silenceMs, silent);
      const answer = draft.take(next.value);
      if (answer) return answer;
    }
  } finally {
    scope.close();
    // Nobody waits for a model that is slow to clean up, and its last words change nothing.
    iterator?.return?.().then(undefined, () => undefined);
  }
}

/** An answer that is being written. */
class Draft {
  readonly #asking: Asking;
  readonly #calls: AskedCall[] = [];
  #text = "";

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  /** The whole answer, as soon as `part` completes it. */
  take(part: ModelPart): Answer | undefined {
    switch (part.type) {
      case "text":
        return this.#write(part.delta) ? this.#answer("length", NO_USAGE, true) : undefined;
      case "alive":
        return undefined;
      case "tool-call":
        this.#call(part);
        return undefined;
      case "finish":
        return this.#finish(part.reason, part.usage);
    }
  }

  /** True when there is no room for more. */
  #write(delta: string): boolean {
    const room = this.#asking.roomChars - this.#text.length;
    const fitting = clipEnd(delta, room);
    if (fitting !== "") {
      this.#text += fitting;
      this.#asking.onText(fitting);
    }
    return fitting.length < delta.length;
  }

  #call({ id, name, input, opaque }: Extract<ModelPart, { type: "tool-call" }>): void {
    if (this.#calls.length >= CALLS_PER_ANSWER_MAX) {
      const { ref } = this.#asking.model;
      throw new ModelError(
        "invalid",
        `${ref} asked for more than ${CALLS_PER_ANSWER_MAX} tools at once. Ask for a smaller step, or choose another model.`,
      );
    }
    this.#calls.push({ id, name, input, ...(opaque === undefined ? {} : { opaque }) });
  }

  #finish(reason: FinishReason, usage: Usage): Answer {
    const { ref } = this.#asking.model;
    if (reason === "refused") {
      throw new ModelError(
        "refused",
        `${ref} declined to answer this. Rephrase the request, or ask another model.`,
      );
    }
    return this.#answer(reason, usage, false);
  }

  #answer(finish: FinishReason, usage: Usage, cut: boolean): Answer {
    return { text: this.#text, calls: cut ? [] : this.#calls, finish, usage, cut };
  }
}

const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0 };

function stalled({ ref }: Model, ms: number, what: "start" | "go on"): ModelError {
  return new ModelError(
    "timeout",
    `${ref} did not ${what} answering within ${Math.round(ms / 1000)} s. Try again, or choose another model.`,
  );
}

function interrupted({ ref }: Model): ModelError {
  return new ModelError(
    "unavailable",
    `The connection to ${ref} ended in the middle of its answer. Please try again.`,
  );
}
