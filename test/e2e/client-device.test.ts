import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { type ClientOptions, type DeviceKey, GatewayClient, RefusedError } from "@zero/client";
import { verifyDevice } from "../../src/features/access/device.ts";
import { Secret } from "../../src/kernel/secret.ts";
import { KEYS, makeKey, MemoryTokens } from "../support/client/device.ts";
import { next } from "../support/client/next.ts";
import { Refusal, type Script, ScriptedGateway } from "../support/scripted-gateway.ts";
import { startDoor } from "../support/socket-door.ts";

const IDENTITY = {
  client: { id: "test", version: "1.2.3", platform: "linux", mode: "test" },
  role: "operator",
  scopes: ["operator.read", "operator.write"],
} as const;

const WRONG = "unauthorized: gateway token mismatch (provide gateway auth token)";

async function gatewayOf(t: TestContext, script: Script = {}): Promise<ScriptedGateway> {
  const gateway = await ScriptedGateway.start(script);
  t.after(() => gateway.close());
  return gateway;
}

function clientOf(t: TestContext, url: string, options: Partial<ClientOptions> = {}) {
  const identity = { ...IDENTITY, scopes: [...IDENTITY.scopes] };
  const client = new GatewayClient({ url, identity, ...options });
  t.after(() => client.close());
  return client;
}

/** What the gateway holds against a device; throws when the proof does not hold. */
function checked(params: ScriptedGateway["requests"][number]["params"], nonce: string): string {
  return verifyDevice(params.device, {
    clientId: params.client.id,
    clientMode: params.client.mode,
    role: params.role,
    scopeLists: [params.scopes],
    token: params.auth?.token ?? "",
    nonce,
    local: true,
    now: Date.now(),
  }).deviceId;
}

function onlyToken(token: string): Script["onConnect"] {
  return ({ auth }) => {
    if (auth?.token !== token) throw new Refusal("INVALID_REQUEST", WRONG);
  };
}

const sentTokens = (gateway: ScriptedGateway) =>
  gateway.requests.map(({ params }) => params.auth?.token ?? params.auth?.password);

for (const [kind, make] of KEYS) {
  test(`SR5 a ${kind} key proves itself over the challenge, and without one over version 1`, async (t) => {
    const key = await make();
    const auth = { token: "shared" };
    const gateway = await gatewayOf(t);
    await clientOf(t, gateway.url, { device: { key }, auth }).connect();
    const [first] = gateway.requests;
    assert.equal(first?.params.device.nonce, "nonce-1");
    assert.equal(checked(first.params, "nonce-1"), key.id);
    assert.throws(() => checked({ ...first.params, auth: { token: "other" } }, "nonce-1"));

    const mute = await gatewayOf(t, { challenge: false });
    await clientOf(t, mute.url, { device: { key }, auth, challengeWaitMs: 5 }).connect();
    assert.equal(mute.requests[0]?.params.device.nonce, undefined);
    assert.equal(checked(mute.requests[0]?.params, "unused"), key.id);
  });

  test(`S63 S64 the gateway's own door takes a ${kind} key, and refuses one that is not its id`, async (t) => {
    const door = await startDoor(t, { auth: { mode: "token", secret: new Secret("shared") } });
    const key = await make();
    const auth = { token: "shared" };
    const hello = await clientOf(t, door.url, { device: { key }, auth }).connect();
    assert.equal(hello.type, "hello-ok");
    const liar: DeviceKey = { ...makeKey(), id: key.id };
    await assert.rejects(clientOf(t, door.url, { device: { key: liar }, auth }).connect(), {
      message: "device identity mismatch",
    });
  });
}

test("the signed text has exactly the words and the order of the protocol", async (t) => {
  const gateway = await gatewayOf(t);
  const signed: string[] = [];
  const key = { ...makeKey(), sign: (text: string) => `${signed.push(text)}` };
  const tokens = new MemoryTokens("stored");
  await clientOf(t, gateway.url, { device: { key, tokens } }).connect();
  const signedAt = gateway.requests[0]?.params.device.signedAt;
  const words = `${key.id}|test|test|operator|operator.read,operator.write|${signedAt}|stored`;
  assert.deepEqual(signed, [`v2|${words}|nonce-1`]);
});

