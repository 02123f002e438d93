import { randomUUID } from "node:crypto";
import type { WizardStep } from "@zero/protocol";
import type { Configuration } from "../../config/load.ts";
import { ConfigError } from "../../config/problems.ts";
import type { Clock, Timer } from "../../kernel/clock.ts";
import { messageOf, ZeroError } from "../../kernel/errors.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import type { Answer } from "../../setup/answer.ts";
import { Draft } from "../../setup/draft.ts";
import { GivenProblem, Interview } from "../../setup/interview.ts";
import type { Surroundings } from "../../setup/question.ts";
import { Declined } from "../../setup/steps/closing.ts";
import { ONBOARDING } from "../../setup/steps/index.ts";

/** A session that nobody asks about for this long is over. */
const IDLE_MS = 15 * 60 * 1_000;

export interface WizardParts {
  readonly clock: Pick<Clock, "after">;
  readonly log: Log;
  /** The configuration as it is on disk now. Throws `ConfigError` when it cannot be used. */
  readonly configuration: () => Configuration;
  readonly around: Surroundings;
}

type Status = "running" | "done" | "cancelled" | "error";

interface Progress {
  readonly done: boolean;
  readonly step?: WizardStep;
  readonly status: Status;
  readonly error?: string;
}

/** The first run for clients: one session at a time. */
export class Wizard {
  readonly #parts: WizardParts;
  /** The last one that was started, until the next one is. */
  #session: Session | undefined;

  constructor(parts: WizardParts) {
    this.#parts = parts;
  }

  async start(given: {
    readonly mode?: "local" | "remote";
    readonly workspace?: string;
  }): Promise<Progress & { readonly sessionId: string }> {
    if (this.#session?.status === "running") {
      const { id: sessionId } = this.#session;
      throw new ZeroError("UNAVAILABLE", "wizard already running", { details: { sessionId } });
    }
    const answers = new Map<string, Answer>(Object.entries(given));
    const session = this.#opened(answers);
    this.#session = session;
    return { sessionId: session.id, ...(await session.next()) };
  }

  next(sessionId: string, answer?: { stepId: string; value?: unknown }): Promise<Progress> {
    return this.#known(sessionId).next(answer);
  }

  cancel(sessionId: string): { readonly status: Status; readonly error?: string } {
    const session = this.#known(sessionId);
    session.end("cancelled");
    return session.outcome;
  }

  status(sessionId: string): { readonly status: Status; readonly error?: string } {
    return this.#known(sessionId).outcome;
  }

  /** Ends what runs; nothing of it is written. */
  stop(): void {
    this.#session?.end("cancelled");
  }

  #opened(given: ReadonlyMap<string, Answer>): Session {
    try {
      return new Session(given, this.#parts);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const message = `${error.message}\nCorrect the file first; the wizard builds on it.`;
      throw new ZeroError("UNAVAILABLE", message, { cause: error, retryable: false });
    }
  }

  #known(sessionId: string): Session {
    if (this.#session?.id === sessionId) return this.#session;
    throw new ZeroError("INVALID_REQUEST", "wizard not found");
  }
}

class Session {
  readonly id: string = randomUUID();
  readonly #parts: WizardParts;
  readonly #interview: Interview;
  #status: Status = "running";
  #error: string | undefined;
  #isBusy = false;
  #idle: Timer | undefined;

  constructor(given: ReadonlyMap<string, Answer>, parts: WizardParts) {
    this.#parts = parts;
    const draft = new Draft(parts.configuration(), { given });
    this.#interview = new Interview(ONBOARDING, draft, parts.around);
  }

  get status(): Status {
    return this.#status;
  }

  get outcome(): { readonly status: Status; readonly error?: string } {
    const error = this.#error;
    return { status: this.#status, ...(error === undefined ? {} : { error }) };
  }

  end(status: Exclude<Status, "running">, error?: string): void {
    if (this.#status !== "running") return;
    this.#status = status;
    this.#error = error;
    this.#idle?.cancel();
  }

  /** Takes an answer, if there is one, and says which step waits then. */
  async next(answer?: { stepId: string; value?: unknown }): Promise<Progress> {
    if (this.#status !== "running") throw new ZeroError("INVALID_REQUEST", "wizard not running");
    if (this.#isBusy) {
      throw new ZeroError("UNAVAILABLE", "the wizard still looks at the last answer; ask again");
    }
    this.#isBusy = true;
    this.#idle?.cancel();
    try {
      const error = answer && (await this.#take(answer));
      return await this.#progress(error);
    } catch (error) {
      return this.#failed(error);
    } finally {
      this.#isBusy = false;
      if (this.#status === "running") {
        this.#idle = this.#parts.clock.after(IDLE_MS, () => this.end("cancelled", "nobody asked"));
      }
    }
  }

  async #take({ stepId, value }: { stepId: string; value?: unknown }): Promise<string | undefined> {
    const waiting = await this.#interview.current();
    if (waiting?.id !== stepId) {
      const wanted = waiting ? `"${waiting.id}" waits for an answer` : "no step waits";
      throw new ZeroError("INVALID_REQUEST", `this answers another step; ${wanted}`);
    }
    return (await this.#interview.answer(value)).problem;
  }

  async #progress(error: string | undefined): Promise<Progress> {
    const step = await this.#interview.current();
    if (this.#status === "running" && step) {
      return { done: false, step, status: "running", ...(error === undefined ? {} : { error }) };
    }
    this.end("done");
    return { done: true, ...this.outcome };
  }

  #failed(error: unknown): Progress {
    if (error instanceof ZeroError && error.code === "INVALID_REQUEST") throw error;
    if (error instanceof Declined) this.end("cancelled", error.message);
    else if (error instanceof GivenProblem) this.end("error", `${error.stepId}: ${error.message}`);
    else {
      this.#parts.log.warn("the first run could not be finished", errorFields(error));
      this.end("error", messageOf(error));
    }
    return { done: true, ...this.outcome };
  }
}
