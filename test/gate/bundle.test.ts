import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { parseSync } from "oxc-parser";
import { ROOT } from "./source.ts";

/** `npm test` builds before it runs this. */
const DIST = join(ROOT, "dist");

interface Chunk {
  file: string;
  /** Chunks and built-in modules that it loads at once. */
  statics: string[];
  /** Those that it loads when it needs them. */
  dynamics: string[];
  /** The source files that it was made of. */
  sources: string[];
}

function readChunk(file: string): Chunk {
  const text = readFileSync(join(DIST, file), "utf8");
  const { module } = parseSync(file, text);
  const statics = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
  ];
  const dynamics = module.dynamicImports.map(({ moduleRequest }) =>
    text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
  );
  // The bundler's own few lines have no map.
  const map = join(DIST, `${file}.map`);
  const { sources } = (
    existsSync(map) ? JSON.parse(readFileSync(map, "utf8")) : { sources: [] }
  ) as { sources: string[] };
  return { file, statics, dynamics, sources };
}

const chunks = new Map(
  globSync(["*.js", "chunks/*.js"], { cwd: DIST }).map((file) => [file, readChunk(file)]),
);

const isOurs = ({ sources }: Chunk): boolean =>
  sources.some((source) => !source.includes("node_modules/"));

/** What any command loads, apart from the libraries that our code loads on first use. */
function reachedEagerly(): Chunk[] {
  const seen = new Set<Chunk>();
  const visit = (chunk: Chunk | undefined): void => {
    if (!chunk || seen.has(chunk)) return;
    seen.add(chunk);
    const target = (name: string) => chunks.get(join(dirname(chunk.file), name));
    for (const name of chunk.statics) visit(target(name));
    for (const later of chunk.dynamics.map(target)) if (later && isOurs(later)) visit(later);
  };
  visit(chunks.get("zero.js"));
  return [...seen];
}

const usersOf = (library: RegExp, among: Iterable<Chunk>): string[] =>
  [...among].flatMap(({ file, sources }) =>
    sources.filter((source) => library.test(source)).map((source) => `${file}: ${source}`),
  );

test("no schema library is in the product: neither what declares nor what compiles", () => {
  const declared = /node_modules\/(@sinclair\/)?(typebox|ajv|ajv-formats)\/|\.schema\.ts$/;
  assert.deepEqual(usersOf(declared, chunks.values()), []);
});

test("the model libraries bring their own validators only when the first turn loads them", () => {
  const eager = reachedEagerly();
  assert.ok(eager.length > 1);
  assert.deepEqual(usersOf(/node_modules\/(zod|@ai-sdk\/[^/]+)\//, eager), []);
});

test("the bundle needs nothing but Node: every import is one of its chunks or built in", () => {
  const foreign = [...chunks.values()].flatMap(({ file, statics, dynamics }) =>
    [...statics, ...dynamics]
      .filter((target) => !isBuiltin(target) && !target.startsWith("."))
      .map((target) => `${file}: ${target}`),
  );
  assert.deepEqual(foreign, []);
});

test("the simulator and the tests are not in the product", () => {
  assert.deepEqual(usersOf(/packages\/simulator\/|\.test\.ts$/, chunks.values()), []);
});

test("a copy of the bundle alone says its version", () => {
  const folder = mkdtempSync(join(tmpdir(), "zero-bundle-"));
  try {
    cpSync(DIST, folder, { recursive: true, filter: (path) => !path.endsWith("/cache") });
    const args = ["--disable-proto=delete", join(folder, "zero.js"), "--version"];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, {
      encoding: "utf8",
      env: { HOME: folder },
    });
    assert.equal(status, 0, stderr);
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      version: string;
    };
    assert.match(stdout, new RegExp(`\\b${version.replaceAll(".", "\\.")}\\b`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("every file of the bundle is ASCII, which the runtime keeps in half the memory", () => {
  const files = globSync("**/*.js", { cwd: DIST, exclude: ["cache/**"] });
  assert.ok(files.length > 20);
  const wide = files.filter((file) => readFileSync(join(DIST, file)).some((byte) => byte > 0x7f));
  assert.deepEqual(wide, []);
});
