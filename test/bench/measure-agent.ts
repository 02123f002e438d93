import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startTelegram } from "@zero/simulator";
import { type Figure, atLeast, atMost, type Plan } from "./figure.ts";
import { runSuites } from "./gateway.mjs";
import { fillHistory } from "./history.ts";
import { median, now, sleep } from "./lib/stats.mjs";
import { type BenchTarget, start, type Started, stop } from "./matrix.mjs";
import { callDirectly } from "./mock.ts";

const PROBE = fileURLToPath(new URL("./probe.mjs", import.meta.url));
const OLD = { sessions: 10_000, messages: 1_000_000 };

interface Probe {
  commits: number;
  transactions: number;
  delayP99Ms: number;
}

/** Turns: their latency, empty and with years of history; many at once; and Telegram's intake. */
export async function measureAgent(plan: Plan): Promise<Figure[]> {
  const direct: number[] = [];
  for (let i = 0; i < 30; i++) direct.push(await callDirectly(plan.mock.url));
  const fresh = await measureTurns(plan, "fresh", median(direct));
  const old = await measureTurns(plan, "with history", median(direct));
  return [...fresh, ...old, ...(await measureIntake(plan))];
}

async function measureTurns(plan: Plan, kind: "fresh" | "with history", directMs: number): Promise<Figure[]> {
  const { targets, scale, log } = plan;
  const probe = join(targets.folder, "probe.json");
  const target: BenchTarget = {
    ...targets.zero,
    env: { ...targets.zero.env, NODE_OPTIONS: `--import ${PROBE}`, ZERO_TEST_PROBE: probe },
  };
  let started = await start(target);
  if (kind === "with history") {
    await stop(started);
    const state = target.env?.ZERO_STATE_DIR ?? "";
    fillHistory(state, { sessions: OLD.sessions * scale, messages: OLD.messages * scale });
    started = await start({ ...target, reset: [] });
  }
  try {
    await warm(started, directMs);
    const extra = kind === "fresh" ? await measureParallel(started, probe, scale) : await measureQueries(started);
    Object.assign(started.ctx.opts, { turns: 30, agentWidth: 1, agentEach: 1, leakTurns: 0 });
    const { agent } = await runSuites(started.ctx, ["agent"]);
    if (agent.error) log(`  agent suite: ${agent.error}`);
    const added = (agent.oneSession?.finalMs?.p50 ?? Number.NaN) - directMs;
    return [atMost(`a turn above the model's own time, ${kind}`, added, 10, "ms"), ...extra];
  } finally {
    await stop(started);
    if (kind === "with history") rmSync(target.env?.ZERO_STATE_DIR ?? "", { recursive: true, force: true });
  }
}

/** A first turn loads the provider; it is not what is measured. */
async function warm(started: Started, _directMs: number): Promise<void> {
  Object.assign(started.ctx.opts, { turns: 3, agentWidth: 2, agentEach: 10, leakTurns: 0 });
  await runSuites(started.ctx, ["agent"]);
}

async function measureParallel(started: Started, probe: string, scale: number): Promise<Figure[]> {
  const each = Math.max(20, Math.round(200 * scale));
  Object.assign(started.ctx.opts, { turns: 1, agentWidth: 8, agentEach: each, leakTurns: 0 });
  started.child.kill("SIGUSR2");
  await sleep(200);
  const { agent } = await runSuites(started.ctx, ["agent"]);
  started.child.kill("SIGUSR2");
  await sleep(500);
  const seen = JSON.parse(readFileSync(probe, "utf8")) as Probe;
  // The suite makes some single turns before the parallel ones.
  const turns = (agent.parallel?.turns ?? 0) + 6;
  return [
    atLeast("turns a second, 8 sessions", agent.parallel?.turnsPerSecond ?? 0, 100, "turns/s"),
    atMost("commits a turn", seen.commits / turns, 3, "commits"),
    atMost("event-loop delay p99 meanwhile", seen.delayP99Ms, 20, "ms"),
  ];
}

async function measureQueries(started: Started): Promise<Figure[]> {
  const client = await started.ctx.connect({ quiet: true });
  const timed = async (method: string, params: object) => {
    const times: number[] = [];
    for (let i = 0; i < 11; i++) {
      const began = now();
      await client.request(method, params);
      times.push(now() - began);
    }
    return median(times);
  };
  try {
    return [
      atMost("sessions.list of 10,000", await timed("sessions.list", {}), 100, "ms"),
      atMost(
        "chat.history among 1,000,000",
        await timed("chat.history", { sessionKey: "agent:main:old-77", limit: 200 }),
        100,
        "ms",
      ),
    ];
  } finally {
    client.close();
  }
}

/** Messages a second that Telegram sees confirmed, which is after they were on disk. */
async function measureIntake({ targets, scale }: Plan): Promise<Figure[]> {
  const telegram = await startTelegram();
  const { zero } = targets;
  const json = structuredClone(zero.config?.json ?? {});
  json.agents.defaults.model.primary = "builtin/offline";
  json.channels = {
    telegram: { botToken: telegram.token, apiRoot: telegram.apiRoot, allowFrom: ["1"] },
  };
  const { ZERO_SKIP_CHANNELS: _channelsOn, ...env } = zero.env ?? {};
  const started = await start({ ...zero, env, config: zero.config && { ...zero.config, json } });
  try {
    await sleep(1_000);
    const total = Math.max(300, Math.round(3_000 * scale));
    const began = now();
    // Strangers: what is measured is acceptance, not answers. 30 messages every 50 ms are 600 a
    // second.
    for (let sent = 0; sent < total; sent += 30) {
      for (let i = 0; i < 30; i++) telegram.say(2_000 + ((sent + i) % 50), `message ${sent + i}`);
      await sleep(50);
    }
    while (telegram.stats.pending > 0 && now() - began < 60_000) await sleep(5);
    const perSecond = (total / (now() - began)) * 1_000;
    return [atLeast("Telegram messages accepted durably", perSecond, 300, "messages/s")];
  } finally {
    await stop(started);
    await telegram.close();
  }
}
