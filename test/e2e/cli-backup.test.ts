import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { startTelegram, type TelegramSimulator } from "@zero/simulator";
import { CliHome } from "../support/cli-process.ts";
import { Terminal } from "../support/cli/terminal.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const ANA = 4_001;
/** Messages before the backup, and as many while it is made. */
const MESSAGES = 40;

const marked = (at: number) => `backup-nonce-${at}-`;

async function startLoaded(
  t: TestContext,
  cli: CliHome,
): Promise<{ telegram: TelegramSimulator; gateway: GatewayProcess }> {
  const telegram = await startTelegram();
  t.after(() => telegram.close());
  const { token: botToken, apiRoot } = telegram;
  const channel = { $include: "channels/telegram.json5" };
  cli.config({
    gateway: { mode: "local", auth: { token: "t".repeat(32) } },
    channels: { telegram: channel },
  });
  cli.write(".zero/channels/telegram.json5", { botToken, apiRoot, allowFrom: [ANA] });
  cli.write(".zero/.env", "A_KEY=value-of-a-key\n");
  const gateway = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  return { telegram, gateway };
}

test("D-35 a backup made under load verifies, and a gateway restored from it has every message that was acknowledged before", async (t) => {
  const cli = CliHome.make(t);
  const { telegram, gateway } = await startLoaded(t, cli);
  for (let at = 0; at < MESSAGES; at += 1) telegram.say(ANA, marked(at));
  const everyUpdate = 500_000_000 + MESSAGES;
  await eventually(() => telegram.stats.confirmed >= everyUpdate, "all were acknowledged");
  for (let at = MESSAGES; at < 2 * MESSAGES; at += 1) telegram.say(ANA, marked(at));

  const made = await cli.run(["backup", "create", "--output", "b.tar"]);
  assert.equal(made.status, 0, made.stderr);
  assert.match(made.stdout, /^Wrote .*b\.tar: \d+ files, .*\nIt holds your secrets/);
  assert.equal(statSync(cli.path("b.tar")).mode & 0o777, 0o600);
  assert.equal(gateway.isRunning, true, "it was not disturbed");
  const verified = await cli.run(["backup", "verify", "b.tar"]);
  assert.equal(verified.status, 0, verified.stderr);
  assert.match(verified.stdout, /^OK .*files as they were backed up/);

  const refused = await cli.run(["backup", "restore", "b.tar", "--force", "--yes"]);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /in use by another gateway \(pid \d+/);
  await gateway.stop();

  const elsewhere = CliHome.make(t);
  writeFileSync(elsewhere.path("b.tar"), readFileSync(cli.path("b.tar")));
  const restored = await elsewhere.run(["backup", "restore", "b.tar"]);
  assert.equal(restored.status, 0, restored.stderr);
  assert.equal(readFileSync(elsewhere.path(".zero/.env"), "utf8"), "A_KEY=value-of-a-key\n");
  const again = await GatewayProcess.start({ home: elsewhere.home, args: ["--port", "0"] });
  t.after(() => again.clean());
  const client = await WireClient.connect(t, again.url, { auth: { token: "t".repeat(32) } });
  await eventually(async () => {
    const { messages } = await client.call("chat.history", { sessionKey: "main", limit: 1000 });
    const text = JSON.stringify(messages);
    return Array.from({ length: MESSAGES }, (_, at) => at).every((at) => text.includes(marked(at)));
  }, "every message that was acknowledged before the backup");
});

test("a flipped byte is found by verify, which names the member, and restore then changes nothing", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local" } });
  cli.write(".zero/credentials/telegram/token", "a-credential-of-ours");
  assert.equal((await cli.run(["backup", "create", "--output", "b.tar"])).status, 0);
  const bytes = readFileSync(cli.path("b.tar"));
  const at = bytes.indexOf("a-credential-of-ours");
  bytes[at] = 0x41;
  writeFileSync(cli.path("b.tar"), bytes);
  const verified = await cli.run(["backup", "verify", "b.tar"]);
  assert.equal(verified.status, 1);
  assert.match(verified.stderr, /^- state\/credentials\/telegram\/token: its content is not/m);
  const machine = await cli.run(["backup", "verify", "b.tar", "--json"]);
  assert.equal(machine.status, 1);
  assert.equal(JSON.parse(machine.stdout).ok, false);
  const env = { ZERO_STATE_DIR: cli.path("new") };
  const restored = await cli.run(["backup", "restore", "b.tar"], env);
  assert.equal(restored.status, 1);
  assert.match(restored.stderr, /^Nothing was restored: .* is damaged:/);
  assert.deepEqual(readdirSync(cli.path("new")), ["gateway.lock"]);
});

