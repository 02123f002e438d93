/**
 * Counts which of the product's claims S1 to S187 are named in the title of a test that proves them
 * from outside: under `e2e/`, `conformance/` and `crash/`, and elsewhere where the test starts a
 * real process or reads a generated file back. The figure is printed by every run and may only
 * rise: `node test/claims.ts --write` raises the stored one.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CallExpression, Node } from "oxc-parser";
import { lastName, listFiles, parse, readText, search, type Source } from "./gate/source.ts";

export const CLAIMS = 187;

const STORED = join(import.meta.dirname, "claims.json");
const FROM_OUTSIDE = /^test\/(e2e|conformance|crash)\//;
/** Modules that start processes, and texts that name what `pnpm gen` writes. */
const STARTS_PROCESS = /^node:child_process$|-process\.ts$/;
const READS_GENERATED = /(^|\/)generated\/|docs\/reference\//;

const TEST_WORDS = new Set(["test", "it", "describe", "suite"]);

function isProofFile(source: Source): boolean {
  if (FROM_OUTSIDE.test(source.path)) return true;
  const proofs = search(source, (report) => ({
    ImportDeclaration: (node) => {
      if (STARTS_PROCESS.test(node.source.value)) report(node);
    },
    Literal: (node) => {
      if (typeof node.value === "string" && READS_GENERATED.test(node.value)) report(node);
    },
  }));
  return /^(src|scripts)\//.test(source.path) && proofs.length > 0;
}

/** The words of a title; what is filled in later is left out. */
function titleOf(node: Node | undefined): string {
  if (node?.type === "Literal") return typeof node.value === "string" ? node.value : "";
  if (node?.type === "TemplateLiteral") return node.quasis.map(({ value }) => value.raw).join(" ");
  return node?.type === "BinaryExpression" ? titleOf(node.left) + titleOf(node.right) : "";
}

/** A test that does not run proves nothing. */
function isSkipped({ arguments: [, options] }: CallExpression): boolean {
  if (options?.type !== "ObjectExpression") return false;
  return options.properties.some(
    (property) =>
      property.type === "Property" && /^(skip|todo)$/.test(lastName(property.key) ?? ""),
  );
}

/** The claims that the tests of a file name, as numbers. */
export function claimsOf(source: Source): number[] {
  if (!isProofFile(source)) return [];
  const titles = search(source, (report) => ({
    CallExpression: (node) => {
      const isTest = node.callee.type === "Identifier" && TEST_WORDS.has(node.callee.name);
      if (isTest && !isSkipped(node)) report(node, titleOf(node.arguments[0]));
    },
  }));
  return titles
    .flatMap(({ what }) => Array.from(what.matchAll(/\bS(\d{1,3})\b/g), ([, id]) => Number(id)))
    .filter((id) => id >= 1 && id <= CLAIMS);
}

export interface ClaimCount {
  /** Numbers of the claims that a test names. */
  proven: readonly number[];
  /** How many the last change had. */
  stored: number;
}

export function countClaims(): ClaimCount {
  const elsewhere = "{src,scripts}/**/*.test.ts";
  const files = listFiles("test/{e2e,conformance,crash}/**/*.test.ts", elsewhere);
  const named = files.flatMap((path) => claimsOf(parse(path, readText(path))));
  const { proven: stored } = JSON.parse(readFileSync(STORED, "utf8")) as { proven: number };
  return { proven: [...new Set(named)].toSorted((a, b) => a - b), stored };
}

if (import.meta.main) {
  const { proven, stored } = countClaims();
  const missing = Array.from({ length: CLAIMS }, (_, index) => index + 1).filter(
    (id) => !proven.includes(id),
  );
  console.log(`claims ${proven.length} of ${CLAIMS}; not named by a test: S${missing.join(" S")}`);
  if (proven.length < stored) process.exitCode = 1;
  else if (process.argv.includes("--write")) {
    writeFileSync(STORED, `${JSON.stringify({ proven: proven.length })}\n`);
  }
}
