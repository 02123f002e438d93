import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { methods } from "@zero/protocol";
import { Ajv, type ErrorObject } from "ajv";
import { forward } from "../support/client/forwarder.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { connectParams, type Frame, WireClient } from "../support/wire-client.ts";

/** What clients are generated from: the published schema, and nothing of the gateway's own code. */
const published = JSON.parse(
  readFileSync(
    new URL("../../packages/protocol/generated/protocol.schema.json", import.meta.url),
    "utf8",
  ),
) as { definitions: Record<string, object> };
const ajv = new Ajv({ allErrors: true, strict: false }).addSchema(published, "protocol");

/** What the published schema says against a value; empty when it fits. */
function objections(definition: string, value: unknown): ErrorObject[] {
  const validate = ajv.getSchema(`protocol#/definitions/${definition}`);
  assert.ok(validate, `the schema has no ${definition}`);
  return validate(value) === true ? [] : (validate.errors ?? []);
}

function assertFits(definition: string, value: unknown): void {
  assert.deepEqual(objections(definition, value), [], definition);
}

/** The type that the schema has for a method's parameters or result. */
function typeName(method: string, part: "Params" | "Result"): string {
  const words = method.split(/[.-]/).map((word) => word[0]?.toUpperCase() + word.slice(1));
  return `${words.join("")}${part}`;
}

const TOKEN = "the-token-of-this-gateway";
let gateway: GatewayProcess;
let guarded: GatewayProcess;

before(async () => {
  [gateway, guarded] = await Promise.all([
    GatewayProcess.start(),
    GatewayProcess.start({
      config: { gateway: { mode: "local", auth: { mode: "token", token: TOKEN } } },
      args: ["--port", "0"],
    }),
  ]);
});
after(() => Promise.all([gateway.clean(), guarded.clean()]));

describe("the first frame", () => {
  test("S61 S65 S168 connect is answered by hello-ok under its id, as the published schema says", async (t) => {
    const client = await WireClient.open(t, gateway.url);
    client.send({ type: "req", id: "first-id", method: "connect", params: connectParams() });
    const answer = await client.frame((frame) => frame.type === "res", "an answer");
    assert.deepEqual(
      { type: answer.type, id: answer.id, ok: answer.ok, kind: answer.payload.type },
      { type: "res", id: "first-id", ok: true, kind: "hello-ok" },
    );
    assertFits("ResponseFrame", answer);
    assertFits("HelloOk", answer.payload);
  });

  test("S109 S110 S111 S112 S113 S114 the snapshot is whole: nothing else has to be asked for", async (t) => {
    const { hello } = await WireClient.connect(t, gateway.url);
    const { presence, health, stateVersion, uptimeMs } = hello.snapshot;
    assert.ok(presence.length >= 2, "the gateway and this client");
    assert.equal(health.ok, true);
    assertFits("HealthSummary", health);
    assert.ok(stateVersion.presence >= 1 && stateVersion.health >= 1);
    assert.ok(uptimeMs > 0);
    assert.deepEqual(hello.policy, {
      maxPayload: 524_288,
      maxBufferedBytes: 1_572_864,
      tickIntervalMs: 30_000,
    });
  });

  test("S62 S63 S64 connect takes all that the protocol lists, and refuses what it does not", async (t) => {
    const whole = {
      client: {
        id: "zero-macos",
        displayName: "Ana's Mac",
        version: "2.0",
        platform: "macos 26",
        deviceFamily: "Mac",
        modelIdentifier: "Mac16,1",
        mode: "ui",
        instanceId: "all-fields",
      },
      caps: ["presence-delta"],
      auth: { token: "" },
      locale: "pt-BR",
      userAgent: "test/1",
    };
    const client = await WireClient.connect(t, gateway.url, whole);
    assert.equal(client.hello.protocol, 3);
    const refusals: [object, RegExp][] = [
      [{ minProtocol: undefined }, /minProtocol/],
      [{ client: { id: "x" } }, /version.*platform.*mode/],
      [{ client: { ...whole.client, mode: "operator" } }, /\/client\/mode/],
      [{ clinet: {} }, /unexpected property 'clinet'/],
    ];
    for (const [wrong, named] of refusals) {
      const error = await refusalOf(t, gateway, wrong);
      assert.match(error.message, /^invalid connect params: /);
      assert.match(error.message, named);
    }
  });

  test("S62 S66 a range of versions without 3 is answered and closed with 1002", async (t) => {
    for (const [minProtocol, maxProtocol] of [
      [1, 2],
      [4, 9],
    ]) {
      const client = await WireClient.open(t, gateway.url);
      const params = connectParams({ minProtocol, maxProtocol });
      const { ok, error } = await client.request("connect", params);
      assert.equal(ok, false);
      assert.deepEqual(error, {
        code: "INVALID_REQUEST",
        message: "protocol mismatch",
        details: { expectedProtocol: 3 },
      });
      assert.deepEqual(await client.closed, { code: 1002, reason: "protocol mismatch" });
    }
  });

  test("S66 S175 a first request that is not connect is answered, and the socket closed", async (t) => {
    for (const method of ["health", "agent", "hello"]) {
      const client = await WireClient.open(t, gateway.url);
      const answer = await client.request(method, {});
      assertFits("ResponseFrame", answer);
      const reason = "invalid handshake: first request must be connect";
      assert.deepEqual([answer.ok, answer.error?.message], [false, reason]);
      assert.deepEqual(await client.closed, { code: 1008, reason });
    }
  });

  test("S176 S187 V11 malformed JSON and the openings of older protocols are closed with 1008", async (t) => {
    const openings = [
      "{",
      "hello",
      "",
      '{"type":"hello","minProtocol":1,"maxProtocol":3,"client":{"name":"cli"}}',
      '{"type":"hello-ok"}',
      '{"type":"event","event":"presence","payload":{"text":"Node: here"}}',
      '{"id":1,"method":"connect","params":{}}',
      '["connect"]',
    ];
    for (const opening of openings) {
      const client = await WireClient.open(t, gateway.url);
      client.send(opening);
      const closed = { code: 1008, reason: "invalid request frame" };
      assert.deepEqual(await client.closed, closed, opening);
      assert.deepEqual(client.events("presence"), [], "it never was a client");
    }
  });
});

