import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { UsageError } from "../failures.ts";
import { type ArgumentSpec, dashed, type OptionSpec, type OptionTable } from "./options.ts";

export interface Grammar {
  /** As it is typed, such as `zero gateway call`. */
  readonly name: string;
  readonly summary: string;
  readonly options: OptionTable;
  readonly argument?: ArgumentSpec;
}

export type Parsed =
  | { readonly kind: "help"; readonly text: string }
  | {
      readonly kind: "run";
      readonly options: Readonly<Record<string, unknown>>;
      readonly argument: string | undefined;
      /** Words behind the argument, where its specification names more. */
      readonly more: readonly string[];
    };

/**
 * Reads the words behind a command's name. Throws `UsageError` for what the command does not know.
 */
export function parse(grammar: Grammar, argv: readonly string[]): Parsed {
  let help = "";
  const command = new Command(grammar.name)
    .description(grammar.summary)
    .exitOverride()
    .helpOption("-h, --help", "Show this.")
    .configureOutput({ writeOut: (text) => (help += text), writeErr: () => undefined });
  for (const [name, spec] of Object.entries(grammar.options))
    command.addOption(optionOf(name, spec));
  for (let spec = grammar.argument; spec; spec = spec.next) {
    command.argument(spec.optional ? `[${spec.name}]` : `<${spec.name}>`, spec.summary);
  }
  try {
    command.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "help", text: help };
    throw new UsageError(usageText(error, grammar.name), { cause: error });
  }
  const [argument, ...more] = command.args;
  return { kind: "run", options: command.opts(), argument, more };
}

function optionOf(name: string, spec: OptionSpec): Option {
  const long = `--${spec.negated ? "no-" : ""}${dashed(name)}`;
  const flag = spec.short === undefined ? long : `-${spec.short}, ${long}`;
  const value = spec.type === "boolean" ? "" : ` <${spec.value ?? dashed(name)}>`;
  const option = new Option(flag + value, spec.summary);
  if (spec.required) option.makeOptionMandatory();
  if (spec.choices) return option.choices(spec.choices);
  if (spec.type === "integer") return option.argParser((text: string) => integerOf(text, spec));
  if (spec.type === "list") return option.argParser(collected);
  if (spec.type === "string") return option.argParser(filled);
  return option;
}

function integerOf(text: string, { min = 0, max = Number.MAX_SAFE_INTEGER }: OptionSpec): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  const upper = max === Number.MAX_SAFE_INTEGER ? "or more" : `to ${max}`;
  throw new InvalidArgumentError(`It must be a whole number, ${min} ${upper}.`);
}

function collected(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, filled(text)];
}

function filled(text: string): string {
  if (text === "") throw new InvalidArgumentError("It must not be empty.");
  return text;
}

function usageText(error: CommanderError, name: string): string {
  const what = error.message.replace(/^error: /, "").replaceAll("\n", " ");
  return `${what}\nRun \`${name} --help\` to see what it takes.`;
}
