import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { GatewayClient, RefusedError, type ClientEvents } from "@zero/client";
import { ROOT } from "../../scripts/child.ts";
import { makeKey, MemoryTokens } from "../support/client/device.ts";
import { collect } from "../support/cli-process.ts";
import { forward } from "../support/client/forwarder.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { ScriptedGateway, SILENCE } from "../support/scripted-gateway.ts";

const TOKEN = "a-token-that-nobody-guesses-0123";
const AUTH = { mode: "token", token: TOKEN };

let gateway: GatewayProcess;
before(async () => {
  gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local", auth: AUTH } },
    args: ["--port", "0"],
  });
});
after(() => gateway.clean());

const WEB_CHAT = {
  client: {
    id: "webchat-ui",
    version: "1.0.0",
    platform: "web",
    mode: "webchat",
    instanceId: "W1",
  },
  scopes: ["operator.read", "operator.write"],
} as const;

const identity = { ...WEB_CHAT, scopes: [...WEB_CHAT.scopes] };

/** The blocks of one language in the guide. */
function blocksOf(language: string): string[] {
  const guide = readFileSync(join(ROOT, "docs/guide/protocol.md"), "utf8");
  return [...guide.matchAll(/^```(\w+)\n([^]*?)^```$/gm)]
    .filter(([, found]) => found === language)
    .map(([, , code = ""]) => code);
}

async function runGuide(message: string, token: string, url = gateway.url) {
  const [code = "", ...more] = blocksOf("js");
  assert.deepEqual(more, []);
  const lines = code.split("\n").filter((line) => line !== "");
  assert.ok(lines.length <= 40, "it stays short enough to be read at once");
  const folder = mkdtempSync(join(tmpdir(), "zero-guide-"));
  try {
    writeFileSync(join(folder, "client.mjs"), code);
    const child = spawn(process.execPath, ["client.mjs", url, message], {
      cwd: folder,
      env: { ZERO_GATEWAY_TOKEN: token },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return await collect(child);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("S61 S65 S67 S71 S72 S73 S92 the client of the guide talks with a real gateway", async () => {
  const { status, stdout, stderr } = await runGuide("12 * (3 + 4)", TOKEN);
  assert.equal(status, 0, stderr);
  const lines = stdout.trim().split("\n");
  assert.match(lines[0] ?? "", /^connected to \d+\.\d+\.\d+$/);
  assert.match(lines[1] ?? "", /^accepted \S+$/);
  assert.match(lines[2] ?? "", /84/, "the words as they came");
  assert.match(lines.at(-1) ?? "", /^ok: .*84/);
});

test("S66 the client of the guide is refused with a reason and a close code", async () => {
  const { status, stdout, stderr } = await runGuide("help", "wrong");
  assert.deepEqual([status, stdout], [1, ""]);
  assert.match(stderr, /^INVALID_REQUEST: unauthorized: gateway token mismatch[^\n]*\n$/);
});

test("the client of the guide says in one line that nobody listens", async () => {
  // A free port may be somebody else's a moment later.
  const nobody = "ws://127.0.0.1:1";
  const { status, stdout, stderr } = await runGuide("help", TOKEN, nobody);
  assert.deepEqual([status, stdout], [1, ""]);
  assert.equal(stderr, `closed by ${nobody}: 1006 \n`);
});

test("the client of the guide says in one line that its gateway left before the answer", async (t) => {
  const leaving = await ScriptedGateway.start({
    methods: {
      agent: (_params, peer, id) => {
        peer.accept(id, { runId: "run-1" });
        peer.socket.close(1012, "service restart");
        return SILENCE;
      },
    },
  });
  t.after(() => leaving.close());
  const { status, stdout, stderr } = await runGuide("help", TOKEN, leaving.url);
  assert.equal(stdout, "connected to 9.9.9\naccepted run-1\n");
  assert.deepEqual([status, stderr], [1, `closed by ${leaving.url}: 1012 service restart\n`]);
});

test("S101 S32 WebChat from elsewhere works through a tunnel, with the token in connect", async (t) => {
  const url = `ws://127.0.0.1:${await forward(t, gateway.port)}`;
  const without = new GatewayClient({ url, identity });
  t.after(() => without.close());
  await assert.rejects(without.connect(), (error) => {
    assert.ok(error instanceof RefusedError);
    assert.match(error.message, /^unauthorized: gateway token missing/);
    return true;
  });

  const device = { key: makeKey(), tokens: new MemoryTokens() };
  const client = new GatewayClient({ url, identity, auth: { token: TOKEN }, device });
  t.after(() => client.close());
  const events: ClientEvents["event"][] = [];
  client.on("event", (event) => events.push(event));
  const hello = await client.connect();
  assert.ok(hello.snapshot.presence.some(({ instanceId }) => instanceId === "W1"));
  const idempotencyKey = "webchat-key-1";
  const final = await client.request(
    "agent",
    { message: "12 * (3 + 4)", idempotencyKey },
    { expectFinal: true, timeoutMs: 0 },
  );
  assert.equal(final.status, "ok");
  const words = events.filter(({ event }) => event === "agent");
  assert.ok(words.length > 0 && words.every(({ seq }) => seq !== undefined));
  const history = await client.request("chat.history", { sessionKey: "main" });
  assert.match(JSON.stringify(history), /84/);
});

test("S95 S96 a client that comes back finds the gateway that was restarted, as the same device", async (t) => {
  const device = { key: makeKey(), tokens: new MemoryTokens() };
  const reconnect = { initialMs: 20, maxMs: 200 };
  const auth = { token: TOKEN };
  const client = new GatewayClient({ url: gateway.url, identity, auth, device, reconnect });
  t.after(() => client.close());
  const shutdowns: unknown[] = [];
  client.on("event", ({ event, payload }) => {
    if (event === "shutdown") shutdowns.push(payload);
  });
  const first = await client.connect();
  const back = new Promise<ClientEvents["hello"]>((resolve) => client.on("hello", resolve));
  const { port, home } = gateway;
  await gateway.stop();
  gateway = await GatewayProcess.start({ home, args: ["--port", `${port}`] });
  const second = await back;
  assert.notEqual(second.server.connId, first.server.connId);
  assert.equal(shutdowns.length, 1);
  assert.equal(client.connected, true);
});

test("S74 S186 of the bridge there is a page that says it is gone, and nothing else", async (t) => {
  const page = readFileSync(join(ROOT, "docs/guide/retired-bridge.md"), "utf8");
  assert.match(page, /\*\*It is gone\. The gateway neither opens nor reserves/);
  const client = new GatewayClient({ url: gateway.url, identity, auth: { token: TOKEN } });
  t.after(() => client.close());
  const { features } = await client.connect();
  const old = /bridge|pair-request|pair-ok|invoke-res$/;
  assert.deepEqual(
    [...features.methods, ...features.events].filter((name) => old.test(name)),
    [],
  );
  const wanted = GatewayProcess.spawn({
    config: { gateway: { mode: "local" }, bridge: { enabled: true, port: 18_790 } },
    args: ["--port", "0"],
  });
  t.after(() => wanted.clean());
  assert.equal((await wanted.exited).code, 78);
  assert.match(wanted.stderr, /bridge: Unrecognized key/);
});
