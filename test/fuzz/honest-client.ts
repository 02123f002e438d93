import { parentPort, workerData } from "node:worker_threads";
import { Client, parseTarget } from "../bench/lib/rpc.mjs";
import { resolveDialect } from "../bench/lib/dialects.mjs";
import { quantile } from "../bench/lib/stats.mjs";

const { url, token } = workerData as { url: string; token: string };
const EVERY_MS = 10;

/** Asks something cheap until it is told to stop, then reports how long it had to wait. */
async function measure(): Promise<void> {
  let going = true;
  parentPort?.once("message", () => (going = false));
  const dialect = resolveDialect("zero");
  const client = await Client.connect(parseTarget(url), { token, dialect, quiet: true });
  const waits: number[] = [];
  while (going) {
    const began = performance.now();
    await client.request("system-presence", {});
    waits.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  client.destroy();
  parentPort?.postMessage({
    p99: quantile(
      waits.toSorted((a, b) => a - b),
      0.99,
    ),
    n: waits.length,
  });
}

await measure();
