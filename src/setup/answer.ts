/** What can be given as an answer, by the kind of step. */
export interface Answers {
  note: undefined;
  text: string;
  select: string;
  confirm: boolean;
  multiselect: readonly string[];
}
export type Kind = keyof Answers;
export type Answer = Answers[Kind];

/** An answer that cannot be taken. The message says why and what would do; it is asked again. */
export class AnswerProblem extends Error {
  override readonly name = "AnswerProblem";
}
