import type { Node } from "web-tree-sitter";
import { childrenOf, descendants, nameOf, requireField } from "./tree.ts";

/** A type as it is written. */
export type SwiftType =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "optional" | "array" | "map" | "nullable"; readonly of: SwiftType };

export interface SwiftField {
  readonly wire: string;
  readonly type: SwiftType;
}

/** What a declaration means for a decoder. */
export type SwiftShape =
  | { readonly kind: "struct"; readonly fields: readonly SwiftField[] }
  | { readonly kind: "words"; readonly words: ReadonlyMap<string, string> }
  | { readonly kind: "union"; readonly tag: string | undefined; readonly cases: readonly Case[] }
  | { readonly kind: "alias"; readonly type: SwiftType };

export interface Case {
  readonly name: string;
  readonly type: SwiftType;
  /** The value of the tag; undefined where there is none, and it is tried. */
  readonly word: string | undefined;
}

export type SwiftShapes = ReadonlyMap<string, SwiftShape>;

/** The declarations of a file, by name. Each is read from the parse tree. */
export function readShapes(root: Node): Map<string, SwiftShape> {
  const shapes = new Map<string, SwiftShape>();
  for (const node of childrenOf(root, "typealias_declaration")) {
    const [name, type] = node.childrenForFieldName("name");
    if (name && type) shapes.set(name.text, { kind: "alias", type: typeOf(type) });
  }
  for (const node of childrenOf(root, "class_declaration")) {
    shapes.set(nameOf(node), shapeOf(node));
  }
  return shapes;
}

/** The raw values of an enumeration's cases, in order: words without their marks, or numbers. */
export function rawValuesOf(root: Node, name: string): string[] {
  const found = childrenOf(root, "class_declaration").find((node) => nameOf(node) === name);
  if (!found) throw new Error(`nothing is called ${name}`);
  return childrenOf(requireField(found, "body"), "enum_entry").map((entry) => {
    const value = entry.childForFieldName("raw_value");
    return literalOf(value) ?? value?.text ?? nameOf(entry);
  });
}

/** What a computed property answers for each case of an enumeration, in the order of its switch. */
export function answersOf(root: Node, name: string, property: string): string[] {
  const found = childrenOf(root, "class_declaration").find((node) => nameOf(node) === name);
  const computed = childrenOf(found ? requireField(found, "body") : root, "property_declaration");
  const owner = computed.find((node) => nameOf(node) === property);
  if (!owner) throw new Error(`${name} has no ${property}`);
  return descendants(owner, "switch_entry").map((entry) => {
    const [answer] = descendants(entry, "control_transfer_statement");
    return `${entry.namedChildren[0]?.text ?? ""} ${answer?.text.replace("return ", "") ?? ""}`;
  });
}

function shapeOf(node: Node): SwiftShape {
  const body = requireField(node, "body");
  if (body.type === "class_body") return { kind: "struct", fields: fieldsOf(body) };
  const entries = childrenOf(body, "enum_entry");
  const types = new Map(
    entries.map((entry) => {
      const data = entry.childForFieldName("data_contents");
      const type = data?.childForFieldName("name");
      return [nameOf(entry), type ? typeOf(type) : undefined] as const;
    }),
  );
  const decoding = readsOf(body);
  const known = [...types].filter(([name]) => name !== "unknown");
  if (known.every(([, type]) => type === undefined)) {
    const pairs = decoding.map(({ word, name }) => [word ?? "", name] as const);
    return { kind: "words", words: new Map(pairs) };
  }
  const cases = decoding.map(({ word, name }) => {
    const type = types.get(name);
    if (type === undefined) throw new Error(`${nameOf(node)} has no payload for ${name}`);
    return { name, type, word };
  });
  return { kind: "union", tag: tagOf(body), cases };
}

/** Stored properties with the keys under which they travel. */
function fieldsOf(body: Node): SwiftField[] {
  const keys = new Map<string, string>();
  for (const inner of childrenOf(body, "class_declaration")) {
    if (nameOf(inner) !== "CodingKeys") continue;
    for (const entry of childrenOf(requireField(inner, "body"), "enum_entry")) {
      keys.set(nameOf(entry), literalOf(entry.childForFieldName("raw_value")) ?? nameOf(entry));
    }
  }
  return childrenOf(body, "property_declaration").map((property) => {
    const name = nameOf(property);
    const [annotation] = childrenOf(property, "type_annotation");
    if (!annotation) throw new Error(`${name} has no type`);
    const wire = keys.size === 0 ? name : keys.get(name);
    if (wire === undefined) throw new Error(`${name} is no case of CodingKeys`);
    return { wire, type: typeOf(requireField(annotation, "name")) };
  });
}

/** The word in quotation marks; undefined for anything else. */
function literalOf(node: Node | null | undefined): string | undefined {
  return node?.type === "line_string_literal"
    ? (node.childForFieldName("text")?.text ?? "")
    : undefined;
}

/** What an initialiser assigns, in its order: `self = .name`, for a word or for a type it tried. */
function readsOf(body: Node): { word: string | undefined; name: string }[] {
  const found: { word: string | undefined; name: string }[] = [];
  for (const initialiser of childrenOf(body, "init_declaration")) {
    for (const entry of descendants(initialiser, "switch_entry")) {
      const [pattern] = descendants(entry, "switch_pattern");
      if (!pattern) continue;
      const [literal] = descendants(pattern, "line_string_literal");
      found.push({ word: literalOf(literal), name: assigned(entry) });
    }
    for (const tried of descendants(initialiser, "if_statement")) {
      const [statements] = childrenOf(tried, "statements");
      if (statements) found.push({ word: undefined, name: assigned(statements) });
    }
  }
  return found;
}

function assigned(node: Node): string {
  const [assignment] = descendants(node, "assignment");
  const [target] = assignment ? descendants(assignment, "prefix_expression") : [];
  if (!target) throw new Error(`nothing is assigned in ${node.text}`);
  return nameOf(target, "target");
}

/** The key that tells the shapes apart: the raw value of the only case of `TagKey`. */
function tagOf(body: Node): string | undefined {
  const keys = childrenOf(body, "class_declaration").find((inner) => nameOf(inner) === "TagKey");
  if (!keys) return undefined;
  const [entry] = childrenOf(requireField(keys, "body"), "enum_entry");
  return literalOf(entry?.childForFieldName("raw_value"));
}

function typeOf(node: Node): SwiftType {
  switch (node.type) {
    case "optional_type":
      return { kind: "optional", of: typeOf(requireField(node, "wrapped")) };
    case "array_type":
      return { kind: "array", of: typeOf(requireField(node, "name")) };
    case "dictionary_type": {
      const [, value] = node.childrenForFieldName("name");
      if (!value) throw new Error(`a dictionary without values: ${node.text}`);
      return { kind: "map", of: typeOf(value) };
    }
    case "user_type":
      return userType(node);
    default:
      throw new Error(`a type that this reader does not know: ${node.type} ${node.text}`);
  }
}

function userType(node: Node): SwiftType {
  const [name] = childrenOf(node, "type_identifier");
  const [parameters] = childrenOf(node, "type_arguments");
  if (!name) throw new Error(`a type without a name: ${node.text}`);
  if (name.text === "Nullable" && parameters) {
    return { kind: "nullable", of: typeOf(requireField(parameters, "name")) };
  }
  return { kind: "name", name: name.text };
}
