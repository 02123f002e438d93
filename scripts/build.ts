/**
 * `pnpm build`: the product as one bundle with lazy chunks in `dist/`, and a compile cache beside
 * it. Does nothing when `dist/` was made from the same sources; `--force` builds anyway.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { bundle } from "./bundle.ts";
import { fillCompileCache } from "./build-cache.ts";
import { ROOT } from "./child.ts";

const DIST = join(ROOT, "dist");
const STAMP = ".stamp";

/** Everything that can change the bundle. */
const INPUTS = [
  "src/**/*.{ts,sql}",
  "packages/*/{src,generated}/**/*.ts",
  "packages/*/package.json",
  "package.json",
  "pnpm-lock.yaml",
  "scripts/{build,build-cache,bundle,runtime-flags}.ts",
  "bin/zero",
];

function inputsDigest(): string {
  const hash = createHash("sha256").update(process.version);
  const files = globSync(INPUTS, { cwd: ROOT, exclude: ["**/node_modules/**", "**/*.test.ts"] });
  for (const file of files.toSorted()) {
    hash.update(`${file}\n`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest("hex");
}

function stampOf(folder: string): string {
  const file = join(folder, STAMP);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function printSizes(folder: string): void {
  const files = globSync("**/*.js", { cwd: folder, exclude: ["cache/**"] });
  const sizes = files.map((file) => ({ file, bytes: statSync(join(folder, file)).size }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { file, bytes } of sizes.toSorted((a, b) => b.bytes - a.bytes).slice(0, 8)) {
    console.log(`     ${kilobytes(bytes)} ${file}`);
  }
  console.log(`     ${kilobytes(total)} in ${files.length} files`);
}

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0).padStart(6)} KB`;

async function build(force: boolean): Promise<void> {
  const stamp = inputsDigest();
  if (!force && stampOf(DIST) === stamp) {
    console.log("ok   build            up to date");
    return;
  }
  const startedAt = performance.now();
  const fresh = `${DIST}.new-${process.pid}`;
  const old = `${DIST}.old-${process.pid}`;
  try {
    await bundle(fresh);
    // The cache knows a file by its path, so it is filled where the bundle will stay.
    if (existsSync(DIST)) renameSync(DIST, old);
    renameSync(fresh, DIST);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
  await fillCompileCache(DIST);
  writeFileSync(join(DIST, STAMP), stamp);
  console.log(`ok   build            ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  printSizes(DIST);
}

try {
  await build(process.argv.includes("--force"));
} catch (error) {
  console.log(`FAIL build\n${error instanceof Error ? error.message : "unknown reason"}`);
  process.exitCode = 1;
}
