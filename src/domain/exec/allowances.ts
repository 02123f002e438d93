import { ZeroError } from "../../kernel/errors.ts";
import { isRecord } from "../../kernel/is-record.ts";
import { type ExecPlan, sortedVariables } from "./plan.ts";
import { isRunner } from "./runners.ts";
import { parseRunRequest, RUN_LIMITS } from "./request.ts";

interface AllowedFile {
  readonly path: string;
  readonly digest: string;
}

/** One command that somebody allowed for good: exactly this one (V29). */
export interface Allowance {
  readonly id: string;
  readonly argv: readonly string[];
  readonly binary: AllowedFile;
  readonly interpreter: AllowedFile | null;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
}

/** The content of `exec-approvals.json`. There are no patterns in it, and no modes. */
export interface AllowanceFile {
  readonly version: 1;
  readonly allowlist: readonly Allowance[];
}

/** The file as `exec.approvals.get` answers it; `hash` is of its bytes, for the next `set`. */
export interface AllowanceView {
  readonly path: string;
  readonly exists: boolean;
  readonly hash: string;
  readonly file: AllowanceFile;
}

/** Why a program cannot be allowed for good. */
export const ONLY_ONCE = "runs whatever it is given, so it can only be allowed once";
const ALLOWANCES_MAX = 500;
export const EMPTY_ALLOWANCES: AllowanceFile = { version: 1, allowlist: [] };

/** True when the plan is what the entry allows, and nothing besides. */
export function allows(entry: Allowance, plan: ExecPlan): boolean {
  if (isRunner(plan.binary.path)) return false;
  return keyOf(entry) === keyOf(entryOf(plan, { id: entry.id, at: entry.createdAtMs }));
}

/** The entry that allows this plan again, and nothing wider. */
export function entryOf(plan: ExecPlan, { id, at }: { id: string; at: number }): Allowance {
  const file = ({ path, digest }: AllowedFile) => ({ path, digest });
  return {
    id,
    argv: plan.argv,
    binary: file(plan.binary),
    interpreter: plan.interpreter && file(plan.interpreter),
    cwd: plan.cwd.path,
    env: plan.env,
    createdAtMs: at,
  };
}

/** The file with one more entry; the same when it allows that already. Throws at the limit. */
export function withEntry(file: AllowanceFile, entry: Allowance): AllowanceFile {
  if (file.allowlist.some((known) => keyOf(known) === keyOf(entry))) return file;
  if (file.allowlist.length >= ALLOWANCES_MAX) {
    throw new ZeroError(
      "INVALID_REQUEST",
      `the list holds ${ALLOWANCES_MAX} commands already; remove some, then allow it again`,
    );
  }
  return { version: 1, allowlist: [...file.allowlist, entry] };
}

function keyOf({ argv, binary, interpreter, cwd, env }: Allowance): string {
  const file = (it: AllowedFile) => [it.path, it.digest];
  return JSON.stringify([
    argv,
    file(binary),
    interpreter && file(interpreter),
    cwd,
    sortedVariables(env),
  ]);
}

/**
 * The file in `value`. Throws INVALID_REQUEST that names what is wrong: a list that is only half
 * understood allows nothing.
 */
export function parseAllowances(value: unknown): AllowanceFile {
  if (!isRecord(value)) throw wrong("it must be an object");
  const { version, allowlist, ...rest } = value;
  refuseOthers("the file", rest);
  if (version !== 1) throw wrong("version must be 1");
  if (!Array.isArray(allowlist)) throw wrong("allowlist must be a list");
  if (allowlist.length > ALLOWANCES_MAX)
    throw wrong(`allowlist has over ${ALLOWANCES_MAX} entries`);
  const entries = allowlist.map(parseEntry);
  if (new Set(entries.map(({ id }) => id)).size !== entries.length) {
    throw wrong("two entries have one id");
  }
  return { version: 1, allowlist: entries };
}

const ENTRY_ID = /^[A-Za-z0-9_-]{1,64}$/;
const DIGEST = /^[0-9a-f]{64}$/;

function parseEntry(value: unknown, index: number): Allowance {
  const where = `allowlist[${index}]`;
  if (!isRecord(value)) throw wrong(`${where} must be an object`);
  const { id, argv, binary, interpreter, cwd, env, createdAtMs, ...rest } = value;
  refuseOthers(where, rest);
  if (typeof id !== "string" || !ENTRY_ID.test(id)) {
    throw wrong(`${where}.id must be 1 to 64 letters, digits, "-" or "_"`);
  }
  if (typeof createdAtMs !== "number" || !Number.isSafeInteger(createdAtMs) || createdAtMs < 0) {
    throw wrong(`${where}.createdAtMs must be a time`);
  }
  const request = parseRunRequest({ command: argv, cwd, env });
  if (request.cwd === undefined) throw wrong(`${where}.cwd is missing`);
  const program = parseFile(`${where}.binary`, binary);
  if (isRunner(program.path)) throw wrong(`${where}.binary: ${program.path} ${ONLY_ONCE}`);
  return {
    id,
    argv: request.command,
    binary: program,
    interpreter:
      interpreter === undefined || interpreter === null
        ? null
        : parseFile(`${where}.interpreter`, interpreter),
    cwd: request.cwd,
    env: request.env ?? {},
    createdAtMs,
  };
}

function parseFile(where: string, value: unknown): AllowedFile {
  if (!isRecord(value)) throw wrong(`${where} must be an object with path and digest`);
  const { path, digest, ...rest } = value;
  refuseOthers(where, rest);
  const isPath = typeof path === "string" && path.startsWith("/");
  if (!isPath || path.length > RUN_LIMITS.pathLength) {
    throw wrong(`${where}.path must be an absolute path`);
  }
  if (typeof digest !== "string" || !DIGEST.test(digest)) {
    throw wrong(`${where}.digest must be a SHA-256 in hex`);
  }
  return { path, digest };
}

function refuseOthers(where: string, rest: Record<string, unknown>): void {
  const [name] = Object.keys(rest);
  if (name !== undefined) throw wrong(`${where} has an unknown field '${name.slice(0, 64)}'`);
}

function wrong(why: string): ZeroError {
  return new ZeroError("INVALID_REQUEST", `invalid approvals file: ${why}`);
}
