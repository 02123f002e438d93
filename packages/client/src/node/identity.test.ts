import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { test, type TestContext } from "node:test";
import {
  DeviceTokens,
  deviceTokensPath,
  identityPath,
  IdentityError,
  openIdentity,
  readIdentity,
} from "./index.ts";
import { createPrivate } from "./private-file.ts";

function stateOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "zero-identity-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return join(folder, "state");
}

function put(path: string, content: string, mode = 0o600): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, content);
  chmodSync(path, mode);
}

const modeOf = (path: string) => statSync(path).mode & 0o777;

test("V17 the key is made in the state directory at first use, private, and stays the same", (t) => {
  const state = stateOf(t);
  assert.equal(readIdentity(state), undefined);
  const made = openIdentity(state, 42);
  const path = join(state, "identity", "device.json");
  assert.equal(modeOf(path), 0o600);
  assert.equal(modeOf(dirname(path)), 0o700);
  assert.deepEqual(readdirSync(dirname(path)), ["device.json"]);
  const file = JSON.parse(readFileSync(path, "utf8"));
  const { publicKeyPem, privateKeyPem, ...rest } = file;
  assert.deepEqual(rest, { version: 1, deviceId: made.id, createdAtMs: 42 });
  assert.match(publicKeyPem, /^-----BEGIN PUBLIC KEY-----\n/);
  assert.match(privateKeyPem, /^-----BEGIN PRIVATE KEY-----\n/);
  assert.equal(openIdentity(state, 43).id, made.id);
  assert.equal(JSON.parse(readFileSync(path, "utf8")).createdAtMs, 42);
});

test("processes that make the key at the same time end with one", async (t) => {
  const state = stateOf(t);
  const program = `
    const { openIdentity } = await import(${JSON.stringify(join(import.meta.dirname, "index.ts"))});
    await new Promise((resolve) => process.stdin.once("data", resolve));
    process.stdout.write(openIdentity(${JSON.stringify(state)}, Date.now()).id);
    process.exit();`;
  const args = ["--input-type=module", "--eval", program];
  const children = Array.from({ length: 6 }, () =>
    spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] }),
  );
  for (const child of children) child.stdin.write("go\n");
  const ids = await Promise.all(children.map((child) => text(child.stdout)));
  assert.equal(new Set(ids).size, 1);
  assert.equal(readIdentity(state)?.id, ids[0]);
  assert.deepEqual(readdirSync(join(state, "identity")), ["device.json"]);
});

test("a new file never takes the place of one that another process was first with", (t) => {
  const path = identityPath(stateOf(t));
  assert.equal(createPrivate(path, "first"), true);
  assert.equal(createPrivate(path, "second"), false);
  assert.equal(readFileSync(path, "utf8"), "first");
  assert.deepEqual(readdirSync(dirname(path)), ["device.json"]);
});

test("a key file that is broken, foreign or open to others is refused and left as it is", (t) => {
  const state = stateOf(t);
  const other = stateOf(t);
  openIdentity(state, 1);
  openIdentity(other, 1);
  const path = identityPath(state);
  const good = readFileSync(path, "utf8");
  const { deviceId } = JSON.parse(readFileSync(identityPath(other), "utf8"));
  const changed = (change: object) => JSON.stringify({ ...JSON.parse(good), ...change });
  const cases: [string, RegExp, number?][] = [
    ["", /it is no JSON/],
    [good.slice(0, 80), /it is no JSON/],
    ["[]", /no identity of version 1/],
    [changed({ version: 2 }), /no identity of version 1/],
    [changed({ privateKeyPem: "-----BEGIN" }), /private key cannot be read/],
    [changed({ deviceId }), /deviceId is not the one of its key/],
    [" ".repeat(65_537), /65537 bytes, the limit is 65536/],
    [good, /other users may read or change it/, 0o640],
  ];
  for (const [content, problem, mode] of cases) {
    put(path, content, mode);
    assert.throws(
      () => openIdentity(state, 2),
      (error) => {
        assert.ok(error instanceof IdentityError);
        assert.match(error.message, problem);
        assert.ok(error.message.startsWith(path) && error.next !== "");
        assert.ok(!error.message.includes("BEGIN"), "nothing of a key is said");
        return true;
      },
    );
    assert.equal(readFileSync(path, "utf8"), content);
  }
  put(path, good);
  assert.equal(openIdentity(state, 3).id, JSON.parse(good).deviceId);
});

