import assert from "node:assert/strict";
import test from "node:test";
import { Type } from "typebox";
import { plain } from "./json-schema.ts";
import { declare, pascalCase, typeOf } from "./typescript.ts";

const cases: readonly [Type.TSchema, string][] = [
  [Type.String({ minLength: 1 }), "string"],
  [Type.Integer(), "number"],
  [Type.Number(), "number"],
  [Type.Boolean(), "boolean"],
  [Type.Unknown(), "unknown"],
  [Type.Literal("x"), '"x"'],
  [Type.Literal(true), "true"],
  [Type.Enum(["a", "b"]), '"a" | "b"'],
  [Type.Union([Type.String(), Type.Null()]), "string | null"],
  [Type.Array(Type.String()), "string[]"],
  [Type.Array(Type.Enum(["a", "b"])), '("a" | "b")[]'],
  [
    Type.Array(Type.Union([Type.Object({ a: Type.String() }), Type.Null()])),
    "({\n  a: string;\n} | null)[]",
  ],
  [Type.Record(Type.String(), Type.Array(Type.Integer())), "Record<string, number[]>"],
  [Type.Object({}), "Record<string, never>"],
  [Type.Object({}, { additionalProperties: true }), "Record<string, unknown>"],
];

test("a schema becomes the type that a person would write", () => {
  for (const [schema, type] of cases) assert.equal(typeOf(plain(schema)), type);
});

test("an object becomes an interface, with quotes and comments where they belong", () => {
  const schema = Type.Object(
    {
      id: Type.String({ description: "Ends with */ perhaps." }),
      "two-words": Type.Optional(Type.Object({ inner: Type.Integer() })),
    },
    { description: "A thing." },
  );
  assert.equal(
    declare("Thing", plain(schema)),
    `/** A thing. */
export interface Thing {
  /** Ends with * / perhaps. */
  id: string;
  "two-words"?: {
    inner: number;
  };
}
`,
  );
});

test("anything but an object becomes an alias", () => {
  assert.equal(
    declare("Names", plain(Type.Array(Type.String()))),
    "export type Names = string[];\n",
  );
});

test("a JSON type without a TypeScript type is an error, not a guess", () => {
  assert.throws(() => typeOf({ type: "date" }), /no TypeScript type/);
});

test("a name on the wire becomes the beginning of a type's name", () => {
  assert.equal(pascalCase("system-event"), "SystemEvent");
  assert.equal(pascalCase("agent.identity.get"), "AgentIdentityGet");
  assert.equal(pascalCase("send"), "Send");
});
