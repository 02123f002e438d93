import { closest, distance } from "fastest-levenshtein";
import { UsageError } from "../failures.ts";
import { GROUPS, TABLE } from "../table.ts";

/** Flags before the command. */
export interface GlobalFlags {
  dev?: boolean;
  profile?: string;
  color?: boolean;
}

/** What a command line asks for. */
export type Request =
  | { readonly kind: "version" }
  | { readonly kind: "help"; readonly group?: string }
  | { readonly kind: "run"; readonly words: string; readonly rest: readonly string[] };

export interface CommandLine {
  readonly flags: GlobalFlags;
  readonly request: Request;
}

/** Finds the command in a command line. Throws `UsageError`, with what was probably meant. */
export function readWords(argv: readonly string[]): CommandLine {
  const flags: GlobalFlags = {};
  const words = [...argv];
  while (words[0]?.startsWith("-")) {
    const request = takeFlag(words, flags);
    if (request) return { flags, request };
  }
  const colorAt = words.indexOf("--no-color");
  if (colorAt >= 0) {
    words.splice(colorAt, 1);
    flags.color = false;
  }
  return { flags, request: requestOf(withoutAlias(words)) };
}

function takeFlag(words: string[], flags: GlobalFlags): Request | undefined {
  const flag = words.shift() ?? "";
  const [name, value] = splitFlag(flag);
  switch (name) {
    case "-V":
    case "-v":
    case "--version":
      return { kind: "version" };
    case "-h":
    case "--help":
      return { kind: "help" };
    case "--dev":
      flags.dev = true;
      return undefined;
    case "--no-color":
      flags.color = false;
      return undefined;
    case "--profile":
      flags.profile = value ?? words.shift();
      if (!flags.profile) throw new UsageError("--profile requires a value");
      return undefined;
    default:
      throw new UsageError(
        `unknown option ${flag} before the command\n` +
          "Run `zero --help` to see what may stand there.",
      );
  }
}

function splitFlag(flag: string): [string, string | undefined] {
  const at = flag.indexOf("=");
  return at < 0 ? [flag, undefined] : [flag.slice(0, at), flag.slice(at + 1)];
}

/** What older scripts call `zero daemon …`. */
const DAEMON_WORDS = new Set(["install", "uninstall", "start", "stop", "restart", "status"]);

function withoutAlias(words: readonly string[]): readonly string[] {
  const isAlias = words[0] === "daemon" && DAEMON_WORDS.has(words[1] ?? "");
  return isAlias ? ["gateway", ...words.slice(1)] : words;
}

function requestOf(words: readonly string[]): Request {
  const [first, second, third] = words;
  if (first === undefined) return { kind: "help" };
  if (first === "help") return helpOf(words.slice(1));
  if (Object.hasOwn(TABLE, first)) return { kind: "run", words: first, rest: words.slice(1) };
  const group = Object.hasOwn(GROUPS, first) ? GROUPS[first] : undefined;
  if (!group) throw unknownCommand(first, Object.keys({ ...TABLE, ...GROUPS }));
  const both = `${first} ${second}`;
  for (const count of [3, 2]) {
    const named = words.slice(0, count).join(" ");
    if (words.length < count || !Object.hasOwn(TABLE, named)) continue;
    return { kind: "run", words: named, rest: words.slice(count) };
  }
  if (second === "help" && third !== undefined) return helpOf([first, ...words.slice(2)]);
  if (["help", "--help", "-h"].includes(second ?? "")) return { kind: "help", group: first };
  if (group.fallback !== undefined && (second === undefined || second.startsWith("-"))) {
    return { kind: "run", words: group.fallback, rest: words.slice(1) };
  }
  const members = Object.keys(TABLE).filter((name) => name.startsWith(`${first} `));
  if (second === undefined || second.startsWith("-")) {
    throw new UsageError(`\`zero ${first}\` needs one of: ${members.join(", ")}`);
  }
  const isGroup = third !== undefined && members.some((name) => name.startsWith(`${both} `));
  throw unknownCommand(isGroup ? `${both} ${third}` : both, members);
}

function helpOf(words: readonly string[]): Request {
  const name = words.join(" ");
  if (name === "") return { kind: "help" };
  if (Object.hasOwn(GROUPS, name)) return { kind: "help", group: name };
  if (Object.hasOwn(TABLE, name)) return { kind: "run", words: name, rest: ["--help"] };
  throw unknownCommand(name, Object.keys({ ...TABLE, ...GROUPS }));
}

function unknownCommand(typed: string, known: readonly string[]): UsageError {
  const nearest = closest(typed, known);
  const isNear = distance(typed, nearest) <= Math.max(2, Math.ceil(nearest.length * 0.4));
  const hint = isNear ? `did you mean \`zero ${nearest}\`?` : "`zero --help` lists the commands";
  return new UsageError(`unknown command "${typed}"; ${hint}`);
}
