import type { Node } from "web-tree-sitter";
import { childrenOf, descendants, nameOf, requireField } from "./tree.ts";

interface Parameter {
  readonly label: string;
  readonly mayBeLeftOut: boolean;
}

/** What other code may write of a type. */
interface Declared {
  readonly members: Set<string>;
  readonly initialisers: Parameter[][];
}

/** The types of a package and how they are used, as far as a parse tree tells; nothing is typed. */
export class SwiftUsage {
  readonly #types = new Map<string, Declared>();

  /** Takes in the declarations of a file. */
  declare(root: Node): void {
    for (const kind of ["class_declaration", "protocol_declaration"]) {
      for (const node of descendants(root, kind)) this.#declareType(node);
    }
    for (const node of descendants(root, "typealias_declaration")) {
      this.#of(nameOf(node));
    }
  }

  /** Places in a file that name something that is not there, each with its line. */
  faults(root: Node, system: ReadonlySet<string>): string[] {
    const generics = descendants(root, "type_parameter").map(
      ({ text }) => text.split(":")[0] ?? "",
    );
    const known = new Set([...system, ...this.#types.keys(), ...generics]);
    const types = descendants(root, "type_identifier").flatMap((node) => {
      // `Method.Params` and the like: what stands after a dot belongs to what is before it.
      const { parent } = node;
      if (parent?.parent?.type === "attribute") return [];
      const isFirst = parent?.namedChildren[0]?.equals(node) ?? true;
      return isFirst && !known.has(node.text) ? [place(node, `no type ${node.text}`)] : [];
    });
    const members = descendants(root, "navigation_expression").flatMap((node) =>
      this.#memberFaults(node),
    );
    const calls = descendants(root, "call_expression").flatMap((node) => this.#callFaults(node));
    return [...types, ...members, ...calls];
  }

  #of(name: string): Declared {
    const found = this.#types.get(name) ?? { members: new Set(["self"]), initialisers: [] };
    this.#types.set(name, found);
    return found;
  }

  #declareType(node: Node): void {
    const declared = this.#of(nameOf(node));
    const body = requireField(node, "body");
    const properties = childrenOf(body, "property_declaration");
    const fields: Parameter[] = [];
    for (const property of properties) {
      declared.members.add(nameOf(property));
      const isStored = property.childForFieldName("computed_value") === null;
      if (isStored) fields.push({ label: nameOf(property), mayBeLeftOut: isOptional(property) });
    }
    for (const entry of childrenOf(body, "enum_entry")) {
      for (const name of entry.childrenForFieldName("name")) {
        if (name) declared.members.add(name.text.replaceAll("`", ""));
      }
    }
    for (const kind of ["class_declaration", "typealias_declaration", "function_declaration"]) {
      for (const inner of childrenOf(body, kind)) declared.members.add(nameOf(inner));
    }
    const written = childrenOf(body, "init_declaration").map(parametersOf);
    declared.initialisers.push(...(written.length > 0 ? written : [fields]));
  }

  #memberFaults(node: Node): string[] {
    const target = requireField(node, "target");
    const declared = this.#types.get(target.text);
    if (target.type !== "simple_identifier" || !declared) return [];
    const member = nameOf(requireField(node, "suffix"), "suffix");
    return declared.members.has(member) ? [] : [place(node, `no ${target.text}.${member}`)];
  }

  #callFaults(node: Node): string[] {
    const [callee] = node.namedChildren;
    const declared = callee?.type === "simple_identifier" && this.#types.get(callee.text);
    if (!declared || declared.initialisers.length === 0) return [];
    const [suffix] = childrenOf(node, "call_suffix");
    const [values] = suffix ? childrenOf(suffix, "value_arguments") : [];
    const labels = values
      ? childrenOf(values, "value_argument").map(
          (value) => value.childForFieldName("name")?.text.replaceAll("`", "") ?? "_",
        )
      : [];
    if (labels.length === 1 && BY_COMPILER.has(labels[0] ?? "")) return [];
    if (declared.initialisers.some((parameters) => fits(labels, parameters))) return [];
    return [place(node, `no ${callee.text}(${labels.map((label) => `${label}:`).join("")})`)];
  }
}

/** Initialisers that the compiler writes for `Decodable` and for cases with raw values. */
const BY_COMPILER = new Set(["from", "rawValue"]);

/** Whether a call with these labels is one of a function with these parameters. */
function fits(labels: readonly string[], parameters: readonly Parameter[]): boolean {
  let at = 0;
  for (const { label, mayBeLeftOut } of parameters) {
    if (labels[at] === label) at += 1;
    else if (!mayBeLeftOut) return false;
  }
  return at === labels.length;
}

function parametersOf(initialiser: Node): Parameter[] {
  return childrenOf(initialiser, "parameter").map((parameter) => ({
    label: nameOf(
      parameter,
      parameter.childForFieldName("external_name") ? "external_name" : "name",
    ),
    mayBeLeftOut: parameter.nextSibling?.text === "=",
  }));
}

/** A stored property that a memberwise initialiser may leave out: it may be nil, or has a value. */
function isOptional(property: Node): boolean {
  return (
    descendants(property, "optional_type").length > 0 ||
    property.childForFieldName("value") !== null
  );
}

function place(node: Node, what: string): string {
  return `${node.startPosition.row + 1}: ${what}`;
}
