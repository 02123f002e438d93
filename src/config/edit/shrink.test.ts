import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "../file/document.ts";
import { sections } from "../generated/sections.ts";
import { KeyTree } from "../key-tree.ts";
import { shrinkage } from "./shrink.ts";

const tree = new KeyTree(sections);
const why = (before: string, after: string) =>
  shrinkage(parseDocument(before, ""), parseDocument(after, ""), tree);

const SIX = "{ a: 1, b: 2, c: { d: 3, e: 4 }, f: [1, 2], g: {} }";

test("A2 a text that lost more than half of six values or more is an accident, and half is not", () => {
  assert.equal(why(SIX, "{ a: 1, b: 2 }"), "it would lose 4 of 6 values");
  assert.equal(why(SIX, "{ a: 9, b: 9, f: [] }"), undefined);
  assert.equal(why("{ a: 1, b: 2, c: 3, d: 4, e: 5 }", "{}"), undefined);
  assert.equal(why(SIX, "{}"), "it would lose 6 of 6 values");
});

test("A2 a lost credential is an accident however little else was lost; another value for it is not", () => {
  const before = "{ gateway: { mode: 'local', auth: { token: 't' } } }";
  assert.match(why(before, "{ gateway: { mode: 'local' } }") ?? "", /gateway\.auth\.token/);
  assert.match(why(before, "{ gateway: { mode: 'local', auth: {} } }") ?? "", /credential/);
  assert.equal(why(before, before.replace("'t'", "'u'")), undefined);
});
