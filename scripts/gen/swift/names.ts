import { pascalCase } from "../typescript.ts";

/** Words that need backticks as a name, or that a parser may take for a modifier. */
const KEYWORDS = new Set(
  (
    "actor any as associatedtype async await break case catch class continue convenience default " +
    "defer deinit didSet do dynamic else enum extension fallthrough false fileprivate final for " +
    "func get guard if import in indirect infix inout internal is lazy let mutating nil none " +
    "nonisolated open operator optional override package postfix precedencegroup prefix private " +
    "protocol public repeat required rethrows return set some static struct subscript super " +
    "switch throw throws true try typealias unowned var weak where while willSet"
  ).split(" "),
);

/** Words that mean something after a dot even within backticks. */
const UNUSABLE = new Set(["self", "Self", "init", "Type", "Protocol"]);

/** Types of Swift, Foundation and the hand-written part of the package. */
const TAKEN = new Set(
  (
    "Any Array AsyncStream Bool CancellationError Character CheckedContinuation Codable CodingKey " +
    "CryptoKitIdentity Curve25519 Data Date Decodable Decoder DeviceChallenge DeviceIdentity " +
    "DeviceTokenStore Dictionary Double Duration Encodable Encoder Equatable Error Float FrameHead " +
    "Hashable Incoming Int Int64 JSONDecoder JSONEncoder JSONValue KeyedDecodingContainer Never " +
    "Nullable Optional OutgoingRequest PendingRequests Protocol ReconnectDelays Result SHA256 " +
    "Sendable Set String Task Type URL URLSession URLSessionSocket URLSessionWebSocketTask UTF8 " +
    "UUID Void"
  ).split(" "),
);

/** A name on the wire as a type: `HelloOk`; one that Swift already has gets an ending. */
export function typeName(name: string): string {
  const pascal = pascalCase(name);
  const safe = /^[A-Za-z]/.test(pascal) ? pascal : `Value${pascal}`;
  return TAKEN.has(safe) || safe.startsWith("Gateway") ? `${safe}Shape` : safe;
}

/** A property or case whose name a program may write: the word itself wherever that is possible. */
export function memberName(name: string): string {
  const word = /^[A-Za-z_]\w*$/.test(name) ? name : camelCase(name);
  if (UNUSABLE.has(word)) return `${word}_`;
  return KEYWORDS.has(word) ? `\`${word}\`` : word;
}

/** A case's name for a word on the wire: `in_flight` and `chat.send` as `inFlight`, `chatSend`. */
export function caseName(word: string): string {
  return memberName(camelCase(word));
}

function camelCase(name: string): string {
  const pascal = pascalCase(name);
  if (pascal === "") return "empty";
  if (/^\d/.test(pascal)) return `value${pascal}`;
  // An abbreviation keeps its letters together: `JSONValue` becomes `jsonValue`.
  const head = /^[A-Z]+(?![a-z])/.exec(pascal)?.[0] ?? pascal.charAt(0);
  return head.toLowerCase() + pascal.slice(head.length);
}

/** `NOT_LINKED` as `notLinked`. */
export function constantName(name: string): string {
  return caseName(name.toLowerCase());
}

/** A text as Swift writes it. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"\n\r\t\0]/g, (char) => ESCAPES.get(char) ?? char)}"`;
}

const ESCAPES = new Map([
  ["\\", "\\\\"],
  ['"', '\\"'],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\0", "\\0"],
]);
