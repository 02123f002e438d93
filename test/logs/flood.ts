import { existsSync, readdirSync, statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PipelinedClient } from "../authority/pipelined-client.ts";
import { GatewayProcess, stateOf } from "../support/gateway-process.ts";
import { connectParams } from "../support/wire-client.ts";

/** Requests of one client that wait for their answers at one time. */
const BATCH = 250;
const CLIENTS = 4;
const SAMPLE_EVERY_MS = 10;
/** Refusals at the gate: warnings, all of one kind. */
const REFUSALS = 500;

export interface FloodPlan {
  /** Records that the gateway has to write at least. */
  readonly records: number;
  readonly budgetMb: number;
  /** Another place than the state directory. */
  readonly file?: string;
  /** Called once the flood is under way. */
  readonly meanwhile?: (gateway: GatewayProcess) => Promise<void>;
}

export interface FloodOutcome {
  /** Records that the gateway counted. */
  readonly records: number;
  readonly lost: number;
  readonly folded: number;
  /** The most that all files measured together, in bytes, and how often that was looked at. */
  readonly largest: number;
  readonly samples: number;
  readonly rotations: number;
  /** The first warning is still to be found, and the last count of those that were folded. */
  readonly firstWarning: boolean;
  readonly foldedTold: number;
  readonly warningLines: number;
  /** Files that anybody but their owner may read or write. */
  readonly open: readonly string[];
  readonly status: number | null;
  readonly rssMb: number;
}

/** Makes a real gateway write very many records, and looks at its files all the while. */
export async function runFlood(plan: FloodPlan): Promise<FloodOutcome> {
  const { budgetMb, records, meanwhile, file } = plan;
  const logging = { level: "debug", consoleLevel: "info", budgetMb, ...(file ? { file } : {}) };
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local" }, logging },
    args: ["--port", "0"],
  });
  const folder = file ? join(file, "..") : join(stateOf(gateway.home), "logs");
  const watch = watchFolder(folder);
  try {
    for (let n = 0; n < REFUSALS; n += 1) await refused(gateway.port, n);
    const clients = await Promise.all(
      Array.from({ length: CLIENTS }, () => PipelinedClient.connect(gateway.url, connectParams())),
    );
    const during = meanwhile?.(gateway);
    await Promise.all(clients.map((client) => flood(client, records / CLIENTS)));
    await during;
    const [client] = clients;
    const { payload } = (await client?.request("logs.tail", { errors: true, limit: 5000 })) ?? {};
    const errors: string[] = payload.lines;
    const metrics = await metricsOf(gateway.port);
    for (const each of clients) each.destroy();
    const status = await gateway.stop();
    const refusals = gateway.records().filter(({ msg }) => msg.includes("refused at the gate"));
    return {
      ...metrics,
      ...(await watch.stop()),
      firstWarning: errors.some((line) => line.includes('"host":"evil0.example"')),
      warningLines: refusals.length,
      foldedTold: refusals.reduce((sum, { repeated }) => sum + Number(repeated ?? 0), 0),
      status,
    };
  } finally {
    await watch.stop();
    await gateway.clean();
  }
}

async function flood(client: PipelinedClient, records: number): Promise<void> {
  for (let done = 0; done < records; done += BATCH) {
    const asked = Array.from({ length: BATCH }, () => client.request("health", {}));
    await Promise.all(asked);
  }
}

/** A request for a name that is not ours. */
function refused(port: number, number: number): Promise<void> {
  const headers = { Host: `evil${number}.example` };
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path: "/", headers, agent: false });
    asked.once("error", reject);
    asked.once("response", (response) => response.resume().once("end", () => resolve()));
    asked.end();
  });
}

/** What the gateway counted so far. */
export async function metricsOf(port: number) {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const of = (name: string) =>
    text
      .split("\n")
      .filter((line) => line.startsWith(name))
      .reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
  return {
    records: of("zero_log_records_total"),
    lost: of("zero_log_lost_total"),
    folded: of("zero_log_folded_total"),
    rssMb: Math.round(of("process_resident_memory_bytes") / 1_048_576),
  };
}

function watchFolder(folder: string) {
  let largest = 0;
  let samples = 0;
  let rotations = 0;
  let inode = 0;
  const open = new Set<string>();
  const look = () => {
    if (!existsSync(folder)) return;
    samples += 1;
    let total = 0;
    for (const name of readdirSync(folder)) {
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      if (!found) continue;
      total += found.size;
      if (found.mode & 0o077) open.add(name);
      if (name !== "gateway.jsonl" || found.ino === inode) continue;
      if (inode !== 0) rotations += 1;
      inode = found.ino;
    }
    largest = Math.max(largest, total);
  };
  const running = new AbortController();
  const done = (async () => {
    while (!running.signal.aborted) {
      look();
      await sleep(SAMPLE_EVERY_MS);
    }
  })();
  return {
    stop: async () => {
      running.abort();
      await done;
      return { largest, samples, rotations, open: [...open] };
    },
  };
}
