import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type LsofProcess, readLsofFields } from "./diagnosis/lsof-fields.ts";
import { listeningPids } from "./diagnosis/proc-net.ts";

/** A process that listens on a TCP port of this machine. */
export interface PortListener {
  readonly pid: number;
  /** What it is called: the program and, for an interpreter, its script. Never its other words. */
  readonly program: string;
  /** Whose it is, where the system says so. */
  readonly uid?: number;
  /** Addresses, `*` for any; empty where nobody says. */
  readonly hosts: readonly string[];
}

/** `lsof` is not installed, or not in the PATH. */
export class LsofMissing extends Error {
  override readonly name = "LsofMissing";
}

/** It looks at every process of the machine, and a mount that does not answer can stop it. */
const LSOF_WITHIN_MS = 5_000;

/**
 * Who listens on a TCP port, by lsof; of other users only what the system lets us see. Rejects with
 * `LsofMissing`, and with an error when lsof cannot do its work.
 */
export async function listenersOf(port: number, path: string): Promise<readonly PortListener[]> {
  const query = ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpcun"];
  return readLsofFields(await lsof(query, path)).map(listenerOf);
}

/** The processes that have a file open, by lsof. Rejects like `listenersOf`. */
export async function holdersOf(file: string, path: string): Promise<readonly number[]> {
  const said = await lsof(["-t", "--", file], path);
  return said.split("\n").filter(Boolean).map(Number);
}

/**
 * Who listens on a TCP port, by lsof or, without it on Linux, by `/proc`. For words to a person:
 * empty when nobody can tell. Never rejects.
 */
export async function namedListenersOf(
  port: number,
  path: string,
): Promise<readonly PortListener[]> {
  try {
    return await listenersOf(port, path);
  } catch {
    return process.platform === "linux" ? listenersInProc(port) : [];
  }
}

/** Exit status 1 and no output is lsof's way to say that there is nothing. */
function lsof(args: readonly string[], path: string): Promise<string> {
  // A start that has to look at nobody must not pay for it.
  const { execFile } = process.getBuiltinModule("node:child_process");
  const options = { env: { PATH: path, LC_ALL: "C" }, timeout: LSOF_WITHIN_MS };
  return new Promise((resolve, reject) => {
    execFile("lsof", args, options, (error, stdout) => {
      if (error?.code === "ENOENT") reject(new LsofMissing("lsof is not installed"));
      else if (error && error.code !== 1) {
        reject(new Error(`lsof failed: ${error.message}`, { cause: error }));
      } else resolve(stdout);
    });
  });
}

function listenerOf({ pid, fields, names }: LsofProcess): PortListener {
  const uid = fields.get("u");
  return {
    pid,
    program: programOf(pid) ?? fields.get("c") ?? "a program",
    hosts: names.map((name) => name.replace(/:\d+$/, "").replace(/^\[|\]$/g, "")),
    ...(uid === undefined ? {} : { uid: Number(uid) }),
  };
}

/** What a program is told to run that is no file. */
const INLINE = /^(-[a-z]*[ecp]|--eval|--print)$/;
/** Everybody may call a program as he likes, so that its name could say anything. */
const PLAIN_NAME = /^[\w.@+-]{1,64}$/;
const INTERPRETERS = /^(node|bun|deno|python[\d.]*|ruby|perl|java|sh|bash)$/;

/**
 * The name of a program and, for an interpreter, of its script: the words that follow may be
 * secrets. Undefined where only the system's own tools know.
 */
function programOf(pid: number): string | undefined {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    const name = basename(words[0] ?? "");
    if (!PLAIN_NAME.test(name)) return undefined;
    if (!INTERPRETERS.test(name)) return name;
    const at = words.findIndex((word, index) => index > 0 && !word.startsWith("-"));
    const script = basename(words[at] ?? "");
    const isFile = PLAIN_NAME.test(script) && !INLINE.test(words[at - 1] ?? "");
    return isFile ? `${name} ${script}` : name;
  } catch {
    return undefined;
  }
}

function listenersInProc(port: number): PortListener[] {
  return [...listeningPids(port)].map((pid) => {
    return { pid, program: programOf(pid) ?? "a program", hosts: [] };
  });
}
