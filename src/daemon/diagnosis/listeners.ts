import { readFileSync } from "node:fs";
import type { Tools } from "../tools.ts";

/** A process that listens on a port. */
export interface Listener {
  readonly pid?: number;
  readonly command?: string;
  readonly commandLine?: string;
  readonly user?: string;
  readonly address?: string;
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
  return parseListeners(stdout).map((listener) => ({
    ...listener,
    ...(listener.pid === undefined ? {} : commandLineOf(listener.pid)),
  }));
}

/** `lsof -F` prints one field a line; `p` begins a process, `n` is an address of it. */
function parseListeners(output: string): Listener[] {
  const listeners: Listener[] = [];
  let common: Listener = {};
  for (const line of output.split("\n")) {
    const value = line.slice(1);
    switch (line.charAt(0)) {
      case "p":
        common = { pid: Number(value) };
        break;
      case "R":
        common = { ...common, ppid: Number(value) };
        break;
      case "c":
        common = { ...common, command: value };
        break;
      case "L":
        common = { ...common, user: value };
        break;
      case "n":
        listeners.push({ ...common, address: value });
        break;
      default:
        break;
    }
  }
  return listeners;
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
