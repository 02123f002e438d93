import assert from "node:assert/strict";
import { existsSync, readdirSync, statSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { STATE_ENTRIES, stateEntryOf } from "../../src/config/state-files.ts";
import { writeServiceSecrets } from "../../src/daemon/secrets.ts";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const TOKEN = "t".repeat(32);

/** For channels that keep some of their own, and what lasts for the moment of a write only. */
const RARE: ReadonlySet<string> = new Set([
  "credentials",
  "zero.db-journal",
  ".restore-<letters>",
  "zero.json.lock",
  "zero.json.lock.takeover",
]);

/** A home, and the names of all that was ever seen in its state directory. */
class WatchedHome {
  readonly cli: CliHome;
  readonly seen = new Map<string, "file" | "folder">();

  constructor(t: TestContext) {
    this.cli = CliHome.make(t);
  }

  /** Runs a command that has to succeed, and looks what it left. */
  async zero(...args: string[]): Promise<void> {
    const { status, stderr } = await this.cli.run(args);
    assert.equal(status, 0, `${args.join(" ")}: ${stderr}`);
    this.look();
  }

  look(): void {
    for (const name of readdirSync(this.cli.path(".zero"))) {
      const stat = statSync(this.cli.path(".zero", name), { throwIfNoEntry: false });
      if (stat) this.seen.set(name, stat.isDirectory() ? "folder" : "file");
    }
  }
}

/** Commands, a paired device, a node and an edit; at its end a restart that a kill forestalls. */
async function live(t: TestContext, home: WatchedHome): Promise<void> {
  const { cli } = home;
  const gateway = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  await home.zero("config", "set", "gateway.port", `${gateway.port}`);
  const list = cli.write("list.json", { version: 1, allowlist: [] });
  await home.zero("approvals", "set", "--file", list);
  await home.zero("health");
  const node = cli.spawn(["node", "run", "--host", "127.0.0.1", "--port", `${gateway.port}`]);
  await eventually(() => existsSync(cli.path(".zero/node.json")), "the node's file");
  node.kill("SIGKILL");
  await home.zero("backup", "create", "--output", "b.tar");
  const client = await WireClient.connect(t, gateway.url, { auth: { token: TOKEN } });
  const { raw, hash } = await client.call("config.get");
  const apply = { baseHash: hash, sessionKey: "agent:main:main", restartDelayMs: 60_000 };
  await client.call("config.apply", { raw: raw.replace("main-file", "edited-file"), ...apply });
  await gateway.kill();
  home.look();
}

test("whatever a gateway and its commands leave in a state directory is declared, and nothing else is", async (t) => {
  const home = new WatchedHome(t);
  const { cli } = home;
  cli.write("elsewhere/part.json5", "{ logging: { level: 'debug' } }");
  cli.config(`{
    // main-file
    $include: "../elsewhere/part.json5",
    gateway: { mode: "local", auth: { token: "${TOKEN}" } },
  }`);
  cli.write(".zero/.env", "A_KEY=value\n");
  await writeServiceSecrets(cli.path(".zero/service.env"), { ZERO_GATEWAY_TOKEN: TOKEN });
  await live(t, home);
  await home.zero("backup", "restore", "b.tar", "--force", "--yes");
  await home.zero("reset", "--scope", "config", "--yes");

  const unknown = [...home.seen].filter(([name, is]) => stateEntryOf(name)?.is !== is);
  assert.deepEqual(unknown, []);
  const entries = new Set([...home.seen.keys()].map(stateEntryOf));
  const unseen = STATE_ENTRIES.filter((entry) => !entries.has(entry) && !RARE.has(entry.name));
  assert.deepEqual(unseen, [], "no entry is declared that nobody writes");
});