test("what hello-ok issues is kept for its role and goes before the shared token the next time", async (t) => {
  const issued = { deviceToken: "issued", role: "operator", scopes: ["operator.read"] };
  const gateway = await gatewayOf(t, { onConnect: () => ({ auth: { ...issued, issuedAtMs: 7 } }) });
  const tokens = new MemoryTokens();
  const options = { device: { key: makeKey(), tokens }, auth: { token: "shared" } };
  const first = clientOf(t, gateway.url, options);
  await first.connect();
  assert.equal(first.credential, "shared");
  const second = clientOf(t, gateway.url, options);
  await second.connect();
  assert.equal(second.credential, "device-token");
  assert.deepEqual(sentTokens(gateway), ["shared", "issued"]);
  assert.equal(tokens.done[0], "save operator issued operator.read 7");
  checked(gateway.requests[1]?.params, "nonce-2");

  const other = await gatewayOf(t, { onConnect: () => ({ auth: { ...issued, role: "node" } }) });
  const untouched = new MemoryTokens();
  await clientOf(t, other.url, { device: { key: makeKey(), tokens: untouched } }).connect();
  assert.deepEqual(untouched.done, [], "a role that was not asked for");
});

test("a stored token that is refused is cleared, and the shared secret is tried once", async (t) => {
  const gateway = await gatewayOf(t, { onConnect: onlyToken("shared") });
  const tokens = new MemoryTokens("stale");
  const device = { key: makeKey(), tokens };
  const client = clientOf(t, gateway.url, { device, auth: { token: "shared" } });
  await client.connect();
  assert.deepEqual(sentTokens(gateway), ["stale", "shared"]);
  assert.deepEqual(tokens.done, ["clear operator"]);
  assert.equal(client.credential, "shared");
  checked(gateway.requests[1]?.params, "nonce-2");

  tokens.tokens.set("operator", "stale");
  const wrong = clientOf(t, gateway.url, { device, auth: { password: "wrong" } });
  const closed = next(wrong, "closed");
  await assert.rejects(wrong.connect(), RefusedError);
  await closed;
  assert.deepEqual(sentTokens(gateway).slice(2), ["stale", "wrong"]);
});

test("a store that forgets nothing does not keep the client trying", async (t) => {
  const gateway = await gatewayOf(t, { onConnect: onlyToken("nothing") });
  const tokens = { load: () => "stale", save: () => undefined, clear: () => undefined };
  const client = clientOf(t, gateway.url, {
    device: { key: makeKey(), tokens },
    auth: { token: "shared" },
  });
  await assert.rejects(client.connect(), { message: WRONG });
  assert.deepEqual(sentTokens(gateway), ["stale", "shared"]);
});

test("a stored token stays when nothing else could be sent, or when it was not what was refused", async (t) => {
  const gateway = await gatewayOf(t, { onConnect: onlyToken("nothing") });
  const tokens = new MemoryTokens("stored");
  const device = { key: makeKey(), tokens };
  await assert.rejects(clientOf(t, gateway.url, { device }).connect(), RefusedError);
  const refusals = [
    new Refusal("INVALID_REQUEST", "protocol mismatch"),
    new Refusal("UNAVAILABLE", "unauthorized: too many", undefined, { retryable: true }),
    new Refusal("NOT_PAIRED", "pairing required", undefined, { details: { requestId: "r" } }),
  ];
  for (const refusal of refusals) {
    const other = await gatewayOf(t, {
      onConnect: () => {
        throw refusal;
      },
    });
    const client = clientOf(t, other.url, { device, auth: { token: "shared" } });
    await assert.rejects(client.connect(), { message: refusal.message });
    assert.deepEqual(sentTokens(other), ["stored"], refusal.message);
  }
  assert.deepEqual(tokens.done, []);
});

