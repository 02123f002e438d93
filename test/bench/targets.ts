import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BenchTarget, expand } from "./matrix.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDER = fileURLToPath(new URL(".", import.meta.url));

export interface Targets {
  zero: BenchTarget;
  floor: BenchTarget;
  folder: string;
}

/**
 * The product's bundle and the bare floor, on the same Node, as `targets.example.json` describes
 * them: its example configuration is used as it stands, and only ports and folders are new for each
 * run.
 */
export async function makeTargets(mockUrl: string): Promise<Targets> {
  const folder = mkdtempSync(join(tmpdir(), "zero-bench-"));
  const env = {
    ZERO_BIN: join(ROOT, "bin/zero"),
    BENCH_DIR: folder,
    MOCK_URL: mockUrl,
    NODE: process.execPath,
    RAW_MODULES: ROOT,
  };
  const file = JSON.parse(readFileSync(join(FOLDER, "targets.example.json"), "utf8")) as {
    targets: [BenchTarget, BenchTarget];
  };
  const [zero, floor] = expand(file, env).targets;
  floor.cwd = FOLDER;
  return { zero: await onFreePort(zero), floor: await onFreePort(floor), folder };
}

async function onFreePort(target: BenchTarget): Promise<BenchTarget> {
  const port = await freePort();
  const cmd = target.cmd.map((word) => (word === String(target.port) ? String(port) : word));
  return { ...target, port, cmd };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
