import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { startModel, startTelegram } from "@zero/simulator";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { unusedPort } from "../support/scripted-gateway.ts";

const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const modeOf = (path: string) => statSync(path).mode & 0o777;
const QUIET = ["onboard", "--non-interactive", "--accept-risk"];

test("S29 a fresh home is set up by flags, a gateway starts with that file and `zero agent` is answered", async (t) => {
  const cli = CliHome.make(t);
  const port = `${await unusedPort()}`;
  const { status, stdout, stderr } = await cli.run([...QUIET, "--gateway-port", port]);
  assert.equal(status, 0, stderr);
  const config = read(cli.path(".zero/zero.json"));
  assert.match(config.gateway.auth.token, /^[0-9a-f]{48}$/);
  assert.deepEqual([config.gateway.mode, config.gateway.port], ["local", Number(port)]);
  assert.ok(!stdout.includes(config.gateway.auth.token), "the token is never shown");
  assert.match(stdout, /^Wrote .*zero\.json\n[^]*^Workspace OK: [^]*^Next: zero gateway, and/m);
  assert.deepEqual(
    [modeOf(cli.path(".zero")), modeOf(cli.path(".zero/zero.json"))],
    [0o700, 0o600],
  );

  const gateway = await GatewayProcess.start({ home: cli.home, args: [] });
  t.after(() => gateway.stop());
  assert.equal(gateway.port, Number(port));
  const answer = await cli.run(["agent", "--message", "2 + 3"]);
  assert.equal(answer.status, 0, answer.stderr);
  assert.match(answer.stdout, /5/);
});

test("the model of a server and its key are set up by flags, and answer", async (t) => {
  const cli = CliHome.make(t);
  const model = await startModel();
  t.after(() => model.close());
  const port = `${await unusedPort()}`;
  const words = ["--model-url", model.baseUrl, "--model", "test-model", "--model-api-key", "k-1"];
  const { status, stderr } = await cli.run([...QUIET, ...words, "--gateway-port", port]);
  assert.equal(status, 0, stderr);
  const { agents, models } = read(cli.path(".zero/zero.json"));
  assert.equal(agents.defaults.model.primary, "custom/test-model");
  assert.equal(models.providers.custom.apiKey, "${ZERO_MODEL_API_KEY}");
  assert.equal(readFileSync(cli.path(".zero/.env"), "utf8"), "ZERO_MODEL_API_KEY=k-1\n");
  assert.equal(modeOf(cli.path(".zero/.env")), 0o600);
  const gateway = await GatewayProcess.start({ home: cli.home, args: [] });
  t.after(() => gateway.stop());
  const answer = await cli.run(["agent", "--message", "hello there"]);
  assert.equal(answer.status, 0, answer.stderr);
  assert.match(answer.stdout, /hello there/);
});

test("S51 S52 `zero --dev onboard` has a workspace and a port of its own, and flags and variables win", async (t) => {
  const cli = CliHome.make(t);
  await cli.run(["--dev", ...QUIET]);
  const config = read(cli.path(".zero-dev/zero.json"));
  assert.equal(config.agents.defaults.workspace, "~/zero-dev");
  assert.equal(config.gateway.port, undefined, "the profile says it");
  assert.deepEqual(readdirSync(cli.home).toSorted(), [".zero-dev", "zero-dev"]);

  const other = CliHome.make(t);
  const env = { ZERO_STATE_DIR: other.path("state"), ZERO_CONFIG_PATH: other.path("c/dev.json") };
  const flags = ["--workspace", "~/mine", "--gateway-port", "19777"];
  const { status, stderr } = await other.run(["--dev", ...QUIET, ...flags], env);
  assert.equal(status, 0, stderr);
  const own = read(other.path("c/dev.json"));
  assert.equal(own.agents.defaults.workspace, "~/mine");
  assert.equal(own.gateway.port, 19_777);
  assert.deepEqual(readdirSync(other.home).toSorted(), ["c", "mine", "state"]);
  const file = await other.run(["--dev", "gateway", "status", "--json", "--no-probe"], env);
  const port = /127\.0\.0\.1:(\d+)/.exec(file.stdout)?.[1];
  assert.equal(port, "19777", "the file wins over the profile");
  const variable = { ...env, ZERO_GATEWAY_PORT: "19778" };
  const second = await other.run(["--dev", "gateway", "status", "--json", "--no-probe"], variable);
  assert.match(second.stdout, /127\.0\.0\.1:19778/);
});

