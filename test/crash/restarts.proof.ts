import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";
import { ConfigWorld } from "../config/world.ts";
import { makeHome } from "../support/gateway-process.ts";
import { eventually, type WireClient } from "../support/wire-client.ts";

const RESTARTS = 200;
/** The first ones bring code in that stays. */
const WARM = 10;
const HEAP_GROWTH_MB_MAX = 4;
const PROBE = fileURLToPath(new URL("restart-probe.mjs", import.meta.url));

export const name = "restarts";
export const summary =
  "200 restarts in the process: memory, handles, open files and listeners do not grow, and every client is told first";

interface Held {
  heapMb: number;
  handles: number;
  listeners: number;
  files: number;
}

export async function run({ scale, log }: ProofOptions): Promise<ProofResult> {
  const tasks: (() => unknown)[] = [];
  const folder = makeHome();
  const report = join(folder, "held.json");
  const world = await ConfigWorld.start(
    { after: (task) => void tasks.push(task) },
    "\n  commands: { restart: true },",
    {
      env: { ZERO_TEST_PROBE: report },
      runtimeArgs: ["--expose-gc", "--import", PROBE],
    },
  );
  try {
    let client = await world.connect();
    let untold = 0;
    const restart = async () => {
      world.gateway.child.kill("SIGUSR1");
      const { code } = await client.closed;
      if (code !== 1012 || client.events("shutdown").length !== 1) untold += 1;
      client = await again(world);
    };
    for (let i = 0; i < WARM; i++) await restart();
    const before = await held(world, report);
    const times = Math.ceil(RESTARTS * scale);
    const began = performance.now();
    for (let i = 0; i < times; i++) await restart();
    const eachMs = Math.round((performance.now() - began) / times);
    const after = await held(world, report);
    log(`before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`);
    const growth = after.heapMb - before.heapMb;
    return {
      ok:
        untold === 0 &&
        world.gateway.isRunning &&
        growth <= HEAP_GROWTH_MB_MAX &&
        after.listeners === before.listeners &&
        after.handles <= before.handles + 2 &&
        after.files <= before.files + 2 &&
        !/MaxListeners/.test(world.gateway.stderr),
      figures:
        `${times} restarts after ${WARM}, ${eachMs} ms each until a client is back: heap ${growth.toFixed(1)} MB more, ` +
        `handles ${before.handles} → ${after.handles}, files ${before.files} → ${after.files}, ` +
        `listeners ${before.listeners} → ${after.listeners}, ${untold} clients not told`,
    };
  } finally {
    for (const task of tasks.toReversed()) await task();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As soon as somebody listens again. */
function again(world: ConfigWorld): Promise<WireClient> {
  return eventually(() => world.connect().catch(() => undefined), "the gateway to be back");
}

async function held(world: ConfigWorld, report: string): Promise<Held> {
  await eventually(() => world.telegrams.every(({ stats }) => stats.polling), "both bots polling");
  await sleep(1_500);
  rmSync(report, { force: true });
  world.gateway.child.kill("SIGUSR2");
  await eventually(
    () => existsSync(report) && readFileSync(report, "utf8") !== "",
    dirname(report),
  );
  const files = readdirSync(`/proc/${world.gateway.pid}/fd`).length;
  return { ...(JSON.parse(readFileSync(report, "utf8")) as Omit<Held, "files">), files };
}
