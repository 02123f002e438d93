import { readFileSync } from "node:fs";
import { type LsofProcess, readLsofFields } from "./lsof-fields.ts";
import type { Tools } from "../tools.ts";

/** A process that listens on a port, once for each of its addresses. */
export interface Listener {
  readonly pid: number;
  readonly command?: string;
  readonly commandLine?: string;
  readonly user?: string;
  readonly address: string;
  readonly ppid?: number;
}

const WITHIN_MS = 3_000;

/**
 * Who listens on a TCP port of this machine, as far as `lsof` may tell this user. Undefined: it is
 * not installed or did not answer.
 */
export async function listenersOn(tools: Tools, port: number): Promise<Listener[] | undefined> {
  const args = ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-FpcLnR"];
  const { ok, status, stdout, trouble } = await tools.run("lsof", args, { withinMs: WITHIN_MS });
  // It leaves with 1 and says nothing when it finds nothing.
  if (trouble !== undefined || (!ok && status !== 1)) return undefined;
  return readLsofFields(stdout).flatMap(listenersOf);
}

/** One for each address that the process listens on. */
function listenersOf({ pid, fields, names }: LsofProcess): Listener[] {
  const [ppid, command, user] = ["R", "c", "L"].map((letter) => fields.get(letter));
  const common = {
    pid,
    ...(ppid === undefined ? {} : { ppid: Number(ppid) }),
    ...(command === undefined ? {} : { command }),
    ...(user === undefined ? {} : { user }),
  };
  const line = commandLineOf(pid);
  return names.map((address) => ({ ...common, address, ...line }));
}

const COMMAND_LINE_MAX = 1_000;

/** From `/proc`, where there is one: asking `ps` would cost a process more. */
function commandLineOf(pid: number): Pick<Listener, "commandLine"> {
  try {
    const text = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    const words = text.replaceAll("\0", " ").trim();
    // Whoever looks at a report need not learn what another program was started with.
    const commandLine = words
      .replace(/(--?\w*(?:token|password|secret|key)\w*)[ =]\S+/gi, "$1 ***")
      .slice(0, COMMAND_LINE_MAX);
    return commandLine === "" ? {} : { commandLine };
  } catch {
    // It has ended, belongs to somebody else, or there is no /proc.
    return {};
  }
}
