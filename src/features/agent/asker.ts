import type { Message } from "../../domain/run.ts";
import type { Clock } from "../../kernel/clock.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import { type Answer, ask } from "./answer.ts";
import { Scope } from "./deadline.ts";
import { PAUSE_MS, PAUSE_MS_MAX, type RunLimits } from "./limits.ts";
import { type Model, ModelError } from "./model.ts";
import type { RequestBuilder } from "./prompt/request.ts";

export interface AskerParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: RunLimits;
  /** Models of this run, in the order in which they are tried; never empty. */
  readonly models: readonly Model[];
  readonly builder: RequestBuilder;
  readonly signal: AbortSignal;
  /** An id for the log, shown to the user when something unexpected happens. */
  readonly mark: () => string;
  /** Hears each event of a model's stream as it came; absent: nobody wants to know. */
  readonly hear?: ((model: Model, event: unknown) => void) | undefined;
}

export interface Question {
  readonly steps: readonly Message[];
  readonly roomChars: number;
  /** An empty answer is right: the run has said something already. */
  readonly mayBeEmpty: boolean;
  readonly onText: (delta: string) => void;
}

/**
 * Gets the next answer of a run from the first model that gives one.
 *
 * The order of remedies: a prompt that is too long is sent once more with half the window (once a
 * run); a failing model gives way to the next one, which then keeps the run; when all have failed
 * and the first trouble is of the passing kind, all are tried once more after a pause. Once a part
 * of the answer was visible there is no remedy: nobody is shown two beginnings. An abort and a
 * refused answer are final too.
 */
export class Asker {
  readonly #parts: AskerParts;
  #at = 0;
  #scale = 1;
  #spoke = false;

  constructor(parts: AskerParts) {
    this.#parts = parts;
  }

  /** Rejects with `ModelError`, with the signal's reason, or with the store's trouble. */
  async answer(question: Question): Promise<{ answer: Answer; model: Model }> {
    this.#spoke = false;
    try {
      return await this.#firstOf(question);
    } catch (error) {
      const pauseMs = this.#pauseAfter(error);
      if (pauseMs === undefined) throw error;
      await this.#parts.clock.sleep(pauseMs, this.#parts.signal);
      return this.#firstOf(question);
    }
  }

  async #firstOf(question: Question): Promise<{ answer: Answer; model: Model }> {
    const { models, log } = this.#parts;
    let failure: unknown;
    for (const [index, model] of models.entries()) {
      if (index < this.#at) continue;
      try {
        const answer = await this.#fromOne(model, question);
        this.#at = index;
        return { answer, model };
      } catch (error) {
        if (!this.#mayGoOn(error)) throw error;
        failure ??= error;
        log.warn("a model failed", { model: model.ref, ...errorFields(error) });
      }
    }
    throw failure;
  }

  async #fromOne(model: Model, question: Question): Promise<Answer> {
    try {
      return await this.#ask(model, question);
    } catch (error) {
      const tooLong = error instanceof ModelError && error.kind === "context";
      if (!tooLong || this.#spoke || this.#scale < 1) throw error;
      this.#scale = 0.5;
      this.#parts.log.info("a prompt was too long and is sent again with half of the window", {
        model: model.ref,
      });
      return this.#ask(model, question);
    }
  }

  async #ask(model: Model, { steps, roomChars, mayBeEmpty, onText }: Question): Promise<Answer> {
    const { clock, limits, signal, builder } = this.#parts;
    const built = await this.#inTime(builder.build(model, steps, this.#scale));
    const { hear: overhear } = this.#parts;
    const request = overhear
      ? { ...built, hear: (event: unknown) => overhear(model, event) }
      : built;
    const hear = (delta: string) => {
      this.#spoke = true;
      onText(delta);
    };
    const asking = { model, request, clock, limits, roomChars, signal, onText: hear };
    const answer = await ask(asking).catch((error: unknown) => {
      throw this.#explained(error, model);
    });
    const isEmpty = answer.text.trim() === "" && answer.calls.length === 0 && !answer.cut;
    if (isEmpty && !mayBeEmpty) throw emptyAnswer(model, answer);
    return answer;
  }

  /** A disk that hangs must not hold the run beyond its end (A16). */
  async #inTime<T>(work: Promise<T>): Promise<T> {
    const scope = new Scope(this.#parts.clock, this.#parts.signal);
    try {
      return await scope.wait(work);
    } finally {
      scope.close();
    }
  }

  /** What a model throws besides `ModelError` is a defect: it goes to the log under an id. */
  #explained(error: unknown, model: Model): unknown {
    if (error instanceof ModelError || this.#parts.signal.aborted) return error;
    const id = this.#parts.mark().slice(0, 8);
    this.#parts.log.error("a model broke", { id, model: model.ref, ...errorFields(error) });
    return new ModelError(
      "unavailable",
      `Asking ${model.ref} failed inside the gateway; the log has the details under ${id}. Try again, or choose another model.`,
      { cause: error },
    );
  }

  #mayGoOn(error: unknown): boolean {
    return error instanceof ModelError && error.fallback && !this.#spoke;
  }

  #pauseAfter(error: unknown): number | undefined {
    if (!(error instanceof ModelError) || !error.passing || this.#spoke) return undefined;
    const ms = error.retryAfterMs ?? PAUSE_MS;
    return ms <= PAUSE_MS_MAX ? ms : undefined;
  }
}

function emptyAnswer({ ref }: Model, { finish }: Answer): ModelError {
  const why =
    finish === "length"
      ? "used up its output limit before it said anything. Ask for less, or raise its maxTokens."
      : "gave an empty answer. Try again, or choose another model.";
  return new ModelError("unavailable", `${ref} ${why}`);
}
