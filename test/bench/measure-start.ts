import { startTelegram } from "@zero/simulator";
import { type Figure, atMost, type Plan } from "./figure.ts";
import { median, sleep } from "./lib/stats.mjs";
import { type BenchTarget, start, stop } from "./matrix.mjs";

const SETTLE_MS = 30_000;

/**
 * Time from `spawn` to the first hello-ok, beside the floor's; and memory at rest with Telegram
 * polling.
 */
export async function measureStart(plan: Plan): Promise<Figure[]> {
  const { targets, runs } = plan;
  const zero: number[] = [];
  const floor: number[] = [];
  for (let i = 0; i <= runs; i++) {
    const a = await helloMs(targets.zero);
    const b = await helloMs(targets.floor);
    // The first pair warms the page cache.
    if (i > 0) {
      zero.push(a);
      floor.push(b);
    }
  }
  return [
    atMost("start to hello-ok", median(zero), 150, "ms"),
    atMost("start to hello-ok beside the floor", median(zero) / median(floor), 1, "x"),
    atMost("memory at rest with Telegram polling", await restingMb(plan), 80, "MB"),
  ];
}

async function helloMs(target: BenchTarget): Promise<number> {
  const started = await start(target);
  await stop(started);
  return started.start.helloMs;
}

async function restingMb({ targets, scale }: Plan): Promise<number> {
  const telegram = await startTelegram();
  const { zero } = targets;
  const json = structuredClone(zero.config?.json ?? {});
  json.channels = {
    telegram: { botToken: telegram.token, apiRoot: telegram.apiRoot, allowFrom: ["1"] },
  };
  const { ZERO_SKIP_CHANNELS: _channelsOn, ...env } = zero.env ?? {};
  const config = zero.config && { ...zero.config, json };
  const started = await start({ ...zero, env, config });
  try {
    await sleep(Math.max(3_000, SETTLE_MS * scale));
    if (!telegram.stats.polling) throw new Error("Telegram is not polled");
    return started.ctx.proc()?.rssMb ?? Number.NaN;
  } finally {
    await stop(started);
    await telegram.close();
  }
}
