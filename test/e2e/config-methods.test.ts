import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ConfigWorld, TOKEN } from "../config/world.ts";

test("config.set takes only what was made on the file as it is, and says what is wrong with it", async (t) => {
  const world = await ConfigWorld.start(t);
  const client = await world.connect();
  const { hash, raw } = await client.call("config.get");
  const refusal = async (params: object) => {
    const { ok, error } = await client.request("config.set", params);
    assert.equal(ok, false);
    assert.equal(error?.code, "INVALID_REQUEST");
    return error;
  };
  assert.equal(
    (await refusal({ raw }))?.message,
    "config base hash required; re-run config.get and retry",
  );
  assert.equal(
    (await refusal({ raw, baseHash: "0".repeat(64) }))?.message,
    "config changed since last load; re-run config.get and retry",
  );
  const unknown = await refusal({ raw: raw.replace("port: 0", "prot: 0"), baseHash: hash });
  assert.match(unknown?.message ?? "", /^invalid config/);
  assert.match(unknown?.details.issues[0].message, /did you mean "port"/);
  assert.equal(unknown?.details.issues[0].path, "gateway.prot");
  const shrunk = await refusal({ raw: '{ gateway: { mode: "local" } }', baseHash: hash });
  assert.match(shrunk?.message ?? "", /lose a credential: .*send force: true/);
  assert.equal(world.text.includes(TOKEN), true);
});

test("SR29 what config.get hides comes back whole when a client sends its text back", async (t) => {
  const world = await ConfigWorld.start(t);
  world.write(world.text.replace("port: 0, // any", 'port: 0, // token: "was-another"'));
  const client = await world.inForce(await world.connect());
  const { raw, hash } = await client.call("config.get");
  assert.ok(!raw.includes(TOKEN) && !raw.includes("was-another"));
  const before = world.text;
  const changed = raw.replace("debounceMs: 20", "debounceMs: 21");
  assert.equal((await client.request("config.set", { raw: changed, baseHash: hash })).ok, true);
  assert.equal(world.text, before.replace("debounceMs: 20", "debounceMs: 21"));

  const now = await client.call("config.get");
  const strange = now.raw.replace(/\*\*\*[0-9a-f]{8}/, "***00000000");
  const { error } = await client.request("config.set", { raw: strange, baseHash: now.hash });
  assert.match(error?.message ?? "", /stands for a secret that the file does not hold/);
});

test("config.patch merges, deletes with null, keeps comments, and restarts when it was asked to", async (t) => {
  const world = await ConfigWorld.start(t);
  const client = await world.connect();
  const { hash } = await client.call("config.get");
  const notObject = await client.request("config.patch", { raw: "[1]", baseHash: hash });
  assert.equal(notObject.error?.message, "config.patch raw must be an object");
  const raw = "{ gateway: { reload: null }, agents: { defaults: { contextTokens: 70000 } } }";
  const { restart } = await client.call("config.patch", { raw, baseHash: hash, restartDelayMs: 5 });
  assert.deepEqual([restart.ok, restart.signal], [true, "SIGUSR1"]);
  assert.equal((await client.closed).code, 1012);
  assert.match(world.text, /port: 0, \/\/ any/);
  assert.ok(!world.text.includes("reload"));
  await world.record("the gateway listens", 1);
  const again = await world.connect();
  assert.equal((await again.call("status")).sessions.defaults.contextTokens, 70_000);
});

test("D-06 one config.patch may carry two thousand values, and the comments stay", async (t) => {
  const world = await ConfigWorld.start(t);
  const client = await world.connect();
  const before = world.text;
  const names = Array.from({ length: 2_000 }, (_, at) => `NAME_${at}`);
  const patch = async (valueOf: (name: string) => string | null) => {
    const { hash } = await client.call("config.get");
    const vars = Object.fromEntries(names.map((name) => [name, valueOf(name)]));
    const raw = JSON.stringify({ env: { vars } });
    await client.call("config.patch", { raw, baseHash: hash, restartDelayMs: 60_000 });
  };
  await patch((name) => `value of ${name}`);
  assert.match(world.text, /NAME_1999: "value of NAME_1999"/);
  assert.ok(world.text.startsWith(before.trimEnd().slice(0, -2)), "nothing else changed");
  await patch(() => null);
  assert.ok(!world.text.includes("NAME_"));
  assert.match(world.text, /port: 0, \/\/ any\n[^]*\/\* Two bots\. \*\//);
});

test("D-06 a byte order mark and the ends of lines stay what they are when a client writes", async (t) => {
  const world = await ConfigWorld.start(t);
  const text = `\uFEFF${world.text.replaceAll("\n", "\r\n")}`;
  world.write(text);
  const client = await world.inForce(await world.connect());
  const { raw, hash } = await client.call("config.get");
  await client.call("config.set", {
    raw: raw.replace("debounceMs: 20", "debounceMs: 21"),
    baseHash: hash,
  });
  const changed = text.replace("debounceMs: 20", "debounceMs: 21");
  assert.deepEqual(readFileSync(world.file), Buffer.from(changed));
  const { hash: baseHash } = await client.call("config.get");
  await client.call("config.patch", {
    raw: "{ gateway: { reload: { debounceMs: 22 } } }",
    baseHash,
  });
  assert.deepEqual(readFileSync(world.file), Buffer.from(text.replace("Ms: 20", "Ms: 22")));
});

test("config.schema is JSON Schema of what the file may hold, with a hint for every key", async (t) => {
  const world = await ConfigWorld.start(t);
  const client = await world.connect();
  const { schema, uiHints, version } = await client.call("config.schema");
  assert.equal(schema.properties.gateway.properties.port.maximum, 65_535);
  assert.deepEqual(uiHints["gateway.auth.token"].sensitive, true);
  assert.equal(uiHints["gateway.customBindHost"].label, "Custom bind host");
  assert.equal(typeof version, "string");
});
