import { type JsonSchema, refName } from "../json-schema.ts";
import { pascalCase } from "../typescript.ts";
import { caseName, memberName, quoted, typeName } from "./names.ts";
import { unionParts } from "./unions.ts";

/** A stored property. Optional in Swift exactly when the key may be missing on the wire. */
export interface SwiftField {
  readonly wire: string;
  readonly property: string;
  readonly type: string;
  readonly required: boolean;
  readonly doc: string | undefined;
  /** The only value that the wire allows, as a literal. */
  readonly constant: string | undefined;
}

interface Named {
  readonly name: string;
  readonly doc: string | undefined;
}

export interface SwiftStruct extends Named {
  readonly kind: "struct";
  readonly fields: readonly SwiftField[];
}

export interface SwiftWord {
  readonly name: string;
  readonly word: string;
}

/** Words; whatever else arrives is kept as it is. */
export interface SwiftEnum extends Named {
  readonly kind: "enum";
  readonly cases: readonly SwiftWord[];
}

/** One of several shapes: told apart by the value of `tag`, else tried in the order given. */
export interface SwiftUnion extends Named {
  readonly kind: "union";
  readonly tag: string | undefined;
  readonly cases: readonly {
    readonly name: string;
    readonly type: string;
    readonly word: string | undefined;
  }[];
}

export interface SwiftAlias extends Named {
  readonly kind: "alias";
  readonly type: string;
}

export type SwiftDeclaration = SwiftStruct | SwiftEnum | SwiftUnion | SwiftAlias;

/** The largest number that fits an `Int` on every platform of Apple's. */
const INT_MAX = 2_147_483_647;

/**
 * The Swift types of named schemas. Shapes without a name of their own become types called after
 * where they stand: the objects of `SessionRow.origin` are a `SessionRowOrigin`.
 */
export class SwiftModel {
  readonly #schemas: Readonly<Record<string, JsonSchema>>;
  readonly #taken = new Set<string>();

  constructor(schemas: Readonly<Record<string, JsonSchema>>) {
    this.#schemas = schemas;
    for (const name of Object.keys(schemas)) this.#taken.add(typeName(name));
  }

  /** The declaration called `name` and those that exist for it alone, in the order of reading. */
  declarations(name: string): SwiftDeclaration[] {
    const schema = this.#schemas[name];
    if (schema === undefined) throw new Error(`no schema is called ${name}`);
    const found: SwiftDeclaration[] = [];
    const own = typeName(name);
    const type = this.#typeOf(schema, own, { found, mayTake: own });
    if (type !== own) found.push({ kind: "alias", name: own, doc: schema.description, type });
    return found;
  }

  /** One of `members`, told apart by the value that each has under `tag`. */
  union(name: string, doc: string, members: readonly string[]): SwiftDeclaration[] {
    const found: SwiftDeclaration[] = [];
    const anyOf = members.map((member) => ({ $ref: `#/definitions/${member}` }));
    this.#typeOf({ anyOf, description: doc }, name, { found, mayTake: name });
    return found;
  }

