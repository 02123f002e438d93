import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { Ajv, type AnySchema } from "ajv";
import { ERRORS } from "../../packages/protocol/src/errors.ts";
import { events, methods } from "../../packages/protocol/src/index.ts";
import { CLOSE, CLOSE_MEANINGS } from "../../packages/protocol/src/limits.ts";
import { readWire } from "./declarations.ts";
import { wireReference } from "./docs.ts";
import { protocolFiles } from "./protocol.ts";
import { pascalCase } from "./typescript.ts";

const root = join(import.meta.dirname, "../..");
const wire = await readWire(root);
const generated = protocolFiles(wire).files;
const textOf = (name: string) => {
  const text = generated.get(`packages/protocol/generated/${name}`);
  assert.ok(text !== undefined, name);
  return text;
};
const schema = JSON.parse(textOf("protocol.schema.json")) as {
  definitions: Record<string, AnySchema>;
} & object;
const ajv = new Ajv({ strict: false, allErrors: true }).addSchema(schema, "protocol");

function accepts(definition: string, value: unknown): void {
  const ok = ajv.validate(`protocol#/definitions/${definition}`, value);
  assert.ok(ok, `${definition}: ${ajv.errorsText()}`);
}

test("the wire's schema is a valid draft-07 schema (S106)", async () => {
  const { default: draft7 } = await import("ajv/dist/refs/json-schema-draft-07.json", {
    with: { type: "json" },
  });
  const strict = new Ajv({ meta: false }).addMetaSchema(draft7);
  assert.equal(strict.validateSchema(schema), true, strict.errorsText());
});

test("every reference inside the schema leads somewhere", () => {
  const references = textOf("protocol.schema.json").matchAll(/"\$ref": "#\/definitions\/(\w+)"/g);
  for (const [, name = ""] of references) assert.ok(name in schema.definitions, name);
});

test("a frame is a request, a response or an event, told apart by its type (S115)", () => {
  const frames: [string, unknown][] = [
    ["req", { type: "req", id: "1", method: "health", params: { probe: true } }],
    ["res", { type: "res", id: "1", ok: true, payload: { any: "thing" } }],
    ["res", { type: "res", id: "1", ok: false, error: { code: "X", message: "y" } }],
    ["event", { type: "event", event: "tick", payload: { ts: 1 }, seq: 1 }],
  ];
  const validate = ajv.getSchema("protocol");
  assert.ok(validate);
  for (const [, frame] of frames) assert.equal(validate(frame), true, JSON.stringify(frame));
  for (const type of ["hello", "", undefined]) assert.equal(validate({ type, id: "1" }), false);
});

const presence = { ts: 1, host: "desk", ip: "10.0.0.1", version: "1", mode: "ui", tags: ["a"] };
const stateVersion = { presence: 1, health: 1 };
const sessions = {
  path: "/x",
  count: 1,
  recent: [{ key: "agent:main:main", updatedAt: 1, age: 2 }],
};
const health = {
  ok: true,
  ts: 1,
  durationMs: 1,
  channels: { telegram: { configured: true, linked: true, probe: { ok: true }, more: 1 } },
  channelOrder: ["telegram"],
  channelLabels: { telegram: "Telegram" },
  linkChannel: { id: "telegram", label: "Telegram", linked: true, authAgeMs: null },
  heartbeatSeconds: 0,
  defaultAgentId: "main",
  agents: [{ agentId: "main", isDefault: true, heartbeat: { enabled: false }, sessions }],
  sessions,
};

test("hello-ok is not valid without what a client draws its first picture from", () => {
  const hello = {
    type: "hello-ok",
    protocol: 3,
    server: { version: "1", connId: "c" },
    features: { methods: ["health"], events: ["tick"] },
    snapshot: { presence: [presence], health, stateVersion, uptimeMs: 1 },
    policy: { maxPayload: 524_288, maxBufferedBytes: 1_572_864, tickIntervalMs: 30_000 },
  };
  accepts("HelloOk", hello);
  accepts("HelloOk", { ...hello, snapshot: { ...hello.snapshot, health: {} } });
  for (const key of ["presence", "health", "stateVersion", "uptimeMs"]) {
    const snapshot = Object.fromEntries(
      Object.entries(hello.snapshot).filter(([name]) => name !== key),
    );
    assert.equal(ajv.validate("protocol#/definitions/HelloOk", { ...hello, snapshot }), false, key);
  }
});

