import type { TSchema } from "typebox";

/**
 * The part of JSON Schema draft-07 that our declarations use, with the annotations of the
 * configuration.
 */
export interface JsonSchema {
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: readonly unknown[];
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  additionalProperties?: boolean | JsonSchema;
  patternProperties?: Record<string, JsonSchema>;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  anyOf?: readonly JsonSchema[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  $ref?: string;
  [keyword: string]: unknown;
}

const ANY_KEY = "^.*$";

/** The schemas beneath `schema`, by keyword, rebuilt by `change`. */
export function rebuild(schema: JsonSchema, change: (inner: JsonSchema) => JsonSchema): JsonSchema {
  const result: JsonSchema = { ...schema };
  const mapped = (inner: Record<string, JsonSchema>) =>
    Object.fromEntries(Object.entries(inner).map(([name, value]) => [name, change(value)]));
  if (schema.properties) result.properties = mapped(schema.properties);
  if (schema.patternProperties) result.patternProperties = mapped(schema.patternProperties);
  if (schema.items) result.items = change(schema.items);
  if (schema.anyOf) result.anyOf = schema.anyOf.map(change);
  if (schema.propertyNames) result.propertyNames = change(schema.propertyNames);
  if (typeof schema.additionalProperties === "object") {
    result.additionalProperties = change(schema.additionalProperties);
  }
  return result;
}

/**
 * A declaration as plain JSON Schema. Every object is closed unless it says otherwise, and a record
 * is an object with additional properties, so that no key slips past the pattern that stands for
 * "any".
 */
export function plain(declaration: TSchema): JsonSchema {
  return normalise(JSON.parse(JSON.stringify(declaration)) as JsonSchema);
}

function normalise(schema: JsonSchema): JsonSchema {
  const result = rebuild(schema, normalise);
  const patterns = Object.keys(result.patternProperties ?? {});
  if (patterns.length === 1 && patterns[0] === ANY_KEY) {
    result.additionalProperties = result.patternProperties?.[ANY_KEY] ?? true;
    delete result.patternProperties;
  }
  if (result.type === "object" && result.additionalProperties === undefined) {
    result.additionalProperties = false;
  }
  return result;
}

/** The schema without the keywords named; what only readers need costs a validator its size. */
export function without(schema: JsonSchema, keywords: ReadonlySet<string>): JsonSchema {
  const inner = rebuild(schema, (value) => without(value, keywords));
  return Object.fromEntries(Object.entries(inner).filter(([keyword]) => !keywords.has(keyword)));
}

/** The name that a `$ref` leads to. */
export function refName(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

/** Every object that has a title, once, under that title. */
export class Definitions {
  readonly #byName = new Map<string, JsonSchema>();

  /** Registers `schema` under `name` and returns the reference to it. */
  add(name: string, schema: JsonSchema): JsonSchema {
    if (schema.title !== undefined && schema.title !== name) {
      this.#register(name, this.refer(schema));
    } else {
      this.#register(name, this.#inside(schema));
    }
    return { $ref: `#/definitions/${name}` };
  }

  /** The schema with references in place of everything beneath it that has a title. */
  refer(schema: JsonSchema): JsonSchema {
    return schema.title === undefined ? this.#inside(schema) : this.add(schema.title, schema);
  }

  get sorted(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#byName].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  #inside(schema: JsonSchema): JsonSchema {
    const result = rebuild(schema, (inner) => this.refer(inner));
    delete result.title;
    return result;
  }

  #register(name: string, schema: JsonSchema): void {
    const known = this.#byName.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`two different schemas are called ${name}: give one of them another title`);
    }
    this.#byName.set(name, schema);
  }
}
