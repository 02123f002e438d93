import assert from "node:assert/strict";
import test from "node:test";
import { Type } from "typebox";
import { Definitions, plain, without } from "./json-schema.ts";

test("an object is closed unless it says that it is open", () => {
  assert.equal(plain(Type.Object({})).additionalProperties, false);
  assert.equal(plain(Type.Object({}, { additionalProperties: true })).additionalProperties, true);
  const nested = plain(Type.Object({ list: Type.Array(Type.Object({ a: Type.String() })) }));
  assert.equal(nested.properties?.["list"]?.items?.additionalProperties, false);
});

test("a record keeps its values under any key, also one with a line break", () => {
  const record = plain(Type.Record(Type.String(), Type.Boolean()));
  assert.deepEqual(record, { type: "object", additionalProperties: { type: "boolean" } });
});

test("what has a title is defined once and referred to everywhere else", () => {
  const Point = Type.Object({ x: Type.Number() }, { title: "Point" });
  const definitions = new Definitions();
  const line = definitions.add(
    "Line",
    plain(Type.Object({ from: Point, to: Type.Optional(Point) })),
  );
  assert.deepEqual(line, { $ref: "#/definitions/Line" });
  assert.deepEqual(Object.keys(definitions.sorted), ["Line", "Point"]);
  assert.deepEqual(definitions.sorted["Line"]?.properties, {
    from: { $ref: "#/definitions/Point" },
    to: { $ref: "#/definitions/Point" },
  });
  definitions.add("Origin", plain(Point));
  assert.deepEqual(definitions.sorted["Origin"], { $ref: "#/definitions/Point" });
});

test("two different shapes cannot have one name", () => {
  const definitions = new Definitions();
  definitions.add("Point", plain(Type.Object({ x: Type.Number() })));
  assert.throws(
    () => definitions.add("Point", plain(Type.Object({ y: Type.Number() }))),
    /two different schemas are called Point/,
  );
});

test("keywords can be left out on every level, and a property of that name stays", () => {
  const schema = plain(
    Type.Object({
      title: Type.String({ title: "T" }),
      list: Type.Array(Type.String({ title: "U" })),
    }),
  );
  assert.deepEqual(without(schema, new Set(["title"])).properties, {
    title: { type: "string" },
    list: { type: "array", items: { type: "string" } },
  });
});
