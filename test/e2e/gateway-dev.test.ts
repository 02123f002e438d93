import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { ROOT } from "../../scripts/child.ts";
import { CliHome } from "../support/cli-process.ts";

const RESET = ["gateway", "--dev", "--reset", "--port", "0"];

/** Resolves with what it said until then; rejects when it leaves before. */
function listening(child: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    child.stdout?.resume();
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (/ listens on ws:\S+\n/.test(said)) resolve(said);
    });
    child.once("exit", (code) => reject(new Error(`left with ${code}: ${said}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  if (child.exitCode === null) await once(child, "exit");
}

/** Everything below a folder with its content, but for what a look at it changes. */
function contentOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => statSync(`${folder}/${name}`).isFile());
  return Object.fromEntries(
    files.map((name) => [name, readFileSync(`${folder}/${name}`, "latin1")]),
  );
}

test("`zero gateway --dev --reset` forgets the development profile, sets it up anew and starts, and leaves the main profile alone", async (t) => {
  const cli = CliHome.make(t);
  await cli.run(["setup"]);
  await cli.run(["--dev", "setup"]);
  cli.write("zero/notes.md", "mine");
  const main = { state: contentOf(cli.path(".zero")), workspace: contentOf(cli.path("zero")) };
  const before = readFileSync(cli.path(".zero-dev/zero.json"), "utf8");
  cli.write(".zero-dev/.env", "OPENAI_API_KEY=k\n");
  cli.write(".zero-dev/zero.db", "not even a database");
  cli.write(".zero-dev/identity/device.json", "{}");
  cli.write("zero-dev/notes.md", "an experiment");

  const gateway = cli.spawn(RESET);
  const said = await listening(gateway);
  assert.ok(said.includes(`Removed ${cli.path(".zero-dev")}\n`), said);
  assert.ok(said.includes(`Removed ${cli.path("zero-dev")}\n`), said);
  const after = readFileSync(cli.path(".zero-dev/zero.json"), "utf8");
  assert.notEqual(after, before, "its token is another one");
  assert.equal(existsSync(cli.path(".zero-dev/.env")), false);
  assert.equal(existsSync(cli.path("zero-dev/notes.md")), false);
  assert.ok(existsSync(cli.path("zero-dev/AGENTS.md")));
  assert.deepEqual(
    { state: contentOf(cli.path(".zero")), workspace: contentOf(cli.path("zero")) },
    main,
  );

  const second = await cli.run(RESET);
  assert.equal(second.status, 69, second.stderr);
  assert.match(second.stderr, /^Nothing was removed: .*\nNext: stop it, /);
  assert.equal(readFileSync(cli.path(".zero-dev/zero.json"), "utf8"), after);
  await stop(gateway);
});

test("`zero gateway --dev --reset` begins where there is nothing yet, and where the configuration is broken", async (t) => {
  const cli = CliHome.make(t);
  for (const args of [RESET, ["--dev", "gateway", "--reset", "--port", "0"]]) {
    const gateway = cli.spawn(args);
    await listening(gateway);
    await stop(gateway);
    cli.write(".zero-dev/zero.json", "{ broken");
  }
});

test("`--reset` without --dev, or for folders that are not the development profile's own, is a usage error and removes nothing", async (t) => {
  const cli = CliHome.make(t);
  await cli.run(["setup"]);
  await cli.run(["--dev", "setup"]);
  const before = contentOf(cli.home);
  const refused: readonly (readonly [readonly string[], Record<string, string>, RegExp])[] = [
    [["gateway", "--reset"], {}, /^zero: --reset needs --dev: .*`zero reset` asks/],
    [["--profile", "x", "gateway", "--reset"], {}, /^zero: --reset needs --dev: /],
    [["gateway", "--reset"], { ZERO_PROFILE: "x" }, /^zero: --reset needs --dev: /],
    [
      RESET,
      { ZERO_STATE_DIR: cli.path(".zero") },
      /^zero: --reset forgets .*\.zero-dev only, and /,
    ],
    [RESET, { ZERO_CONFIG_PATH: cli.path(".zero/zero.json") }, /^zero: --reset forgets /],
  ];
  for (const [words, env, why] of refused) {
    const { status, stdout, stderr } = await cli.run(words, env);
    assert.deepEqual([status, stdout], [64, ""], stderr);
    assert.match(stderr.replaceAll(`${ROOT}/bin/`, ""), why);
  }
  assert.deepEqual(contentOf(cli.home), before);
});

test("`--reset` keeps a workspace that the development profile shares with another", async (t) => {
  const cli = CliHome.make(t);
  await cli.run(["setup"]);
  cli.write("zero/notes.md", "mine");
  await cli.run(["--dev", "setup", "--workspace", "~/zero"]);
  const gateway = cli.spawn(RESET);
  await listening(gateway);
  assert.equal(readFileSync(cli.path("zero/notes.md"), "utf8"), "mine");
  await stop(gateway);
});

test("`npm run gateway:dev` is a gateway of the development profile without channels", async (t) => {
  const cli = CliHome.make(t);
  const { scripts } = JSON.parse(readFileSync(`${ROOT}/package.json`, "utf8"));
  cli.write(".zero-dev/zero.json", {
    gateway: { mode: "local", port: 0 },
    channels: { telegram: { botToken: "123456:not-one", apiRoot: "http://127.0.0.1:9" } },
  });
  const gateway = spawn("sh", ["-c", scripts["gateway:dev"]], {
    cwd: ROOT,
    env: cli.environment,
    stdio: ["ignore", "pipe", "pipe"],
    // A shell of its own, so that nothing is left where it does not become the gateway.
    detached: true,
  });
  t.after(async () => {
    process.kill(-(gateway.pid ?? Number.NaN), "SIGTERM");
    if (gateway.exitCode === null) await once(gateway, "exit");
  });
  const port = /listens on ws:\/\/127\.0\.0\.1:(\d+)/.exec(await listening(gateway))?.[1] ?? "";
  const env = { ZERO_GATEWAY_PORT: port };
  const asked = ["--dev", "gateway", "call", "channels.status", "--json"];
  const { stdout, stderr } = await cli.run(asked, env);
  assert.ok(stdout !== "", stderr);
  const { configured, running, lastStartAt } = JSON.parse(stdout).channels.telegram;
  assert.deepEqual([configured, running, lastStartAt], [true, false, null]);
});
