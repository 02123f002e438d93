import type { Scope } from "../../../src/doors/socket/define.ts";
import type { WireDeclarations } from "../declarations.ts";
import type { Output } from "../output.ts";
import { FRAMES, nameShapes, type Wire } from "../protocol.ts";
import { catalogueText } from "./catalogue.ts";
import { answers, declare, doc, swiftFile } from "./emit.ts";
import { SwiftModel } from "./model.ts";
import { caseName, quoted, typeName } from "./names.ts";

const FOLDER = "apple/ZeroProtocol/Sources/ZeroProtocol/Generated";
/** Keys of a record, so that a scope which is missing here does not compile. */
const SCOPES = Object.keys({
  read: true,
  write: true,
  admin: true,
  pairing: true,
  approvals: true,
  node: true,
} satisfies Record<Scope, true>);

/** The generated part of the Swift package; the client beside it is written by hand. */
export function swiftFiles(declared: WireDeclarations): Output {
  const wire = nameShapes(declared);
  const model = new SwiftModel(wire.definitions);
  const of = (names: readonly string[]) =>
    names.flatMap((name) => model.declarations(name)).map((found) => declare(found));
  const methods = wire.methods.flatMap(({ members }) => Object.values(members));
  const events = wire.events.flatMap(({ members }) => Object.values(members));
  const others = new Set([...methods, ...events]);
  const shared = Object.keys(wire.definitions).filter((name) => !others.has(name));
  const frame = model.union("GatewayFrame", "One frame of the connection.", FRAMES);
  const files = new Map([
    [`${FOLDER}/Models.swift`, swiftFile([...of(shared), ...frame.map((found) => declare(found))])],
    [`${FOLDER}/MethodModels.swift`, swiftFile(of(methods))],
    [`${FOLDER}/EventModels.swift`, swiftFile(of(events))],
    [`${FOLDER}/Methods.swift`, swiftFile(methodsText(declared, wire))],
    [`${FOLDER}/Events.swift`, swiftFile(eventsText(declared, wire))],
    [`${FOLDER}/Catalogue.swift`, swiftFile(catalogueText())],
  ]);
  return { files, folders: [FOLDER] };
}

function methodsText(declared: WireDeclarations, wire: Wire): string[] {
  const scopes = SCOPES.map((scope) => `  case ${caseName(scope)}\n`);
  const { methods } = declared;
  const cases = methods.map(
    ({ name, summary }) => `${doc(summary, "  ")}  case ${caseName(name)} = ${quoted(name)}\n`,
  );
  const scopeRows = methods.map(({ name, scope }) => [caseName(name), `.${scope}`] as const);
  const stages = methods.map(
    ({ name, accepted }) => [caseName(name), String(accepted !== undefined)] as const,
  );
  const markers = wire.methods.map(({ name, members }) => {
    const { accepted } = members;
    const kind = accepted === undefined ? "GatewayMethod" : "GatewayTwoStageMethod";
    const types = Object.entries(members).map(
      ([role, type]) => `    public typealias ${typeAlias(role)} = ${typeName(type)}\n`,
    );
    const summary = methods.find((method) => method.name === name)?.summary;
    return `${doc(summary, "  ")}  public enum ${typeName(name)}: ${kind} {
${types.join("")}    public static let name = GatewayMethodName.${caseName(name)}
  }
`;
  });
  return [
    `/// What a caller must be granted; \`node\` is the role.
public enum GatewayScope: String, Sendable, CaseIterable {\n${scopes.join("")}}\n`,
    `/// Every method, by its name on the wire.
public enum GatewayMethodName: String, Codable, Sendable, CaseIterable {
${cases.join("")}
${answers("scope: GatewayScope", scopeRows)}
  /// True: it answers twice with the same id, first that it accepted, then how it ended.
${answers("isTwoStage: Bool", stages)}}\n`,
    `/// The shapes of every method, for \`GatewayClient.request\`.
public enum GatewayMethods {\n${markers.join("\n")}}\n`,
  ];
}

function typeAlias(role: string): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}

function eventsText(declared: WireDeclarations, wire: Wire): string[] {
  const { events } = declared;
  const types = new Map(wire.events.map(({ name, members }) => [name, members["payload"] ?? ""]));
  const names = events.map(
    ({ name, summary }) => `${doc(summary, "  ")}  case ${caseName(name)} = ${quoted(name)}\n`,
  );
  const scopes = events.map(
    ({ name, scope }) => [caseName(name), scope === "all" ? "nil" : `.${scope}`] as const,
  );
  const counted = events.map(
    ({ name, sequenced }) => [caseName(name), String(sequenced ?? true)] as const,
  );
  const cases = events.map(
    ({ name, summary }) =>
      `${doc(summary, "  ")}  case ${caseName(name)}(${typeName(types.get(name) ?? "")})\n`,
  );
  const reads = events.map(({ name }) => {
    const payload = `frame.decode(${typeName(types.get(name) ?? "")}.self, forKey: .payload)`;
    return `    case ${quoted(name)}:\n      self = .${caseName(name)}(try ${payload})\n`;
  });
  return [
    `/// Every event, by its name on the wire.
public enum GatewayEventName: String, Codable, Sendable, CaseIterable {
${names.join("")}
  /// Who may see it; nil is every connection that completed its handshake.
${answers("scope: GatewayScope?", scopes)}
  /// False for what is no broadcast: it has no \`seq\`.
${answers("isSequenced: Bool", counted)}}\n`,
    `/// An event frame with its payload, read straight from the wire.
public enum GatewayEvent: Decodable, Sendable, Equatable {
${cases.join("")}  /// An event that this version does not know.
  case unknown(event: String, payload: JSONValue?)

  private enum FrameKey: String, CodingKey {
    case event
    case payload
  }

  public init(from decoder: any Decoder) throws {
    let frame = try decoder.container(keyedBy: FrameKey.self)
    let event = try frame.decode(String.self, forKey: .event)
    switch event {
${reads.join("")}    default:
      let payload = try frame.decodeIfPresent(JSONValue.self, forKey: .payload)
      self = .unknown(event: event, payload: payload)
    }
  }
}
`,
  ];
}
