import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { Terminal } from "../support/cli/terminal.ts";

async function usedHome(t: Parameters<typeof CliHome.make>[0]): Promise<CliHome> {
  const cli = CliHome.make(t);
  await cli.run(["setup"]);
  cli.write(".zero/.env", "OPENAI_API_KEY=k\n");
  cli.write(".zero/zero.db", "");
  cli.write(".zero/last-good.json", "{}");
  cli.write(".zero/logs/gateway.jsonl", "");
  cli.write(".zero/notes.txt", "a file of the person's own");
  cli.write("zero/notes.md", "mine");
  return cli;
}

const RESET = ["reset", "--yes", "--non-interactive", "--scope"];

test("`zero reset --scope config` keeps the configuration under another name, and everything else", async (t) => {
  const cli = await usedHome(t);
  const text = readFileSync(cli.path(".zero/zero.json"), "utf8");
  const dry = await cli.run([...RESET, "config", "--dry-run"]);
  assert.match(
    dry.stdout,
    /^This would go away:\n.*zero\.json \(configuration; kept under another/,
  );
  assert.ok(existsSync(cli.path(".zero/zero.json")));
  for (const name of ["zero.json.before-reset", "zero.json.before-reset-2"]) {
    const { status, stdout } = await cli.run([...RESET, "config"]);
    assert.equal(status, 0);
    assert.ok(stdout.includes(`as ${cli.path(".zero", name)}`), stdout);
    assert.equal(readFileSync(cli.path(".zero", name), "utf8"), text);
    cli.config(text);
  }
  assert.ok(existsSync(cli.path(".zero/.env")) && existsSync(cli.path(".zero/zero.db")));
  assert.ok(existsSync(cli.path(".zero/config-history")));
  assert.equal(existsSync(cli.path(".zero/last-good.json")), false);
});

test("`zero reset --scope config+creds+sessions` leaves logs and the workspace", async (t) => {
  const cli = await usedHome(t);
  const { status, stdout } = await cli.run([...RESET, "config+creds+sessions"]);
  assert.equal(status, 0);
  assert.match(stdout, /zero\.db \(sessions, deliveries and paired devices\)/);
  const left = readdirSync(cli.path(".zero")).filter((name) => !name.startsWith("gateway.lock"));
  assert.deepEqual(left.toSorted(), ["logs", "notes.txt", "zero.json.before-reset"]);
  assert.equal(readFileSync(cli.path("zero/notes.md"), "utf8"), "mine");
});

test("`zero reset --scope config+creds+sessions` forgets allowed commands, replaced states and what killed writes left", async (t) => {
  const cli = await usedHome(t);
  const forgotten: Readonly<Record<string, string>> = {
    "exec-approvals.json": "commands that were allowed for good",
    "exec-approvals.json.3126408851": "commands that were allowed for good",
    "node.json": "credentials",
    "zero.db-journal": "sessions, deliveries and paired devices",
    "restart-sentinel.json": "what a session is told after a restart",
    "before-restore-20261122120000": "state that a restore replaced",
    ".restore-a1B2c3": "remains of an interrupted restore",
    "zero.json.0123456789ab.tmp": "configuration",
  };
  for (const name of Object.keys(forgotten)) {
    cli.write(name.includes("restore-") ? `.zero/${name}/.env` : `.zero/${name}`, "{}");
  }
  const { status, stdout, stderr } = await cli.run([...RESET, "config+creds+sessions"]);
  assert.equal(status, 0, stderr);
  for (const [name, what] of Object.entries(forgotten)) {
    assert.ok(stdout.includes(`  ${cli.path(".zero", name)} (${what})\n`), `${name} in ${stdout}`);
  }
  const left = readdirSync(cli.path(".zero")).filter((name) => !name.startsWith("gateway.lock"));
  assert.deepEqual(left.toSorted(), ["logs", "notes.txt", "zero.json.before-reset"]);
});

test("`zero reset --scope full` and `zero uninstall --state --workspace` leave nothing of ours", async (t) => {
  for (const words of [
    [...RESET, "full"],
    ["uninstall", "--state", "--workspace", "--yes"],
  ]) {
    const cli = await usedHome(t);
    cli.write("other/file", "");
    const { status, stderr } = await cli.run(words);
    assert.equal(status, 0, stderr);
    assert.deepEqual(readdirSync(cli.home), ["other"]);
  }
});

test("nothing is removed from under a gateway that runs", async (t) => {
  const cli = await usedHome(t);
  cli.write(".zero/zero.db", "");
  const gateway = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  const before = readdirSync(cli.path(".zero")).toSorted();
  for (const words of [
    [...RESET, "config"],
    [...RESET, "full"],
    ["uninstall", "--state", "--yes"],
  ]) {
    const { status, stderr } = await cli.run(words);
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^Nothing was removed: the state directory .* is in use by another gateway/,
    );
    assert.match(stderr, /Next: stop it/);
  }
  assert.deepEqual(readdirSync(cli.path(".zero")).toSorted(), before);
});

test("what holds more than our own files is not removed, whatever the configuration says", async (t) => {
  const cli = await usedHome(t);
  for (const workspace of ["~", "/"]) {
    cli.config({ gateway: { mode: "local" }, agents: { defaults: { workspace } } });
    const { status, stderr } = await cli.run([...RESET, "full"]);
    assert.equal(status, 1);
    assert.match(stderr, /holds more than ZERO's own files, so it is not deleted/);
  }
  assert.ok(existsSync(cli.path(".zero/zero.json")));
  const elsewhere = { ZERO_STATE_DIR: cli.path("zero") };
  const { status, stderr } = await cli.run(["uninstall", "--state", "--yes"], elsewhere);
  assert.equal(status, 1);
  assert.match(stderr, /does not look like a state directory/);
  assert.ok(existsSync(cli.path("zero/notes.md")));
});

test("without a terminal and without --yes nothing is removed", async (t) => {
  const cli = await usedHome(t);
  const cases: [string[], number, RegExp][] = [
    [["reset", "--scope", "full", "--non-interactive"], 64, /--non-interactive needs --yes/],
    [["reset", "--yes"], 64, /--scope is needed/],
    [["reset", "--scope", "config"], 1, /no terminal to ask/],
    [["uninstall", "--yes"], 64, /name what goes/],
    [["uninstall", "--state"], 1, /no terminal to ask/],
  ];
  for (const [words, expected, message] of cases) {
    const { status, stderr } = await cli.run(words);
    assert.equal(status, expected, words.join(" "));
    assert.match(stderr, message);
  }
  assert.ok(existsSync(cli.path(".zero/zero.json")));
});

test("a person who says no to the question loses nothing", async (t) => {
  const cli = await usedHome(t);
  const terminal = new Terminal(t, cli, ["reset"]);
  await terminal.sees(/How much goes away/);
  terminal.press("enter");
  await terminal.sees(/Remove it\?/);
  terminal.press("enter");
  await terminal.sees(/Nothing was removed/);
  assert.equal(await terminal.leaves(), 1);
  assert.ok(existsSync(cli.path(".zero/zero.json")));
});

test("`zero uninstall --all` says how the program itself goes", async (t) => {
  const cli = await usedHome(t);
  const { stdout } = await cli.run(["uninstall", "--all", "--dry-run"]);
  assert.match(stdout, /^This would go away:\n {2}the service of this profile\n/);
  const app = await cli.run(["uninstall", "--app"]);
  assert.match(app.stdout, /npm uninstall --global zero/);
});
