import { createHash } from "node:crypto";
import { isRecord } from "../../kernel/is-record.ts";
import { parseRunRequest } from "./request.ts";

/** A file as it was when it was looked at: where it really is, which one it is, what is in it. */
export interface FileIdentity {
  /** Without symbolic links. */
  readonly path: string;
  readonly device: string;
  readonly inode: string;
  /** SHA-256 in hex. */
  readonly digest: string;
}

/** A folder as it was when it was looked at. */
export interface FolderIdentity {
  readonly path: string;
  readonly device: string;
  readonly inode: string;
}

/**
 * All that decides what a command does, in values that the node found itself. What is approved is
 * the hash over the whole of it (SR18).
 */
export interface ExecPlan {
  readonly nodeId: string;
  readonly argv: readonly string[];
  readonly binary: FileIdentity;
  /** What runs `binary` when that is a script. */
  readonly interpreter: FileIdentity | null;
  readonly cwd: FolderIdentity;
  /** Variables beside the fixed ones. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly sessionKey: string | null;
  readonly agentId: string | null;
  /** Milliseconds since the epoch, by the node's clock. */
  readonly expiresAtMs: number;
}

/** A plan as a node announces it. */
export interface AnnouncedPlan {
  /** Made by the node, for one use. */
  readonly planId: string;
  readonly hash: string;
  readonly plan: ExecPlan;
  /** True: the node's own list allows exactly this. */
  readonly listed: boolean;
}

/**
 * SHA-256 over the id and every field, in one order and in a form in which no field can take over a
 * part of another. The id makes two plans of the same command two.
 */
export function planHash(planId: string, plan: ExecPlan): string {
  const { nodeId, argv, binary, interpreter, cwd, env, timeoutMs, sessionKey, agentId } = plan;
  const file = (it: FileIdentity) => [it.path, it.device, it.inode, it.digest];
  const fields = [
    "zero exec plan 1",
    planId,
    nodeId,
    argv,
    file(binary),
    interpreter && file(interpreter),
    [cwd.path, cwd.device, cwd.inode],
    sortedVariables(env),
    timeoutMs,
    sessionKey,
    agentId,
    plan.expiresAtMs,
  ];
  return createHash("sha256").update(JSON.stringify(fields)).digest("hex");
}

export function sortedVariables(env: Readonly<Record<string, string>>) {
  return Object.entries(env).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

const PLAN_ID = /^[0-9a-f-]{16,64}$/;
const NUMBER = /^\d{1,20}$/;
const DIGEST = /^[0-9a-f]{64}$/;

/**
 * What a node announced, checked: the hash is the plan's own. Undefined for anything else; the
 * plan comes from another machine, which may be a bad one.
 */
export function parseAnnouncedPlan(value: unknown): AnnouncedPlan | undefined {
  if (!isRecord(value)) return undefined;
  const { planId, hash, listed } = value;
  const plan = parsePlan(value["plan"]);
  if (!plan || typeof planId !== "string" || !PLAN_ID.test(planId)) return undefined;
  if (typeof listed !== "boolean" || hash !== planHash(planId, plan)) return undefined;
  return { planId, hash: planHash(planId, plan), plan, listed };
}

function parsePlan(value: unknown): ExecPlan | undefined {
  if (!isRecord(value)) return undefined;
  const { nodeId, argv, env, timeoutMs, sessionKey, agentId, expiresAtMs } = value;
  const binary = parseFile(value["binary"]);
  const interpreter = value["interpreter"] === null ? null : parseFile(value["interpreter"]);
  const cwd = parseFolder(value["cwd"]);
  if (!binary || interpreter === undefined || !cwd) return undefined;
  if (typeof nodeId !== "string" || !isInstant(expiresAtMs) || !isInstant(timeoutMs)) {
    return undefined;
  }
  const request = requestOf({ command: argv, env, timeoutMs, sessionKey, agentId });
  return (
    request && {
      nodeId,
      argv: request.command,
      binary,
      interpreter,
      cwd,
      env: request.env ?? {},
      timeoutMs,
      sessionKey: request.sessionKey ?? null,
      agentId: request.agentId ?? null,
      expiresAtMs,
    }
  );
}

/** The limits of a request hold for its plan as well. */
function requestOf({ sessionKey, agentId, ...fields }: Record<string, unknown>) {
  try {
    return parseRunRequest({
      ...fields,
      ...(sessionKey === null ? {} : { sessionKey }),
      ...(agentId === null ? {} : { agentId }),
    });
  } catch {
    return undefined;
  }
}

function parseFile(value: unknown): FileIdentity | undefined {
  const folder = parseFolder(value);
  const digest = isRecord(value) ? value["digest"] : undefined;
  if (!folder || typeof digest !== "string" || !DIGEST.test(digest)) return undefined;
  return { ...folder, digest };
}

function parseFolder(value: unknown): FolderIdentity | undefined {
  if (!isRecord(value)) return undefined;
  const { path, device, inode } = value;
  if (typeof path !== "string" || !path.startsWith("/") || path.length > 4096) return undefined;
  if (!isNumber(device) || !isNumber(inode)) return undefined;
  return { path, device, inode };
}

function isNumber(value: unknown): value is string {
  return typeof value === "string" && NUMBER.test(value);
}

function isInstant(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}
