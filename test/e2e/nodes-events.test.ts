import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
import { NODE_EVENTS } from "@zero/protocol/schema/node-event";
import { GatewayProcess } from "../support/gateway-process.ts";
import { type NodeScript, ScriptedNode } from "../support/nodes/scripted-node.ts";
import { eventually, type Frame, WireClient } from "../support/wire-client.ts";

let gateway: GatewayProcess;
before(async () => {
  gateway = await GatewayProcess.start({
    config: {
      gateway: { mode: "local", nodes: { denyCommands: ["location.get"], allowCommands: ["x.y"] } },
      agents: { defaults: { model: { primary: "builtin/offline" } } },
    },
    args: ["--port", "0"],
  });
});
after(() => gateway.clean());

const connect = (t: TestContext) => WireClient.connect(t, gateway.url);
const node = (t: TestContext, id: string, more: NodeScript = {}) =>
  ScriptedNode.connect(t, gateway.url, { id, client: { displayName: `Node ${id}` }, ...more });

const said = (frame: Frame) => [frame.error?.code, frame.error?.message];
const invalid = (why: string) => ["INVALID_REQUEST", `invalid node.event params: ${why}`];

interface Said {
  role: string;
  runId: string;
  content: { text: string }[];
}

const history = async (owner: WireClient, sessionKey: string): Promise<Said[]> =>
  (await owner.call("chat.history", { sessionKey })).messages;

test("what a node hears becomes a turn, in the main session or in the one that it names", async (t) => {
  const owner = await connect(t);
  const phone = await node(t, "ears");
  const heard = await phone.event("voice.transcript", { text: "2 + 3" });
  assert.deepEqual(heard.payload, { ok: true });
  const final = await owner.event("chat", ({ payload }) => payload.state === "final");
  assert.equal(final.payload.sessionKey, "agent:main:main");
  assert.match(final.payload.message.content[0].text, /5/);
  const [question] = await history(owner, "main");
  assert.equal(question?.role, "user");
  assert.equal(question?.content.at(-1)?.text, "2 + 3");

  await phone.event("voice.transcript", { text: "4 + 5", sessionKey: "kitchen" });
  const there = await owner.event(
    "chat",
    ({ payload }) => payload.state === "final" && payload.sessionKey === "agent:main:kitchen",
  );
  assert.match(there.payload.message.content[0].text, /9/);
});

test("V31: the same request of a node is one turn, also when it is asked twice", async (t) => {
  const owner = await connect(t);
  const phone = await node(t, "asks");
  const request = { message: "6 + 7", sessionKey: "twice", key: "k1", thinking: "low" };
  const [first, second] = await Promise.all([
    phone.event("agent.request", request),
    phone.event("agent.request", request),
  ]);
  assert.deepEqual([first.payload, second.payload], [{ ok: true }, { ok: true }]);
  await owner.event(
    "chat",
    ({ payload }) => payload.state === "final" && payload.sessionKey === "agent:main:twice",
  );
  const messages = await history(owner, "twice");
  assert.equal(messages.filter(({ role }) => role === "user").length, 1);
  const other = await phone.event("agent.request", { ...request, message: "another" });
  assert.deepEqual(said(other), ["INVALID_REQUEST", "idempotency key reused for another request"]);
});

test("SR4: a node does not choose who is written to", async (t) => {
  const phone = await node(t, "speaks");
  const deliver = { message: "hi", deliver: true };
  const nobody = 'nobody wrote to "agent:main:main" through a channel yet';
  assert.deepEqual(said(await phone.event("agent.request", deliver)), invalid(nobody));
  for (const [method, params] of [
    ["send", { to: "1", message: "x", idempotencyKey: "a" }],
    ["agent", { message: "x", idempotencyKey: "a" }],
    ["node.invoke", { nodeId: "speaks", command: "x.y", idempotencyKey: "a" }],
    ["node.pair.list", {}],
  ] as const) {
    const { error } = await phone.client.request(method, params);
    assert.equal(error?.message, "unauthorized role: node", method);
  }
});

