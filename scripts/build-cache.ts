import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, runChild } from "./child.ts";
import { runtimeFlags } from "./runtime-flags.ts";

/** A gateway that has not answered by then is stopped; the build does not depend on it. */
const READY_WITHIN_MS = 20_000;

/**
 * Runs the bundle in the ways that have to start fast, so that `cache/` beside it holds compiled
 * code: the version, the help, and a gateway up to its first answer. What only loads later is
 * compiled by loading every other chunk once.
 */
export async function fillCompileCache(dist: string): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "zero-build-"));
  const env = { PATH: process.env.PATH, HOME: home, ZERO_FROM: "dist" };
  const launcher = join(ROOT, "bin/zero");
  try {
    for (const word of ["--version", "--help"]) {
      const { status, output } = await runChild(launcher, [word], { env });
      if (status !== 0) throw new Error(`the new bundle cannot even do ${word}:\n${output}`);
    }
    await runGateway(launcher, env);
    await compileChunks(dist, env);
    // Compiled code is no secret; whoever runs the program may read it.
    for (const file of globSync("cache/*/*", { cwd: dist })) chmodSync(join(dist, file), 0o644);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Starts a gateway on a free port, asks it once, and stops it as a service manager does. */
async function runGateway(launcher: string, env: NodeJS.ProcessEnv): Promise<void> {
  const args = ["gateway", "--port", "0", "--allow-unconfigured"];
  const child = spawn(launcher, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), READY_WITHIN_MS);
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
    if (/ws:\/\/|listening/i.test(output)) child.kill("SIGTERM");
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const [status] = (await once(child, "close")) as [number | null];
  clearTimeout(timer);
  if (status !== 0) throw new Error(`the new bundle does not start a gateway:\n${output}`);
}

/** No chunk does anything when it is imported: the entry alone does. */
async function compileChunks(dist: string, env: NodeJS.ProcessEnv): Promise<void> {
  const chunks = globSync("chunks/*.js", { cwd: dist }).map((file) => join(dist, file));
  const program =
    'import { enableCompileCache } from "node:module";' +
    "enableCompileCache({ directory: process.argv[1], portable: true });" +
    "for (const file of process.argv.slice(2)) await import(file);";
  const args = [
    ...runtimeFlags(),
    "--input-type=module",
    "-e",
    program,
    join(dist, "cache"),
    ...chunks,
  ];
  const { status, output } = await runChild(process.execPath, args, { env });
  if (status !== 0) throw new Error(`a chunk of the new bundle does not load:\n${output}`);
}
