import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test, type TestContext } from "node:test";
import { startTelegram, type TelegramSimulator } from "@zero/simulator";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { SmallDisk } from "../support/machine/small-disk.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const ANA = 4_001;
const trial = SmallDisk.mount(64);
trial?.unmount();
const skip = trial ? false : "nothing can be mounted here";

interface World {
  disk: SmallDisk;
  telegram: TelegramSimulator;
  spawn(): GatewayProcess;
  start(): Promise<GatewayProcess>;
}

/** A gateway whose state is on a disk of one megabyte. */
async function worldOf(t: TestContext, flags: readonly string[] = []): Promise<World> {
  const disk = SmallDisk.mount(1_024);
  assert.ok(disk);
  const telegram = await startTelegram();
  const cli = CliHome.make(t);
  const { token: botToken, apiRoot } = telegram;
  const config = cli.write("zero.json", {
    gateway: { mode: "local" },
    channels: { telegram: { botToken, apiRoot, allowFrom: [ANA] } },
  });
  const env = { ZERO_STATE_DIR: disk.path, ZERO_CONFIG_PATH: config };
  const spawned: GatewayProcess[] = [];
  t.after(async () => {
    for (const gateway of spawned) await gateway.clean();
    await telegram.close();
    disk.unmount();
  });
  const spawn = () => {
    const gateway = GatewayProcess.spawn({ home: cli.home, args: ["--port", "0", ...flags], env });
    spawned.push(gateway);
    return gateway;
  };
  const start = async () => {
    const gateway = spawn();
    await gateway.ready();
    return gateway;
  };
  return { disk, telegram, spawn, start };
}

const stateOfStore = async (client: WireClient): Promise<string> =>
  (await client.call("status")).services.store.state;

describe("a disk that fills up", { skip }, () => {
  test("A27 refuses what is new with UNAVAILABLE, shows in health, and is well again by itself", async (t) => {
    const { disk, start } = await worldOf(t);
    const gateway = await start();
    const client = await WireClient.connect(t, gateway.url);
    await client.turn({ message: "note: kept", idempotencyKey: "before" });
    disk.fill();
    const params = { message: "note: later", idempotencyKey: "during" };
    const { ok, error } = await client.request("agent", params);
    assert.equal(ok, false);
    assert.deepEqual([error?.code, error?.retryable], ["UNAVAILABLE", true]);
    assert.ok(Number(error?.retryAfterMs) > 0);
    assert.match(error?.message ?? "", /nothing was saved.*disk is full; free some space/);

    const { payload } = await client.event(
      "health",
      (frame) => frame.payload.services.store.state === "failed",
    );
    assert.match(payload.services.store.detail, /disk is full/);
    assert.equal((await client.call("health")).services.store.state, "failed");
    const { messages } = await client.call("chat.history", { sessionKey: "main" });
    assert.equal(messages.at(-1).role, "assistant", "what is there can be read");

    disk.free();
    // Nobody writes anything meanwhile.
    await eventually(async () => (await stateOfStore(client)) === "ok", "the store is well");
    await client.event("health", (frame) => frame.payload.services.store.state === "ok");
    await client.turn(params);
    const { result } = await client.turn({ message: "notes", idempotencyKey: "after" });
    assert.match(result.payloads[0].text, /later[^]*kept/);
    assert.ok(gateway.isRunning);
    const records = gateway.records().filter(({ msg }) => /the disk (refuses|takes)/.test(msg));
    assert.deepEqual(
      records.map(({ level }) => level),
      ["error", "info"],
    );
  });

  test("A27 leaves messages with Telegram, and answers each once when there is room again", async (t) => {
    const { disk, telegram, start } = await worldOf(t);
    const gateway = await start();
    const client = await WireClient.connect(t, gateway.url);
    telegram.say(ANA, "note: one");
    await eventually(() => telegram.sentTo(ANA).length === 1, "the first answer");
    await eventually(() => telegram.stats.pending === 0, "all confirmed");
    const { confirmed } = telegram.stats;
    disk.fill();
    for (const word of ["two", "three"]) telegram.say(ANA, `note: ${word}`);
    await eventually(async () => (await stateOfStore(client)) === "failed", "the store has failed");
    await eventually(async () => {
      const { channelSummary } = await client.call("status");
      return JSON.stringify(channelSummary).includes("cannot store messages");
    }, "the channel says why it waits");
    assert.equal(telegram.stats.confirmed, confirmed, "nothing is confirmed that is not on disk");
    assert.equal(telegram.sentTo(ANA).length, 1);
    disk.free();
    await eventually(() => telegram.sentTo(ANA).length === 3, "every answer");
    assert.equal(telegram.stats.pending, 0);
    assert.equal(await gateway.stop(), 0);
  });

  test("A25 A27 the log in its file goes on after the disk was full", async (t) => {
    const { disk, start } = await worldOf(t, ["--verbose"]);
    const gateway = await start();
    const client = await WireClient.connect(t, gateway.url);
    const log = () => readFileSync(join(disk.path, "logs/gateway.jsonl"), "utf8");
    disk.fill();
    // The page that the log has begun still has room.
    for (let index = 0; index < 60; index += 1) await client.call("system-presence");
    await client.request("agent", { message: "hello", idempotencyKey: "during" });
    await eventually(async () => (await stateOfStore(client)) === "failed", "the store has failed");
    const { length } = log();
    disk.free();
    await eventually(() => {
      // Nothing of this level is left out because it repeats.
      client.ask("system-presence");
      return log().length > length;
    }, "the log goes on");
    await gateway.stop();
    assert.match(log(), /"msg":"the gateway stopped"/);
  });

  test("A27 V28 a gateway that finds its disk full leaves with 1, to be started again, and starts when there is room", async (t) => {
    const { disk, spawn, start } = await worldOf(t);
    const first = await start();
    const client = await WireClient.connect(t, first.url);
    await client.turn({ message: "note: kept", idempotencyKey: "before" });
    await first.kill();
    disk.fill();
    const second = spawn();
    const left = await Promise.race([
      second.exited,
      second.ready().then(
        () => undefined,
        () => second.exited,
      ),
    ]);
    if (left) {
      assert.equal(left.code, 1, second.stderr);
      assert.match(second.stderr, /disk/);
    } else await second.kill();
    disk.free();
    const third = await start();
    const after = await WireClient.connect(t, third.url);
    const { result } = await after.turn({ message: "notes", idempotencyKey: "after" });
    assert.match(result.payloads[0].text, /kept/);
  });
});

test(
  "S2 A27 V28 a state directory that cannot be written is 78 with one sentence that names it",
  { skip },
  async (t) => {
    const { disk, spawn, start } = await worldOf(t);
    disk.setReadOnly(true);
    const empty = spawn();
    assert.equal((await empty.exited).code, 78, empty.stderr);
    assert.match(empty.stderr, new RegExp(`the state directory ${disk.path} cannot be used`));
    disk.setReadOnly(false);
    assert.equal(await (await start()).stop(), 0);
    disk.setReadOnly(true);
    const used = spawn();
    assert.equal((await used.exited).code, 78, used.stderr);
    const why = new RegExp(
      `${disk.path}/\\S* cannot be opened: it cannot be written; check the permissions`,
    );
    assert.match(used.stderr, why);
    assert.doesNotMatch(used.stderr, /\n\s+at /, "no stack");
  },
);
