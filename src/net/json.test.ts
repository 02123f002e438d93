import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseJson } from "./json.ts";
import { NET_LIMITS } from "./limits.ts";

const whyOf = (text: string) => {
  const parsed = parseJson(text);
  return parsed.ok ? undefined : parsed.why;
};

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const keyed = (keys: number) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, at) => [`k${at}`, at])));

test("SR27 the deepest and the widest text that is allowed is parsed, one more is not", () => {
  assert.equal(whyOf(nested(NET_LIMITS.jsonDepthMax)), undefined);
  assert.equal(whyOf(nested(NET_LIMITS.jsonDepthMax + 1)), "nested deeper than 32 levels");
  assert.equal(whyOf(keyed(NET_LIMITS.jsonKeysMax)), undefined);
  assert.equal(whyOf(keyed(NET_LIMITS.jsonKeysMax + 1)), "more than 10000 keys");
  assert.equal(whyOf("[".repeat(500_000)), "nested deeper than 32 levels");
});

test("SR27 brackets and colons in strings count for nothing", () => {
  assert.equal(whyOf(JSON.stringify({ text: nested(100) + '\\":"[{'.repeat(100) })), undefined);
});

for (const key of ["__proto__", "constructor", "prototype"]) {
  const escaped = Array.from(key, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  for (const [what, text] of [
    ["plain", `{"${key}":1}`],
    ["with spaces before the colon", `{"${key}" \n\t :1}`],
    ["escaped throughout", `{"${escaped.join("")}":1}`],
    ["escaped in part", `{"${escaped[0]}${key.slice(1)}":1}`],
    ["deep inside", `{"a":[{"b":{"${key}":{}}}]}`],
  ] as const) {
    test(`SR28 the key ${key}, ${what}, is refused`, () => {
      assert.equal(whyOf(text), "a key that is not allowed");
    });
  }

  test(`SR28 ${key} as a value, or as a part of a key, is only a word`, () => {
    const value = { a: key, [`x${key}`]: [key], [key.slice(1)]: 1 };
    assert.deepEqual(parseJson(JSON.stringify(value)), { ok: true, value });
  });
}

test("what is no JSON is refused without quoting it", () => {
  for (const text of [
    "",
    "{",
    '"',
    '{"a"',
    "[1,]",
    "{'a':1}",
    "NaN",
    '"\\ud8',
    "tru",
    '{"\\x":1}',
  ]) {
    assert.equal(whyOf(text), "not valid JSON", text);
  }
});

test("every JSON value that is small enough is what JSON.parse says", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      const parsed = parseJson(text);
      if (parsed.ok) assert.deepEqual(parsed.value, JSON.parse(text));
      else assert.equal(parsed.why, "a key that is not allowed");
    }),
    { numRuns: 500 },
  );
});

test("SR28 any text at all is parsed or refused, never thrown at", () => {
  const pieces = fc.constantFrom(
    '"',
    "\\",
    ":",
    "{",
    "}",
    "[",
    "]",
    ",",
    "u0061",
    " ",
    "__proto__",
    "1",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const text = parts.join("");
      const parsed = parseJson(text);
      if (!parsed.ok) return;
      assert.deepEqual(parsed.value, JSON.parse(text));
      assert.ok(!/"__proto__"\s*:/.test(text));
    }),
    { numRuns: 2_000 },
  );
});