test("SR4: a session that is closed to what clients send is closed to nodes", async (t) => {
  const owner = await connect(t);
  const phone = await node(t, "closed");
  await owner.call("sessions.patch", { key: "closed", sendPolicy: "deny" });
  for (const [event, payload] of [
    ["voice.transcript", { text: "8 + 9", sessionKey: "closed" }],
    ["agent.request", { message: "8 + 9", sessionKey: "closed" }],
  ] as const) {
    assert.deepEqual(said(await phone.event(event, payload)), [
      "INVALID_REQUEST",
      "send blocked by session policy",
    ]);
  }
  assert.deepEqual(await history(owner, "closed"), []);
});

test("a node that follows a session gets its events, without seq, until it stops", async (t) => {
  const owner = await connect(t);
  const follower = await node(t, "follows");
  const stranger = await node(t, "does-not");
  assert.deepEqual((await follower.event("chat.subscribe", { sessionKey: "followed" })).payload, {
    ok: true,
  });
  const turn = (key: string, sessionKey: string) =>
    owner.turn({ message: "1 + 1", sessionKey, idempotencyKey: key });
  await turn("turn-elsewhere", "elsewhere");
  await turn("turn-followed", "followed");
  const final = await follower.client.event("chat", ({ payload }) => payload.state === "final");
  assert.equal(final.payload.sessionKey, "agent:main:followed");
  assert.equal(final.seq, undefined);
  const streams = follower.client.events("agent");
  assert.ok(streams.length > 0);
  for (const frame of [...streams, ...follower.client.events("chat")]) {
    assert.equal(frame.payload.sessionKey, "agent:main:followed");
    assert.equal(frame.seq, undefined);
  }
  await follower.event("chat.unsubscribe", { sessionKey: "agent:main:followed" });
  const before = follower.client.events("chat").length;
  await turn("turn-unfollowed", "followed");
  // Whatever was sent to this node before the answer to its own request is here by now.
  await follower.event("chat.unsubscribe", { sessionKey: "followed" });
  assert.equal(follower.client.events("chat").length, before);
  await stranger.event("chat.unsubscribe", { sessionKey: "followed" });
  assert.equal(stranger.client.events("chat").length + stranger.client.events("agent").length, 0);
});

test("a node follows 64 sessions and no more; whoever comes back begins anew", async (t) => {
  const owner = await connect(t);
  const first = await node(t, "many");
  for (let i = 1; i <= 64; i += 1) {
    assert.equal((await first.event("chat.subscribe", { sessionKey: `s${i}` })).ok, true);
  }
  assert.equal((await first.event("chat.subscribe", { sessionKey: "s64" })).ok, true);
  const over = await first.event("chat.subscribe", { sessionKey: "s65" });
  assert.deepEqual(said(over), invalid("64 sessions are followed already; leave one first"));
  await first.leave();
  const back = await node(t, "many");
  await owner.turn({ message: "1 + 1", sessionKey: "s1", idempotencyKey: "after-leaving" });
  await back.event("chat.unsubscribe", { sessionKey: "s1" });
  assert.equal(back.client.events("chat").length, 0);
});

