import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Ajv } from "ajv";
import * as fc from "fast-check";
import { CLOSE, ERRORS, events, methods, type EventRecord } from "@zero/protocol";
import type { JsonSchema } from "../../scripts/gen/json-schema.ts";
import { caseName, typeName } from "../../scripts/gen/swift/names.ts";
import { pascalCase } from "../../scripts/gen/typescript.ts";
import { readText } from "../gate/source.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { Agreement } from "../support/swift/agreement.ts";
import { readModels, swiftFiles } from "../support/swift/files.ts";
import { answersOf, rawValuesOf } from "../support/swift/model.ts";
import { valuesOf } from "../support/swift/schema-values.ts";
import { faults, loadSwift } from "../support/swift/tree.ts";
import { WireClient } from "../support/wire-client.ts";

const SCHEMA = "packages/protocol/generated/protocol.schema.json";
const schema = JSON.parse(readText(SCHEMA)) as { definitions: Record<string, JsonSchema> };
const definitions = Object.entries(schema.definitions);
const ajv = new Ajv({ strict: false }).addSchema(schema, "protocol");

function resolve({ $ref = "" }: JsonSchema): JsonSchema {
  const found = schema.definitions[$ref.slice($ref.lastIndexOf("/") + 1)];
  assert.ok(found, $ref);
  return found;
}

const parse = await loadSwift();
const models = readModels(parse);

const named = (name: string) => ({ kind: "name", name }) as const;
const typed = (name: string) => named(typeName(name));

test("every Swift file is Swift, without a place that the grammar does not know (S105)", () => {
  const files = swiftFiles();
  assert.ok(files.some((path) => path.endsWith("/Package.swift")));
  assert.ok(files.some((path) => path.endsWith("/Generated/Methods.swift")));
  assert.ok(files.some((path) => path.endsWith("/Client/GatewayClient.swift")));
  const found = files.flatMap((path) =>
    faults(parse(readText(path))).map((fault) => `${path}:${fault}`),
  );
  assert.deepEqual(found, []);
});

test("every key is in Swift with its name, kind and optionality, and no other (S105, S107, S108)", () => {
  const agreement = new Agreement(models, resolve);
  const found = definitions.flatMap(([name, inner]) => agreement.ofDeclaration(name, inner));
  assert.deepEqual(found, []);
});

test("the comparison sees another name, kind and optionality", () => {
  const agreement = new Agreement(models, resolve);
  const tick = schema.definitions["TickEvent"];
  assert.ok(tick?.properties);
  const changed: readonly [JsonSchema, RegExp][] = [
    [{ ...tick, properties: { time: { type: "integer" } } }, /TickEvent\.ts: not on the wire/],
    [{ ...tick, required: [] }, /TickEvent\.ts: may be missing/],
    [{ ...tick, properties: { ts: { type: "string" } } }, /TickEvent\.ts: Int64 for string/],
    [
      { ...tick, properties: { ts: { anyOf: [{ type: "integer" }, { type: "null" }] } } },
      /TickEvent\.ts: may be null/,
    ],
  ];
  for (const [other, fault] of changed) {
    assert.match(agreement.ofDeclaration("TickEvent", other).join("\n"), fault);
  }
});

describe("what the wire can carry comes back from Swift as it was (S105, S108)", () => {
  for (const [name, inner] of definitions) {
    test(name, () => {
      const validate = ajv.getSchema(`protocol#/definitions/${name}`);
      assert.ok(validate);
      const property = fc.property(valuesOf(inner, resolve), (value) => {
        assert.equal(validate(value), true, `no fixture: ${ajv.errorsText(validate.errors)}`);
        assert.deepEqual(models.roundTrip(typed(name), value), value);
      });
      fc.assert(property, { numRuns: 60 });
    });
  }
});

