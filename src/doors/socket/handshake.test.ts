import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { after, describe, test } from "node:test";
import { validateResponseFrame } from "@zero/protocol/generated/validators.js";
import { Secret } from "../../kernel/secret.ts";
import { NET_LIMITS } from "../../net/limits.ts";
import { FakeClock, settle } from "../../../test/support/fake-clock.ts";
import {
  connectParams,
  DoorFixture,
  startDoor,
  makeDevice,
  proveDevice,
  type TestClient,
} from "../../../test/support/socket-door.ts";

const TOKEN = "a-token-of-the-test-0123456789";
const PROXIED = { headers: { "x-forwarded-for": "192.0.2.1" } };

/** Sends one first frame; returns the answer, if any, and how the socket was closed. */
async function refused(client: TestClient, first: unknown) {
  client.send(first);
  const { code, reason } = await client.closed;
  const answer = client.frames.find((frame) => frame.type === "res");
  if (answer) assert.ok(validateResponseFrame(answer));
  return { code, reason, answer };
}

const connect = (params: object = {}, id: unknown = "c1") => {
  return { type: "req", id, method: "connect", params: connectParams(params) };
};

describe("the first frame", () => {
  const started = DoorFixture.start();
  after(async () => (await started).stop());

  for (const [what, frame] of [
    ["not JSON", "{not json"],
    ["an empty message", ""],
    ["JSON that is no object", "[1]"],
    ["an event", { type: "event", event: "tick" }],
    ["a request without a method", { type: "req", id: "1" }],
    ["deep nesting", `${"[".repeat(40)}${"]".repeat(40)}`],
    ["a forbidden key", '{"type":"req","id":"1","method":"connect","params":{"__proto__":{}}}'],
  ] as const) {
    test(`S66 S176 V11 ${what} is closed with 1008 "invalid request frame", unanswered`, async () => {
      const gateway = await started;
      const { code, reason, answer } = await refused(await gateway.open(), frame);
      assert.deepEqual([code, reason, answer], [1008, "invalid request frame", undefined]);
    });
  }

  test("V11 a binary message is closed with 1008 like any frame that is no request", async () => {
    const gateway = await started;
    const client = await gateway.open();
    client.ws.send(Buffer.from(JSON.stringify(connect())), { binary: true });
    assert.deepEqual(await client.closed, { code: 1008, reason: "invalid request frame" });
  });

  test("V48 a connect whose id is not a string is answered with the id invalid", async () => {
    const gateway = await started;
    const { code, answer } = await refused(await gateway.open(), connect({}, 7));
    assert.equal(code, 1008);
    assert.equal(answer?.id, "invalid");
    assert.equal(answer?.error?.code, "INVALID_REQUEST");
    assert.match(answer?.error?.message ?? "", /^invalid request frame: at \/id: must be string/);
  });

  test("S61 S175 a first request that is not connect is answered and closed with 1008", async () => {
    const gateway = await started;
    const text = "invalid handshake: first request must be connect";
    const frame = { type: "req", id: "h", method: "health", params: {} };
    const { code, reason, answer } = await refused(await gateway.open(), frame);
    assert.deepEqual([code, reason], [1008, text]);
    assert.deepEqual(answer?.error, { code: "INVALID_REQUEST", message: text });
    assert.equal(answer?.ok, false);
  });

  test("S62 S63 S66 invalid connect params are explained; the close reason ends at 120 bytes", async () => {
    const gateway = await started;
    const client = { id: "ü".repeat(100), version: "", platform: "x", mode: "nope" };
    const { code, reason, answer } = await refused(await gateway.open(), connect({ client }));
    assert.equal(code, 1008);
    const message = answer?.error?.message ?? "";
    assert.match(message, /^invalid connect params: at \/client\/id: /);
    assert.ok(Buffer.byteLength(reason) <= 120 && message.startsWith(reason));
  });

  test("S66 an unknown connect key is named", async () => {
    const gateway = await started;
    const { answer } = await refused(await gateway.open(), connect({ extra: 1 }));
    const message = "invalid connect params: at root: unexpected property 'extra'";
    assert.equal(answer?.error?.message, message);
  });

  for (const range of [
    { minProtocol: 4, maxProtocol: 9 },
    { minProtocol: 1, maxProtocol: 2 },
  ]) {
    test(`S62 V26 the protocol range ${JSON.stringify(range)} is closed with 1002`, async () => {
      const gateway = await started;
      const { code, reason, answer } = await refused(await gateway.open(), connect(range));
      assert.deepEqual([code, reason], [1002, "protocol mismatch"]);
      assert.deepEqual(answer?.error, {
        code: "INVALID_REQUEST",
        message: "protocol mismatch",
        details: { expectedProtocol: 3 },
      });
    });
  }

  test("S62 a range that holds 3 is taken", async () => {
    const gateway = await started;
    const client = await gateway.open();
    const hello = await client.hello({ minProtocol: 1, maxProtocol: 5 });
    assert.equal(hello.protocol, 3);
  });

  test("a role that is neither operator nor node is refused", async () => {
    const gateway = await started;
    const { code, reason, answer } = await refused(await gateway.open(), connect({ role: "root" }));
    assert.deepEqual([code, reason], [1008, "invalid role"]);
    assert.deepEqual(answer?.error, { code: "INVALID_REQUEST", message: "invalid role" });
  });

  test("V26 a control UI without a device identity is refused, whatever stands before -control-ui", async () => {
    const gateway = await started;
    const client = { id: "acme-control-ui", version: "1", platform: "web", mode: "ui" };
    const { code, reason, answer } = await refused(await gateway.open(), connect({ client }));
    const text = "control ui requires HTTPS or localhost (secure context)";
    assert.deepEqual([code, reason], [1008, text]);
    assert.deepEqual(answer?.error, { code: "INVALID_REQUEST", message: text });
  });

  test("V43 a frame of 64 KiB is read before hello-ok, one byte more is closed with 1009", async () => {
    const gateway = await started;
    const padded = (bytes: number) => {
      const frame = JSON.stringify(connect({ userAgent: "" }));
      return frame + " ".repeat(bytes - frame.length);
    };
    const fits = await gateway.open();
    fits.send(padded(64 * 1024));
    assert.equal((await fits.answer("c1")).ok, true);
    const tooLarge = await gateway.open();
    tooLarge.send(padded(64 * 1024 + 1));
    assert.equal((await tooLarge.closed).code, 1009);
  });

  test("V43 a stranger who sends more than that without ending the frame is closed with 1009", async () => {
    const gateway = await started;
    const client = await gateway.open();
    for (let at = 0; at < 3; at += 1) client.ws.send("x".repeat(32 * 1024), { fin: false });
    assert.equal((await client.closed).code, 1009);
  });
});