test("an event that means nothing is refused in words", async (t) => {
  const phone = await node(t, "odd");
  for (const [event, payload, why] of [
    ["no.such", {}, 'unknown event "no.such"'],
    ["voice.transcript", {}, "text required"],
    ["voice.transcript", { text: "  " }, "text required"],
    ["voice.transcript", { text: 7 }, "text must be text"],
    ["voice.transcript", { text: "x".repeat(20_001) }, "text is longer than 20000 characters"],
    ["voice.transcript", [], "the payload must be an object"],
    ["voice.transcript", { text: "x", sessionKey: "agent::" }, "no such session key"],
    ["voice.transcript", { text: "x", sessionKey: "agent:other:main" }, 'unknown agent id "other"'],
    [
      "agent.request",
      { message: "x", timeoutSeconds: -1 },
      "timeoutSeconds must be a whole number, 0 to 86400",
    ],
    ["chat.subscribe", {}, "sessionKey required"],
  ] as const) {
    assert.deepEqual(said(await phone.event(event, payload)), invalid(why), event);
  }
  const longest = { text: "x".repeat(20_000), sessionKey: "long" };
  assert.equal((await phone.event("voice.transcript", longest)).ok, true);
  const json = { event: "chat.subscribe", payloadJSON: '{"sessionKey":"json"}' };
  assert.equal((await phone.client.request("node.event", json)).ok, true);
  const broken = await phone.client.request("node.event", { ...json, payloadJSON: "{" });
  assert.deepEqual(said(broken), invalid("payloadJSON cannot be read: not valid JSON"));
});

test("each kind of event in the reference is taken, with the keys and lengths that stand there", async (t) => {
  const phone = await node(t, "reads");
  for (const [kind, { properties, required }] of Object.entries(NODE_EVENTS)) {
    const missing = said(await phone.event(kind, {}))[1] ?? "";
    assert.match(missing, new RegExp(`^invalid node\\.event params: .*${required[0]}`), kind);
    const valid = Object.fromEntries(required.map((name) => [name, "x"]));
    for (const [name, property] of Object.entries(properties)) {
      // Where an answer may go is looked at only when there is such a place.
      if (!("maxLength" in property) || name === "to" || name === "channel") continue;
      const { maxLength } = property;
      const long = { ...valid, [name]: "x".repeat(Number(maxLength) + 1) };
      const why = `${name} is longer than ${maxLength} characters`;
      assert.deepEqual(said(await phone.event(kind, long)), invalid(why), kind);
    }
  }
  assert.deepEqual(said(await phone.event("other", {})), invalid('unknown event "other"'));
});

test("SR18: what a node says about a program that it was not given is refused and noted nowhere", async (t) => {
  const owner = await connect(t);
  const host = await node(t, "host");
  for (const event of ["exec.started", "exec.finished", "exec.denied"]) {
    const forged = await host.event(event, { runId: "made-up", command: "rm", exitCode: 0 });
    const why = "unknown runId: this gateway gave the node no such run";
    assert.deepEqual(said(forged), invalid(why));
  }
  const status = await owner.call("status", {});
  assert.deepEqual(status.queuedSystemEvents, []);
});

test("the configuration adds commands and takes them away, for lists and for invocations", async (t) => {
  const owner = await connect(t);
  const phone = await node(t, "policy", {
    commands: { "x.y": () => 1, "location.get": () => 2, "sms.send": () => 3 },
  });
  const shown = await owner.call("node.describe", { nodeId: "policy" });
  assert.deepEqual(shown.commands, ["x.y"]);
  const invoke = (command: string) =>
    owner.request("node.invoke", {
      nodeId: "policy",
      command,
      idempotencyKey: `policy-${command}`,
    });
  assert.equal((await invoke("x.y")).payload.payload, 1);
  const denied = await invoke("location.get");
  assert.equal(denied.error?.details.reason, "command not allowlisted");
  assert.deepEqual(
    phone.commands.map(({ command }) => command),
    ["x.y"],
  );
});

test("presence shows a node while it is there, and says when it left", async (t) => {
  const owner = await connect(t);
  const phone = await node(t, "seen", { client: { displayName: "Seen", instanceId: "seen-1" } });
  const row = async () => {
    const rows = await owner.call("system-presence", {});
    return rows.find(({ instanceId }: { instanceId?: string }) => instanceId === "seen-1");
  };
  const here = await row();
  assert.deepEqual([here.mode, here.roles, here.reason], ["node", ["node"], "connect"]);
  await phone.leave();
  await eventually(async () => (await row()).reason === "disconnect", "the row says so");
});
