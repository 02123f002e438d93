import { Ajv } from "ajv";
import type { ConfigKey, Derivation, ReloadPolicy } from "../../src/config/define.ts";
import { fileSchema, hasDefault, isFixedObject } from "./config-shapes.ts";
import { without, type JsonSchema } from "./json-schema.ts";
import { AJV_OPTIONS } from "./validators.ts";

const RELOAD_POLICIES = new Set<unknown>(["live", "service", "gateway"]);
const ANNOTATIONS = [
  "default",
  "derived",
  "env",
  "reload",
  "service",
  "secret",
  "agentMayChange",
  "description",
  "title",
];
const KEYWORDS = new Set([
  ...ANNOTATIONS,
  "type",
  "const",
  "enum",
  "anyOf",
  "items",
  "minItems",
  "maxItems",
  "properties",
  "required",
  "additionalProperties",
  "patternProperties",
  "propertyNames",
  "minProperties",
  "maxProperties",
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
]);

/** What the keys of an object inherit from it. */
interface Inherited {
  readonly key: string;
  readonly within: string | undefined;
  readonly reload: ReloadPolicy;
  readonly service: string | undefined;
  readonly secret: boolean;
}

/**
 * Every key of the configuration, objects before what is in them. Throws, naming the key, on a word
 * that is no annotation, on a default that its own schema refuses, on two keys with one variable
 * and on a derivation from nothing.
 */
export function configKeys(root: JsonSchema): ConfigKey[] {
  const found: ConfigKey[] = [];
  visitChildren(
    root,
    { key: "", within: undefined, reload: "gateway", service: undefined, secret: false },
    found,
  );
  const names = new Set(found.map(({ key }) => key));
  const variables = new Map<string, string>();
  for (const { key, derived, env } of found) {
    if (derived && !names.has(derived.from)) {
      throw new Error(`${key} is derived from ${derived.from}, which is no key`);
    }
    if (env === undefined) continue;
    const other = variables.get(env);
    if (other !== undefined) throw new Error(`${env} sets both ${other} and ${key}`);
    if (key.includes("*")) throw new Error(`${key} may stand many times: no variable can set it`);
    variables.set(env, key);
  }
  return found;
}

function visit(schema: JsonSchema, optional: boolean, above: Inherited, found: ConfigKey[]): void {
  refuseMistakes(above.key, schema);
  const reload = (schema.reload as ReloadPolicy | undefined) ?? above.reload;
  const service = (schema.service as string | undefined) ?? above.service;
  const secret = (schema.secret as boolean | undefined) ?? above.secret;
  found.push({
    key: above.key,
    type: typeName(schema),
    ...(schema.enum ? { choices: schema.enum } : {}),
    optional: optional && !hasDefault(schema),
    ...(above.within === undefined ? {} : { within: above.within }),
    ...(schema.default === undefined ? {} : { default: schema.default }),
    ...(schema.derived === undefined ? {} : { derived: schema.derived as Derivation }),
    ...(schema.env === undefined ? {} : { env: schema.env as string }),
    reload,
    ...(reload === "service" ? { service: ownerOf(above.key, service) } : {}),
    secret,
    ...(schema.agentMayChange === true ? { agentMayChange: true } : {}),
    ...(schema.description === undefined ? {} : { description: schema.description }),
  });
  const within = optional && !hasDefault(schema) ? above.key : above.within;
  visitChildren(schema, { key: above.key, within, reload, service, secret }, found);
}

function ownerOf(key: string, service: string | undefined): string {
  if (service !== undefined) return service;
  throw new Error(`${key}: the policy is "service", and no service is named`);
}

function visitChildren(schema: JsonSchema, above: Inherited, found: ConfigKey[]): void {
  const under = (name: string) => (above.key === "" ? name : `${above.key}.${name}`);
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    const optional = schema.required?.includes(name) !== true;
    visit(child, optional, { ...above, key: under(name) }, found);
  }
  for (const child of manifold(schema)) {
    if (isFixedObject(child)) visit(child, true, { ...above, key: under("*") }, found);
    else refuseMistakes(under("*"), child);
  }
}

/** The schemas of values of which there may be many: those of a record, those of a list. */
function manifold(schema: JsonSchema): JsonSchema[] {
  const record = schema.additionalProperties;
  return [
    ...Object.values(schema.patternProperties ?? {}),
    ...(typeof record === "object" ? [record] : []),
    ...(schema.items ? [schema.items] : []),
  ];
}

function typeName(schema: JsonSchema): ConfigKey["type"] {
  const values = schema.enum ?? ("const" in schema ? [schema.const] : []);
  if (values.length > 0) {
    return values.every((value) => typeof value === "string") ? "string" : "any";
  }
  switch (schema.type) {
    case "string":
    case "integer":
    case "number":
    case "boolean":
      return schema.type;
    case "array":
      return "list";
    case "object":
      return isFixedObject(schema) ? "object" : "record";
    default:
      return "any";
  }
}

function refuseMistakes(key: string, schema: JsonSchema): void {
  for (const keyword of Object.keys(schema)) {
    if (!KEYWORDS.has(keyword)) throw new Error(`${key}: "${keyword}" is no annotation`);
  }
  if (schema.reload !== undefined && !RELOAD_POLICIES.has(schema.reload)) {
    throw new Error(`${key}: reload is one of live, service and gateway`);
  }
  if (schema.default === undefined) return;
  const ajv = new Ajv(AJV_OPTIONS);
  if (!ajv.validate(without(fileSchema(schema), new Set(ANNOTATIONS)), schema.default)) {
    throw new Error(`${key}: its own schema refuses its default: ${ajv.errorsText()}`);
  }
}