test("V11 a connection that says nothing is closed with 1000 and no reason", async (t) => {
  const gateway = await startDoor(t, { limits: { handshakeTimeoutMs: 30 } });
  const client = await gateway.open();
  assert.deepEqual(await client.closed, { code: 1000, reason: "" });
});

describe("without a secret", () => {
  const started = DoorFixture.start();
  after(async () => (await started).stop());

  test("S65 V1 V2 a direct loopback client needs no device and gets what it asks for", async () => {
    const gateway = await started;
    const client = await gateway.open();
    const hello = await client.hello();
    assert.equal(hello.type, "hello-ok");
    const admin = await client.request("system-event", { text: "x" });
    assert.equal(admin.ok, true);
  });

  test("V2 the node's own WebSocket, which sends no Origin, connects", async () => {
    const gateway = await started;
    const socket = new globalThis.WebSocket(gateway.url);
    const answer = new Promise<string>((resolve) => {
      socket.addEventListener("message", ({ data }) => {
        if (String(data).includes('"type":"res"')) resolve(String(data));
      });
    });
    socket.addEventListener("open", () => socket.send(JSON.stringify(connect())));
    assert.match(await answer, /"type":"hello-ok"/);
    socket.close();
  });

  test("V41 SR6 behind a proxy nothing follows from loopback: NOT_PAIRED without a device", async () => {
    const gateway = await started;
    const { code, reason, answer } = await refused(await gateway.open(PROXIED), connect());
    assert.deepEqual([code, reason], [1008, "device identity required"]);
    assert.deepEqual(answer?.error, { code: "NOT_PAIRED", message: "device identity required" });
  });

  test("V41 a valid device from afar is NOT_PAIRED until it is approved", async () => {
    const gateway = await started;
    const client = await gateway.open(PROXIED);
    const device = proveDevice(makeDevice(), { nonce: await client.nonce });
    const { code, reason, answer } = await refused(client, connect({ device }));
    assert.deepEqual([code, reason], [1008, "pairing required"]);
    assert.equal(answer?.error?.code, "NOT_PAIRED");
  });

  test("a valid device on loopback is let in, with or without the nonce", async () => {
    const gateway = await started;
    for (const withNonce of [true, false]) {
      const client = await gateway.open();
      const nonce = await client.nonce;
      const device = proveDevice(makeDevice(), withNonce ? { nonce } : {});
      assert.equal((await client.hello({ device })).type, "hello-ok");
    }
  });
});