test("restore replaces a state only when told twice, and keeps what was there", async (t) => {
  const cli = CliHome.make(t);
  cli.config("{ gateway: { mode: 'local' } } // the first");
  assert.equal((await cli.run(["backup", "create", "--output", "b.tar"])).status, 0);
  const taken = await cli.run(["backup", "create", "--output", "b.tar"]);
  assert.equal(taken.status, 1);
  assert.match(taken.stderr, /b\.tar is there already/);
  const nowhere = await cli.run(["backup", "create", "--output", "none/b.tar"]);
  assert.equal(nowhere.status, 1);
  assert.match(nowhere.stderr, /^There is no folder .*\/none\.\nNext: make it/);
  const config = cli.config("{ gateway: { mode: 'local' } } // the second");
  const plain = await cli.run(["backup", "restore", "b.tar"]);
  assert.equal(plain.status, 1);
  assert.match(plain.stderr, /holds the state of a gateway already:\n- .*zero\.json/);
  assert.equal((await cli.run(["backup", "restore", "b.tar", "--force"])).status, 64);
  assert.match(readFileSync(config, "utf8"), /second/);

  const forced = await cli.run(["backup", "restore", "b.tar", "--force", "--yes", "--json"]);
  assert.equal(forced.status, 0, forced.stderr);
  const { kept, count } = JSON.parse(forced.stdout);
  assert.equal(count, 1);
  assert.match(readFileSync(config, "utf8"), /first/);
  assert.match(readFileSync(`${kept}/zero.json`, "utf8"), /second/);
  const gone = await cli.run(["backup", "restore", "nothing.tar"]);
  assert.equal(gone.status, 1);
  assert.match(gone.stderr, /There is no .*nothing\.tar/);
  assert.equal(existsSync(cli.path("nothing.tar")), false);
});

test("whoever leaves the question of restore, with Ctrl-D too, said no: nothing is restored", async (t) => {
  const cli = CliHome.make(t);
  cli.config("{ gateway: { mode: 'local' } } // the first");
  assert.equal((await cli.run(["backup", "create", "--output", "b.tar"])).status, 0);
  const config = cli.config("{ gateway: { mode: 'local' } } // the second");
  for (const key of ["ctrlC", "ctrlD", "escape"] as const) {
    const terminal = new Terminal(t, cli, ["backup", "restore", "b.tar", "--force"]);
    await terminal.sees(/Replace 1 files in/);
    terminal.press(key);
    await terminal.sees(/Nothing was restored\./);
    assert.equal(await terminal.leaves(), 1);
    assert.match(readFileSync(config, "utf8"), /second/);
    assert.deepEqual(
      readdirSync(cli.path(".zero")).filter((name) => name.startsWith(".restore")),
      [],
    );
  }
});

test("what is no backup file is named in a sentence, and paths that are not listed are counted", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local" } });
  for (const words of ["verify", "restore"]) {
    const missing = await cli.run(["backup", words, "none.tar"]);
    assert.match(missing.stderr, /^There is no .*\/none\.tar\.\nNext: name the file/);
    const folder = await cli.run(["backup", words, cli.home]);
    assert.match(folder.stderr, /^.* is not a file\.\nNext: name the file/);
    assert.deepEqual([missing.status, folder.status], [1, 1]);
  }
  for (const id of Array.from("abcdefghijkl")) cli.write(`.zero/credentials/${id}.json`, "{}");
  assert.equal((await cli.run(["backup", "create", "--output", "b.tar"])).status, 0);
  const { stderr } = await cli.run(["backup", "restore", "b.tar"]);
  assert.equal(stderr.match(/^- /gm)?.length, 10);
  assert.match(stderr, /^and [1-9]\d* more\.$/m);
});
