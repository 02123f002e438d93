import assert from "node:assert/strict";
import test from "node:test";
import { explain, type ValidationIssue } from "./validation.ts";

const issue = (
  instancePath: string,
  message: string,
  params: Record<string, unknown> = {},
): ValidationIssue => ({ instancePath, keyword: "type", params, message });

const unexpected = (instancePath: string, name: string): ValidationIssue => ({
  instancePath,
  keyword: "additionalProperties",
  params: { additionalProperty: name },
  message: "must NOT have additional properties",
});

test("an explanation names path and message, and says each thing once (S118)", () => {
  const issues = [
    issue("/client/id", "must be string"),
    unexpected("/client", "colour"),
    unexpected("", "extra"),
    issue("", "must have required property 'client'"),
    issue("/client/id", "must be string"),
  ];
  assert.equal(
    explain(issues),
    "at /client/id: must be string; at /client: unexpected property 'colour'; " +
      "at root: unexpected property 'extra'; at root: must have required property 'client'",
  );
});

test("an explanation of nothing is still a sentence", () => {
  assert.equal(explain([]), "unknown validation error");
  assert.equal(explain(null), "unknown validation error");
  assert.equal(explain(undefined), "unknown validation error");
});

test("an explanation is at most 2,000 characters, whatever a stranger calls a property", () => {
  const many = Array.from({ length: 5000 }, (_, at) => unexpected("", `name-${at}`));
  assert.equal(explain(many).length, 2000);
  assert.equal(explain([unexpected("", "x".repeat(500_000))]).length, 2000);
});

test("an explanation that is cut inside a surrogate pair is still well-formed", () => {
  for (const padding of ["", "a"]) {
    const text = explain([unexpected("", padding + "😀".repeat(2000))]);
    assert.ok(text.isWellFormed());
    assert.equal(text.length, 2000);
  }
});
