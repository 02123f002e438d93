import { Ajv, type ValidateFunction } from "ajv";
import { published, resolve, type WireSchema } from "./wire-schema.ts";

// Named here, so that a schema inside a definition can be asked for by itself.
const ajv = new Ajv({ strict: false, allErrors: true });
const compiled = new Map<WireSchema, ValidateFunction>();

/** What is wrong with a value, as a validator that is not ours sees it; undefined when it fits. */
export function whyNot(schema: WireSchema, value: unknown): string | undefined {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile({ ...schema, definitions: published.definitions });
    compiled.set(schema, validate);
  }
  return validate(value) ? undefined : ajv.errorsText(validate.errors);
}

/** The smallest value that fits. Throws when it can think of none. */
export function sampleOf(given: WireSchema): unknown {
  const value = guess(resolve(given));
  const why = whyNot(given, value);
  if (why === undefined) return value;
  throw new Error(`sampleOf in ${import.meta.filename} has to learn of ${JSON.stringify(given)}`);
}

function guess(schema: WireSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf?.[0]) return sampleOf(schema.anyOf[0]);
  const { type, minLength = 0, minimum = 0, minItems = 0, items = {}, required = [] } = schema;
  switch (type) {
    case "string":
      return "x".repeat(minLength);
    case "integer":
    case "number":
      return minimum;
    case "array":
      return Array.from({ length: minItems }, () => sampleOf(items));
    case "object":
      return Object.fromEntries(
        required.map((name) => [name, sampleOf(schema.properties?.[name] ?? {})]),
      );
    case "boolean":
      return true;
    default:
      return null;
  }
}

/** A value at a place where it is wrong, inside parameters that are right everywhere else. */
export interface WrongCase {
  readonly params: Record<string, unknown>;
  /** Pieces of the answer that name the place. */
  readonly named: readonly string[];
}

/** Every field that a schema names, wrong in every way that it can be, one at a time. */
export function wrongCases(schema: WireSchema): WrongCase[] {
  const right = sampleOf(schema) as Record<string, unknown>;
  return casesOf(resolve(schema), right, "");
}

function casesOf(schema: WireSchema, right: Record<string, unknown>, at: string): WrongCase[] {
  const cases: WrongCase[] = [];
  const add = (params: Record<string, unknown>, ...named: string[]) =>
    cases.push({ params, named });
  for (const [field, sub] of Object.entries(schema.properties ?? {})) {
    const path = `${at}/${field}`;
    for (const wrong of wrongValues(sub)) add({ ...right, [field]: wrong }, `at ${path}`);
    const inner = resolve(sub);
    if (inner.type !== "object" || !inner.properties) continue;
    const value = sampleOf(inner) as Record<string, unknown>;
    for (const { params, named } of casesOf(inner, value, path)) {
      add({ ...right, [field]: params }, ...named);
    }
  }
  for (const field of schema.required ?? []) {
    const { [field]: _left, ...rest } = right;
    add(rest, `at ${at || "root"}: `, `'${field}'`);
  }
  if (schema.additionalProperties === false) {
    add({ ...right, noSuchField: 1 }, `at ${at || "root"}: unexpected property 'noSuchField'`);
  }
  return cases;
}

/** Every value of the wrong type or beyond a limit that the schema refuses. */
function wrongValues(schema: WireSchema): unknown[] {
  const candidates = [null, true, "", "no", -1, 1.5, 2 ** 54, [], [null], { noSuchField: 1 }];
  return [...candidates, ...beyond(resolve(schema))].filter(
    (value) => whyNot(schema, value) !== undefined,
  );
}

/** Just outside each limit that it has. */
function beyond({ maxLength, maxItems, maximum, minimum, items, anyOf }: WireSchema): unknown[] {
  return [
    ...(maxLength === undefined ? [] : ["x".repeat(maxLength + 1)]),
    ...(maximum === undefined ? [] : [maximum + 1]),
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maxItems === undefined
      ? []
      : [Array.from({ length: maxItems + 1 }, () => sampleOf(items ?? {}))]),
    ...(anyOf ?? []).flatMap((choice) => beyond(resolve(choice))),
  ];
}
