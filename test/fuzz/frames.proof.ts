import { Worker } from "node:worker_threads";
import { validateResponseFrame } from "@zero/protocol/generated/validators.js";
import { Client, parseTarget } from "../bench/lib/rpc.mjs";
import { Wire } from "../bench/lib/wire.mjs";
import { resolveDialect } from "../bench/lib/dialects.mjs";
import { GatewayProcess } from "../support/gateway-process.ts";
import { Random } from "../support/random.ts";
import { FrameSource } from "./frame-source.ts";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";

const TOKEN = "fuzz-token-0123456789abcdef";
const FRAMES = 1_000_000;
const BATCH = 200;
const WIDTH = 6;
const HONEST_P99_MS = 50;

export const name = "fuzz";
export const summary =
  "1,000,000 fuzzed frames over real sockets: nothing breaks, every answer is valid, an honest client hardly notices";

interface Tally {
  frames: number;
  answers: number;
  invalidAnswers: number;
  firstInvalid: string;
  closed: number;
  connections: number;
  stuck: number;
  kinds: Map<string, number>;
}

export async function run({ seed, scale, slack, log }: ProofOptions): Promise<ProofResult> {
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local", auth: { mode: "token", token: TOKEN } } },
    args: ["--port", "0"],
    env: { ZERO_SKIP_CHANNELS: "1" },
  });
  const total = Math.max(2_000, Math.round(FRAMES * scale));
  const tally: Tally = {
    frames: 0,
    answers: 0,
    invalidAnswers: 0,
    firstInvalid: "",
    closed: 0,
    connections: 0,
    stuck: 0,
    kinds: new Map(),
  };
  const honest = watchHonestClient(gateway.url);
  try {
    const source = new FrameSource(new Random(seed));
    const random = new Random(seed ^ 0x5eed);
    await Promise.all(
      Array.from({ length: WIDTH }, async () => {
        while (tally.frames < total && gateway.isRunning)
          await fuzzOnce(gateway, { source, random, tally });
      }),
    );
    const waits = await honest.stop();
    const alive = gateway.isRunning;
    const defects = gateway.records().filter((r) => r.level === "error");
    for (const record of defects.slice(0, 5)) log(JSON.stringify(record));
    if (tally.firstInvalid) log(`first invalid answer: ${tally.firstInvalid}`);
    const kinds = [...tally.kinds].map(([kind, n]) => `${kind} ${n}`).join(", ");
    log(kinds);
    const ok =
      alive &&
      defects.length === 0 &&
      tally.invalidAnswers === 0 &&
      tally.stuck === 0 &&
      waits.p99 < HONEST_P99_MS * slack;
    return {
      ok,
      figures:
        `${tally.frames} frames on ${tally.connections} connections, ${tally.answers} answers, ` +
        `${tally.invalidAnswers} invalid, ${defects.length} defects, ${tally.stuck} unanswered batches, ` +
        `process ${alive ? "alive" : "DEAD"}, honest client p99 ${waits.p99.toFixed(1)} ms of ${waits.n}`,
    };
  } finally {
    await honest.stop();
    await gateway.clean();
  }
}

/**
 * One connection: some batches of frames, each followed by a question that has to be answered, then
 * a bad end.
 */
async function fuzzOnce(
  gateway: GatewayProcess,
  { source, random, tally }: { source: FrameSource; random: Random; tally: Tally },
): Promise<void> {
  const target = parseTarget(gateway.url);
  if (random.chance(0.1)) await fuzzStranger(target, source, tally);
  const client = await Client.connect(target, {
    token: TOKEN,
    dialect: resolveDialect("zero"),
    quiet: true,
  });
  tally.connections += 1;
  const take = client.wire.onText;
  client.wire.onText = (bytes: Buffer) => {
    check(bytes, tally);
    take?.(bytes);
  };
  for (let batch = 0; batch < 12; batch++) {
    const frames = Array.from({ length: BATCH }, () => source.harmless());
    for (const { kind } of frames) count(tally, kind);
    write(client.wire, Buffer.concat(frames.map((f) => f.bytes)), random);
    const answered = await Promise.race([
      client.request("system-presence", {}).then(
        () => true,
        () => false,
      ),
      new Promise<false>((resolve) => setTimeout(resolve, 10_000, false).unref()),
    ]);
    if (!answered) {
      tally.stuck += 1;
      break;
    }
  }
  const last = source.harmful();
  count(tally, last.kind);
  client.wire.raw(last.bytes);
  await client.wire.whenClosed(50);
  if (client.wire.closed) tally.closed += 1;
  client.wire.socket.resetAndDestroy();
}

/** A connection that never says `connect`, or says it wrong. */
async function fuzzStranger(target: object, source: FrameSource, tally: Tally): Promise<void> {
  const wire = await Wire.open(target).catch(() => undefined);
  if (!wire) return;
  tally.connections += 1;
  wire.onText = (bytes: Buffer) => check(bytes, tally);
  const { bytes, kind } = source.harmless();
  count(tally, `stranger ${kind}`);
  wire.raw(bytes);
  await wire.whenClosed(100);
  wire.socket.resetAndDestroy();
}

function count(tally: Tally, kind: string): void {
  tally.frames += 1;
  tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1);
}

/** Writes in one piece, or in two with a pause, so that frames are split over reads. */
function write(wire: Wire, bytes: Buffer, random: Random): void {
  if (random.chance(0.7)) {
    wire.raw(bytes);
    return;
  }
  const cut = 1 + random.below(bytes.length - 1);
  wire.raw(bytes.subarray(0, cut));
  wire.raw(bytes.subarray(cut));
}

function check(bytes: Buffer, tally: Tally): void {
  const text = bytes.toString("utf8");
  const frame: unknown = JSON.parse(text);
  if (text.startsWith('{"type":"event"')) return;
  tally.answers += 1;
  if (validateResponseFrame(frame)) return;
  tally.invalidAnswers += 1;
  tally.firstInvalid ||= text.slice(0, 500);
}

/**
 * Asks for presence every 10 ms on a thread of its own, so that the fuzzer's work is not mistaken
 * for the gateway's.
 */
function watchHonestClient(url: string) {
  const worker = new Worker(new URL("./honest-client.ts", import.meta.url), {
    workerData: { url, token: TOKEN },
  });
  let answer: Promise<{ p99: number; n: number }> | undefined;
  return {
    stop(): Promise<{ p99: number; n: number }> {
      answer ??= new Promise((resolve, reject) => {
        worker.once("message", resolve);
        worker.once("error", reject);
        worker.postMessage("stop");
      });
      return answer;
    },
  };
}