const examples: [string, unknown][] = [
  ["AgentAccepted", { runId: "r", status: "accepted", acceptedAt: 1 }],
  ["AgentResult", { runId: "r", status: "error", summary: "no" }],
  [
    "AgentResult",
    {
      runId: "r",
      status: "ok",
      summary: "completed",
      result: {
        payloads: [{ text: "hi" }],
        meta: { durationMs: 1, agentMeta: { sessionId: "s", provider: "p", model: "m" } },
      },
    },
  ],
  [
    "AgentEvent",
    { runId: "r", seq: 1, stream: "assistant", ts: 1, data: { text: "a", delta: "a" } },
  ],
  ["PresenceEvent", { presence: [presence] }],
  ["PresenceEvent", { changed: [presence], removed: ["desk"] }],
  ["ShutdownEvent", { reason: "gateway stopping" }],
  ["ShutdownEvent", { reason: "gateway restarting", restartExpectedMs: 1500 }],
  ["HealthEvent", health],
  ["SystemPresenceResult", [presence]],
  ["ChatSendResult", { runId: "r", status: "started" }],
  ["ChatSendResult", { ok: true, aborted: true, runIds: ["r"] }],
];

test("answers and events as clients know them fit their shapes", () => {
  for (const [definition, value] of examples) accepts(definition, value);
  const restart = { reason: "x", restartExpectedMs: null };
  assert.equal(ajv.validate("protocol#/definitions/ShutdownEvent", restart), false);
});

test("methods and events are what is declared, with shapes and types for each (S104, S108)", () => {
  assert.deepEqual(
    methods.map(({ name }) => name),
    wire.methods.map(({ name }) => name),
  );
  assert.deepEqual(
    events.map(({ name }) => name),
    wire.events.map(({ name }) => name),
  );
  const types = textOf("types.ts");
  for (const { name } of methods) {
    for (const role of ["Params", "Result"]) {
      assert.ok(pascalCase(name) + role in schema.definitions);
      assert.match(types, new RegExp(`export (interface|type) ${pascalCase(name)}${role}\\b`));
    }
  }
  for (const { name } of events) assert.ok(`${pascalCase(name)}Event` in schema.definitions);
});

test("no generated file of the product knows a schema library (S103)", () => {
  for (const [path, text] of generated) assert.doesNotMatch(text, /ajv|typebox/i, path);
});

test("the reference has a page part for every error code, method and event (S108)", () => {
  const pages = wireReference(wire).files;
  const page = (name: string) => pages.get(`docs/reference/${name}.md`) ?? "";
  const codes = [...page("errors").matchAll(/^\| `(\w+)`/gm)].map(([, code]) => code);
  assert.deepEqual(codes, Object.keys(ERRORS));
  for (const { meaning } of Object.values(ERRORS)) assert.ok(page("errors").includes(meaning));
  const headings = (name: string) =>
    [...page(name).matchAll(/^## (.+)$/gm)].map(([, text]) => text);
  assert.deepEqual(
    headings("methods"),
    methods.map(({ name }) => name),
  );
  assert.deepEqual(
    headings("events"),
    events.map(({ name }) => name),
  );
});

test("the reference tells every key, also those beneath others, and every close code (S108)", () => {
  const pages = wireReference(wire).files;
  const page = (name: string) => pages.get(`docs/reference/${name}.md`) ?? "";
  const part = (name: string, heading: string) =>
    page(name)
      .split(/^##+ /m)
      .find((text) => text.startsWith(`${heading}\n`)) ?? "";
  const agent = part("methods", "agent");
  assert.match(agent, /^Needs the scope `operator\.write`\. Fails with .*`AGENT_TIMEOUT`/m);
  assert.match(agent, /^\| `message` +\| string +\| yes +\| length 1–262144 +\|$/m);
  assert.match(agent, /^First answer.*\n[^]*`acceptedAt`[^]*^Last answer/m);
  assert.match(
    agent,
    /^\| `result\.payloads\[\]\.mediaUrls` +\| list of string +\| no +\| each length/m,
  );
  assert.match(part("events", "chat"), /^Goes to: everyone\. The frame has `seq`\. .*`delta`/m);
  assert.match(part("events", "connect.challenge"), /this connection\. The frame has no `seq`/);
  assert.match(part("protocol", "HealthSummary"), /\[LinkChannel\]\(protocol\.md#linkchannel\)/);
  assert.match(part("events", "presence"), /One of these:[^]*`presence`[^]*`removed`/);
  const closes = [...part("protocol", "Close codes").matchAll(/^\| (\d{4})/gm)];
  assert.deepEqual(
    closes.map(([, number]) => Number(number)),
    Object.values(CLOSE),
  );
  for (const { meaning } of Object.values(CLOSE_MEANINGS)) {
    assert.ok(page("protocol").includes(meaning), meaning);
  }
});
