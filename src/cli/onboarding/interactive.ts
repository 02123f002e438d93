import type { WizardStep } from "@zero/protocol";
import type { Draft } from "../../setup/draft.ts";
import { Interview } from "../../setup/interview.ts";
import type { Question, Surroundings } from "../../setup/question.ts";
import { Declined } from "../../setup/steps/closing.ts";
import { CommandError } from "../failures.ts";
import { printable } from "../io.ts";
import { type Clack, Left, openTerminal, unlessLeft } from "../terminal/prompts.ts";
import { translated } from "./quiet.ts";

/**
 * Asks a person in the terminal. Throws `CommandError` when they leave before the end; what was
 * written until then is said.
 */
export async function askInTerminal(
  title: string,
  questions: readonly Question[],
  draft: Draft,
  around: Surroundings,
): Promise<void> {
  const clack = await openTerminal();
  const interview = new Interview(questions, draft, around);
  clack.intro(title);
  try {
    await translated(async () => {
      for (let step = await interview.current(); step; step = await interview.current()) {
        await askUntilTaken(clack, interview, step);
      }
    });
  } catch (error) {
    if (!(error instanceof Declined || error instanceof Left)) throw error;
    const isWritten = draft.written !== undefined;
    clack.cancel(isWritten ? "Left; the configuration is written." : "Nothing was written.");
    throw new CommandError("The questions were not answered to the end.", [], { cause: error });
  }
  clack.outro("Done.");
}

async function askUntilTaken(clack: Clack, interview: Interview, step: WizardStep): Promise<void> {
  for (;;) {
    const value = await unlessLeft(ask(clack, step));
    if (clack.isCancel(value)) throw new Left();
    const { busy } = interview;
    const spinner = busy === undefined ? undefined : clack.spinner();
    spinner?.start(busy);
    const { problem } = await interview.answer(value).finally(() => spinner?.clear());
    if (problem === undefined) break;
    clack.log.warn(printable(problem));
  }
  const { written } = interview.draft;
  if (step.id === "review" && written) {
    // What stands under it was just reviewed.
    clack.log.success(written.filter((line) => !line.startsWith(" ")).join("\n"));
  }
}

function ask(clack: Clack, step: WizardStep): Promise<unknown> {
  const { type, title = "", initialValue } = step;
  const details = step.message === undefined ? "" : `\n${step.message}`;
  const message = printable(title + details);
  const options = (step.options ?? []).map((option) => ({ ...option }));
  switch (type) {
    case "note":
    case "progress":
    case "action":
      clack.note(printable(step.message ?? ""), printable(title));
      return Promise.resolve(undefined);
    case "confirm":
      return clack.confirm({ message, initialValue: initialValue === true });
    case "select":
      return clack.select({ message, options, initialValue });
    case "multiselect":
      return clack.multiselect({
        message,
        options,
        required: false,
        initialValues: Array.isArray(initialValue) ? (initialValue as unknown[]) : [],
      });
    case "text":
      return askText(clack, step, message);
  }
}

/** An empty line is an answer of its own, so the library's undefined is made one. */
async function askText(clack: Clack, step: WizardStep, message: string): Promise<unknown> {
  const { initialValue, placeholder } = step;
  // The library continues the frame for every kind of step but these.
  const framed = message.replaceAll("\n", `\n${clack.S_BAR}  `);
  const typed = step.sensitive
    ? await clack.password({ message: framed })
    : await clack.text({
        message: framed,
        ...(typeof initialValue === "string" ? { initialValue } : {}),
        ...(placeholder === undefined ? {} : { placeholder }),
      });
  return typed ?? "";
}
