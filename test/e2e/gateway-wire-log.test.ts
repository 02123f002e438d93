import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { GatewayProcess, stateOf } from "../support/gateway-process.ts";
import { WireClient } from "../support/wire-client.ts";

const TOKEN = "a-token-nobody-may-read-5150";
const WORDS = "words-of-a-person-4711";
const ARGS = ["--port", "0", "--allow-unconfigured", "--token", TOKEN];

type Record = ReturnType<GatewayProcess["records"]>[number];

/** What a gateway with these flags says of the same traffic, everywhere it says something. */
async function told(t: TestContext, flags: readonly string[], config: object = {}) {
  const gateway = GatewayProcess.spawn({ args: [...ARGS, ...flags], config });
  t.after(() => gateway.clean());
  await gateway.ready();
  const client = await WireClient.connect(t, gateway.url, { auth: { token: TOKEN } });
  for (let index = 0; index < 30; index += 1) await client.call("system-presence");
  await client.request("no.such.method", { text: WORDS });
  await client.turn({ message: `note: ${WORDS}`, idempotencyKey: "key-of-a-turn" });
  client.socket.send(`{"type":"req","${WORDS}`);
  await client.frame(
    ({ ok, error }) => ok === false && /invalid request frame/.test(error?.message ?? ""),
    "it",
  );
  await gateway.until(() => /bad frames/.test(gateway.stdout), 5_000, "the bad frame");
  assert.equal(await gateway.stop(), 0);
  const file = readFileSync(join(stateOf(gateway.home), "logs/gateway.jsonl"), "utf8");
  for (const text of [gateway.stdout, gateway.stderr, file]) {
    assert.ok(!text.includes(TOKEN), "the token is told");
    assert.ok(!text.includes(WORDS), "words of a message are told");
  }
  assert.deepEqual(file.trimEnd(), gateway.stdout.trimEnd());
  return gateway.records();
}

const of = (records: readonly Record[], pattern: RegExp) =>
  records.filter(({ msg }) => pattern.test(msg));
const methodOf = ({ untrusted }: Record) => (untrusted as { method?: string } | undefined)?.method;

test("S4 by itself the log tells of the traffic only what failed, was slow or could not be read", async (t) => {
  const records = await told(t, []);
  assert.deepEqual(of(records, /request refused/).map(methodOf), ["no.such.method"]);
  assert.deepEqual(of(records, /request answered$|⇄|frame$|event sent|connection opened/), []);
  for (const slow of of(records, /slowly/)) assert.ok(Number(slow["durationMs"]) >= 50);
  assert.equal(of(records, /bad frames/).length, 1);
});

test("S4 an answer that takes 50 ms and more is told without being asked", async (t) => {
  const plant =
    "const { DatabaseSync } = process.getBuiltinModule('node:sqlite');" +
    "const { prepare } = DatabaseSync.prototype;" +
    "DatabaseSync.prototype.prepare = function (text) {" +
    "  if (/FROM sessions/i.test(text)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 80);" +
    "  return prepare.call(this, text); };";
  const gateway = GatewayProcess.spawn({
    runtimeArgs: ["--import", `data:text/javascript,${encodeURIComponent(plant)}`],
  });
  t.after(() => gateway.clean());
  await gateway.ready();
  const client = await WireClient.connect(t, gateway.url);
  await client.call("sessions.list");
  await gateway.until(() => /answered slowly/.test(gateway.stdout), 5_000, "the record");
  const [record] = of(gateway.records(), /answered slowly/);
  assert.equal(record && methodOf(record), "sessions.list");
  assert.equal(record?.level, "info");
});

for (const flags of [["--compact"], ["--ws-log", "compact"]]) {
  test(`S4 ${flags.join(" ")} tells each request with its answer once, all of them`, async (t) => {
    const records = await told(t, flags, { logging: { consoleLevel: "error", level: "error" } });
    const pairs = of(records, /⇄/);
    const answered = of(pairs, /^⇄ answered$/).map(methodOf);
    assert.equal(answered.filter((method) => method === "system-presence").length, 30);
    assert.equal(answered.filter((method) => method === "agent").length, 1);
    assert.deepEqual(
      of(pairs, /^⇄ refused$/).map(({ code }) => code),
      ["INVALID_REQUEST"],
    );
    for (const pair of pairs) assert.ok(Number.isFinite(pair["durationMs"]) && pair["conn"]);
    assert.deepEqual(of(records, /frame$/), []);
  });
}

test("S4 --ws-log full tells each frame of either way by its kind, size and number", async (t) => {
  const records = await told(t, ["--ws-log", "full"]);
  const [sent, came] = [of(records, /^← frame$/), of(records, /^→ frame$/)];
  assert.equal(came.filter((frame) => methodOf(frame) === "system-presence").length, 30);
  assert.equal(came.filter((frame) => methodOf(frame) === "connect").length, 1);
  const answers = sent.filter(({ type, ok }) => type === "res" && ok === true);
  // hello-ok, thirty answers, and the two of the turn.
  assert.equal(answers.length, 33);
  assert.ok(sent.some(({ event, seq }) => event === "agent" && Number(seq) > 0));
  assert.ok(sent.some(({ event }) => event === "shutdown"));
  for (const frame of [...sent, ...came]) assert.ok(Number(frame["bytes"]) > 0);
  assert.equal(of(records, /request refused/).length, 1);
});

test("S4 --compact beside another style is 64", async (t) => {
  const gateway = GatewayProcess.spawn({ args: [...ARGS, "--compact", "--ws-log", "full"] });
  t.after(() => gateway.clean());
  assert.equal((await gateway.exited).code, 64);
  assert.match(gateway.stderr, /--compact and --ws-log full exclude each other/);
});
