import type { JsonSchema } from "./json-schema.ts";
import { typeOf } from "./typescript.ts";

/** A page with its title and what it is made of, a blank line apart. */
export function page(title: string, blocks: readonly string[]): string {
  const notice = "<!-- Written by `pnpm gen`; edit the declarations instead. -->";
  return `${[notice, `# ${title}`, ...blocks].join("\n\n")}\n`;
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** A table whose columns are as wide as their widest cell, so that it also reads as plain text. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const safe = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, at) => Math.max(3, ...safe.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => (cells[at] ?? "").padEnd(width)).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  const [first = [], ...others] = safe;
  return [line(first), rule, ...others.map(line)].join("\n");
}

/** A schema as a table of its keys, or as its type where it has none. */
export function shapeOf(schema: JsonSchema): string {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) {
    const isEmpty = schema.type === "object" && schema.additionalProperties === false;
    return isEmpty ? "An object without keys." : fence(typeOf(schema));
  }
  const rows = properties.map(([name, property]) => [
    code(name),
    code(oneLine(typeOf(property))),
    schema.required?.includes(name) ? "yes" : "no",
    limitsOf(property),
  ]);
  const shape = table(["key", "type", "required", "limits"], rows);
  return schema.additionalProperties === true ? `${shape}\n\nOpen: more keys may follow.` : shape;
}

function fence(text: string): string {
  return `\`\`\`ts\n${text}\n\`\`\``;
}

function oneLine(type: string): string {
  return type.replaceAll(/\s*\n\s*/g, " ");
}

/** What a value of this schema must keep to beyond its type, in few words. */
function limitsOf(schema: JsonSchema): string {
  const range = (what: string, low?: number, high?: number) => {
    if (low !== undefined && high !== undefined) return `${what}${low}–${high}`;
    if (low !== undefined) return `${what}from ${low}`;
    return high === undefined ? "" : `${what}up to ${high}`;
  };
  const max = schema.maximum === Number.MAX_SAFE_INTEGER ? undefined : schema.maximum;
  return [
    range("", schema.minimum, max),
    range("length ", schema.minLength, schema.maxLength),
    range("items ", schema.minItems, schema.maxItems),
    range("keys ", schema.minProperties, schema.maxProperties),
    schema.pattern === undefined ? "" : `matches ${code(schema.pattern)}`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}
