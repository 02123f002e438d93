import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import { Secret } from "../../kernel/secret.ts";
import { GuessBudget } from "../../net/guess-budget.ts";
import { peerOf } from "../../net/peer.ts";
import { Access, type Attempt, type AuthSettings, type Grant } from "./access.ts";

const LOCAL = peerOf("127.0.0.1", { host: "localhost:1" });
const REMOTE = peerOf("203.0.113.9", { host: "gateway.lan:1" });
const CLIENT = { id: "test", version: "1", platform: "x", mode: "test" } as const;

/** Nobody here proves to be a device, so every answer comes at once. */
const NO_DEVICES = {
  accepts: () => assert.fail("no device was proven"),
  admit: () => assert.fail("no device was proven"),
};

function accessWith(auth: AuthSettings) {
  const clock = new FakeClock();
  const access = new Access({ auth, devices: NO_DEVICES, guesses: new GuessBudget(clock), clock });
  const authorize = (from: Attempt): Grant => {
    const grant = access.authorize(from);
    assert.ok(!(grant instanceof Promise));
    return grant;
  };
  return { authorize, pauseMs: (peer: Attempt["peer"]) => access.pauseMs(peer) };
}

const attempt = (params: Partial<Attempt["params"]> = {}, peer = LOCAL): Attempt => {
  return { params: { client: CLIENT, ...params }, peer, nonce: "nonce" };
};

test("SR4 a grant is frozen, with the role and each scope that was asked for once", () => {
  const access = accessWith({ mode: "none" });
  const grant = access.authorize(attempt({ scopes: ["operator.read", "operator.read"] }));
  assert.deepEqual(grant, { role: "operator", scopes: ["operator.read"] });
  assert.ok(Object.isFrozen(grant) && Object.isFrozen(grant.scopes));
});

test("an operator who asks for nothing is an admin, a node is nobody", () => {
  const access = accessWith({ mode: "none" });
  assert.deepEqual(access.authorize(attempt()).scopes, ["operator.admin"]);
  assert.deepEqual(access.authorize(attempt({ role: "node" })).scopes, []);
});

test("SR4 SR6 words that look like identity change nothing about the decision", () => {
  const access = accessWith({ mode: "none" });
  const names = ["local", "peer", "deviceId", "admin", "isLocal", "scope", "grant", "paired", "ip"];
  const decorations = fc.dictionary(fc.constantFrom(...names), fc.anything(), { maxKeys: 6 });
  fc.assert(
    fc.property(decorations, decorations, (outer, inner) => {
      const client = { ...inner, ...CLIENT };
      const decorated = attempt({ ...outer, client }, REMOTE);
      assert.throws(() => access.authorize(decorated), { code: "NOT_PAIRED" });
      assert.deepEqual(access.authorize(attempt({ ...outer, client })), {
        role: "operator",
        scopes: ["operator.admin"],
      });
    }),
    { numRuns: 1_000 },
  );
});

test("SR7 a stranger's guesses at a short password end, its owner at this machine goes on", () => {
  const access = accessWith({ mode: "password", secret: new Secret("short") });
  const guess = (password: string, peer = REMOTE) =>
    access.authorize(attempt({ auth: { password } }, peer));
  for (let at = 0; at < 10; at += 1) {
    assert.throws(() => guess(`wrong ${at}`), { code: "INVALID_REQUEST" });
  }
  assert.throws(() => guess("wrong"), { code: "RATE_LIMITED", message: /^unauthorized: too many/ });
  assert.throws(() => guess("short"), { code: "RATE_LIMITED" }, "not even compared");
  assert.equal(guess("short", LOCAL).role, "operator");
});

test("SR7 whoever was right before, or holds a long token, gets in during the attack", () => {
  const known = accessWith({ mode: "password", secret: new Secret("short") });
  const tokens = accessWith({ mode: "token", secret: new Secret("0123456789abcdefghijkl") });
  const withPassword = (password: string) => attempt({ auth: { password } }, REMOTE);
  const withToken = (token: string) => attempt({ auth: { token } }, REMOTE);
  known.authorize(withPassword("short"));
  for (let at = 0; at < 100; at += 1) {
    assert.throws(() => known.authorize(withPassword("wrong")));
    assert.throws(() => tokens.authorize(withToken("wrong")));
  }
  assert.ok(known.authorize(withPassword("short")));
  assert.ok(tokens.authorize(withToken("0123456789abcdefghijkl")));
});

test("SR6 SR7 a proxy on this machine lets nobody guess on, however often the owner was right", () => {
  const access = accessWith({ mode: "password", secret: new Secret("short") });
  const header = { host: "localhost:1", "x-forwarded-for": "203.0.113.9" };
  const proxied = peerOf("127.0.0.1", header);
  const guess = (password: string, peer = proxied) =>
    access.authorize(attempt({ auth: { password } }, peer));
  guess("short", LOCAL);
  guess("short");
  for (let at = 0; at < 10; at += 1) {
    assert.throws(() => guess(`wrong ${at}`), { code: "INVALID_REQUEST" });
  }
  assert.throws(() => guess("short"), { code: "RATE_LIMITED" }, "not even compared");
  assert.ok(guess("short", LOCAL));
});

test("SR7 only guesses at a short secret from this machine are held back, once they are many", () => {
  const short = { mode: "password", secret: new Secret("short") } as const;
  const long = { mode: "token", secret: new Secret("0123456789abcdefghijkl") } as const;
  for (const [auth, peer, wanted] of [
    [short, LOCAL, 1_000],
    [short, REMOTE, 0],
    [long, LOCAL, 0],
  ] as const) {
    const access = accessWith(auth);
    assert.equal(access.pauseMs(peer), 0);
    for (let at = 0; at < 11; at += 1) {
      const wrong = { token: "wrong", password: "wrong" };
      assert.throws(() => access.authorize(attempt({ auth: wrong }, peer)));
    }
    assert.equal(access.pauseMs(peer), wanted);
  }
  assert.equal(accessWith({ mode: "none" }).pauseMs(LOCAL), 0);
});

test("a missing secret is no guess, however often", () => {
  const access = accessWith({ mode: "password", secret: new Secret("short") });
  for (let at = 0; at < 50; at += 1) {
    assert.throws(() => access.authorize(attempt({}, REMOTE)), /gateway password missing/);
    assert.throws(() => access.authorize(attempt({ auth: { password: "" } }, REMOTE)), /missing/);
  }
  assert.ok(access.authorize(attempt({ auth: { password: "short" } }, REMOTE)));
});

test("SR8 a secret is compared whole: no beginning, no case, no other spelling passes", () => {
  const secret = "Sécret-\u{1f511}-0123456789abcdef";
  const access = accessWith({ mode: "token", secret: new Secret(secret) });
  for (const token of [
    secret.slice(0, -1),
    `${secret} `,
    secret.toLowerCase(),
    secret.normalize("NFD"),
  ]) {
    assert.throws(() => access.authorize(attempt({ auth: { token } })), /^ZeroError: unauthorized/);
  }
  assert.ok(access.authorize(attempt({ auth: { token: secret } })));
});
