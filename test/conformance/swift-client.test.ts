import assert from "node:assert/strict";
import { test } from "node:test";
import { readText } from "../gate/source.ts";
import { swiftFiles } from "../support/swift/files.ts";
import { childrenOf, descendants, loadSwift, nameOf } from "../support/swift/tree.ts";
import { SwiftUsage } from "../support/swift/usage.ts";

/** Types of Swift and Foundation that the hand-written files use. */
const SYSTEM = new Set(
  (
    "AsyncStream BufferingPolicy Bool CancellationError CaseIterable CheckedContinuation Codable " +
    "CodingKey Continuation Curve25519 Data Date Decodable Decoder Double Duration Encodable " +
    "Encoder Equatable Error ExpressibleByArrayLiteral ExpressibleByBooleanLiteral " +
    "ExpressibleByDictionaryLiteral ExpressibleByFloatLiteral ExpressibleByIntegerLiteral " +
    "ExpressibleByNilLiteral ExpressibleByStringLiteral Hashable Int Int64 Key " +
    "KeyedDecodingContainer Never Result Self Sendable String Task URL URLSession " +
    "URLSessionWebSocketTask UUID Void"
  ).split(" "),
);

const parse = await loadSwift();
const files = swiftFiles().filter((path) => path.includes("/Sources/"));
const usage = new SwiftUsage();
for (const path of files) usage.declare(parse(readText(path)));

test("the client in Swift names only types, members and labels that are there (S105, S108)", () => {
  const found = files.flatMap((path) =>
    usage.faults(parse(readText(path)), SYSTEM).map((fault) => `${path}:${fault}`),
  );
  assert.deepEqual(found, []);
});

test("a device signs its facts in the order that the gateway expects", () => {
  const path = files.find((file) => file.endsWith("/DeviceIdentity.swift")) ?? "";
  const root = parse(readText(path));
  const struct = childrenOf(root, "class_declaration").find(
    (node) => nameOf(node) === "DeviceChallenge",
  );
  assert.ok(struct);
  const lists = descendants(struct, "array_literal").map((list) =>
    list.namedChildren.map(({ text }) => text),
  );
  assert.deepEqual(lists, [
    [
      "deviceId",
      "clientId",
      "clientMode",
      "role",
      'scopes.joined(separator: ",")',
      "String(signedAt)",
      "token",
    ],
    ['"v1"'],
    ['"v2"'],
    ["nonce"],
  ]);
  assert.equal(struct.text.match(/joined\(separator: "\|"\)/g)?.length, 2);
});

test("a name that is not there is seen", () => {
  const faults = (text: string) => usage.faults(parse(text), SYSTEM);
  assert.deepEqual(faults("let a = GatewayMethods.Helth.self"), ["1: no GatewayMethods.Helth"]);
  assert.deepEqual(faults("let a: HelloOK"), ["1: no type HelloOK"]);
  assert.deepEqual(faults("let a = TickEvent(at: 1)"), ["1: no TickEvent(at:)"]);
  assert.deepEqual(faults("let a = TickEvent()"), ["1: no TickEvent()"]);
  assert.deepEqual(faults("let a = TickEvent(ts: 1)"), []);
  assert.deepEqual(faults("let a = GatewayLimits.maxPayload"), []);
});