describe("a secret that is configured", () => {
  test("S26 S66 a client without it, or with another, is told what to do and closed", async (t) => {
    const cases: [object, string][] = [
      [{}, "unauthorized: gateway token missing (provide gateway auth token)"],
      [
        { auth: { token: "another" } },
        "unauthorized: gateway token mismatch (provide gateway auth token)",
      ],
      [
        { auth: { password: TOKEN } },
        "unauthorized: gateway token missing (provide gateway auth token)",
      ],
    ];
    for (const [auth, message] of cases) {
      const client = await WireClient.open(t, guarded.url);
      const { ok, error } = await client.request("connect", connectParams(auth));
      assert.equal(ok, false);
      assert.deepEqual(error, { code: "INVALID_REQUEST", message });
      assert.deepEqual(await client.closed, { code: 1008, reason: message });
    }
    const { hello } = await WireClient.connect(t, guarded.url, { auth: { token: TOKEN } });
    assert.equal(hello.type, "hello-ok");
  });

  test("S32 S101 it is asked for through a forwarded port too, which makes everybody local", async (t) => {
    const url = `ws://127.0.0.1:${await forward(t, guarded.port)}`;
    const stranger = await WireClient.open(t, url);
    assert.equal((await stranger.request("connect", connectParams())).ok, false);
    assert.equal((await stranger.closed).code, 1008);
    const client = { id: "webchat", version: "1", platform: "web", mode: "webchat" };
    const webchat = await WireClient.connect(t, url, { client, auth: { token: TOKEN } });
    const sent = { sessionKey: "main", message: "2 + 2", idempotencyKey: "remote-1" };
    assert.equal((await webchat.call("chat.send", sent)).status, "started");
    await webchat.event("chat", ({ payload }) => payload.state === "final");
  });

  test("S27 S28 V30 the flag wins over ZERO_GATEWAY_TOKEN, and that over the file", async (t) => {
    const ways: [string[], Record<string, string>, string][] = [
      [["--token", "from-the-flag"], { ZERO_GATEWAY_TOKEN: "from-the-variable" }, "from-the-flag"],
      [[], { ZERO_GATEWAY_TOKEN: "from-the-variable" }, "from-the-variable"],
      [[], { ZERO_GATEWAY_TOKEN: "" }, "from-the-file"],
    ];
    for (const [args, env, winner] of ways) {
      const third = await GatewayProcess.start({
        config: { gateway: { mode: "local", auth: { token: "from-the-file" } } },
        args: ["--port", "0", ...args],
        env,
      });
      t.after(() => third.clean());
      for (const token of ["from-the-flag", "from-the-variable", "from-the-file"]) {
        const client = await WireClient.open(t, third.url);
        const { ok } = await client.request("connect", connectParams({ auth: { token } }));
        assert.equal(ok, token === winner, `${token} where ${winner} wins`);
      }
    }
  });

  test("S26 V1 a mode whose secret is missing is no gateway at all", async (t) => {
    const config = { gateway: { mode: "local", auth: { mode: "token" } } };
    const third = GatewayProcess.spawn({ config, args: ["--port", "0"] });
    t.after(() => third.clean());
    assert.equal((await third.exited).code, 78);
    assert.match(third.stderr, /auth is set to token, but no token is configured/);
  });
});

