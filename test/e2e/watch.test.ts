import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

const ROOT = join(import.meta.dirname, "../..");

/** A checkout of its own, so that a change in it is nobody else's. */
function copyCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), "zero-checkout-"));
  for (const part of ["bin", "scripts", "src", "packages", "package.json"]) {
    cpSync(join(ROOT, part), join(folder, part), {
      recursive: true,
      filter: (path) => !path.endsWith("/node_modules"),
    });
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "home"));
  return folder;
}

/** The process that has the state directory, by its own note. */
function holderOf(home: string): number {
  const note = readFileSync(join(home, ".zero/gateway.lock.json"), "utf8");
  return (JSON.parse(note) as { pid: number }).pid;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

/** Resolves when a gateway listens for the n-th time; rejects when the watch ends before. */
function listenings(watcher: ChildProcess): (count: number) => Promise<void> {
  let output = "";
  const grow = (chunk: Buffer) => (output += chunk.toString());
  watcher.stdout?.on("data", grow);
  watcher.stderr?.on("data", grow);
  return (count) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const seen = output.match(/"url":"ws:\/\/127\.0\.0\.1:\d+/g)?.length ?? 0;
        if (seen >= count) resolve();
      };
      watcher.stdout?.on("data", look);
      watcher.once("exit", () => reject(new Error(`the watch ended:\n${output}`)));
      look();
    });
}

test("S7 `pnpm gateway:watch` restarts the gateway on a TypeScript change, after the old one left", async () => {
  const folder = copyCheckout();
  const home = join(folder, "home");
  const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const [runtime, ...script] = (scripts["gateway:watch"] as string).split(" ");
  assert.equal(runtime, "node");
  // What `pnpm gateway:watch --port 0 --allow-unconfigured` runs.
  const args = [...script, "--port", "0", "--allow-unconfigured"];
  const watcher = spawn(process.execPath, args, {
    cwd: folder,
    env: { HOME: home, PATH: process.env.PATH },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const listening = listenings(watcher);
  try {
    await listening(1);
    const first = holderOf(home);
    appendFileSync(join(folder, "src/kernel/clock.ts"), "\n");
    await listening(2);
    const second = holderOf(home);
    assert.notEqual(first, second);
    // The state directory belongs to one process, so the second can only have come after the first.
    assert.equal(isAlive(first), false);
    watcher.kill("SIGTERM");
    const [status] = (await once(watcher, "exit")) as [number | null];
    assert.equal(status, 0);
    assert.equal(isAlive(second), false);
  } finally {
    // It takes the gateway with it, by force if need be.
    if (watcher.exitCode === null && watcher.kill("SIGTERM")) await once(watcher, "exit");
    rmSync(folder, { recursive: true, force: true });
  }
});
