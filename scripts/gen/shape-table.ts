import { type JsonSchema, refName } from "./json-schema.ts";
import { code, table } from "./markdown.ts";

/** A reader follows a name to the page where it is described. */
const SHAPES_PAGE = "protocol.md";

interface Row {
  readonly key: string;
  readonly type: string;
  readonly required: boolean;
  readonly limits: string;
  readonly note: string;
}

/**
 * A schema as a table of its keys and of those beneath them, one table for each shape of a union,
 * or as its type where it has no keys.
 */
export function shapeOf(schema: JsonSchema): string {
  const forms = schema.anyOf?.filter((inner) => inner.type !== "null") ?? [];
  if (forms.length > 1 && forms.every((form) => isObject(form) || form.$ref !== undefined)) {
    return ["One of these:", ...forms.map(shapeOf)].join("\n\n");
  }
  const rows = rowsOf(schema, "");
  if (rows.length === 0) return sentence(schema);
  const hasNotes = rows.some(({ note }) => note !== "");
  const head = ["key", "type", "required", "limits", ...(hasNotes ? ["what it is"] : [])];
  const cells = rows.map(({ key, type, required, limits, note }) => [
    code(key),
    type,
    required ? "yes" : "no",
    limits,
    ...(hasNotes ? [note] : []),
  ]);
  const shape = table(head, cells);
  return schema.additionalProperties === true ? `${shape}\n\nOpen: more keys may follow.` : shape;
}

function sentence(schema: JsonSchema): string {
  if (isObject(schema) && schema.additionalProperties === false) return "An object without keys.";
  const words = typeWords(schema);
  const limits = limitsOf(schema);
  const text = limits === "" ? words : `${words} (${limits})`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function isObject(schema: JsonSchema): boolean {
  return schema.type === "object";
}

/** The keys beneath a schema: `[]` stands for each entry of a list, `*` for any key of a map. */
function rowsOf(schema: JsonSchema, path: string): Row[] {
  if (schema.$ref !== undefined) return [];
  if (schema.anyOf) return schema.anyOf.flatMap((form) => rowsOf(form, path));
  if (schema.type === "array") return rowsOf(schema.items ?? {}, `${path}[]`);
  if (!isObject(schema)) return [];
  const { additionalProperties: rest } = schema;
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, inner]): Row[] => {
    const key = path === "" ? name : `${path}.${name}`;
    const row: Row = {
      key,
      type: typeWords(inner),
      required: schema.required?.includes(name) === true,
      limits: limitsOf(inner),
      note: inner.$ref === undefined ? (inner.description ?? "") : "",
    };
    return [row, ...rowsOf(inner, key)];
  });
  return typeof rest === "object" ? [...own, ...rowsOf(rest, `${path}.*`)] : own;
}

/** The type in words, with a link where it has a name. */
function typeWords(schema: JsonSchema): string {
  if (schema.$ref !== undefined) {
    const name = refName(schema.$ref);
    return `[${name}](${SHAPES_PAGE}#${name.toLowerCase()})`;
  }
  if ("const" in schema) return code(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((value) => code(JSON.stringify(value))).join(" or ");
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeWords))].join(" or ");
  if (schema.type === "array") return `list of ${typeWords(schema.items ?? {})}`;
  if (schema.type === undefined) return "anything";
  if (!isObject(schema) || schema.properties !== undefined) return schema.type;
  const { additionalProperties: rest } = schema;
  return `map of ${typeof rest === "object" ? typeWords(rest) : "anything"}`;
}

/** What a value of this schema must keep to beyond its type, in few words. */
function limitsOf(schema: JsonSchema): string {
  const max = schema.maximum === Number.MAX_SAFE_INTEGER ? undefined : schema.maximum;
  const forms = (schema.anyOf ?? []).map(limitsOf);
  const items = schema.items ? limitsOf(schema.items) : "";
  const { additionalProperties: rest } = schema;
  const values = typeof rest === "object" && !schema.properties ? limitsOf(rest) : "";
  const parts = [
    range("", schema.minimum, max),
    range("length ", schema.minLength, schema.maxLength),
    range("items ", schema.minItems, schema.maxItems),
    range("keys ", schema.minProperties, schema.maxProperties),
    schema.pattern === undefined ? "" : `matches ${code(schema.pattern)}`,
    items === "" ? "" : `each ${items}`,
    values === "" ? "" : `each ${values}`,
    ...new Set(forms),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function range(what: string, low?: number, high?: number): string {
  if (low !== undefined && high !== undefined) return `${what}${low}–${high}`;
  if (low !== undefined) return `${what}from ${low}`;
  return high === undefined ? "" : `${what}up to ${high}`;
}
