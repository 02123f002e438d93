import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { dirname, join } from "node:path";
import { recordIn } from "../../kernel/is-record.ts";
import type { Daemon, DaemonHost } from "../daemon.ts";

const TAIL_BYTES = 64 * 1024;
const JOURNAL_LINES = 100;
const JOURNAL_WITHIN_MS = 3_000;
const LENGTH_MAX = 500;

/** How a gateway says that it cannot go on, as far as it says so outside its log. */
const FATAL =
  /refusing to bind|gateway (auth|start blocked|failed)|failed to bind|missing config|config invalid|already (listening|running)|tailscale .*requires|cannot be used|unexpected failure|^zero: /i;

interface Line {
  readonly at: number;
  readonly text: string;
  readonly isError: boolean;
}

/**
 * The newest line with which the gateway said what is wrong: a record of level `error` in its log,
 * or one of its last words on stderr. Without any, the last line on stderr; undefined when there is
 * nothing at all.
 */
export async function readLastError(host: DaemonHost, daemon: Daemon): Promise<string | undefined> {
  const { logFile } = host.paths;
  const folder = dirname(logFile);
  const supervised =
    host.platform === "darwin"
      ? [...linesOf(join(folder, "gateway.log")), ...linesOf(join(folder, "gateway.err.log"))]
      : await journalOf(host, daemon);
  const lines = [...linesOf(logFile), ...supervised];
  const newest = (chosen: readonly Line[]) => chosen.toSorted((a, b) => a.at - b.at).at(-1);
  const found = newest(lines.filter(({ isError }) => isError)) ?? newest(supervised);
  return found?.text.slice(0, LENGTH_MAX);
}

/** Lines of the end of a file; those without a time of their own have the file's. */
function linesOf(path: string): Line[] {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, "r");
    const { size, mtimeMs } = fstatSync(descriptor);
    const start = Math.max(0, size - TAIL_BYTES);
    const bytes = Buffer.alloc(size - start);
    readSync(descriptor, bytes, 0, bytes.length, start);
    const lines = bytes.toString("utf8").split("\n");
    return (start > 0 ? lines.slice(1) : lines).flatMap((line) => lineOf(line, mtimeMs) ?? []);
  } catch (error) {
    if (error instanceof Error && "code" in error) return [];
    throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** What systemd kept of stdout and stderr; nothing where there is no journal. */
async function journalOf({ tools }: DaemonHost, daemon: Daemon): Promise<Line[]> {
  const own = daemon.scope === "user" ? ["--user"] : [];
  const args = [...own, "-u", daemon.name, "-n", `${JOURNAL_LINES}`, "-o", "json", "--no-pager"];
  const { ok, stdout } = await tools.run("journalctl", args, { withinMs: JOURNAL_WITHIN_MS });
  if (!ok) return [];
  return stdout.split("\n").flatMap((line) => {
    const entry = recordIn(line);
    const message = entry?.["MESSAGE"];
    // systemd's own words about the unit are in the same journal.
    if (!entry || typeof message !== "string" || entry["SYSLOG_IDENTIFIER"] === "systemd")
      return [];
    return lineOf(message, Number(entry["__REALTIME_TIMESTAMP"]) / 1_000) ?? [];
  });
}

function lineOf(text: string, at: number): Line | undefined {
  const plain = text.trim();
  if (plain === "") return undefined;
  if (!plain.startsWith("{")) return { at, text: plain, isError: FATAL.test(plain) };
  const entry = recordIn(plain);
  if (!entry) return undefined;
  const { level, time, subsystem, msg, error } = entry;
  const isError = level === "error" || level === "fatal";
  if (!isError) return undefined;
  const words = [subsystem, msg, error].filter((word) => typeof word === "string");
  const own = typeof time === "string" ? Date.parse(time) : at;
  return { at: Number.isNaN(own) ? at : own, text: words.join(": "), isError };
}
