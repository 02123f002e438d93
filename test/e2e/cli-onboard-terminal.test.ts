import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { startTelegram } from "@zero/simulator";
import { CliHome } from "../support/cli-process.ts";
import { Terminal } from "../support/cli/terminal.ts";

const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const modeOf = (path: string) => statSync(path).mode & 0o777;

/** As far as the model, with what is suggested. */
async function toTheModel(terminal: Terminal): Promise<void> {
  await terminal.sees(/Before you begin/);
  terminal.press("yes");
  await terminal.sees(/How much do you want to decide/);
  terminal.press("enter");
  await terminal.sees(/Workspace[^]*~\/zero/);
  terminal.press("enter");
  await terminal.sees(/Which language model answers/);
}

test("S29 a person answers `zero onboard` in a terminal: token, workspace, model and Telegram are set up", async (t) => {
  const cli = CliHome.make(t);
  const telegram = await startTelegram();
  t.after(() => telegram.close());
  // Where the test's Telegram is has no question of its own.
  cli.config({ channels: { telegram: { apiRoot: telegram.apiRoot } } });
  const terminal = new Terminal(t, cli, ["onboard", "--skip-daemon"]);
  await toTheModel(terminal);
  // The suggestion stands last; Anthropic first.
  terminal.press("down", "enter");
  await terminal.sees(/Key for Anthropic/);
  terminal.type("sk-ant-0123456789abcdef\r");
  await terminal.sees(/Chat networks/);
  terminal.press("enter");
  await terminal.sees(/Token of the Telegram bot/);
  terminal.type("nonsense\r");
  await terminal.sees(/It is digits, a colon and letters/);
  await terminal.sees(/Token of the Telegram bot/);
  terminal.type("1:wrong\r");
  await terminal.sees(/Telegram does not know this token/);
  await terminal.sees(/Token of the Telegram bot/);
  terminal.type(`${telegram.token}\r`);
  await terminal.sees(/Who may talk with @/);
  terminal.type("@ann\r");
  await terminal.sees(/a user name can be taken over/);
  await terminal.sees(/Who may talk with @/);
  terminal.type("42\r");
  await terminal.sees(/Write this\?/);
  assert.equal(existsSync(cli.path(".zero/.env")), false, "nothing is written before the review");
  terminal.press("enter");
  await terminal.sees(/Next[^]*gateway, and in a second terminal/);
  assert.equal(await terminal.leaves(), 0);

  const config = read(cli.path(".zero/zero.json"));
  assert.match(config.gateway.auth.token, /^[0-9a-f]{48}$/);
  assert.equal(config.agents.defaults.model.primary, "anthropic/claude-opus-4-5");
  assert.equal(config.channels.telegram.botToken, "${TELEGRAM_BOT_TOKEN}");
  assert.deepEqual(config.channels.telegram.allowFrom, ["42"]);
  const variables = readFileSync(cli.path(".zero/.env"), "utf8");
  assert.ok(variables.includes("ANTHROPIC_API_KEY=sk-ant-0123456789abcdef\n"));
  assert.ok(variables.includes(`TELEGRAM_BOT_TOKEN=${telegram.token}\n`));
  assert.equal(modeOf(cli.path(".zero/.env")), 0o600);
  assert.ok(existsSync(cli.path("zero/AGENTS.md")));
  for (const secret of [config.gateway.auth.token, "0123456789abcdef", telegram.token]) {
    assert.ok(!terminal.text.includes(secret), "no secret is shown");
  }
});

test("Ctrl-C, Ctrl-D and Escape leave nothing behind, wherever before the review is answered", async (t) => {
  const places: ((terminal: Terminal) => Promise<void>)[] = [
    (terminal) => terminal.sees(/Before you begin/),
    toTheModel,
    async (terminal) => {
      await toTheModel(terminal);
      terminal.press("enter");
      await terminal.sees(/Chat networks/);
      terminal.press("enter");
      await terminal.sees(/Write this\?/);
    },
  ];
  const ways = [
    ...places.map((place) => ({ place, key: "ctrlC" }) as const),
    ...places.map((place) => ({ place, key: "ctrlD" }) as const),
    { place: toTheModel, key: "escape" } as const,
  ];
  for (const { place, key } of ways) {
    const cli = CliHome.make(t);
    const terminal = new Terminal(t, cli, ["onboard", "--skip-daemon"]);
    await place(terminal);
    terminal.press(key);
    await terminal.sees(/Nothing was written\./);
    assert.equal(await terminal.leaves(), 1);
    assert.deepEqual(readdirSync(cli.home), []);
  }
});

test("a no to the risk ends it, and a no to the review writes nothing", async (t) => {
  const cli = CliHome.make(t);
  const words = ["onboard", "--skip-daemon", "--skip-channels"];
  for (const key of ["no", "enter"] as const) {
    const first = new Terminal(t, cli, words);
    await first.sees(/Before you begin/);
    first.press(key);
    await first.sees(/Nothing was written\./);
    assert.equal(await first.leaves(), 1, `no is preselected, so ${key} says no`);
  }
  const terminal = new Terminal(t, cli, words);
  await toTheModel(terminal);
  terminal.press("enter");
  await terminal.sees(/Write this\?/);
  terminal.press("no");
  await terminal.sees(/Nothing was written\./);
  assert.equal(await terminal.leaves(), 1);
  assert.deepEqual(readdirSync(cli.home), []);
});

test("`zero setup --wizard` asks the same, and `zero config` what to change", async (t) => {
  const cli = CliHome.make(t);
  const wizard = new Terminal(t, cli, ["setup", "--wizard", "--workspace", "~/w"]);
  await wizard.sees(/Before you begin/);
  wizard.press("yes");
  await wizard.sees(/How much do you want to decide/);
  wizard.press("enter");
  await wizard.sees(/Which language model answers/);
  wizard.press("ctrlC");
  assert.equal(await wizard.leaves(), 1);
  const config = new Terminal(t, cli, ["config"]);
  await config.sees(/What do you want to change\?[^]*workspace/);
  config.press("space", "enter");
  await config.sees(/The folder of the assistant's own files/);
  config.type("\u0015~/elsewhere\r");
  await config.sees(/Write this\?[^]*agents\.defaults\.workspace = "~\/elsewhere"/);
  config.press("enter");
  assert.equal(await config.leaves(), 0);
  assert.ok(existsSync(cli.path("elsewhere/AGENTS.md")));
});

test("`zero configure --section gateway` asks about that alone and keeps the rest", async (t) => {
  const cli = CliHome.make(t);
  await cli.run(["setup"]);
  const before = read(cli.path(".zero/zero.json"));
  const terminal = new Terminal(t, cli, ["configure", "--section", "gateway"]);
  await terminal.sees(/Where the gateway runs/);
  terminal.press("enter");
  await terminal.sees(/Port[^]*18789/);
  terminal.type("\u007f\u007f\u007f\u007f\u007f99999\r");
  await terminal.sees(/Write a whole number from 1 to/);
  await terminal.sees(/Port[^]*18789/);
  terminal.type("\u007f\u007f\u007f\u007f\u007f19777\r");
  await terminal.sees(/Who can reach it/);
  terminal.press("enter");
  await terminal.sees(/What clients have to know/);
  terminal.press("enter");
  await terminal.sees(/Leave it empty to keep/);
  terminal.press("enter");
  await terminal.sees(/Write this\?[^]*gateway\.port = 19777/);
  terminal.press("enter");
  assert.equal(await terminal.leaves(), 0);
  assert.deepEqual(read(cli.path(".zero/zero.json")), {
    ...before,
    gateway: { ...before.gateway, port: 19_777 },
  });
});
