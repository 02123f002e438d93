import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { ROOT } from "../../scripts/child.ts";
import { CliHome } from "../support/cli-process.ts";
import { SystemdSession, until } from "../support/daemon/systemd-session.ts";

const UNIT = "zero-gateway.service";
const RESTARTED_WITHIN_MS = 20_000;

/** A port that nobody has at this moment; a service needs one that it keeps. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

/** A person who logged in on a machine with systemd; undefined where none can be made. */
async function person(t: TestContext) {
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
  const zero = async (line: string) => {
    const { stdout, stderr, status } = await systemd.run(
      `ZERO_FROM=dist '${join(ROOT, "bin/zero")}' ${line}`,
    );
    return { status, stdout, stderr };
  };
  const show = async (properties: string) => {
    const words = `systemctl --user show ${UNIT} --property ${properties}`;
    const { stdout } = await systemd.run(words);
    return Object.fromEntries(
      stdout
        .trim()
        .split("\n")
        .map((line) => line.split(/=(.*)/s)),
    );
  };
  return { cli, systemd, zero, show };
}

test("V14 S24 S126 S133 S160 the real gateway under a real systemd is ready, comes back after kill -9, stays through a restart in its process and leaves with 0", async (t) => {
  const made = await person(t);
  if (!made) return;
  const { cli, systemd, zero, show } = made;
  const port = await freePort();
  cli.config({
    gateway: { mode: "local", port, auth: { token: "t".repeat(32) } },
    commands: { restart: true },
  });
  const installed = await zero("gateway install");
  assert.equal(installed.status, 0, installed.stderr);
  const unit = readFileSync(cli.path(".config/systemd/user", UNIT), "utf8").split("\n");
  for (const line of ["Type=notify", "NotifyAccess=all", "WatchdogSec=60"]) {
    assert.ok(unit.includes(line), line);
  }
  // `systemctl restart` of such a unit comes back once the gateway said that it is ready.
  const first = await show("ActiveState,SubState,MainPID,StatusText,WatchdogUSec");
  assert.deepEqual([first["ActiveState"], first["SubState"]], ["active", "running"]);
  assert.equal(first["StatusText"], `listens on ws://127.0.0.1:${port}`);
  assert.equal(first["WatchdogUSec"], "1min");
  const status = JSON.parse((await zero("gateway status --json")).stdout);
  assert.deepEqual([status.service.runtime.status, status.rpc.ok], ["running", true]);
  assert.deepEqual(status.service.configAudit, { ok: true, issues: [] });

  await systemd.run(`kill -9 ${first["MainPID"]}`);
  const isBack = async () => {
    const { ActiveState, MainPID } = await show("ActiveState,MainPID");
    return ActiveState === "active" && MainPID !== first["MainPID"];
  };
  await until(isBack, RESTARTED_WITHIN_MS, "another process is ready");
  const second = await show("MainPID,NRestarts");
  assert.equal(second["NRestarts"], "1");

  const log = cli.path(".zero/logs/gateway.jsonl");
  const starts = () => readFileSync(log, "utf8").split("the gateway listens").length;
  const before = starts();
  await systemd.run(`kill -USR1 ${second["MainPID"]}`);
  await until(() => starts() > before, RESTARTED_WITHIN_MS, "it listens again");
  const isSettled = async () => {
    const { ActiveState } = await show("ActiveState");
    assert.match(ActiveState ?? "", /^(active|reloading)$/);
    return ActiveState === "active";
  };
  await until(isSettled, RESTARTED_WITHIN_MS, "the unit is active");
  const answers = async () => (await zero("health")).status === 0;
  await until(answers, RESTARTED_WITHIN_MS, "it answers again");
  const third = await show("MainPID,NRestarts,StatusText");
  assert.deepEqual([third["MainPID"], third["NRestarts"]], [second["MainPID"], "1"]);
  assert.equal(third["StatusText"], `listens on ws://127.0.0.1:${port}`);
  const answer = JSON.parse((await zero("gateway status --json")).stdout);
  assert.equal(answer.rpc.ok, true);

  assert.equal((await zero("gateway stop")).status, 0);
  const stopped = await show("ActiveState,Result,ExecMainCode,ExecMainStatus");
  assert.deepEqual(
    [stopped["ActiveState"], stopped["Result"], stopped["ExecMainCode"], stopped["ExecMainStatus"]],
    ["inactive", "success", "1", "0"],
  );
});
