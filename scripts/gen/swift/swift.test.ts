import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { Type, type TSchema } from "typebox";
import { faults, loadSwift } from "../../../test/support/swift/tree.ts";
import { Definitions, plain } from "../json-schema.ts";
import { declare, swiftFile } from "./emit.ts";
import { SwiftModel } from "./model.ts";

const parse = await loadSwift();

/** What the schemas become, as one file. */
function swiftOf(schemas: Readonly<Record<string, TSchema>>): string {
  const definitions = new Definitions();
  for (const [name, schema] of Object.entries(schemas)) definitions.add(name, plain(schema));
  const model = new SwiftModel(definitions.sorted);
  const names = Object.keys(definitions.sorted);
  return swiftFile(
    names.flatMap((name) => model.declarations(name)).map((found) => declare(found)),
  );
}

const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const Point = Type.Object({ x: Type.Number(), y: Type.Number() }, { title: "Point" });

/** One golden file for each thing that the wire can say. */
const GOLDEN: Readonly<Record<string, Readonly<Record<string, TSchema>>>> = {
  struct: {
    Visit: Type.Object(
      {
        id: Type.String({ description: "Who.\nAnd where." }),
        count: Type.Integer({ minimum: 0, maximum: 100 }),
        at: Type.Integer({ minimum: 0 }),
        weight: Type.Optional(Type.Number()),
        kind: Type.Literal("visit"),
        details: Type.Unknown(),
        more: Type.Optional(Type.Unknown()),
      },
      { description: "One visit." },
    ),
    Nothing: Type.Object({}),
  },
  optionals: {
    Patch: Type.Object({
      must: nullable(Type.String()),
      may: Type.Optional(nullable(Type.Integer())),
      list: Type.Optional(Type.Array(nullable(Type.Boolean()))),
      word: Type.Optional(nullable(Type.Enum(["on", "off"]))),
    }),
  },
  enums: {
    State: Type.Enum(["ok", "in_flight", "ok-empty", "final", "unknown", "24h"]),
    Words: Type.Union([Type.Literal("a"), Type.Literal("b")]),
    Level: Type.Enum([1, 2, 3]),
  },
  nested: {
    Row: Type.Object({
      origin: Type.Object({ from: Type.Object({ name: Type.String() }) }),
      steps: Type.Array(Type.Object({ name: Type.String() })),
      place: Type.Optional(Point),
      places: Type.Array(Point),
    }),
    Result: Point,
    Places: Type.Array(Point),
    Lines: Type.Array(Type.Object({ text: Type.String() })),
  },
  records: {
    Maps: Type.Object({
      counts: Type.Record(Type.String(), Type.Integer()),
      anything: Type.Record(Type.String(), Type.Unknown()),
      open: Type.Object({}, { additionalProperties: true }),
      rows: Type.Record(Type.String(), Type.Object({ id: Type.String() })),
    }),
  },
  keywords: {
    Odd: Type.Object({
      default: Type.String(),
      class: Type.Optional(Type.Boolean()),
      self: Type.String(),
      "two-words": Type.String(),
      "3d": Type.Optional(Type.String()),
    }),
  },
  unions: {
    Part: Type.Union([
      Type.Object({ type: Type.Literal("text"), text: Type.String() }),
      Type.Object({ type: Type.Literal("tool-call"), name: Type.String() }),
    ]),
    Reply: Type.Union([
      Type.Object({}),
      Type.Object({ runId: Type.String(), summary: Type.Optional(Type.String()) }),
      Point,
    ]),
    Thread: Type.Union([Type.Number(), Type.Integer(), Type.String(), Type.Null()]),
    Outcome: Type.Union([
      Type.Object({ status: Type.Literal("ok"), data: Type.Object({ a: Type.String() }) }),
      Type.Object({ status: Type.Literal("error") }),
    ]),
    Loose: Type.Union([Type.Enum(["auto"]), Type.String()]),
  },
};

for (const [name, schemas] of Object.entries(GOLDEN)) {
  test(`the emitter writes ${name} as the golden file has them, and they parse (S105)`, async () => {
    const text = swiftOf(schemas);
    const golden = join(import.meta.dirname, "golden", `${name}.golden.swift`);
    assert.equal(text, await readFile(golden, "utf8"));
    assert.deepEqual(faults(parse(text)), []);
  });
}

test("a parse tree with a fault is seen", () => {
  assert.deepEqual(faults(parse("public struct A { var a: String }")), []);
  assert.notDeepEqual(faults(parse("public struct A { var a: : String }")), []);
  assert.notDeepEqual(faults(parse("public struct A { var a: String ")), []);
});

test("a JSON type without a Swift type is an error, not a guess", () => {
  const model = new SwiftModel({ Bad: { type: "date" } });
  assert.throws(() => model.declarations("Bad"), /no Swift type for the JSON type date/);
});

test("a shape without a name takes another where its place is already the name of one", () => {
  const text = swiftOf({
    Row: Type.Object({ origin: Type.Object({ a: Type.String() }) }),
    RowOrigin: Type.Object({ b: Type.String() }),
  });
  assert.match(text, /public var origin: RowOriginPart\n/);
  assert.match(text, /public struct RowOrigin: .*\n {2}public var b: String/);
});
