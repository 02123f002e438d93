import type { WireClient } from "../support/wire-client.ts";

/** What a call may build on: a gateway that answers by itself, with Telegram linked. */
export interface World {
  /** May do everything. */
  readonly admin: WireClient;
  /** Somebody who may speak and be spoken to, by id. */
  readonly person: string;
}

/** A call that is right. */
export interface CallFixture {
  /** What is sent; made when something has to be there first. Absent: nothing. */
  readonly params?: object | ((world: World) => object | Promise<object>);
  /** Only where no right call can succeed in this world: the code and the words of the refusal. */
  readonly refused?: { readonly code: string; readonly message: RegExp };
}

const SESSION = "agent:main:conformance";

const UNKNOWN_REQUEST = { code: "INVALID_REQUEST", message: /unknown requestId/ };
const CHANGED_CONFIG = { code: "INVALID_REQUEST", message: /config changed since last load/ };
const NO_DEVICE = { deviceId: "nobody", role: "operator" };
const UNKNOWN_DEVICE = { code: "INVALID_REQUEST", message: /unknown deviceId/ };
const NOT_CONNECTED = { code: "UNAVAILABLE", message: /node not connected/ };

/** A request of a node that waits. */
async function requestOf({ admin }: World, nodeId: string): Promise<{ requestId: string }> {
  const { request } = await admin.call("node.pair.request", { nodeId });
  return { requestId: request.requestId };
}

async function pair(world: World, nodeId: string): Promise<void> {
  await world.admin.call("node.pair.approve", await requestOf(world, nodeId));
}

/** The session that runs, or a new one. */
async function wizardOf({ admin }: World): Promise<{ sessionId: string }> {
  const { ok, payload, error } = await admin.request("wizard.start", {});
  return { sessionId: ok ? payload.sessionId : error?.details.sessionId };
}

