import { ZeroError } from "../../kernel/errors.ts";
import { isRecord } from "../../kernel/is-record.ts";
import { refusalOfVariable } from "./environment.ts";

/**
 * What a caller may say about a command. There is no field for a shell text, and none that allows.
 */
export interface RunRequest {
  /** The arguments as the program gets them; the first names it. */
  readonly command: readonly string[];
  /** Absolute; the home folder of the node when absent. */
  readonly cwd?: string;
  /** Variables beside the fixed ones. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly sessionKey?: string;
  readonly agentId?: string;
}

/** What somebody decided about a command; only `null`, elsewhere, means that nobody did. */
export type Decision = "allow-once" | "allow-always" | "deny";

/** A decision as a node is told it: `listed` is what its own list decided long ago. */
export type RunDecision = Decision | "listed";

export function isRunDecision(value: unknown): value is RunDecision {
  return (
    value === "allow-once" || value === "allow-always" || value === "deny" || value === "listed"
  );
}

/** What a command may measure; texts in UTF-16 units. */
export const RUN_LIMITS = {
  arguments: 256,
  commandLength: 65_536,
  pathLength: 4096,
  variables: 64,
  variableNameLength: 128,
  environmentLength: 32_768,
  idLength: 512,
  timeoutMs: 1_800_000,
} as const;

/** True for a text that reaches a program as it is: whole characters and no NUL. */
export function isExact(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/**
 * The request in `value`. Throws INVALID_REQUEST for anything that is not exactly one: a field that
 * is not listed here, such as an approval, refuses the whole of it (SR18).
 */
export function parseRunRequest(value: unknown): RunRequest {
  if (!isRecord(value)) throw refused("its parameters must be an object with a command");
  const { command, cwd, env, timeoutMs, sessionKey, agentId, ...rest } = value;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw refused(`unexpected field '${unknown.slice(0, 64)}'`);
  return {
    command: argumentsOf(command),
    ...optional("cwd", cwd, parsePath),
    ...optional("env", env, parseVariables),
    ...optional("timeoutMs", timeoutMs, parseTimeout),
    ...optional("sessionKey", sessionKey, (id) => parseId("sessionKey", id)),
    ...optional("agentId", agentId, (id) => parseId("agentId", id)),
  };
}

function refused(why: string): ZeroError {
  return new ZeroError("INVALID_REQUEST", `invalid system.run params: ${why}`);
}

function optional<Name extends string, Value>(
  name: Name,
  value: unknown,
  parse: (value: unknown) => Value,
): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: parse(value) } as Record<Name, Value>);
}

function argumentsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) {
    throw refused('command must be a list of arguments, such as ["git", "status"]');
  }
  if (value.length === 0 || value.length > RUN_LIMITS.arguments) {
    throw refused(`command must have 1 to ${RUN_LIMITS.arguments} arguments`);
  }
  const list = value.map((argument: unknown) => {
    if (typeof argument === "string" && isExact(argument)) return argument;
    throw refused("every argument must be a text without NUL and without broken characters");
  });
  if (list[0] === "") throw refused("the first argument must name a program");
  const length = list.reduce((sum, argument) => sum + argument.length, 0);
  if (length > RUN_LIMITS.commandLength) {
    throw refused(`command is longer than ${RUN_LIMITS.commandLength} characters`);
  }
  return list;
}

function parsePath(value: unknown): string {
  const isPath = typeof value === "string" && value.startsWith("/") && isExact(value);
  if (!isPath || value.length > RUN_LIMITS.pathLength) {
    throw refused("cwd must be an absolute path");
  }
  return value;
}

function parseVariables(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) throw refused("env must be an object of texts");
  const entries = Object.entries(value);
  if (entries.length > RUN_LIMITS.variables) {
    throw refused(`env has more than ${RUN_LIMITS.variables} variables`);
  }
  let length = 0;
  const checked = entries.map(([name, text]) => {
    const refusal =
      name.length > RUN_LIMITS.variableNameLength
        ? "its name is too long"
        : refusalOfVariable(name);
    if (refusal !== undefined) throw refused(`env.${name.slice(0, 64)}: ${refusal}`);
    if (typeof text !== "string" || !isExact(text)) {
      throw refused(`env.${name} must be a text without NUL and without broken characters`);
    }
    length += name.length + text.length;
    return [name, text] as const;
  });
  if (length > RUN_LIMITS.environmentLength) {
    throw refused(`env is longer than ${RUN_LIMITS.environmentLength} characters`);
  }
  return Object.fromEntries(checked);
}

function parseTimeout(value: unknown): number {
  const isTime = typeof value === "number" && Number.isInteger(value);
  if (!isTime || value < 1 || value > RUN_LIMITS.timeoutMs) {
    throw refused(`timeoutMs must be a whole number from 1 to ${RUN_LIMITS.timeoutMs}`);
  }
  return value;
}

function parseId(name: string, value: unknown): string {
  const isId = typeof value === "string" && value !== "" && isExact(value);
  if (!isId || value.length > RUN_LIMITS.idLength) throw refused(`${name} must be a short text`);
  return value;
}
