import assert from "node:assert/strict";
import { test } from "node:test";
import { ageText } from "./age.ts";

test("a time is told in the unit in which it is short, and never as a negative one", () => {
  const cases: [number, string][] = [
    [-5_000, "0s"],
    [499, "0s"],
    [89_499, "89s"],
    [89_500, "2min"],
    [89 * 60_000, "89min"],
    [90 * 60_000, "2h"],
    [47 * 3_600_000, "47h"],
    [48 * 3_600_000, "2d"],
  ];
  assert.deepEqual(
    cases.map(([ms]) => ageText(ms)),
    cases.map(([, text]) => text),
  );
});
