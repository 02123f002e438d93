import { type Figure, atLeast, atMost, type Plan } from "./figure.ts";
import { runSuites } from "./gateway.mjs";
import { median, sleep } from "./lib/stats.mjs";
import { type BenchTarget, start, stop } from "./matrix.mjs";

const SHARE_OF_FLOOR = 0.7;
const METHODS = ["health", "system-presence"];

interface Sample {
  rps: Record<string, number>;
  fanout: number;
}

/** Requests and fan-out beside the floor, taking turns; then abuse and idle connections. */
export async function measureLoad(plan: Plan): Promise<Figure[]> {
  const { targets, runs, scale } = plan;
  const zero: Sample[] = [];
  const floor: Sample[] = [];
  for (let i = 0; i < runs; i++) {
    zero.push(await sample(targets.zero, scale));
    floor.push(await sample(targets.floor, scale));
  }
  const share = (value: (s: Sample) => number) => median(zero.map(value)) / median(floor.map(value));
  return [
    ...METHODS.map((method) =>
      atLeast(`${method} beside the floor`, share((s) => s.rps[method] ?? 0), SHARE_OF_FLOOR, "x"),
    ),
    atLeast("fan-out to 1,000 beside the floor", share((s) => s.fanout), SHARE_OF_FLOOR, "x"),
    ...(await measureAbuse(plan)),
  ];
}

async function sample(target: BenchTarget, scale: number): Promise<Sample> {
  const started = await start(target);
  try {
    await sleep(500);
    Object.assign(started.ctx.opts, {
      quick: scale < 1,
      methods: METHODS,
      widths: [8],
      fanout: [scale < 0.2 ? 200 : 1_000],
    });
    const { rpc, fanout } = await runSuites(started.ctx, ["rpc", "fanout"]);
    const burst = Object.values<any>(fanout).find((entry) => entry?.burst)?.burst;
    const rps = METHODS.map((method) => [method, rpc.throughput?.[method]?.[8]?.perSecond ?? 0]);
    return { rps: Object.fromEntries(rps), fanout: burst?.deliveredPerSecond ?? 0 };
  } finally {
    await stop(started);
  }
}

async function measureAbuse({ targets, scale }: Plan): Promise<Figure[]> {
  const started = await start(targets.zero);
  try {
    Object.assign(started.ctx.opts, { abuse: ["malformed"], maxConns: Math.max(500, Math.round(5_000 * scale)) });
    const { abuse, conns } = await runSuites(started.ctx, ["abuse", "conns"]);
    const floods = ["floodNotJson", "floodBadFrame", "floodUnknownMethod"];
    const waits = floods.map((flood) => abuse.malformed?.[flood]?.honestClientMs?.max ?? Number.NaN);
    return [
      atMost("longest wait beside 20,000 malformed frames", Math.max(...waits), 50, "ms"),
      atLeast("idle connections held", conns.held ?? 0, conns.asked ?? 5_000, "connections"),
      atMost("memory with them", conns.fullRssMb ?? Number.NaN, 150, "MB"),
    ];
  } finally {
    await stop(started);
  }
}
