import { glob } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { TSchema } from "typebox";
import type { ErrorCode } from "../../packages/protocol/src/errors.ts";
import type { EventDefinition, MethodDefinition } from "../../src/doors/socket/define.ts";

/** Everything that is declared for the wire. */
export interface WireDeclarations {
  /** Schemas that have a name of their own: frames, handshake, shared parts. */
  readonly named: ReadonlyMap<string, TSchema>;
  readonly methods: readonly MethodDefinition[];
  readonly events: readonly EventDefinition[];
}

/** The codes that a method may answer: those that every method may, and those that it declares. */
export function errorsOf({ errors = [] }: MethodDefinition): readonly ErrorCode[] {
  return ["INVALID_REQUEST", "UNAVAILABLE", ...errors];
}

/** The files below `root` that match, by name, so that output never depends on a folder's order. */
export async function filesOf(root: string, pattern: string): Promise<string[]> {
  const found = await Array.fromAsync(glob(pattern, { cwd: root }));
  return found.filter((file) => !file.includes("node_modules")).toSorted();
}

/** What a file exports, by name. */
export async function exportsOf(root: string, file: string): Promise<Record<string, unknown>> {
  return (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
}

/**
 * Reads the wire's declarations: schemas of the protocol package, method groups and events of the
 * socket door.
 */
export async function readWire(root: string): Promise<WireDeclarations> {
  const named = new Map<string, TSchema>();
  for (const file of await filesOf(root, "packages/protocol/src/*.schema.ts")) {
    for (const value of Object.values(await exportsOf(root, file))) {
      if (hasTitle(value)) named.set(value.title, value);
    }
  }
  const methods: MethodDefinition[] = [];
  for (const file of await filesOf(root, "src/doors/socket/methods/**/*.schema.ts")) {
    for (const value of Object.values(await exportsOf(root, file))) {
      if (Array.isArray(value)) methods.push(...(value as MethodDefinition[]));
    }
  }
  const declared = await exportsOf(root, "src/doors/socket/events.schema.ts");
  const events = Object.values(declared).filter(Array.isArray).flat() as EventDefinition[];
  refuseDoubles("method", methods);
  refuseDoubles("event", events);
  return { named, methods, events };
}

function hasTitle(value: unknown): value is TSchema & { title: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    "title" in value &&
    typeof value.title === "string"
  );
}

function refuseDoubles(what: string, declared: readonly { name: string }[]): void {
  const names = new Set<string>();
  for (const { name } of declared) {
    if (names.has(name)) throw new Error(`the ${what} ${name} is declared twice`);
    names.add(name);
  }
}
