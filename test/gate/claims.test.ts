import assert from "node:assert/strict";
import { test } from "node:test";
import { claimsOf, countClaims } from "../claims.ts";
import { parse } from "./source.ts";

const claims = (path: string, text: string): number[] => claimsOf(parse(path, text));

test("a claim counts when the title of a running test from outside names it", () => {
  const text = [
    'test("S1 the gateway starts and S13 says where", () => {});',
    'describe("S42 flags", () => { it(`S43 ${flag} is taken`, () => {}); });',
    'test("a long title that " + "ends with S44", () => {});',
  ].join("\n");
  assert.deepEqual(claims("test/e2e/a.test.ts", text), [1, 13, 42, 43, 44]);
});

test("a claim does not count when its test is skipped, is no test, or does not exist", () => {
  const text = [
    'test.skip("S1 later", () => {});',
    'test("S2 one day", { todo: true }, () => {});',
    'log("S3 is no test");',
    'test("S999 and SR8 are no claims", () => {});',
  ].join("\n");
  assert.deepEqual(claims("test/e2e/a.test.ts", text), []);
});

test("a claim in src counts only where a process is started or a generated file is read", () => {
  const body = 'test("S8 it is so", () => {});';
  assert.deepEqual(claims("src/a.test.ts", body), []);
  assert.deepEqual(claims("src/a.test.ts", `import "node:child_process"; ${body}`), [8]);
  assert.deepEqual(claims("src/a.test.ts", `import "../test/support/a-process.ts"; ${body}`), [8]);
  assert.deepEqual(claims("src/a.test.ts", `read("docs/reference/methods.md"); ${body}`), [8]);
});

test("no claim that a test named before is without a test now", () => {
  const { proven, stored } = countClaims();
  assert.ok(proven.length >= stored, `claims fell from ${stored} to ${proven.length}`);
});
