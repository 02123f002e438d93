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
import { rolldown } from "rolldown";
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
  "scripts/build*.ts",
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

/** Writes the bundle into `folder`, which must not exist. */
async function bundle(folder: string): Promise<void> {
  const build = await rolldown({
    input: { zero: join(ROOT, "src/main.ts") },
    cwd: ROOT,
    platform: "node",
    // What a library may load only when it is there is not ours to bundle.
    external: [/^node:/, "bufferutil", "utf-8-validate"],
    treeshake: true,
    onLog(level, log, defaultHandler) {
      if (level === "warn" && log.code === "UNRESOLVED_IMPORT") throw new Error(log.message);
      if (level !== "warn" || !log.id?.includes("node_modules")) defaultHandler(level, log);
    },
  });
  await build.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    sourcemap: true,
    // Measured: smaller code starts no sooner, and a stack from a user is worth more when it can be
    // read.
    minify: false,
    comments: { legal: false, annotation: false, jsdoc: false },
  });
  await build.close();
  const { name, version, license } = JSON.parse(
    readFileSync(join(ROOT, "package.json"), "utf8"),
  ) as Record<string, string>;
  const manifest = { name, version, license, private: true, type: "module" };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
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