describe("requests", () => {
  test("S67 S115 S118 what cannot be is answered under its id, and the connection lives on", async (t) => {
    const client = await WireClient.connect(t, gateway.url);
    const cases: [unknown, string, RegExp][] = [
      [{ type: "req", id: "a", method: "no.such" }, "a", /^unknown method: no\.such$/],
      [
        { type: "req", id: "b", method: "connect", params: connectParams() },
        "b",
        /^connect is only valid as the first request$/,
      ],
      [{ type: "req", id: 7, method: "health" }, "invalid", /^invalid request frame: /],
      [{ type: "res", id: "c", ok: true }, "c", /^invalid request frame: /],
      ["{", "invalid", /^invalid request frame: /],
      [{ type: "req", id: "d", method: "send", params: {} }, "d", /^invalid send params: /],
    ];
    for (const [sent, id, message] of cases) {
      const before = client.frames.length;
      client.send(sent);
      const answer = await client.frame(
        (frame) => frame.type === "res" && client.frames.indexOf(frame) >= before,
        "an answer",
      );
      assertFits("ResponseFrame", answer);
      assertFits("ErrorShape", answer.error);
      assert.deepEqual([answer.id, answer.ok, answer.error?.code], [id, false, "INVALID_REQUEST"]);
      assert.match(answer.error?.message ?? "", message);
    }
    assert.equal((await client.call("health")).ok, true);
  });

  test("S103 S108 S118 parameters are judged as AJV judges them by the published schema", async (t) => {
    const client = await WireClient.connect(t, gateway.url);
    const node = await WireClient.connect(t, gateway.url, { role: "node" });
    const isForNodes = (method: string) =>
      methods.some(({ name, scope }) => name === method && scope === "node");
    const trials = [{ surplus: 1 }, 7, [], { sessionKey: 5, message: {}, limit: "x", to: [] }];
    for (const method of client.hello.features.methods as string[]) {
      const wrong = trials.filter(
        (params) => objections(typeName(method, "Params"), params).length,
      );
      assert.ok(wrong.length > 0, `${method} takes anything`);
      for (const params of wrong) {
        const caller = isForNodes(method) ? node : client;
        const { ok, error } = await caller.request(method, params);
        assert.deepEqual([ok, error?.code], [false, "INVALID_REQUEST"], method);
        const expected = sentences(objections(typeName(method, "Params"), params));
        const given = error?.message.replace(`invalid ${method} params: `, "").split("; ");
        assert.deepEqual(given?.toSorted(), expected, `${method} ${JSON.stringify(params)}`);
      }
    }
  });

  test("S67 S75 S76 S77 S97 S108 answers are what the published schema says they are", async (t) => {
    const client = await WireClient.connect(t, gateway.url);
    await client.turn({ message: "2 + 2", idempotencyKey: "schema-1" });
    const asked: [string, object][] = [
      ["health", {}],
      ["health", { probe: true }],
      ["status", {}],
      ["system-presence", {}],
      ["system-event", { text: "Node: here" }],
      ["channels.status", {}],
      ["sessions.list", {}],
      ["models.list", {}],
      ["node.pair.request", { nodeId: "schema", platform: "ios", commands: ["canvas.hide"] }],
      ["node.pair.list", {}],
      ["node.pair.verify", { nodeId: "schema", token: "wrong" }],
      ["node.list", {}],
      ["chat.history", { sessionKey: "main" }],
      ["chat.abort", { sessionKey: "main" }],
      ["agent.wait", { runId: "schema-1" }],
      ["chat.send", { sessionKey: "main", message: "3 + 3", idempotencyKey: "schema-2" }],
    ];
    for (const [method, params] of asked) {
      assertFits(typeName(method, "Result"), await client.call(method, params));
    }
    await client.event("chat", ({ payload }) => payload.state === "final");
    for (const frame of client.frames) assertFits(kindOf(frame), frame);
  });

  test("S67 many requests at once are each answered under their own id", async (t) => {
    const client = await WireClient.connect(t, gateway.url);
    const methods = ["health", "status", "system-presence", "sessions.list", "nonsense"];
    const ids = Array.from({ length: 200 }, (_, index) => client.ask(methods[index % 5] ?? "", {}));
    const answers = await Promise.all(ids.map((id) => client.final(id)));
    assert.deepEqual(
      answers.map(({ ok }) => ok),
      ids.map((_, index) => index % 5 !== 4),
    );
    const all = client.frames.filter(({ type, id }) => type === "res" && ids.includes(id ?? ""));
    assert.equal(all.length, ids.length, "once each");
  });
});

const kindOf = (frame: Frame) => (frame.type === "event" ? "EventFrame" : "ResponseFrame");

/** The findings of AJV in the words of the protocol, sorted. */
function sentences(errors: readonly ErrorObject[]): string[] {
  const all = errors.map(({ instancePath, keyword, params, message }) => {
    const at = `at ${instancePath === "" ? "root" : instancePath}: `;
    const surplus = keyword === "additionalProperties";
    return at + (surplus ? `unexpected property '${params.additionalProperty}'` : message);
  });
  return [...new Set(all)].toSorted();
}

/** The error of a `connect` that is refused and closed with 1008. */
async function refusalOf(
  t: Parameters<typeof WireClient.open>[0],
  { url }: GatewayProcess,
  overrides: object,
) {
  const client = await WireClient.open(t, url);
  const { ok, error } = await client.request("connect", connectParams(overrides));
  assert.equal(ok, false);
  assert.equal((await client.closed).code, 1008);
  assert.ok(error);
  return error;
}