/** A right call of each method; it is made with the least scope that the method asks for. */
export const CALLS: Readonly<Record<string, CallFixture>> = {
  agent: { params: { message: "2 + 3", sessionKey: SESSION, idempotencyKey: "agent-1" } },
  "agent.wait": {
    params: async ({ admin }) => {
      const id = admin.ask("agent", {
        message: "4 + 5",
        sessionKey: SESSION,
        idempotencyKey: "waited-for",
      });
      await admin.final(id);
      return { runId: "waited-for", timeoutMs: 10_000 };
    },
  },
  "agent.identity.get": {},
  "agents.list": {},
  // A right one would unlink what the other calls need.
  "channels.logout": {
    params: { channel: "no-such-channel" },
    refused: { code: "INVALID_REQUEST", message: /no-such-channel/ },
  },
  "channels.status": { params: { probe: true, timeoutMs: 5_000 } },
  "chat.history": {
    params: async ({ admin }) => {
      await admin.turn({ message: "help", sessionKey: SESSION, idempotencyKey: "told" });
      return { sessionKey: SESSION, limit: 10 };
    },
  },
  "chat.send": { params: { sessionKey: SESSION, message: "6 * 7", idempotencyKey: "chat-1" } },
  "chat.abort": { params: { sessionKey: SESSION } },
  "chat.inject": { params: { sessionKey: SESSION, message: "a note" } },
  "config.get": {},
  "config.schema": {},
  // Right ones would change what the other calls need.
  "config.set": { params: { raw: "{", baseHash: "none" }, refused: CHANGED_CONFIG },
  "config.apply": { params: { raw: "{}", baseHash: "none" }, refused: CHANGED_CONFIG },
  "config.patch": { params: { raw: "{}", baseHash: "none" }, refused: CHANGED_CONFIG },
  "device.pair.list": {},
  "device.pair.approve": { params: { requestId: "nobody" }, refused: UNKNOWN_REQUEST },
  "device.pair.reject": { params: { requestId: "nobody" }, refused: UNKNOWN_REQUEST },
  "device.token.rotate": { params: NO_DEVICE, refused: UNKNOWN_DEVICE },
  "device.token.revoke": { params: NO_DEVICE, refused: UNKNOWN_DEVICE },
  "exec.approval.request": { params: { command: "true", timeoutMs: 1 } },
  "exec.approval.resolve": {
    params: { id: "nobody", decision: "deny" },
    refused: { code: "INVALID_REQUEST", message: /unknown approval id/ },
  },
  "exec.approval.list": {},
  "exec.approvals.get": {},
  "exec.approvals.set": {
    params: async ({ admin }) => {
      const { file, hash } = await admin.call("exec.approvals.get");
      return { file, baseHash: hash };
    },
  },
  "exec.approvals.node.get": { params: { nodeId: "nobody" }, refused: NOT_CONNECTED },
  "exec.approvals.node.set": {
    params: async ({ admin }) => {
      const { file } = await admin.call("exec.approvals.get");
      return { nodeId: "nobody", file };
    },
    refused: NOT_CONNECTED,
  },
  health: { params: { probe: true } },
  "logs.tail": { params: { limit: 5 } },
  "models.list": {},
  "node.pair.request": { params: { nodeId: "node-1", displayName: "Node" } },
  "node.pair.list": {},
  "node.pair.approve": { params: (world) => requestOf(world, "node-2") },
  "node.pair.reject": { params: (world) => requestOf(world, "node-3") },
  "node.pair.verify": { params: { nodeId: "nobody", token: "wrong" } },
  "node.pair.remove": {
    params: async (world) => {
      await pair(world, "node-4");
      return { nodeId: "node-4" };
    },
  },
  "node.rename": {
    params: async (world) => {
      await pair(world, "node-5");
      return { nodeId: "node-5", displayName: "Kitchen" };
    },
  },
  "node.list": {},
  "node.describe": { params: { nodeId: "node-5" } },
  "node.invoke": {
    params: { nodeId: "nobody", command: "canvas.present", idempotencyKey: "invoke-1" },
    refused: NOT_CONNECTED,
  },
  "node.invoke.result": { params: { id: "unknown", nodeId: "test", ok: true } },
  "node.event": {
    params: { event: "chat.subscribe", payloadJSON: JSON.stringify({ sessionKey: SESSION }) },
  },
  poll: {
    params: ({ person }) => ({
      to: person,
      question: "Tea?",
      options: ["yes", "no"],
      channel: "telegram",
      idempotencyKey: "poll-1",
    }),
  },
  send: {
    params: ({ person }) => ({
      to: person,
      message: "good morning",
      channel: "telegram",
      idempotencyKey: "send-1",
    }),
  },
  "queue.list": { params: { limit: 10 } },
  "queue.cancel": {
    params: { id: "nobody" },
    refused: { code: "INVALID_REQUEST", message: /unknown id/ },
  },
  "queue.resend": {
    params: { id: "nobody" },
    refused: { code: "INVALID_REQUEST", message: /unknown id/ },
  },
  "sessions.list": { params: { limit: 5, includeLastMessage: true, includeDerivedTitles: true } },
  "sessions.preview": { params: { keys: [SESSION] } },
  "sessions.resolve": { params: { key: SESSION } },
  "sessions.patch": { params: { key: SESSION, label: "conformance" } },
  "sessions.compact": { params: { key: SESSION } },
  "sessions.reset": { params: { key: SESSION } },
  "sessions.delete": {
    params: async ({ admin }) => {
      await admin.call("sessions.patch", { key: "agent:main:short-lived", label: "short" });
      return { key: "agent:main:short-lived" };
    },
  },
  status: {},
  "system-event": { params: { text: "Node: kitchen", host: "kitchen", tags: ["a"], mode: "ui" } },
  "system-presence": {},
  "talk.mode": { params: { enabled: true } },
  "usage.cost": { params: { days: 7 } },
  "usage.status": {},
  "wizard.start": {},
  "wizard.next": { params: wizardOf },
  "wizard.cancel": { params: wizardOf },
  "wizard.status": { params: wizardOf },
  "voicewake.get": {},
  "voicewake.set": { params: { triggers: ["zero"] } },
};
