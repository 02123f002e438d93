import { readFileSync } from "node:fs";

/** As much of a JSON Schema as our declarations use. */
export interface WireSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly WireSchema[];
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, WireSchema>>;
  readonly additionalProperties?: unknown;
  readonly items?: WireSchema;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The published schema of the wire, as a client of another language would read it. */
export const published = JSON.parse(
  readFileSync(
    new URL("../../packages/protocol/generated/protocol.schema.json", import.meta.url),
    "utf8",
  ),
) as { readonly definitions: Readonly<Record<string, WireSchema>> };

/** `chat.history` has its parameters under `ChatHistoryParams`. */
function definitionOf(method: string, kind: "Params" | "Result" | "Accepted"): WireSchema {
  const words = method.split(/[.-]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const name = `${words.join("")}${kind}`;
  const found = published.definitions[name];
  if (!found) throw new Error(`the schema publishes no ${name} of ${method}; run pnpm gen`);
  return resolve(found);
}

export const paramsOf = (method: string): WireSchema => definitionOf(method, "Params");
export const resultOf = (method: string): WireSchema => definitionOf(method, "Result");
/** The first answer of a method that answers twice. */
export const acceptedOf = (method: string): WireSchema => definitionOf(method, "Accepted");

/** What a refusal is made of. */
export const errorShape: WireSchema = { $ref: "#/definitions/ErrorShape" };

/** The schema that a reference stands for. */
export function resolve(schema: WireSchema): WireSchema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.split("/").at(-1) ?? "";
  const found = published.definitions[name];
  if (!found) throw new Error(`${schema.$ref} leads nowhere`);
  return resolve(found);
}

/** True when a field that it does not name is refused. */
export function isClosed(given: WireSchema): boolean {
  const schema = resolve(given);
  if (schema.anyOf) return schema.anyOf.every(isClosed);
  return schema.type === "object" && schema.additionalProperties === false;
}
