import type { SwiftDeclaration, SwiftEnum, SwiftField, SwiftStruct, SwiftUnion } from "./model.ts";
import { quoted } from "./names.ts";

/** First line of every generated Swift file. */
const HEAD = "// Written by `pnpm gen`; edit the declarations instead.\n";

const CONFORMS = "Codable, Sendable, Equatable";

/** A documentation comment, a line for each line of the text, or nothing. */
export function doc(text: string | undefined, indent = ""): string {
  if (text === undefined) return "";
  return text
    .split("\n")
    .map((line) => `${`${indent}/// ${line}`.trimEnd()}\n`)
    .join("");
}

/** A file of declarations, a blank line between them. */
export function swiftFile(declarations: readonly string[]): string {
  return [HEAD, "import Foundation\n", ...declarations].join("\n");
}

/** A computed property of an enum that has one answer for each case. */
export function answers(head: string, rows: readonly (readonly [string, string])[]): string {
  const lines = rows.map(([name, value]) => `    case .${name}: return ${value}\n`);
  return `  public var ${head} {\n    switch self {\n${lines.join("")}    }\n  }\n`;
}

/** One declaration as Swift text. */
export function declare(declaration: SwiftDeclaration): string {
  switch (declaration.kind) {
    case "struct":
      return structText(declaration);
    case "enum":
      return enumText(declaration);
    case "union":
      return unionText(declaration);
    case "alias":
      return `${doc(declaration.doc)}public typealias ${declaration.name} = ${declaration.type}\n`;
  }
}

function structText({ name, doc: text, fields }: SwiftStruct): string {
  const parts = [
    fields.map((field) => propertyText(field)).join(""),
    initText(fields),
    fields.some(isRenamed) ? keysText(fields) : "",
  ].filter((part) => part !== "");
  return `${doc(text)}public struct ${name}: ${CONFORMS} {\n${parts.join("\n")}}\n`;
}

const typeOf = ({ type, required }: SwiftField) => (required ? type : `${type}?`);
const isRenamed = ({ wire, property }: SwiftField) => wire !== property;

function propertyText(field: SwiftField): string {
  return `${doc(field.doc, "  ")}  public var ${field.property}: ${typeOf(field)}\n`;
}

function initText(fields: readonly SwiftField[]): string {
  if (fields.length === 0) return "  public init() {}\n";
  const parameters = fields.map((field) => {
    const preset = field.required ? field.constant : "nil";
    const ending = preset === undefined ? "" : ` = ${preset}`;
    return `    ${field.property}: ${typeOf(field)}${ending}`;
  });
  const lines = fields.map(({ property }) => `    self.${property} = ${property}\n`);
  return `  public init(\n${parameters.join(",\n")}\n  ) {\n${lines.join("")}  }\n`;
}

function keysText(fields: readonly SwiftField[]): string {
  const cases = fields.map((field) => {
    const word = isRenamed(field) ? ` = ${quoted(field.wire)}` : "";
    return `    case ${field.property}${word}\n`;
  });
  return `  private enum CodingKeys: String, CodingKey {\n${cases.join("")}  }\n`;
}

function enumText({ name, doc: text, cases }: SwiftEnum): string {
  const names = cases.map((entry) => `  case ${entry.name}\n`).join("");
  const reads = cases.map((entry) => `    case ${quoted(entry.word)}: self = .${entry.name}\n`);
  const writes = cases.map((entry) => `    case .${entry.name}: return ${quoted(entry.word)}\n`);
  return `${doc(text)}public enum ${name}: Codable, Sendable, Hashable {
${names}  /// A word that this version does not know.
  case unknown(String)

  public init(rawValue: String) {
    switch rawValue {
${reads.join("")}    default: self = .unknown(rawValue)
    }
  }

  public var rawValue: String {
    switch self {
${writes.join("")}    case .unknown(let word): return word
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
`;
}

function unionText(union: SwiftUnion): string {
  const names = union.cases.map(({ name, type }) => `  case ${name}(${type})\n`).join("");
  const writes = [...union.cases.map(({ name }) => name), "unknown"].map(
    (name) => `    case .${name}(let value): try value.encode(to: encoder)\n`,
  );
  return `${doc(union.doc)}public enum ${union.name}: ${CONFORMS} {
${names}  /// A shape that this version does not know.
  case unknown(JSONValue)

${union.tag === undefined ? triesText(union) : tagText(union, union.tag)}
  public func encode(to encoder: any Encoder) throws {
    switch self {
${writes.join("")}    }
  }
}
`;
}

function tagText({ cases }: SwiftUnion, tag: string): string {
  const reads = cases.map(
    ({ name, type, word }) =>
      `    case ${quoted(word ?? "")}: self = .${name}(try ${type}(from: decoder))\n`,
  );
  return `  private enum TagKey: String, CodingKey {
    case tag = ${quoted(tag)}
  }

  public init(from decoder: any Decoder) throws {
    let tag = try decoder.container(keyedBy: TagKey.self).decode(String.self, forKey: .tag)
    switch tag {
${reads.join("")}    default: self = .unknown(try JSONValue(from: decoder))
    }
  }
`;
}

function triesText({ cases }: SwiftUnion): string {
  const tries = cases.map(
    ({ name, type }, at) =>
      `${at === 0 ? "    " : " else "}if let value = try? container.decode(${type}.self) {
      self = .${name}(value)
    }`,
  );
  return `  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
${tries.join("")} else {
      self = .unknown(try container.decode(JSONValue.self))
    }
  }
`;
}
