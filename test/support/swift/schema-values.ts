import * as fc from "fast-check";
import type { JsonSchema } from "../../../scripts/gen/json-schema.ts";

/** Follows references into the definitions of the wire. */
export type Resolve = (schema: JsonSchema) => JsonSchema;

const TEXTS = ["a", "in_flight", "agent:main:main", "é😀"];

/**
 * Values that a schema of the wire takes: each key that may be missing is sometimes left out, and
 * each shape of a union is drawn. Keys that an open object may have besides are never drawn.
 */
export function valuesOf(schema: JsonSchema, resolve: Resolve): fc.Arbitrary<unknown> {
  const { const: constant, enum: words, anyOf } = schema;
  if (schema.$ref !== undefined) return valuesOf(resolve(schema), resolve);
  if ("const" in schema) return fc.constant(constant);
  if (words) return fc.constantFrom(...words);
  if (anyOf) return fc.oneof(...anyOf.map((inner) => valuesOf(inner, resolve)));
  switch (schema.type) {
    case "string":
      return textsOf(schema);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "integer":
      return fc.integer(rangeOf(schema));
    case "number":
      return fc.double({ ...rangeOf(schema), noNaN: true });
    case "array":
      return fc.array(valuesOf(schema.items ?? {}, resolve), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, 3),
      });
    case "object":
      return objectsOf(schema, resolve);
    default:
      return fc.constantFrom<unknown>(null, 1, 1.5, "x", true, ["x"], { any: { thing: [] } });
  }
}

/** A few texts of ours where the schema takes them, else such as its pattern or length demands. */
function textsOf({ pattern, minLength = 0, maxLength = Infinity }: JsonSchema) {
  const expression = new RegExp(pattern ?? "", "u");
  const fitting = TEXTS.filter(
    (text) => text.length >= minLength && text.length <= maxLength && expression.test(text),
  );
  if (fitting.length > 0) return fc.constantFrom(...fitting);
  return pattern === undefined ? fc.constant("a".repeat(minLength)) : fc.stringMatching(expression);
}

function rangeOf({ minimum, maximum }: JsonSchema): { min: number; max: number } {
  const min = minimum ?? -1_000_000;
  return { min, max: Math.min(maximum ?? 1_000_000, 4_000_000_000) };
}

function objectsOf(schema: JsonSchema, resolve: Resolve): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0 && schema.additionalProperties !== false) {
    const { additionalProperties: rest } = schema;
    const values = valuesOf(typeof rest === "object" ? rest : {}, resolve);
    return fc.dictionary(fc.constantFrom("a", "two words"), values, { noNullPrototype: true });
  }
  const keys = properties.map(([key, inner]) => [key, valuesOf(inner, resolve)] as const);
  const requiredKeys = [...(schema.required ?? [])];
  return fc.record(Object.fromEntries(keys), { requiredKeys, noNullPrototype: true });
}
