import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { deadLinks } from "./gate/links.ts";
import { isTest, listFiles, readText, ROOT } from "./gate/source.ts";

const FOLDER_FILES_MAX = 15;
const LINE_LENGTH_MAX = 100;
const README_LINES_MAX = 15;

/** These three are the architecture: who reads them has understood the whole. */
const SHORT_FILES = ["message-path.ts", "dispatch.ts", "supervisor.ts"];
const SHORT_FILE_LINES_MAX = 150;

/** Words that say nothing about what a file is. */
const EMPTY_WORDS = new Set(
  "util utils helper helpers common misc impl manager base stuff v2 v3".split(" "),
);

const code = listFiles("{src,packages,test,scripts}/**/*.{ts,mjs}", "*.mjs", ".*.mjs").filter(
  (path) => !path.includes("/generated/"),
);
const swift = listFiles("apple/**/*.swift").filter((path) => !path.includes("/Generated/"));
const prose = listFiles("*.md", "{docs,src,packages,test,scripts,apple}/**/*.md");

const linesOf = (path: string): string[] => readText(path).split("\n");

/** A text or a pattern that is longer than this stays whole, whatever the line then measures. */
const LITERAL = /"[^"]{60,}"|`[^`]{60,}`|'[^']{60,}'|^\s*\/[^/*].{60,}\/[a-z]*[,;]?$/;

const isTooLong = (line: string): boolean => line.length > LINE_LENGTH_MAX && !LITERAL.test(line);

test("no line of code is longer than 100 columns", () => {
  const long = [...code, ...swift].flatMap((path) =>
    linesOf(path).flatMap((line, index) =>
      isTooLong(line) ? [`${path}:${index + 1}: ${line.length}`] : [],
    ),
  );
  assert.deepEqual(long, []);
});

test("no folder holds more than 15 source files", () => {
  const folders = new Map<string, number>();
  // A declaration lies beside its handler, and a test beside what it tests: they are not counted.
  for (const path of code.filter((file) => !/\.(test|proof|schema)\.ts$/.test(file))) {
    folders.set(dirname(path), (folders.get(dirname(path)) ?? 0) + 1);
  }
  const full = [...folders].filter(([, files]) => files > FOLDER_FILES_MAX);
  assert.deepEqual(full, []);
});

test("message-path.ts, dispatch.ts and supervisor.ts stay under 150 lines", () => {
  const long = code
    .filter((path) => path.startsWith("src/") && SHORT_FILES.includes(basename(path)))
    .filter((path) => linesOf(path).length > SHORT_FILE_LINES_MAX);
  assert.deepEqual(long, []);
});

test("every name is kebab-case and says what the thing is", () => {
  const wrong = code.filter((path) => {
    const names = path
      .split("/")
      .map((part) => part.replace(/\.(schema|lazy|test|proof|golden|d)\b/, ""));
    return names.some((name) => {
      const stem = name.replace(/^\.|\.(ts|mjs)$/g, "");
      const words = stem.split("-");
      return !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem) || words.some((word) => EMPTY_WORDS.has(word));
    });
  });
  assert.deepEqual(wrong, []);
});

test("every part of the product has a README of at most 15 lines", () => {
  const parts = new Set(
    code
      .filter((path) => !isTest(path) && /^(src|packages)\//.test(path))
      .map((path) => /^(src\/(features|doors)\/[^/]+|(src|packages)\/[^/]+)\//.exec(path)?.[1])
      .filter((part) => part !== undefined),
  );
  const missing = [...parts].filter((part) => !existsSync(join(ROOT, part, "README.md")));
  const long = listFiles("{src,packages,test,scripts,apple}/**/README.md").filter(
    (path) => readText(path).trimEnd().split("\n").length > README_LINES_MAX,
  );
  assert.deepEqual({ missing, long }, { missing: [], long: [] });
});

test("every dependency has a line in docs/decisions/dependencies.md, and no line is left over", () => {
  const manifests = listFiles("package.json", "packages/*/package.json").map(
    (path) => JSON.parse(readText(path)) as Record<string, Record<string, string> | undefined>,
  );
  const kinds = ["dependencies", "devDependencies", "optionalDependencies"];
  const used = new Set(
    manifests.flatMap((manifest) => kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {}))),
  );
  const rows = linesOf("docs/decisions/dependencies.md").filter((line) => line.startsWith("| `"));
  const named = new Set(
    rows.flatMap((row) =>
      Array.from((row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g), ([, name = ""]) => name),
    ),
  );
  const ours = [...used].filter((name) => !name.startsWith("@zero/"));
  assert.deepEqual(ours.toSorted(), [...named].toSorted());
});

test("every link in the documents leads somewhere", () => {
  const dead = prose.flatMap((path) =>
    deadLinks(path, readText(path)).map((target) => `${path}: ${target}`),
  );
  assert.deepEqual(dead, []);
});

test("the link check sees a missing file and a missing heading, and skips code and other sites", () => {
  const text = [
    "# A heading: with `code`",
    "[here](#a-heading-with-code) [there](LICENSE) [out](https://example.org/x)",
    "[gone](gone.md) [no heading](#nothing)",
    "`[code](code.md)`",
    "```",
    "[block](block.md)",
    "```",
  ].join("\n");
  assert.deepEqual(deadLinks("README.md", text), ["gone.md", "#nothing"]);
});

test("no text names a place or a tool of the machine that it was written on", () => {
  // The brackets keep the words themselves out of this file.
  const traces =
    /(^|[\s"'`(=])\/([w]ork|[f]arm)\/|[b]ash_jobs|\.[l]ibrary\/|[c]laude[ -]code|\bco-authored-by\b/im;
  const files = [
    ...code,
    ...swift,
    ...prose,
    "package.json",
    "bin/zero",
    ".ci/run",
    ".oxlintrc.json",
  ];
  const named = files.filter((path) => existsSync(join(ROOT, path)) && traces.test(readText(path)));
  assert.deepEqual(named, []);
});
