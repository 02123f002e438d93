import type { WizardStep } from "@zero/protocol";
import type { Draft } from "./draft.ts";
import { AnswerProblem } from "./answer.ts";
import type { Question, StepBody, Surroundings } from "./question.ts";

/** An answer that was given beforehand cannot be taken. */
export class GivenProblem extends Error {
  override readonly name = "GivenProblem";
  /** Of the step that it answers. */
  readonly stepId: string;

  constructor(stepId: string, { message }: AnswerProblem) {
    super(message);
    this.stepId = stepId;
  }
}

interface Waiting {
  readonly question: Question;
  readonly body: StepBody;
  readonly step: WizardStep;
}

/** What became of an answer: taken, or why it was not. */
export type Outcome = { readonly problem?: string };

/** One run through a list of questions. One call at a time. */
export class Interview {
  readonly draft: Draft;
  readonly #questions: readonly Question[];
  readonly #around: Surroundings;
  #at = 0;
  #waiting: Waiting | undefined;

  constructor(questions: readonly Question[], draft: Draft, around: Surroundings) {
    this.#questions = questions;
    this.draft = draft;
    this.#around = around;
  }

  /**
   * The step that waits for an answer, or undefined when there is none left. What needs no answer
   * on the way is done. Throws `GivenProblem` when an answer that was given beforehand is wrong,
   * and whatever `write` throws.
   */
  async current(): Promise<WizardStep | undefined> {
    while (!this.#waiting) {
      const question = this.#questions[this.#at];
      if (!question) return undefined;
      if (await question.applies(this.draft, this.#around)) await this.#meet(question);
      else this.#at += 1;
    }
    return this.#waiting.step;
  }

  /** What to show while the waiting step's answer is checked. */
  get busy(): string | undefined {
    return this.#waiting?.question.busy;
  }

  /** Answers the step that waits. Throws whatever `write` throws. */
  async answer(value: unknown): Promise<Outcome> {
    const waiting = this.#waiting;
    if (!waiting) throw new Error("no step waits for an answer");
    try {
      await waiting.question.take(value, waiting.body, this.draft, this.#around);
    } catch (error) {
      if (error instanceof AnswerProblem) return { problem: error.message };
      throw error;
    }
    this.#waiting = undefined;
    this.#at += 1;
    return {};
  }

  async #meet(question: Question): Promise<void> {
    const { id, kind, isDetail } = question;
    const { draft } = this;
    const body = await question.show(draft, this.#around);
    const isGiven = draft.given.has(id);
    if (isGiven) draft.used.add(id);
    if (isGiven || (isDetail && !draft.detailed)) {
      const value = isGiven ? draft.given.get(id) : body.initialValue;
      if (await this.#takeQuietly(question, value, body)) return;
    }
    this.#waiting = { question, body, step: { id, type: kind, ...body } };
  }

  async #takeQuietly(question: Question, value: unknown, body: StepBody): Promise<boolean> {
    try {
      await question.take(value, body, this.draft, this.#around);
      this.#at += 1;
      return true;
    } catch (error) {
      if (!(error instanceof AnswerProblem)) throw error;
      if (this.draft.given.has(question.id)) throw new GivenProblem(question.id, error);
      // What is suggested does not do: this one has to be asked.
      return false;
    }
  }
}
