import { typeName } from "../../../scripts/gen/swift/names.ts";
import type { JsonSchema } from "../../../scripts/gen/json-schema.ts";
import type { SwiftCodable } from "./codable.ts";
import type { SwiftType } from "./model.ts";
import type { Resolve } from "./schema-values.ts";

/** Plain types of Swift that hold each JSON type. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  string: ["String"],
  boolean: ["Bool"],
  integer: ["Int", "Int64"],
  number: ["Double"],
};

/** Where a Swift type says something else than the schema that it stands for. */
export class Agreement {
  readonly #models: SwiftCodable;
  readonly #resolve: Resolve;

  constructor(models: SwiftCodable, resolve: Resolve) {
    this.#models = models;
    this.#resolve = resolve;
  }

  /** Empty when names, kinds and optionality are the same, all the way down. */
  faults(schema: JsonSchema, type: SwiftType, path: string): string[] {
    if (type.kind === "optional") return [`${path}: optional without reason`];
    const isNullable = this.#isNullable(schema);
    if (type.kind === "nullable") {
      if (!isNullable) return [`${path}: may not be null`];
      return this.faults(withoutNull(schema), type.of, path);
    }
    if (type.kind === "name" && type.name === "JSONValue") {
      return isAnything(schema) ? [] : [`${path}: has a shape, not any`];
    }
    if (isNullable) return [`${path}: may be null`];
    return this.#same(schema, type, path);
  }

  #same(schema: JsonSchema, type: SwiftType, path: string): string[] {
    if (schema.$ref !== undefined) {
      const name = typeName(schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1));
      return type.kind === "name" && type.name === name ? [] : [`${path}: not ${name}`];
    }
    if (type.kind === "name") {
      const alias = this.#aliasOf(type.name);
      if (alias) return this.faults(schema, alias, path);
    }
    if (schema.type === "array") {
      if (type.kind !== "array") return [`${path}: no array`];
      return this.faults(schema.items ?? {}, type.of, `${path}[]`);
    }
    if (type.kind === "map") return this.#sameMap(schema, type.of, path);
    if (type.kind !== "name") return [`${path}: ${type.kind} of something`];
    if (schema.anyOf && schema.anyOf.length > 1) return this.#sameUnion(schema, type.name, path);
    if (schema.anyOf?.[0]) return this.#same(schema.anyOf[0], type, path);
    if (schema.type === "object") return this.#sameObject(schema, type.name, path);
    return this.#samePlain(schema, type.name, path);
  }

  #sameMap(schema: JsonSchema, of: SwiftType, path: string): string[] {
    const { additionalProperties: rest } = schema;
    if (schema.type !== "object" || Object.keys(schema.properties ?? {}).length > 0) {
      return [`${path}: no record`];
    }
    return this.faults(typeof rest === "object" ? rest : {}, of, `${path}{}`);
  }

  #sameObject(schema: JsonSchema, name: string, path: string): string[] {
    const shape = this.#models.shape(name);
    if (shape.kind !== "struct") return [`${path}: ${name} is no struct`];
    const properties = schema.properties ?? {};
    const extra = shape.fields.filter(({ wire }) => properties[wire] === undefined);
    const faults = extra.map(({ wire }) => `${path}.${wire}: not on the wire`);
    for (const [wire, inner] of Object.entries(properties)) {
      const place = `${path}.${wire}`;
      const field = shape.fields.find((found) => found.wire === wire);
      if (!field) {
        faults.push(`${place}: not in Swift`);
        continue;
      }
      const isOptional = field.type.kind === "optional";
      if (isOptional === (schema.required?.includes(wire) === true)) {
        faults.push(`${place}: ${isOptional ? "always there" : "may be missing"}`);
      }
      const type = field.type.kind === "optional" ? field.type.of : field.type;
      faults.push(...this.faults(inner, type, place));
    }
    return faults;
  }

  #sameUnion(schema: JsonSchema, name: string, path: string): string[] {
    const inner = schema.anyOf ?? [];
    const plain = Object.values(FAMILIES).flat();
    const shape = plain.includes(name) ? undefined : this.#models.shape(name);
    if (shape?.kind !== "union") {
      return inner.flatMap((variant, at) => this.#samePlain(variant, name, `${path}|${at}`));
    }
    const missing = inner.filter(
      (variant) => !shape.cases.some(({ type }) => this.faults(variant, type, path).length === 0),
    );
    const faults = missing.map((variant) => `${path}: no case for ${JSON.stringify(variant)}`);
    const extra = shape.cases.filter(
      ({ type }) => !inner.some((variant) => this.faults(variant, type, path).length === 0),
    );
    return [...faults, ...extra.map((entry) => `${path}: no shape for ${entry.name}`)];
  }

  #samePlain(schema: JsonSchema, name: string, path: string): string[] {
    const values = "const" in schema ? [schema.const] : schema.enum?.filter((one) => one !== null);
    const kind = values ? kindOf(values) : (schema.type ?? "");
    if (FAMILIES[kind]?.includes(name)) {
      const isWide = name !== "Int" || Math.abs(schema.maximum ?? Infinity) < 2 ** 31;
      return isWide ? [] : [`${path}: larger than Int`];
    }
    if (kind !== "string" || !values) return [`${path}: ${name} for ${kind}`];
    const shape = this.#models.shape(name);
    if (shape.kind !== "words") return [`${path}: ${name} is no list of words`];
    const unknown = values.filter((word) => !shape.words.has(String(word)));
    return unknown.map((word) => `${path}: no case for ${String(word)}`);
  }

  #aliasOf(name: string): SwiftType | undefined {
    if (Object.values(FAMILIES).flat().includes(name)) return undefined;
    const shape = this.#models.shape(name);
    return shape.kind === "alias" ? shape.type : undefined;
  }

  #isNullable(schema: JsonSchema): boolean {
    if (schema.$ref !== undefined) return false;
    return (
      schema.anyOf?.some(({ type }) => type === "null") === true ||
      schema.enum?.includes(null) === true
    );
  }

  /** The faults of a declaration as a whole. */
  ofDeclaration(name: string, schema: JsonSchema): string[] {
    const shape = this.#models.shape(typeName(name));
    const own: SwiftType = { kind: "name", name: typeName(name) };
    return this.faults(
      schema.$ref === undefined || shape.kind === "alias" ? schema : this.#resolve(schema),
      shape.kind === "alias" ? shape.type : own,
      name,
    );
  }
}

function kindOf(values: readonly unknown[]): string {
  const kinds = new Set(
    values.map((value) => (typeof value === "number" ? "integer" : typeof value)),
  );
  return [...kinds].join("|");
}

function withoutNull(schema: JsonSchema): JsonSchema {
  if (schema.enum) return { ...schema, enum: schema.enum.filter((value) => value !== null) };
  return { ...schema, anyOf: (schema.anyOf ?? []).filter(({ type }) => type !== "null") };
}

function isAnything(schema: JsonSchema): boolean {
  return schema.type === undefined && !("const" in schema) && !schema.enum && !schema.anyOf;
}