describe("a device", () => {
  const started = DoorFixture.start();
  after(async () => (await started).stop());

  const cases: Record<
    string,
    (nonce: string) => { device: object; remote?: boolean; scopes?: string[] }
  > = {
    "device identity mismatch": (nonce) => {
      return { device: { ...proveDevice(makeDevice(), { nonce }), id: makeDevice().id } };
    },
    "device signature expired": (nonce) => {
      const signedAt = Date.now() - 600_001;
      return { device: proveDevice(makeDevice(), { nonce, signedAt }) };
    },
    "device nonce required": () => ({ device: proveDevice(makeDevice(), {}), remote: true }),
    "device nonce mismatch": () => ({ device: proveDevice(makeDevice(), { nonce: "other" }) }),
    "device signature invalid": (nonce) => {
      const scopes = ["operator.write"];
      return { device: proveDevice(makeDevice(), { nonce, scopes: ["operator.read"] }), scopes };
    },
    "device public key invalid": (nonce) => {
      return { device: { ...proveDevice(makeDevice(), { nonce }), publicKey: "c2hvcnQ" } };
    },
  };

  for (const [message, make] of Object.entries(cases)) {
    test(`is refused with "${message}" and 1008`, async () => {
      const gateway = await started;
      const probe = await gateway.open(message.includes("required") ? PROXIED : {});
      const { device, scopes } = make(await probe.nonce);
      const { code, reason, answer } = await refused(
        probe,
        connect({ device, ...(scopes ? { scopes } : {}) }),
      );
      assert.deepEqual([code, reason], [1008, message]);
      assert.deepEqual(answer?.error, { code: "INVALID_REQUEST", message });
    });
  }

  test("a key in PEM is taken like a raw one, a key of another kind is not", async () => {
    const gateway = await started;
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const raw = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
    const { createHash } = await import("node:crypto");
    const id = createHash("sha256").update(raw).digest("hex");
    const client = await gateway.open();
    const nonce = await client.nonce;
    const pem = publicKey.export({ type: "spki", format: "pem" });
    const proof = proveDevice({ id, publicKey: "", privateKey }, { nonce });
    assert.ok(await client.hello({ device: { ...proof, publicKey: pem } }));
    const other = generateKeyPairSync("x25519").publicKey.export({ type: "spki", format: "pem" });
    const device = { ...proof, publicKey: other };
    const { reason } = await refused(await gateway.open(), connect({ device }));
    assert.equal(reason, "device public key invalid");
  });

  for (const [what, asked, signed] of [
    ["the empty list that was sent", undefined, []],
    ["the defaults that it became", undefined, ["operator.admin"]],
    ["the list as sent", ["operator.read"], ["operator.read"]],
  ] as const) {
    test(`V40 may sign ${what}`, async () => {
      const gateway = await started;
      const client = await gateway.open();
      const device = proveDevice(makeDevice(), { nonce: await client.nonce, scopes: [...signed] });
      assert.ok(await client.hello({ device, ...(asked ? { scopes: asked } : {}) }));
    });
  }
});

