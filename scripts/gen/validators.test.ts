import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { Ajv } from "ajv";
import * as fc from "fast-check";
import { Type } from "typebox";
import type { Validate, ValidationIssue } from "../../packages/protocol/src/validation.ts";
import { plain } from "./json-schema.ts";
import { AJV_OPTIONS, FINDINGS_MAX, validatorSource } from "./validators.ts";

let folder: string;
before(async () => void (folder = await mkdtemp(join(tmpdir(), "zero-gen-"))));
after(async () => rm(folder, { recursive: true }));

const schema = plain(
  Type.Object({
    a: Type.String({ minLength: 1, maxLength: 3, pattern: "^[a-z]+$" }),
    b: Type.Optional(Type.Integer({ minimum: 0 })),
    list: Type.Optional(Type.Array(Type.Union([Type.Boolean(), Type.Object({ a: Type.Null() })]))),
    map: Type.Optional(Type.Record(Type.String(), Type.Enum(["x", "y"]))),
  }),
);

function essence(findings: readonly ValidationIssue[] | null | undefined): unknown[] {
  return (findings ?? []).map(({ instancePath, keyword, message }) => {
    return [instancePath, keyword, message];
  });
}

async function load(name: string, source: string): Promise<Record<string, Validate<unknown>>> {
  const file = join(folder, `${name}.js`);
  await writeFile(file, source);
  return (await import(pathToFileURL(file).href)) as Record<string, Validate<unknown>>;
}

test("the generated code imports nothing and needs no library at run time", () => {
  const source = validatorSource(new Map([["check", schema]]));
  assert.doesNotMatch(source, /\bimport\b|\brequire\b|ajv|typebox/);
});

test("the generated code finds what AJV finds, value for value (S103)", async () => {
  const { check } = await load("same", validatorSource(new Map([["check", schema]])));
  assert.ok(check);
  const reference = new Ajv(AJV_OPTIONS).compile(schema);
  const key = fc.constantFrom("a", "b", "list", "map", "other");
  const leaf = fc.oneof(
    fc.constantFrom("a", "abcd", "A", "", "x"),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.array(tie("any"), { maxLength: 4 }),
      fc.dictionary(key, tie("any")),
    ),
  })).any;
  fc.assert(
    fc.property(fc.oneof(value, fc.dictionary(key, value)), (data) => {
      const expected = reference(data);
      assert.equal(check(data), expected);
      assertSameFindings(check.errors, reference.errors);
    }),
    { numRuns: 500, examples: [[{ list: Array(20).fill(1), map: { a: 1 } }]] },
  );
});

/** Of more findings than a loop makes, the generated code has some, and none of its own. */
function assertSameFindings(
  found: readonly ValidationIssue[] | null | undefined,
  all: readonly ValidationIssue[] | null | undefined,
): void {
  const [own, reference] = [essence(found), essence(all)];
  if (reference.length <= FINDINGS_MAX) return assert.deepEqual(own, reference);
  assert.ok(own.length >= FINDINGS_MAX, `${own.length} of ${reference.length} findings`);
  const known = new Set(reference.map((finding) => JSON.stringify(finding)));
  for (const finding of own) assert.ok(known.has(JSON.stringify(finding)), JSON.stringify(finding));
}

test("a value that no form of a union takes is refused, however much is wrong with it (S103)", async () => {
  const forms = {
    list: plain(Type.Union([Type.Array(Type.Number()), Type.Array(Type.String())])),
    map: plain(
      Type.Union([
        Type.Record(Type.String(), Type.Number()),
        Type.Record(Type.String(), Type.String()),
      ]),
    ),
  };
  const { list, map } = await load("union", validatorSource(new Map(Object.entries(forms))));
  assert.ok(list && map);
  for (const count of [1, FINDINGS_MAX - 1, FINDINGS_MAX, 10_000]) {
    const wrong = Array.from({ length: count }, () => true);
    assert.equal(list(wrong), false, `${count} items`);
    assert.equal(map(Object.fromEntries(wrong.entries())), false, `${count} keys`);
  }
});

test("a validator stops looking once it found enough", async () => {
  const { check } = await load("bounded", validatorSource(new Map([["check", schema]])));
  assert.ok(check);
  const keys = (value: unknown) =>
    Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`, value]));
  const values = [
    keys(1),
    { a: "a", map: keys(1) },
    { a: "a", list: Array.from({ length: 10_000 }, () => 1) },
  ];
  for (const value of values) {
    assert.equal(check(value), false);
    const found: number = check.errors?.length ?? 0;
    assert.ok(found >= FINDINGS_MAX && found <= FINDINGS_MAX + 8, `${found} findings`);
    assert.ok(check.errors?.every((finding) => finding !== undefined));
  }
});

test("equal schemas share one function", async () => {
  const source = validatorSource(
    new Map([
      ["one", schema],
      ["two", { ...schema, description: "Same." }],
    ]),
  );
  const { one, two } = await load("shared", source);
  assert.equal(one, two);
});

test("a keyword that needs a library at run time is refused when generating", () => {
  const unique = plain(Type.Array(Type.Object({}), { uniqueItems: true }));
  assert.throws(() => validatorSource(new Map([["check", unique]])), /has a new form/);
});
