import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  decodeDocument,
  DOCUMENT_LIMITS,
  objectOf,
  parseDocument,
  type Value,
  valueAt,
  withValue,
} from "./document.ts";
import { ConfigError } from "../problems.ts";

const parse = (text: string) => parseDocument(text, "/c.json");

function problemOf(text: string): string {
  try {
    parse(text);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    const [problem] = error.problems;
    return `${problem?.path}|${problem?.message}`;
  }
  return assert.fail("it was accepted");
}

test("JSON5 is read: comments, trailing commas, bare keys", () => {
  const document = parse(`{ // note\n gateway: { port: 0x10, }, list: ['a', "b",], }`);
  assert.equal(JSON.stringify(document), '{"gateway":{"port":16},"list":["a","b"]}');
});

test("SR28 objects have no prototype and names of prototypes are refused at any depth", () => {
  const document = parse("{ a: { b: {} } }") as { a: { b: object } };
  assert.equal(Object.getPrototypeOf(document), null);
  assert.equal(Object.getPrototypeOf(document.a.b), null);
  for (const key of ["__proto__", "constructor", "prototype"]) {
    assert.match(problemOf(`{ a: [{ "${key}": 1 }] }`), /^a\[0\]\..*\|this name is not allowed/);
  }
  assert.match(problemOf('{ "__pro\\u0074o__": { polluted: 1 } }'), /not allowed/);
  assert.equal(({} as { polluted?: number }).polluted, undefined);
});

test("a syntax error names line and column", () => {
  assert.equal(problemOf("{\n  a: 1,\n  b: }"), "|invalid character '}' at line 3, column 6");
  assert.match(problemOf(""), /invalid end of input at line 1, column 1/);
});

test("the file holds one object, and numbers are finite", () => {
  assert.match(problemOf("[1]"), /must hold one object/);
  assert.match(problemOf('"text"'), /must hold one object/);
  assert.equal(problemOf("{ a: { b: Infinity } }"), "a.b|not a finite number");
  assert.equal(problemOf("{ a: [NaN] }"), "a[0]|not a finite number");
});

test("SR27 size, depth and number of keys are limited", () => {
  const nested = (levels: number) => "{a:".repeat(levels) + "1" + "}".repeat(levels);
  parse(nested(DOCUMENT_LIMITS.depth));
  assert.match(problemOf(nested(DOCUMENT_LIMITS.depth + 1)), /nested deeper than 32/);
  const wide = (keys: number) =>
    `{${Array.from({ length: keys }, (_, at) => `k${at}:1`).join(",")}}`;
  parse(wide(DOCUMENT_LIMITS.keys));
  assert.match(problemOf(wide(DOCUMENT_LIMITS.keys + 1)), /more than 10000 keys/);
  assert.throws(
    () => decodeDocument(Buffer.alloc(DOCUMENT_LIMITS.bytes + 1), "/c"),
    /the limit is/,
  );
  assert.throws(() => decodeDocument(Buffer.from([0xff, 0xfe, 0x7b]), "/c"), /no UTF-8/);
  const marked = decodeDocument(Buffer.from("\uFEFF{a: 1}"), "/c");
  assert.equal(marked, "\uFEFF{a: 1}");
  assert.equal(parseDocument(marked, "/c")["a"], 1);
});

test("SR28 whatever JSON is given, it is read back equal or refused, and no prototype changes", () => {
  const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 6 })), (value) => {
      const text = JSON.stringify(value);
      let document: Value;
      try {
        document = parse(text);
      } catch (error) {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, /not allowed for a key/);
        return;
      }
      assert.deepEqual(JSON.parse(JSON.stringify(document)), JSON.parse(text));
    }),
    { numRuns: 300 },
  );
  assert.equal(JSON.stringify(Object.getOwnPropertyNames(Object.prototype)), before);
});

test("a value is set without changing the document that it is set in", () => {
  const before = parseDocument("{ gateway: { port: 1, auth: { mode: 'token' } } }", "/c");
  const after = withValue(before, ["gateway", "auth", "token"], "t");
  assert.equal(valueAt(before, "gateway.auth.token"), undefined);
  assert.equal(JSON.stringify(after), '{"gateway":{"port":1,"auth":{"mode":"token","token":"t"}}}');
  assert.equal(JSON.stringify(withValue(objectOf([]), ["a", "b"], 1)), '{"a":{"b":1}}');
});
