import { basename, dirname } from "node:path";
import { Type, type TSchema } from "typebox";
import type { ConfigSection } from "../../src/config/define.ts";
import { exportsOf, filesOf } from "./declarations.ts";
import { plain, type JsonSchema } from "./json-schema.ts";

/** Where something is mounted in the configuration. */
interface Mount {
  readonly path: string;
  readonly schema: JsonSchema;
  /** True: the whole part may be absent, and then none of its defaults apply. */
  readonly optional: boolean;
  /** The file that declares it. */
  readonly source: string;
}

/**
 * Every section of the sources and the accounts of every built-in channel, joined to one closed
 * schema.
 */
export async function readSections(root: string): Promise<JsonSchema> {
  const mounts: Mount[] = [];
  for (const file of await filesOf(root, "src/**/config.schema.ts")) {
    for (const value of Object.values(await exportsOf(root, file))) {
      if (isSection(value)) mounts.push(mountOf(value, file));
    }
  }
  for (const file of await filesOf(root, "packages/channel-*/src/config.schema.ts")) {
    const id = basename(dirname(dirname(file))).slice("channel-".length);
    const name = `${id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Config`;
    const schema = (await exportsOf(root, file))[name] as TSchema | undefined;
    if (schema === undefined) throw new Error(`${file} does not export ${name}`);
    mounts.push({ path: `channels.${id}`, schema: plain(schema), optional: true, source: file });
  }
  return joinSections(mounts);
}

/** A section as it is mounted. */
export function mountOf(section: ConfigSection, source: string): Mount {
  const schema = plain(Type.Object(section.properties));
  const keys = Object.entries(schema.properties ?? {});
  schema.properties = Object.fromEntries(
    keys.map(([name, key]) => [name, { ...section.policy, ...key }]),
  );
  return { path: section.path, schema, optional: false, source };
}

/** One schema of all mounts. Throws when two of them declare the same key. */
export function joinSections(mounts: readonly Mount[]): JsonSchema {
  const root = emptyObject();
  for (const mount of mounts.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    join(root, mount);
  }
  return root;
}

function join(root: JsonSchema, mount: Mount): void {
  const names = mount.path === "" ? [] : mount.path.split(".");
  const last = mount.optional ? names.pop() : undefined;
  const parent = descend(root, names);
  if (last !== undefined) return insert(parent, last, mount.schema, { required: false, mount });
  const required = new Set(mount.schema.required ?? []);
  for (const [name, schema] of Object.entries(mount.schema.properties ?? {})) {
    insert(parent, name, schema, { required: required.has(name), mount });
  }
}

/** The object at the path, made where nobody has declared it yet. */
function descend(root: JsonSchema, names: readonly string[]): JsonSchema {
  let at = root;
  for (const name of names) {
    const next = at.properties?.[name] ?? emptyObject();
    if (next.type !== "object" || !next.properties) throw new Error(`${name} is a plain value`);
    at.properties = { ...at.properties, [name]: next };
    at.required = [...new Set([...(at.required ?? []), name])];
    at = next;
  }
  return at;
}

function insert(
  parent: JsonSchema,
  name: string,
  schema: JsonSchema,
  { required, mount }: { required: boolean; mount: Mount },
): void {
  if (parent.properties?.[name] !== undefined) {
    throw new Error(`${name} below "${mount.path}" is declared twice: see ${mount.source}`);
  }
  parent.properties = { ...parent.properties, [name]: schema };
  if (required) parent.required = [...(parent.required ?? []), name];
}

function emptyObject(): JsonSchema {
  return { type: "object", properties: {}, required: [], additionalProperties: false };
}

function isSection(value: unknown): value is ConfigSection {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    value.kind === "config-section"
  );
}
