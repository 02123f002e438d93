import type { SwiftShape, SwiftShapes, SwiftType } from "./model.ts";

/** A value that the generated Swift would not decode, with the place. */
class SwiftDecodingError extends Error {
  override readonly name = "SwiftDecodingError";
}

/** How plain types of Swift take a JSON value. */
const PLAIN: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === "string",
  Bool: (value) => typeof value === "boolean",
  Int: Number.isSafeInteger,
  Int64: Number.isSafeInteger,
  Double: (value) => typeof value === "number",
  JSONValue: (value) => value !== undefined,
};

/**
 * Decodes a JSON value and encodes it again, as the compiler's `Codable` does with these
 * declarations. Keys that a struct does not name are lost; whatever does not fit throws
 * `SwiftDecodingError`.
 */
export class SwiftCodable {
  readonly #shapes: SwiftShapes;

  constructor(shapes: SwiftShapes) {
    this.#shapes = shapes;
  }

  shape(name: string): SwiftShape {
    const shape = this.#shapes.get(name);
    if (!shape) throw new Error(`nothing is called ${name}`);
    return shape;
  }

  roundTrip(type: SwiftType, value: unknown, path = "$"): unknown {
    switch (type.kind) {
      case "nullable":
        return value === null ? null : this.roundTrip(type.of, value, path);
      case "optional":
        return this.roundTrip(type.of, value, path);
      case "array":
        if (!Array.isArray(value)) throw new SwiftDecodingError(`${path}: no array`);
        return value.map((item, at) => this.roundTrip(type.of, item, `${path}[${at}]`));
      case "map":
        return Object.fromEntries(
          Object.entries(asObject(value, path)).map(([key, inner]) => [
            key,
            this.roundTrip(type.of, inner, `${path}.${key}`),
          ]),
        );
      case "name":
        return this.#named(type.name, value, path);
    }
  }

  #named(name: string, value: unknown, path: string): unknown {
    const isPlain = PLAIN[name];
    if (isPlain) {
      if (!isPlain(value)) throw new SwiftDecodingError(`${path}: no ${name}`);
      return value;
    }
    const shape = this.shape(name);
    switch (shape.kind) {
      case "alias":
        return this.roundTrip(shape.type, value, path);
      case "words":
        if (typeof value !== "string") throw new SwiftDecodingError(`${path}: no ${name}`);
        return value;
      case "struct":
        return this.#struct(shape, value, path);
      case "union":
        return this.#union(shape, value, path);
    }
  }

  #struct(shape: SwiftShape & { kind: "struct" }, value: unknown, path: string): unknown {
    const object = asObject(value, path);
    const result: Record<string, unknown> = {};
    for (const { wire, type } of shape.fields) {
      if (Object.hasOwn(object, wire)) {
        result[wire] = this.roundTrip(type, object[wire], `${path}.${wire}`);
      } else if (type.kind !== "optional") {
        throw new SwiftDecodingError(`${path}.${wire}: missing`);
      }
    }
    return result;
  }

  #union(shape: SwiftShape & { kind: "union" }, value: unknown, path: string): unknown {
    if (shape.tag !== undefined) {
      const word = asObject(value, path)[shape.tag];
      if (typeof word !== "string") throw new SwiftDecodingError(`${path}.${shape.tag}: no String`);
      const found = shape.cases.find((entry) => entry.word === word);
      return found ? this.roundTrip(found.type, value, path) : value;
    }
    for (const { type } of shape.cases) {
      try {
        return this.roundTrip(type, value, path);
      } catch (error) {
        if (!(error instanceof SwiftDecodingError)) throw error;
      }
    }
    return value;
  }

  /** The case of a union that takes the value; `unknown` when none does. */
  caseOf(name: string, value: unknown): string {
    const shape = this.shape(name);
    if (shape.kind !== "union") throw new Error(`${name} is no union`);
    if (shape.tag !== undefined) {
      const word = asObject(value, name)[shape.tag];
      return shape.cases.find((entry) => entry.word === word)?.name ?? "unknown";
    }
    return shape.cases.find(({ type }) => this.takes(type, value))?.name ?? "unknown";
  }

  takes(type: SwiftType, value: unknown): boolean {
    try {
      this.roundTrip(type, value);
      return true;
    } catch (error) {
      if (error instanceof SwiftDecodingError) return false;
      throw error;
    }
  }
}

function asObject(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new SwiftDecodingError(`${path}: no object`);
}