test("a state directory that cannot be written is the system's own error", (t) => {
  const state = stateOf(t);
  put(state, "a file where the folder should be");
  assert.throws(() => openIdentity(state, 1), { code: "ENOTDIR" });
});

test("SR2 tokens are kept by role for the gateway that issued them, and sent to no other", (t) => {
  const state = stateOf(t);
  const { id: deviceId } = openIdentity(state, 1);
  const own = new DeviceTokens(state, { deviceId, gateway: "ws://127.0.0.1:1" });
  const other = new DeviceTokens(state, { deviceId, gateway: "ws://127.0.0.1:2" });
  assert.equal(own.load("operator"), undefined);
  own.save("operator", "a", ["operator.admin"], 5);
  own.save("node", "b", [], 6);
  const path = join(state, "identity", "device-auth.json");
  assert.equal(modeOf(path), 0o600);
  assert.deepEqual(JSON.parse(readFileSync(path, "utf8")), {
    version: 1,
    deviceId,
    tokens: {
      operator: {
        token: "a",
        role: "operator",
        scopes: ["operator.admin"],
        updatedAtMs: 5,
        gateway: "ws://127.0.0.1:1",
      },
      node: { token: "b", role: "node", scopes: [], updatedAtMs: 6, gateway: "ws://127.0.0.1:1" },
    },
  });
  assert.equal(own.load("operator"), "a");
  assert.equal(other.load("operator"), undefined);
  other.clear("operator");
  assert.equal(own.load("operator"), "a");
  own.clear("operator");
  assert.deepEqual([own.load("operator"), own.load("node")], [undefined, "b"]);
  other.save("node", "c", [], 7);
  assert.deepEqual([own.load("node"), other.load("node")], [undefined, "c"]);
  assert.equal(own.load("toString"), undefined);
});

test("a token that is known already is not written again", (t) => {
  const state = stateOf(t);
  const tokens = new DeviceTokens(state, { deviceId: "d", gateway: "ws://a" });
  tokens.save("operator", "a", [], 5);
  const { ino } = statSync(deviceTokensPath(state));
  tokens.save("operator", "a", [], 5);
  assert.equal(statSync(deviceTokensPath(state)).ino, ino);
  tokens.save("operator", "b", [], 6);
  assert.notEqual(statSync(deviceTokensPath(state)).ino, ino);
});

test("a token file that is broken, foreign or open to others is refused and left as it is", (t) => {
  const state = stateOf(t);
  const path = deviceTokensPath(state);
  const tokens = new DeviceTokens(state, { deviceId: "d", gateway: "ws://a" });
  const cases: [string, RegExp, number?][] = [
    ["{", /it is no JSON/],
    ['{"version":1,"deviceId":"d","tokens":[]}', /no tokens of version 1/],
    ['{"version":1,"deviceId":"d","tokens":{"node":{}}}', /no tokens of version 1/],
    ['{"version":1,"deviceId":"e","tokens":{}}', /belongs to another device/],
    ['{"version":1,"deviceId":"d","tokens":{}}', /other users may read/, 0o644],
  ];
  for (const [content, problem, mode] of cases) {
    put(path, content, mode);
    for (const use of [
      () => tokens.load("operator"),
      () => tokens.save("operator", "t", [], 1),
      () => tokens.clear("operator"),
    ]) {
      assert.throws(use, (error) => error instanceof IdentityError && problem.test(error.message));
    }
    assert.equal(readFileSync(path, "utf8"), content);
  }
});
