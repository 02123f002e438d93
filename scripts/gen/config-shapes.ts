import { rebuild, type JsonSchema } from "./json-schema.ts";

/** True for an object whose keys are known, unlike a record. */
export function isFixedObject(schema: JsonSchema): boolean {
  return schema.type === "object" && schema.properties !== undefined;
}

/**
 * True when a value is there even if nobody writes one. A derived one is there as well, unless its
 * key is optional: then the other key may be such that there is none.
 */
export function hasDefault(schema: JsonSchema): boolean {
  return schema.default !== undefined;
}

/**
 * The schema of what a person writes: whatever has a default may be left out, and an object of
 * nothing else too.
 */
export function fileSchema(schema: JsonSchema): JsonSchema {
  return withRequired(
    schema,
    (child, required) =>
      required &&
      !hasDefault(child) &&
      child.derived === undefined &&
      (!isFixedObject(child) || (child.required?.length ?? 0) > 0),
  );
}

/** The schema of a complete configuration: what has a default and every plain object are there. */
export function completeSchema(schema: JsonSchema): JsonSchema {
  return withRequired(schema, (child, required) => required || hasDefault(child));
}

/** The schema with the class that hides a secret in place of every text that is one. */
export function hideSecrets(schema: JsonSchema, within = false): JsonSchema {
  const secret = (schema.secret as boolean | undefined) ?? within;
  if (secret && schema.type === "string") {
    const { description } = schema;
    return { $ref: "Secret", ...(description === undefined ? {} : { description }) };
  }
  return rebuild(schema, (inner) => hideSecrets(inner, secret));
}

/** The schema with `required` decided anew for each key, innermost first. */
function withRequired(
  schema: JsonSchema,
  decide: (child: JsonSchema, required: boolean) => boolean,
): JsonSchema {
  const result = rebuild(schema, (inner) => withRequired(inner, decide));
  if (!result.properties) return result;
  const required = new Set(schema.required ?? []);
  result.required = Object.entries(result.properties)
    .filter(([name, child]) => decide(child, required.has(name)))
    .map(([name]) => name);
  return result;
}
