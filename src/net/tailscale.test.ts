import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import { type Behaviour, TailscaleProgram } from "../../test/support/remote/tailscale-program.ts";
import { eventually } from "../../test/support/wire-client.ts";
import { type Log, silentLog } from "../kernel/log.ts";
import { Tailscale, type TailscaleParts } from "./tailscale.ts";

function world(t: TestContext, behaviour: Behaviour = {}, parts: Partial<TailscaleParts> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "zero-tailscale-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const program = new TailscaleProgram(folder, behaviour);
  const clock = new FakeClock();
  const warnings: string[] = [];
  const log: Log = { ...silentLog, warn: (message) => void warnings.push(message) };
  const names: string[] = [];
  let changes = 0;
  const service = new Tailscale({
    mode: "serve",
    resetOnExit: false,
    port: () => 18_789,
    env: { PATH: program.path() },
    named: (host) => void names.push(host),
    changed: () => void (changes += 1),
    clock,
    log,
    ...parts,
  });
  t.after(() => service.stop());
  const calls = (count: number) =>
    eventually(() => program.calls.length >= count && program.calls, `${count} calls`);
  const trouble = () => eventually(() => service.health().detail, "trouble in health");
  return { program, service, clock, warnings, names, calls, trouble, changes: () => changes };
}

const ASKED = "status --json --peers=false";
const SERVED = "serve --bg --yes 18789";

test("S33 it serves the port under the machine's own name, and takes nothing back unless told", async (t) => {
  const { service, calls, names, warnings, program } = world(t);
  await service.start();
  assert.deepEqual(await calls(2), [ASKED, SERVED]);
  assert.deepEqual([names, warnings], [[program.name], []]);
  assert.deepEqual(service.health(), { state: "ok" });
  await service.stop();
  assert.deepEqual(program.calls, [ASKED, SERVED]);
});

test("S33 with resetOnExit what was set up is taken back, of the mode that was set up", async (t) => {
  for (const mode of ["serve", "funnel"] as const) {
    const { service, calls } = world(t, {}, { mode, resetOnExit: true });
    await service.start();
    await calls(2);
    await service.stop();
    assert.deepEqual(await calls(3), [ASKED, `${mode} --bg --yes 18789`, `${mode} reset`]);
  }
});

test("SR21 the program gets the variables that are named and no other", async (t) => {
  process.env["ZERO_GATEWAY_TOKEN"] = "secret";
  t.after(() => delete process.env["ZERO_GATEWAY_TOKEN"]);
  const { service, calls, program } = world(t);
  await service.start();
  await calls(2);
  // The shell of the stand-in adds some of its own.
  const own = program.variables.filter((name) => !["PWD", "SHLVL", "_", "OLDPWD"].includes(name));
  assert.deepEqual(own, ["PATH"]);
});

test("A20 what fails is told once in the log and in health, and tried again until it works", async (t) => {
  const { service, clock, warnings, program, calls, trouble, changes } = world(t, {
    serve: "echo 'Serve is not enabled on your tailnet.' >&2; exit 1",
  });
  await service.start();
  assert.match(await trouble(), /^tailscale serve does not work: .*left with 1: Serve is not ena/);
  assert.equal(service.health().state, "degraded");
  await clock.advance(60_000);
  await calls(4);
  program.behave({});
  await eventually(async () => {
    await clock.advance(600_000);
    return service.health().state === "ok";
  }, "a success");
  assert.deepEqual([warnings.length, changes()], [1, 2]);
});

test("A20 a program that is missing, or a machine in no tailnet, is told in words", async (t) => {
  const missing = world(t, {}, { env: { PATH: "/nowhere" } });
  await missing.service.start();
  assert.match(await missing.trouble(), /the program tailscale is not on the PATH/);
  const states: [string, RegExp][] = [
    [`echo '{"BackendState":"Stopped"}'`, /in no tailnet \(Stopped\); run `tailscale up`/],
    [`echo 'no JSON'`, /in no tailnet/],
    [`echo '{"BackendState":"Running","Self":{"DNSName":"evil.example."}}'`, /turn MagicDNS on/],
    [`echo '{"BackendState":"Running","Self":{"DNSName":"x/y.ts.net"}}'`, /turn MagicDNS on/],
  ];
  for (const [status, words] of states) {
    const { service, trouble, names, program } = world(t, { status });
    await service.start();
    assert.match(await trouble(), words);
    assert.deepEqual([names, program.calls], [[], [ASKED]]);
  }
});

test("A20 a program that hangs does not keep the gateway from leaving", async (t) => {
  // Also what it started itself keeps nobody waiting.
  for (const serve of ["exec sleep 600", 'sleep 600 & echo $! > "$0.child"; wait']) {
    const { service, calls, program } = world(t, { serve }, { resetOnExit: true });
    await service.start();
    await calls(2);
    await service.stop();
    assert.deepEqual(await calls(3), [ASKED, SERVED, "serve reset"]);
    program.endChild();
  }
});