test("V45 a secret that was typed is what is sent, whatever is stored", async (t) => {
  const gateway = await gatewayOf(t, { onConnect: onlyToken("right") });
  const tokens = new MemoryTokens("right");
  const device = { key: makeKey(), tokens };
  const auth = { token: "typed", isExplicit: true };
  await assert.rejects(clientOf(t, gateway.url, { device, auth }).connect(), { message: WRONG });
  assert.deepEqual(sentTokens(gateway), ["typed"]);
  assert.deepEqual(tokens.done, []);
});

test("a store that cannot be read fails the connect, one that cannot be written only says so", async (t) => {
  const gateway = await gatewayOf(t, {
    onConnect: () => ({ auth: { deviceToken: "issued", role: "operator", scopes: [] } }),
  });
  const full = new Error("the disk is full");
  const fail = () => Promise.reject(full);
  const mute = { load: () => undefined, save: fail, clear: fail };
  const client = clientOf(t, gateway.url, { device: { key: makeKey(), tokens: mute } });
  const said = next(client, "keepFailed");
  await client.connect();
  assert.equal(await said, full);
  assert.equal(client.connected, true);

  const broken = { ...mute, load: fail };
  const other = clientOf(t, gateway.url, { device: { key: makeKey(), tokens: broken } });
  await assert.rejects(other.connect(), full);
  assert.equal(other.connected, false);
});

test("S96 SR5 a device that comes back signs the new challenge and sends what was issued", async (t) => {
  const issue = () => ({ auth: { deviceToken: "issued", role: "operator", scopes: [] } });
  const gateway = await gatewayOf(t, { onConnect: issue });
  const tokens = new MemoryTokens();
  const key = makeKey();
  const reconnect = { initialMs: 1, maxMs: 5 };
  const client = clientOf(t, gateway.url, { device: { key, tokens }, reconnect });
  await client.connect();
  const back = next(client, "hello");
  gateway.peer.socket.close(1012, "service restart");
  await back;
  assert.equal(client.credential, "device-token");
  assert.equal(gateway.requests[1]?.params.device.nonce, "nonce-2");
  assert.equal(checked(gateway.requests[1].params, "nonce-2"), key.id);
});

test("SR5 NOT_PAIRED names the request, and a client that may wait comes in once it is approved", async (t) => {
  let triesLeft = 2;
  const gateway = await gatewayOf(t, {
    onConnect: () => {
      if (triesLeft === 0) return;
      triesLeft -= 1;
      const details = { requestId: "request-1" };
      throw new Refusal("NOT_PAIRED", "pairing required", undefined, { details });
    },
  });
  const device = { key: makeKey() };
  const reconnect = { initialMs: 1, maxMs: 5 };
  const waiting = clientOf(t, gateway.url, { device, reconnect, waitForApproval: true });
  const hello = next(waiting, "hello");
  await assert.rejects(waiting.connect(), (error) => {
    assert.ok(error instanceof RefusedError);
    assert.equal(error.code, "NOT_PAIRED");
    assert.equal(error.requestId, "request-1");
    return true;
  });
  await hello;
  assert.equal(gateway.requests.length, 3);

  triesLeft = 1;
  const other = clientOf(t, gateway.url, { device, reconnect });
  const closed = next(other, "closed");
  await assert.rejects(other.connect(), RefusedError);
  assert.equal((await closed).retryInMs, undefined);
});

test("a refusal that says when to come back is not answered sooner, nor by waiting for ever", async (t) => {
  for (const [retryAfterMs, retryInMs] of [
    [5_000, 5_000],
    [1, 1_000],
    [1e12, 600_000],
  ] as const) {
    const gateway = await gatewayOf(t, {
      onConnect: () => {
        const more = { retryable: true, retryAfterMs };
        throw new Refusal("UNAVAILABLE", "unauthorized: too many", undefined, more);
      },
    });
    const client = clientOf(t, gateway.url, { reconnect: { random: () => 0 } });
    const closed = next(client, "closed");
    await assert.rejects(client.connect(), RefusedError);
    assert.equal((await closed).retryInMs, retryInMs);
    client.close();
  }
});
