import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { ROOT } from "../../scripts/child.ts";
import { runtimeFlags } from "../../scripts/runtime-flags.ts";
import { CliHome } from "../support/cli-process.ts";
import { SystemdSession, until } from "../support/daemon/systemd-session.ts";

const UNIT = "zero-gateway.service";
const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

/** What a person has who logged in on a machine with systemd; undefined where none can be made. */
async function session(t: TestContext) {
  const objection = SystemdSession.objection();
  if (objection !== undefined) {
    t.skip(`no systemd session here: ${objection}`);
    return undefined;
  }
  const cli = CliHome.make(t);
  let systemd: SystemdSession;
  try {
    systemd = await SystemdSession.start(cli.home);
  } catch (error) {
    t.skip(`no systemd session here: ${error instanceof Error ? error.message : "unknown"}`);
    return undefined;
  }
  t.after(() => systemd.close());
  const words = [process.execPath, ...runtimeFlags(), join(ROOT, "dist/zero.js")];
  const zero = async (line: string, program = join(ROOT, "bin/zero")) => {
    const command = `ZERO_PROGRAM=${quoted(program)} ${words.map(quoted).join(" ")} ${line}`;
    const { stdout, stderr, status } = await systemd.run(command);
    return { status, stderr, stdout, answer: () => JSON.parse(stdout) };
  };
  return { cli, systemd, zero };
}

/** Stands in for the gateway: writes down how it was started, and says that it is ready. */
function makeProgram(home: string, name: string): string {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    [
      "#!/bin/sh",
      '[ ! -f "$HOME/refuse" ] || exit 78',
      'printf "%s\\n" "$0" "$@" >"$HOME/argv"',
      'env >"$HOME/variables"',
      'pwd >"$HOME/folder"',
      "systemd-notify --ready",
      "exec sleep 1000",
    ].join("\n"),
  );
  chmodSync(path, 0o755);
  return path;
}

test("S155 S165 V14 SR22 a real systemd runs exactly what was installed, however odd its path and its token", async (t) => {
  const made = await session(t);
  if (!made) return;
  const { cli, systemd, zero } = made;
  cli.config({ gateway: { mode: "local" } });
  const program = makeProgram(cli.home, "a b%h $HOME/100%/zero");
  const token = 'a "tok\\en" $HOME %h `x` #1';
  const install = await zero(`gateway install --json --token ${quoted(token)}`, program);
  assert.equal(install.status, 0, install.stdout + install.stderr);
  assert.equal(install.answer().result, "installed");
  const argv = readFileSync(cli.path("argv"), "utf8").trimEnd().split("\n");
  assert.deepEqual(argv, [program, "gateway", "--port", "18789"]);
  const variables = readFileSync(cli.path("variables"), "utf8").split("\n");
  for (const line of [
    `ZERO_GATEWAY_TOKEN=${token}`,
    "ZERO_GATEWAY_PORT=18789",
    "ZERO_SERVICE_MARKER=zero",
    "ZERO_SERVICE_KIND=gateway",
    `HOME=${cli.home}`,
  ]) {
    assert.ok(variables.includes(line), line);
  }
  assert.equal(readFileSync(cli.path("folder"), "utf8").trim(), cli.home);
  const verified = await systemd.run(`systemd-analyze --user verify ${UNIT}`);
  assert.deepEqual([verified.status, verified.stderr], [0, ""]);
  const status = (await zero("gateway status --json --no-probe", program)).answer();
  assert.equal(status.service.loaded, true);
  assert.equal(status.service.runtime.status, "running");
  assert.deepEqual(status.service.configAudit, { ok: true, issues: [] });
  assert.deepEqual(status.service.command.programArguments, argv);
});

test("S126 S133 S134 S147 S160 S184 a real systemd restarts what crashed, leaves what gave up with 78, and forgets what was removed", async (t) => {
  const made = await session(t);
  if (!made) return;
  const { cli, systemd, zero } = made;
  const program = makeProgram(cli.home, "bin/zero");
  const runtime = async () => {
    const { answer } = await zero("gateway status --json --no-probe", program);
    return answer().service.runtime;
  };
  assert.equal((await zero("gateway install", program)).status, 0);
  const { pid } = await runtime();
  await systemd.run(`kill -9 ${pid}`);
  await until(
    async () => {
      const now = await runtime();
      return now.status === "running" && now.pid !== pid;
    },
    30_000,
    "another process",
  );
  for (const [action, result, status] of [
    ["stop", "stopped", "stopped"],
    ["start", "started", "running"],
    ["restart", "restarted", "running"],
  ]) {
    const { answer } = await zero(`gateway ${action} --json`, program);
    assert.equal(answer().result, result);
    assert.equal((await runtime()).status, status);
  }
  writeFileSync(cli.path("refuse"), "");
  const refused = await zero("gateway restart --json", program);
  assert.equal(refused.status, 1);
  assert.match(
    refused.answer().error,
    /systemctl --user restart zero-gateway\.service` failed: Job for/,
  );
  assert.deepEqual(await runtime(), {
    status: "stopped",
    state: "failed",
    subState: "failed",
    lastExitStatus: 78,
    lastExitReason: "exited",
  });
  rmSync(cli.path("refuse"));
  assert.equal((await zero("gateway uninstall --json", program)).answer().result, "uninstalled");
  assert.equal(existsSync(cli.path(".config/systemd/user", UNIT)), false);
  assert.equal((await runtime()).missingUnit, true);
});