test("Telegram is set up by flags, with a token that Telegram knows", async (t) => {
  const cli = CliHome.make(t);
  const telegram = await startTelegram();
  t.after(() => telegram.close());
  cli.config({ channels: { telegram: { apiRoot: telegram.apiRoot } } });
  const words = (token: string) => [...QUIET, "--telegram-bot-token", token];
  const wrong = await cli.run(words("1:wrong"));
  assert.equal(wrong.status, 64);
  assert.match(wrong.stderr, /^zero: --telegram-bot-token: Telegram does not know this token/);
  assert.equal(existsSync(cli.path(".zero/.env")), false);
  const right = await cli.run([...words(telegram.token), "--telegram-allow-from", "7, 8"]);
  assert.equal(right.status, 0, right.stderr);
  assert.deepEqual(read(cli.path(".zero/zero.json")).channels.telegram.allowFrom, ["7", "8"]);
  await telegram.close();
  const away = await cli.run(words("2:other"));
  assert.equal(away.status, 64);
  assert.match(away.stderr, /Telegram could not be reached to check it/);
  const unchecked = await cli.run([...words("2:other"), "--skip-health"]);
  assert.equal(unchecked.status, 0, unchecked.stderr);
  assert.equal(readFileSync(cli.path(".zero/.env"), "utf8"), "TELEGRAM_BOT_TOKEN=2:other\n");
});

test("a secret is never written where another one of the environment would win over it", async (t) => {
  const cli = CliHome.make(t);
  const words = [...QUIET, "--openai-api-key", "k-new"];
  const { status, stderr } = await cli.run(words, { OPENAI_API_KEY: "k-old" });
  assert.equal(status, 64);
  assert.match(stderr, /OPENAI_API_KEY is set in this environment to something else/);
  assert.deepEqual(readdirSync(cli.home), []);
});

test("a key of the shell is kept for a service only where one is wanted", async (t) => {
  const env = { ANTHROPIC_API_KEY: "k-shell" };
  const without = CliHome.make(t);
  assert.equal((await without.run(QUIET, env)).status, 0);
  const { primary } = read(without.path(".zero/zero.json")).agents.defaults.model;
  assert.equal(primary, "anthropic/claude-opus-4-5");
  assert.equal(existsSync(without.path(".zero/.env")), false);
});

test("words that make no sense are refused by the flag's name, and nothing is written", async (t) => {
  const cli = CliHome.make(t);
  const cases: [string[], RegExp][] = [
    [["onboard", "--non-interactive"], /--non-interactive needs --accept-risk/],
    [["onboard", "--json"], /--json needs --non-interactive/],
    [[...QUIET, "--gateway-port", "0"], /--gateway-port: Write a whole number from 1/],
    [[...QUIET, "--gateway-bind", "custom"], /--gateway-custom-host is needed/],
    [[...QUIET, "--auth-choice", "telepathy"], /--auth-choice: Choose one of: .*openai-api-key/],
    [[...QUIET, "--auth-choice", "openai-api-key"], /--openai-api-key is needed: Key for OpenAI/],
    [[...QUIET, "--mode", "remote"], /--remote-url is needed/],
    [[...QUIET, "--install-daemon", "--skip-daemon"], /contradict each other/],
    [["setup", "--wizard", "--non-interactive"], /--wizard asks/],
    [["configure", "--section", "moon"], /--section is one of/],
  ];
  for (const [words, message] of cases) {
    const { status, stderr } = await cli.run(words);
    assert.match(stderr, message, words.join(" "));
    assert.equal(status, 64, words.join(" "));
  }
  assert.deepEqual(readdirSync(cli.home), []);
});

test("`zero onboard --json` is one JSON object, and a second run changes nothing", async (t) => {
  const cli = CliHome.make(t);
  const first = JSON.parse((await cli.run([...QUIET, "--json"])).stdout);
  assert.deepEqual([first.ok, first.written, first.service], [true, true, false]);
  assert.equal(first.path, cli.path(".zero/zero.json"));
  const before = readFileSync(cli.path(".zero/zero.json"), "utf8");
  const second = JSON.parse((await cli.run([...QUIET, "--json"])).stdout);
  assert.deepEqual([second.ok, second.written], [true, false]);
  assert.equal(readFileSync(cli.path(".zero/zero.json"), "utf8"), before);
});

test("`zero onboard --reset` begins anew and keeps what was there under another name", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local", port: 1234, auth: { token: "of-long-ago" } } });
  const before = readFileSync(cli.path(".zero/zero.json"), "utf8");
  const refused = await cli.run([...QUIET, "--reset", "--gateway-port", "x"]);
  assert.equal(refused.status, 64);
  assert.equal(readFileSync(cli.path(".zero/zero.json"), "utf8"), before);
  const { status, stderr } = await cli.run([...QUIET, "--reset"]);
  assert.equal(status, 0, stderr);
  assert.equal(readFileSync(cli.path(".zero/zero.json.before-reset"), "utf8"), before);
  const { gateway } = read(cli.path(".zero/zero.json"));
  assert.equal(gateway.port, undefined);
  assert.match(gateway.auth.token, /^[0-9a-f]{48}$/);
});

test("`zero onboard --mode remote` needs no token, no workspace and no service of this machine", async (t) => {
  const cli = CliHome.make(t);
  const words = ["--mode", "remote", "--remote-url", "ws://127.0.0.1:1", "--remote-token", "t-1"];
  const { status, stderr } = await cli.run([...QUIET, ...words, "--skip-health"]);
  assert.equal(status, 0, stderr);
  assert.deepEqual(read(cli.path(".zero/zero.json")), {
    gateway: { mode: "remote", remote: { url: "ws://127.0.0.1:1", token: "t-1" } },
  });
  assert.equal(existsSync(cli.path("zero")), false);
});
