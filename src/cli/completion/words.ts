import { type CommandList, dashed, type OptionTable } from "../argv/options.ts";

/** One option as a shell offers it. */
export interface OfferedOption {
  /** As it is typed, such as `--gateway-port`. */
  readonly name: string;
  readonly summary: string;
  /** True: the next word is its value. */
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** What may stand behind some words: further words, and options when they are a command. */
export interface Place {
  /** Words typed so far, such as `gateway`; empty behind the program's own name. */
  readonly words: string;
  readonly next: readonly { readonly word: string; readonly summary: string }[];
  readonly options: readonly OfferedOption[];
}

const HELP: OfferedOption = {
  name: "--help",
  summary: "Show this.",
  takesValue: false,
  choices: [],
};
const GLOBAL: readonly OfferedOption[] = [
  { name: "--dev", summary: "The development profile.", takesValue: false, choices: [] },
  { name: "--profile", summary: "A profile of that name.", takesValue: true, choices: [] },
  { name: "--no-color", summary: "No colours.", takesValue: false, choices: [] },
  { name: "--version", summary: "Print the version.", takesValue: false, choices: [] },
  HELP,
];

/** Every place of the command line, from the table alone. Loads each command once. */
export async function placesOf(commands: CommandList): Promise<Place[]> {
  const options = new Map<string, readonly OfferedOption[]>();
  for (const [words, { load }] of Object.entries(commands)) {
    options.set(words, [...offered((await load()).options), HELP]);
  }
  const prefixes = new Set(["", ...Object.keys(commands).flatMap(prefixesOf)]);
  return [...prefixes].toSorted().map((words) => ({
    words,
    next: nextOf(words, commands),
    options: words === "" ? GLOBAL : (options.get(words) ?? [HELP]),
  }));
}

/** `approvals allowlist remove` as each of its beginnings. */
function prefixesOf(words: string): string[] {
  const parts = words.split(" ");
  return parts.map((_part, at) => parts.slice(0, at + 1).join(" "));
}

function nextOf(words: string, commands: CommandList): Place["next"] {
  const prefix = words === "" ? "" : `${words} `;
  const below = Object.keys(commands).filter((command) => command.startsWith(prefix));
  const next = new Set(
    below.flatMap((command) => command.slice(prefix.length).split(" ")[0] ?? []),
  );
  return [...next].toSorted().map((word) => {
    return { word, summary: commands[prefix + word]?.summary ?? `Commands of \`${word}\`.` };
  });
}

function offered(table: OptionTable): OfferedOption[] {
  return Object.entries(table).map(([name, { summary, type, choices = [], negated = false }]) => ({
    name: `--${negated ? "no-" : ""}${dashed(name)}`,
    summary,
    takesValue: type !== "boolean",
    choices,
  }));
}
