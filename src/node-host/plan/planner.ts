import { isAbsolute, join } from "node:path";
import { type ExecPlan, planHash } from "../../domain/exec/plan.ts";
import { RUN_LIMITS, type RunRequest } from "../../domain/exec/request.ts";
import { HostError } from "../host-error.ts";
import { findOnPath, OpenFile, OpenFolder } from "./open-file.ts";

/** A plan and the files that it was made of, held open until `close`. */
export interface OpenPlan {
  readonly plan: ExecPlan;
  readonly hash: string;
  readonly binary: OpenFile;
  readonly interpreter: OpenFile | undefined;
  readonly cwd: OpenFolder;
  close(): Promise<void>;
}

export interface PlanFacts {
  readonly planId: string;
  readonly nodeId: string;
  readonly home: string;
  readonly expiresAtMs: number;
}

/** How long a command may run when nobody says. */
const TIMEOUT_MS_DEFAULT = 60_000;

/**
 * What this command would do on this machine now, found by looking, not by believing. Throws
 * `HostError` when it names no program or no folder.
 */
export async function openPlan(request: RunRequest, facts: PlanFacts): Promise<OpenPlan> {
  const opened: { close(): Promise<void> }[] = [];
  const keep = <Item extends { close(): Promise<void> }>(item: Item): Item => {
    opened.push(item);
    return item;
  };
  const close = async () => {
    await Promise.all(opened.splice(0).map((item) => item.close()));
  };
  try {
    const cwd = keep(await OpenFolder.open(request.cwd ?? facts.home));
    const binary = keep(await OpenFile.open(await locate(request, cwd.identity.path)));
    const interpreterPath = interpreterOf(binary.head);
    const interpreter =
      interpreterPath === undefined ? undefined : keep(await OpenFile.open(interpreterPath));
    const plan: ExecPlan = {
      nodeId: facts.nodeId,
      argv: request.command,
      binary: binary.identity,
      interpreter: interpreter?.identity ?? null,
      cwd: cwd.identity,
      env: request.env ?? {},
      timeoutMs: Math.min(request.timeoutMs ?? TIMEOUT_MS_DEFAULT, RUN_LIMITS.timeoutMs),
      sessionKey: request.sessionKey ?? null,
      agentId: request.agentId ?? null,
      expiresAtMs: facts.expiresAtMs,
    };
    return { plan, hash: planHash(facts.planId, plan), binary, interpreter, cwd, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function locate({ command }: RunRequest, cwd: string): Promise<string> {
  const [name = ""] = command;
  if (name.includes("/")) return isAbsolute(name) ? name : join(cwd, name);
  const found = await findOnPath(name);
  if (found !== undefined) return found;
  throw new HostError("NOT_FOUND", `no program with this name is on this machine's fixed PATH`);
}

const HASH_BANG = Buffer.from("#!");

/**
 * The program that runs a script, as the kernel reads it from the first line. Throws for a path
 * that depends on the folder: that could be anything.
 */
function interpreterOf(head: Buffer): string | undefined {
  if (!head.subarray(0, 2).equals(HASH_BANG)) return undefined;
  const [line = ""] = head.subarray(2).toString("latin1").split("\n");
  const [path = ""] = line.trim().split(/[ \t]/);
  if (isAbsolute(path) && !path.includes("\0")) return Buffer.from(path, "latin1").toString("utf8");
  throw new HostError("NOT_EXECUTABLE", "the script does not name its interpreter by a full path");
}
