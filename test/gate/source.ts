import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor, type Node, type Program, type VisitorObject } from "oxc-parser";

export const ROOT = join(import.meta.dirname, "../..");

/** A source file as the rules see it. */
export interface Source {
  /** Relative to the checkout, with forward slashes. */
  path: string;
  text: string;
  program: Program;
}

/** A place that breaks a rule. */
export interface Finding {
  offset: number;
  what: string;
}

/**
 * Something that no linter says, found in the syntax tree. `bad` and `good` prove that it works.
 */
export interface Rule {
  /** What holds, as the end of the sentence "no source file …" or "every …". */
  name: string;
  applies(path: string): boolean;
  find(source: Source): Finding[];
  bad: readonly string[];
  good: readonly string[];
}

export const isTest = (path: string): boolean =>
  /\.(test|proof)\.ts$/.test(path) || path.startsWith("test/");

/** What ships: the gateway with its CLI, and the packages apart from the simulator. */
export const isProduct = (path: string): boolean =>
  /^(src|packages)\//.test(path) && !isTest(path) && !path.startsWith("packages/simulator/");

/**
 * Paths of files in the checkout that fit a pattern; installed, built and borrowed ones are left
 * out.
 */
export function listFiles(...patterns: string[]): string[] {
  const exclude = ["**/node_modules/**", "dist/**", "dist.*/**", "test/bench/**"];
  return globSync(patterns, { cwd: ROOT, exclude }).toSorted();
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

export function parse(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text, { lang: "ts", sourceType: "module" });
  const [error] = errors;
  if (error) throw new Error(`${path}: ${error.message}`);
  return { path, text, program };
}

/** Every TypeScript file of the checkout that a person wrote. */
export function readSources(): Source[] {
  return listFiles("{src,packages,test,scripts}/**/*.ts")
    .filter((path) => !path.includes("/generated/"))
    .map((path) => parse(path, readText(path)));
}

/** Visits the tree and collects what the handlers report. */
export function search(
  source: Source,
  makeHandlers: (report: (node: Node, what?: string) => void) => VisitorObject,
): Finding[] {
  const findings: Finding[] = [];
  const report = (node: Node, what?: string) => {
    findings.push({ offset: node.start, what: what ?? source.text.slice(node.start, node.end) });
  };
  new Visitor(makeHandlers(report)).visit(source.program);
  return findings;
}

/** The last name of `a`, `a.b` or `a.b()`; undefined for anything else. */
export function lastName(node: Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type === "MemberExpression") {
    return node.property.type === "Literal" ? undefined : lastName(node.property);
  }
  if (node.type === "PrivateIdentifier") return node.name;
  if (node.type === "ChainExpression") return lastName(node.expression);
  if (node.type === "CallExpression") return lastName(node.callee);
  return undefined;
}

/** The first name of `a.b.c`. */
export function firstName(node: Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  return node.type === "MemberExpression" ? firstName(node.object) : undefined;
}

export const isMember = (node: Node, object: string, property: string): boolean =>
  node.type === "MemberExpression" &&
  node.object.type === "Identifier" &&
  node.object.name === object &&
  node.property.type === "Identifier" &&
  node.property.name === property;

/** The line of an offset, from 1. */
export const lineOf = (text: string, offset: number): number =>
  text.slice(0, offset).split("\n").length;
