import { type JsonSchema, refName } from "./json-schema.ts";

const INDENT = "  ";

/** First line of every generated file that is code. */
export const GENERATED = "// Written by `pnpm gen`; edit the declarations instead.\n";

/** `chat.send` and `system-event` as the beginning of a type's name: `ChatSend`, `SystemEvent`. */
export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== "")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}

/** A key as it may stand in a type: quoted only where it must be. */
export function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** A comment above a declaration, or nothing. */
export function comment(text: string | undefined, indent = ""): string {
  return text === undefined ? "" : `${indent}/** ${text.replaceAll("*/", "* /")} */\n`;
}

/** One exported type: an interface for an object with properties, else an alias. */
export function declare(name: string, schema: JsonSchema): string {
  const body = typeOf(schema);
  const head = comment(schema.description);
  if (schema.type === "object" && body.startsWith("{\n")) {
    return `${head}export interface ${name} ${body}\n`;
  }
  return `${head}export type ${name} = ${body};\n`;
}

/** The TypeScript type of a JSON Schema. Open objects keep to the properties that are declared. */
export function typeOf(schema: JsonSchema, indent = ""): string {
  if (schema.$ref !== undefined) return refName(schema.$ref);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.anyOf) return schema.anyOf.map((inner) => typeOf(inner, indent)).join(" | ");
  switch (schema.type) {
    case "string":
    case "boolean":
    case "null":
      return schema.type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return arrayOf(schema.items ?? {}, indent);
    case "object":
      return objectOf(schema, indent);
    case undefined:
      return "unknown";
    default:
      throw new Error(`no TypeScript type for the JSON type ${schema.type}`);
  }
}

function arrayOf(items: JsonSchema, indent: string): string {
  const item = typeOf(items, indent);
  return items.anyOf || items.enum ? `(${item})[]` : `${item}[]`;
}

function objectOf(schema: JsonSchema, indent: string): string {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) return recordOf(schema, indent);
  const inner = indent + INDENT;
  const lines = properties.map(([name, property]) => {
    const mark = schema.required?.includes(name) ? "" : "?";
    const type = typeOf(property, inner);
    return `${comment(property.description, inner)}${inner}${keyOf(name)}${mark}: ${type};\n`;
  });
  return `{\n${lines.join("")}${indent}}`;
}

function recordOf(schema: JsonSchema, indent: string): string {
  const values = [
    ...Object.values(schema.patternProperties ?? {}),
    ...(typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : []),
  ];
  if (values.length > 0) {
    const types = [...new Set(values.map((value) => typeOf(value, indent)))];
    return `Record<string, ${types.join(" | ")}>`;
  }
  return `Record<string, ${schema.additionalProperties === true ? "unknown" : "never"}>`;
}
