import { type Figure, atLeast, atMost, type Plan } from "./figure.ts";
import { runSuites } from "./gateway.mjs";
import { makeDevice } from "./lib/rpc.mjs";
import { median, sleep } from "./lib/stats.mjs";
import { type BenchTarget, start, stop } from "./matrix.mjs";

const CONNECT_SHARE_OF_FLOOR = 0.6;
const STORM_CLIENTS = 500;
const PRESENT_CLIENTS = 50;

/** Connecting beside the floor, a crowd that comes and goes, and what a newcomer is told. */
export async function measureControl(plan: Plan): Promise<Figure[]> {
  return [await connectBesideFloor(plan), ...(await measureStorm(plan)), await measureHello(plan)];
}

async function connectBesideFloor({ targets, runs, scale }: Plan): Promise<Figure> {
  const zero: number[] = [];
  const floor: number[] = [];
  for (let i = 0; i < runs; i++) {
    zero.push(await connectsPerSecond(targets.zero, scale));
    floor.push(await connectsPerSecond(targets.floor, scale));
  }
  const share = median(zero) / median(floor);
  return atLeast("connects, 32 at a time, beside the floor", share, CONNECT_SHARE_OF_FLOOR, "x");
}

async function connectsPerSecond(target: BenchTarget, scale: number): Promise<number> {
  const started = await start(target);
  try {
    await sleep(500);
    started.ctx.opts["quick"] = scale < 1;
    const { connect } = await runSuites(started.ctx, ["connect"]);
    const { perSecond, failed } = connect?.concurrent32 ?? {};
    return failed === 0 ? perSecond : Number.NaN;
  } finally {
    await stop(started);
  }
}

/** The median of the runs, figure by figure: each starts with an empty gateway. */
async function measureStorm({ targets, runs, log }: Plan): Promise<Figure[]> {
  const storms: Record<string, number>[] = [];
  for (let i = 0; i < runs; i++) {
    const started = await start(targets.zero);
    try {
      await sleep(500);
      started.ctx.opts["stormClients"] = STORM_CLIENTS;
      const { storm } = await runSuites(started.ctx, ["storm"]);
      log(`storm: ${JSON.stringify(storm)}`);
      const isWhole = storm.clients === STORM_CLIENTS && storm.presenceEventsPerWatcher > 0;
      storms.push(isWhole ? storm : {});
    } finally {
      await stop(started);
    }
  }
  const of = (name: string) => median(storms.map((storm) => storm[name] ?? Number.NaN));
  return [
    atMost(`longest wait while half of ${STORM_CLIENTS} leave`, of("longestAnswerMs"), 50, "ms"),
    atMost("told to each while they leave", of("leaveBytesPerWatcher") / 1_000, 200, "KB"),
    atMost("told to each while they come", of("joinBytesPerWatcher") / 1_000, 1_000, "KB"),
  ];
}

/** Each of them has proven a device of its own, which makes the longest row. */
async function measureHello({ targets }: Plan): Promise<Figure> {
  const started = await start({ ...targets.zero, overrides: { device: true } });
  const { ctx } = started;
  const clients = [];
  try {
    for (let i = 0; i < PRESENT_CLIENTS; i++) {
      clients.push(await ctx.connect({ device: makeDevice(), instanceId: `present-${i}` }));
    }
    const newcomer = await ctx.connect({ device: makeDevice(), quiet: true });
    clients.push(newcomer);
    const { snapshot } = newcomer.hello as { snapshot: { presence: { deviceId?: string }[] } };
    const shown = snapshot.presence.filter(({ deviceId }) => deviceId !== undefined).length;
    const bytes = Buffer.byteLength(JSON.stringify(newcomer.hello));
    const name = `hello-ok with ${PRESENT_CLIENTS} devices present`;
    return atMost(name, shown >= PRESENT_CLIENTS ? bytes / 1024 : Number.NaN, 24, "KiB");
  } finally {
    for (const client of clients) client.destroy();
    await stop(started);
  }
}