test("a word, a shape or a key that nobody knows does not break what is known (S105)", () => {
  const part = { type: "video", url: "x" };
  assert.equal(models.caseOf("ContentPart", part), "unknown");
  assert.deepEqual(models.roundTrip(typed("ContentPart"), part), part);
  assert.equal(models.caseOf("GatewayFrame", { type: "new", id: "1" }), "unknown");
  assert.equal(models.caseOf("GatewayFrame", { type: "req", id: "1", method: "x" }), "req");
  const tick = { ts: 1, later: true };
  assert.deepEqual(models.roundTrip(typed("TickEvent"), tick), { ts: 1 });
  assert.throws(() => models.roundTrip(typed("TickEvent"), {}), /\$\.ts: missing/);
  assert.throws(() => models.roundTrip(typed("TickEvent"), { ts: "1" }), /\$\.ts: no Int64/);
});

test("frames of a real gateway fit the Swift models and lose nothing (S105, S107)", async (t) => {
  const gateway = await GatewayProcess.start();
  t.after(() => gateway.clean());
  const client = await WireClient.connect(t, gateway.url);
  const asked = new Map<string, string>();
  const reads = methods.filter((method) => {
    const { required = [] } = schema.definitions[`${pascalCase(method.name)}Params`] ?? {};
    return method.scope === "read" && required.length === 0;
  });
  for (const { name } of reads) asked.set(client.ask(name, {}), `${pascalCase(name)}Result`);
  const sessionKey = "agent:main:main";
  const turn = client.ask("agent", { message: "hello", idempotencyKey: "swift-1" });
  await client.final(turn);
  asked.set(turn, "AgentResult");
  const history = client.ask("chat.history", { sessionKey });
  asked.set(history, "ChatHistoryResult");
  const note = client.ask("system-event", { text: "Node: swift", tags: ["a"] });
  asked.set(note, "SystemEventResult");
  await client.event("presence");
  for (const id of asked.keys()) await client.final(id);
  const payloads = new Set<string>();
  for (const frame of client.frames) {
    assert.deepEqual(models.roundTrip(named("GatewayFrame"), frame), frame);
    if (frame.error) {
      assert.deepEqual(models.roundTrip(typed("ErrorShape"), frame.error), frame.error);
      continue;
    }
    const known = frame.id === undefined ? undefined : asked.get(frame.id);
    const accepted = frame.payload?.status === "accepted" ? "AgentAccepted" : known;
    const hello = frame.payload?.type === "hello-ok" ? "HelloOk" : accepted;
    const name = frame.event === undefined ? hello : `${pascalCase(frame.event)}Event`;
    assert.ok(name !== undefined, `what is ${JSON.stringify(frame)}?`);
    assert.deepEqual(models.roundTrip(typed(name), frame.payload), frame.payload, name);
    payloads.add(name);
  }
  for (const name of ["HelloOk", "AgentAccepted", "ChatEvent", "PresenceEvent", "HealthResult"]) {
    assert.ok(payloads.has(name), name);
  }
});

test("Swift has every method with its scope, every event, error code and close code (S105, S108)", () => {
  const tree = (file: string) =>
    parse(readText(`apple/ZeroProtocol/Sources/ZeroProtocol/Generated/${file}.swift`));
  const rawValues = (file: string, name: string) => rawValuesOf(tree(file), name);
  const answers = (file: string, name: string, property: string) =>
    answersOf(tree(file), name, property);
  const declaredEvents: readonly EventRecord[] = events;
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
  assert.deepEqual(rawValues("Methods", "GatewayMethodName"), names(methods));
  assert.deepEqual(rawValues("Events", "GatewayEventName"), names(events));
  assert.deepEqual(
    answers("Methods", "GatewayMethodName", "scope"),
    methods.map(({ name, scope }) => `.${caseName(name)} .${scope}`),
  );
  assert.deepEqual(
    answers("Methods", "GatewayMethodName", "isTwoStage"),
    methods.map(({ name, twoStage }) => `.${caseName(name)} ${twoStage}`),
  );
  assert.deepEqual(
    answers("Events", "GatewayEventName", "scope"),
    declaredEvents.map(
      ({ name, scope }) => `.${caseName(name)} ${scope === "all" ? "nil" : `.${scope}`}`,
    ),
  );
  assert.deepEqual(rawValues("Catalogue", "GatewayErrorCode"), Object.keys(ERRORS));
  assert.deepEqual(rawValues("Catalogue", "GatewayCloseCode"), Object.values(CLOSE).map(String));
});
