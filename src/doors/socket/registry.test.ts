import assert from "node:assert/strict";
import { test } from "node:test";
import { methods, type MethodRecord } from "@zero/protocol";
import { paramValidators } from "@zero/protocol/generated/validators.js";
import { groups } from "./methods/index.ts";
import { joinMethods, type AnyHandler } from "./registry.ts";

const record: MethodRecord = {
  name: "a",
  summary: "",
  scope: "read",
  errors: [],
  twoStage: false,
};
const handle: AnyHandler = () => ({});
const validate = ((_data: unknown): _data is unknown => true) as never;
const whole = { records: [record], validators: { a: validate }, groups: [{ a: handle }] };

test("S108 every declared method of the product has its handler, its validator and its scope", () => {
  const joined = joinMethods({ records: methods, validators: paramValidators, groups });
  assert.deepEqual(
    [...joined.keys()],
    methods.map(({ name }) => name),
  );
});

test("a method that lacks something, or a handler that nobody declared, stops the start", () => {
  assert.equal(joinMethods(whole).get("a")?.handle, handle);
  const cases = {
    "no handler for the method a": { ...whole, groups: [] },
    "no validator for the method a": { ...whole, validators: {} },
    "no scope for the method a": {
      ...whole,
      records: [{ ...record, scope: "" } as unknown as MethodRecord],
    },
    "the handler b has no declaration": { ...whole, groups: [{ a: handle, b: handle }] },
    "two handlers for the method a": { ...whole, groups: [{ a: handle }, { a: handle }] },
  };
  for (const [message, parts] of Object.entries(cases)) {
    assert.throws(() => joinMethods(parts), new RegExp(`^Error: ${message}`));
  }
});