  #typeOf(schema: JsonSchema, place: string, scope: Scope): string {
    if (schema.$ref !== undefined) return typeName(refName(schema.$ref));
    if ("const" in schema) return literalType(schema.const);
    if (schema.enum) return this.#wordsOf(schema.enum, place, schema.description, scope);
    if (schema.anyOf) return this.#unionOf(schema, place, scope);
    switch (schema.type) {
      case "string":
        return "String";
      case "boolean":
        return "Bool";
      case "integer":
        return integerType(schema);
      case "number":
        return "Double";
      case "array":
        return `[${this.#within(schema.items ?? {}, place, scope)}]`;
      case "object":
        return this.#objectOf(schema, place, scope);
      case "null":
      case undefined:
        return "JSONValue";
      default:
        throw new Error(`no Swift type for the JSON type ${schema.type}`);
    }
  }

  /** A type inside another: the schema's own name is left to what is around it. */
  #within(schema: JsonSchema, place: string, scope: Scope): string {
    scope.mayTake = "";
    return this.#typeOf(schema, place, scope);
  }

  #objectOf(schema: JsonSchema, place: string, scope: Scope): string {
    const properties = Object.entries(schema.properties ?? {});
    if (properties.length === 0 && schema.additionalProperties !== false) {
      return `[String: ${this.#valuesOf(schema, place, scope)}]`;
    }
    const name = this.#take(place, scope);
    const at = scope.found.length;
    const fields = properties.map(([wire, property]) => ({
      wire,
      property: memberName(wire),
      type: this.#typeOf(property, name + pascalCase(wire), scope),
      required: schema.required?.includes(wire) === true,
      doc: property.$ref === undefined ? property.description : undefined,
      constant: "const" in property ? literal(property.const) : undefined,
    }));
    scope.found.splice(at, 0, { kind: "struct", name, doc: schema.description, fields });
    return name;
  }

  #valuesOf(schema: JsonSchema, place: string, scope: Scope): string {
    const values = [
      ...Object.values(schema.patternProperties ?? {}),
      ...(typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : []),
    ];
    const types = new Set(values.map((value) => this.#within(value, place, scope)));
    const [only] = types;
    return types.size === 1 && only !== undefined ? only : "JSONValue";
  }

  #wordsOf(
    values: readonly unknown[],
    place: string,
    doc: string | undefined,
    scope: Scope,
  ): string {
    const words = values.filter((value) => value !== null);
    if (words.length < values.length) scope.mayTake = "";
    const type = words.every((word) => typeof word === "string")
      ? this.#enumOf(words, place, doc, scope)
      : sharedType(words.map(literalType));
    return words.length < values.length ? nullable(type) : type;
  }

  #enumOf(words: readonly string[], place: string, doc: string | undefined, scope: Scope): string {
    const name = this.#take(place, scope);
    const cases = distinct(words.map((word) => caseName(word))).map((label, at) => ({
      name: label,
      word: words[at] ?? "",
    }));
    scope.found.push({ kind: "enum", name, doc, cases });
    return name;
  }

  #unionOf(schema: JsonSchema, place: string, scope: Scope): string {
    const parts = unionParts(schema.anyOf ?? [], (inner) => this.#resolve(inner));
    const wrap = (type: string) => (parts.hasNull ? nullable(type) : type);
    if (parts.hasNull) scope.mayTake = "";
    if (parts.words) return wrap(this.#enumOf(parts.words, place, schema.description, scope));
    const [only] = parts.variants;
    if (parts.variants.length === 1 && only) return wrap(this.#typeOf(only.schema, place, scope));
    const name = this.#take(place, scope);
    const at = scope.found.length;
    const types = parts.variants.map(({ schema: inner, label }) =>
      this.#typeOf(inner, name + pascalCase(label), scope),
    );
    const labels = distinct(parts.variants.map(({ label }) => caseName(label)));
    const cases = parts.variants
      .map(({ word }, index) => ({ name: labels[index] ?? "", type: types[index] ?? "", word }))
      .filter(({ type }, index) => types.indexOf(type) === index);
    if (types.includes("JSONValue")) {
      scope.found.splice(at);
      return wrap("JSONValue");
    }
    const doc = schema.description;
    scope.found.splice(at, 0, { kind: "union", name, doc, tag: parts.tag, cases });
    return wrap(name);
  }

  #resolve(schema: JsonSchema): JsonSchema {
    if (schema.$ref === undefined) return schema;
    const found = this.#schemas[refName(schema.$ref)];
    if (found === undefined) throw new Error(`${schema.$ref} leads nowhere`);
    return this.#resolve(found);
  }

  #take(place: string, scope: Scope): string {
    if (place === scope.mayTake) {
      scope.mayTake = "";
      this.#taken.add(place);
      return place;
    }
    let name = place;
    while (this.#taken.has(name)) name += "Part";
    this.#taken.add(name);
    return name;
  }
}

/** What belongs to one named schema while it is read. */
interface Scope {
  readonly found: SwiftDeclaration[];
  /** The schema's own name, until a declaration took it or it turned out to be an alias. */
  mayTake: string;
}

/** Null stays apart from a missing key: it can mean that something is to be cleared. */
function nullable(type: string): string {
  return type === "JSONValue" || type.startsWith("Nullable<") ? type : `Nullable<${type}>`;
}

function integerType(schema: JsonSchema): string {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  return minimum >= -INT_MAX && maximum <= INT_MAX ? "Int" : "Int64";
}

function literalType(value: unknown): string {
  if (typeof value === "string") return "String";
  if (typeof value === "boolean") return "Bool";
  if (typeof value === "number") return Number.isInteger(value) ? "Int64" : "Double";
  return "JSONValue";
}

function literal(value: unknown): string | undefined {
  if (typeof value === "string") return quoted(value);
  return typeof value === "boolean" || typeof value === "number" ? String(value) : undefined;
}

function sharedType(types: readonly string[]): string {
  const kinds = new Set(types);
  if ([...kinds].every((type) => type === "Int64" || type === "Double")) {
    return kinds.has("Double") ? "Double" : "Int64";
  }
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : "JSONValue";
}

/** The names, each once: what comes again gets a number. `unknown` is left to what nobody knows. */
function distinct(names: readonly string[]): string[] {
  const seen = new Set(["unknown"]);
  return names.map((name) => {
    let free = name === "unknown" ? "unknownValue" : name;
    for (let number = 2; seen.has(free); number += 1) {
      free = `${name.replaceAll("`", "")}${number}`;
    }
    seen.add(free);
    return free;
  });
}