describe("with a token", () => {
  const started = DoorFixture.start({ auth: { mode: "token", secret: new Secret(TOKEN) } });
  after(async () => (await started).stop());

  test("S26 S64 the right token connects, also through a proxy", async () => {
    const gateway = await started;
    assert.ok(await gateway.connect({ auth: { token: TOKEN } }));
    assert.ok(await gateway.connect({ auth: { token: TOKEN } }, PROXIED));
  });

  const clients = {
    "provide gateway auth token": { id: "test", mode: "test" },
    "set gateway.remote.token to match gateway.auth.token": { id: "cli", mode: "cli" },
    "open a tokenized dashboard URL or paste token in Control UI settings": {
      id: "webchat-ui",
      mode: "webchat",
    },
  };
  for (const [hint, who] of Object.entries(clients)) {
    for (const [what, auth] of [
      ["missing", undefined],
      ["mismatch", { token: "wrong" }],
    ] as const) {
      test(`S26 V41 a token ${what} tells a ${who.mode} client "${hint}"`, async () => {
        const gateway = await started;
        const client = { version: "1", platform: "x", ...who };
        const params = { client, ...(auth ? { auth } : {}) };
        const { code, reason, answer } = await refused(await gateway.open(), connect(params));
        const message = `unauthorized: gateway token ${what} (${hint})`;
        assert.deepEqual(answer?.error, { code: "INVALID_REQUEST", message });
        assert.equal(code, 1008);
        assert.equal(reason, message.slice(0, 120));
      });
    }
  }

  test("V41 a valid device without the token is unauthorized, not NOT_PAIRED", async () => {
    const gateway = await started;
    const client = await gateway.open();
    const device = proveDevice(makeDevice(), { nonce: await client.nonce });
    const { reason } = await refused(client, connect({ device }));
    assert.equal(reason, "unauthorized: gateway token missing (provide gateway auth token)");
  });

  test("the device signs the token that is sent", async () => {
    const gateway = await started;
    const client = await gateway.open();
    const device = proveDevice(makeDevice(), { nonce: await client.nonce, token: TOKEN });
    assert.ok(await client.hello({ device, auth: { token: TOKEN } }));
  });
});

test("a password is asked for by its own words", async (t) => {
  const gateway = await startDoor(t, { auth: { mode: "password", secret: new Secret("pw") } });
  assert.ok(await gateway.connect({ auth: { password: "pw" } }));
  const { reason } = await refused(await gateway.open(), connect({ auth: { token: "pw" } }));
  assert.equal(reason, "unauthorized: gateway password missing (provide gateway auth password)");
});

test("an auth mode without its secret lets nobody in and names the key to set", async (t) => {
  const gateway = await startDoor(t, { auth: { mode: "token" } });
  const { reason } = await refused(await gateway.open(), connect({ auth: { token: "x" } }));
  assert.equal(
    reason,
    "unauthorized: gateway token not configured on gateway (set gateway.auth.token)",
  );
});

test("SR7 once there were too many wrong passwords, this machine's next connect waits, right or wrong", async (t) => {
  const clock = new FakeClock();
  const gateway = await startDoor(t, {
    clock,
    auth: { mode: "password", secret: new Secret("pw") },
  });
  const first = (password: string) => connect({ auth: { password } });
  for (let at = 0; at < 10; at += 1) await refused(await gateway.open(), first(`wrong ${at}`));
  const right = await gateway.open();
  right.send(first("pw"));
  right.send({ type: "req", id: "early", method: "health" });
  const wrong = await gateway.open();
  wrong.send(first("wrong"));
  const gone = await gateway.open();
  const timersBefore = clock.pending;
  gone.send(first("pw"));
  // One pause each; the first two may have come before they were counted.
  while (clock.pending === timersBefore) await settle();
  gone.destroy();
  await gone.closed;
  await clock.advance(NET_LIMITS.localGuessPauseMs - 1);
  const answers = [right, wrong].flatMap((one) => one.frames.filter(({ type }) => type === "res"));
  assert.deepEqual(answers, []);
  await clock.advance(1);
  assert.equal((await right.answer("c1")).ok, true);
  assert.equal((await right.answer("early")).ok, true);
  assert.equal((await wrong.closed).code, 1008);
  assert.equal(gateway.door.connectionCount, 1, "who left meanwhile is not let in");
});

test("a connection above the limit is told so, and gets in when another one left", async (t) => {
  const gateway = await startDoor(t, { limits: { connectionsMax: 1 } });
  const first = await gateway.connect();
  const { code, answer } = await refused(await gateway.open(), connect());
  assert.equal(code, 1008);
  assert.deepEqual(answer?.error, {
    code: "UNAVAILABLE",
    message: "all 1 connections are taken; close one and try again",
    retryable: true,
  });
  first.ws.close();
  await first.closed;
  assert.ok(await gateway.connect());
});
