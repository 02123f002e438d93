import { type JsonSchema, refName } from "../json-schema.ts";

/** What a union is made of, once null is taken out. */
export interface UnionParts {
  readonly hasNull: boolean;
  /** Set when it is nothing but words. */
  readonly words: readonly string[] | undefined;
  /** The key whose value tells the shapes apart. */
  readonly tag: string | undefined;
  /** The order in which to try them: what demands more comes first. */
  readonly variants: readonly Variant[];
}

export interface Variant {
  readonly schema: JsonSchema;
  /** What the shape is called among the others. */
  readonly label: string;
  /** Its value of the tag. */
  readonly word: string | undefined;
}

type Resolve = (schema: JsonSchema) => JsonSchema;

/** Takes a union apart. `resolve` follows references. */
export function unionParts(anyOf: readonly JsonSchema[], resolve: Resolve): UnionParts {
  const inner = anyOf.filter((schema) => schema.type !== "null");
  const hasNull = inner.length < anyOf.length;
  const words = wordsOf(inner);
  if (words) return { hasNull, words, tag: undefined, variants: [] };
  const hasText = inner.some((schema) => schema.type === "string" && !("const" in schema));
  const shapes = hasText ? inner.filter((schema) => wordsOf([schema]) === undefined) : inner;
  const tag = tagOf(shapes.map(resolve));
  const variants = shapes.map((schema) => {
    const word = tag === undefined ? undefined : wordUnder(resolve(schema), tag);
    return { schema, label: word ?? labelOf(schema, shapes), word };
  });
  // Stable: shapes that demand the same keep the order of their declaration.
  const ordered = variants.toSorted(
    (a, b) => demands(resolve(b.schema)) - demands(resolve(a.schema)),
  );
  return { hasNull, words: undefined, tag, variants: tag === undefined ? ordered : variants };
}

function wordsOf(schemas: readonly JsonSchema[]): string[] | undefined {
  const values = schemas.flatMap((schema) =>
    "const" in schema ? [schema.const] : (schema.enum ?? [undefined]),
  );
  const words = values.filter((value) => typeof value === "string");
  return words.length === values.length && words.length > 0 ? [...new Set(words)] : undefined;
}

function wordUnder(schema: JsonSchema, key: string): string | undefined {
  const value = schema.properties?.[key]?.const;
  return typeof value === "string" && schema.required?.includes(key) ? value : undefined;
}

/** The first key under which every shape has a word of its own. */
function tagOf(shapes: readonly JsonSchema[]): string | undefined {
  if (shapes.length < 2) return undefined;
  return Object.keys(shapes[0]?.properties ?? {}).find((key) => {
    const words = shapes.map((shape) => wordUnder(shape, key));
    return !words.includes(undefined) && new Set(words).size === words.length;
  });
}

function labelOf(schema: JsonSchema, shapes: readonly JsonSchema[]): string {
  if (schema.$ref !== undefined) return refName(schema.$ref);
  if (schema.type !== "object") return LABELS[schema.type ?? ""] ?? "value";
  const others = shapes.filter((shape) => shape !== schema);
  const own = (schema.required ?? []).find((key) =>
    others.every((shape) => shape.properties?.[key] === undefined),
  );
  const [first] = Object.keys(schema.properties ?? {});
  return own ?? first ?? (schema.additionalProperties === false ? "empty" : "map");
}

const LABELS: Readonly<Record<string, string>> = {
  string: "text",
  boolean: "bool",
  integer: "integer",
  number: "number",
  array: "list",
};

/** An object demands its keys; a whole number demands more than any number. */
function demands(schema: JsonSchema): number {
  if (schema.type === "object") return schema.required?.length ?? 0;
  return schema.type === "number" ? -1 : 0;
}
