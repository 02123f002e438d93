import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTelegram } from "@zero/simulator";
import { resolveDialect } from "../bench/lib/dialects.mjs";
import { Client, parseTarget } from "../bench/lib/rpc.mjs";
import { GatewayProcess } from "../support/gateway-process.ts";
import { attach } from "../support/machine/strace.ts";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";

const ROUNDS = 200;
const TOKEN = "fsync-token-0123456789abcdef";

export const name = "fsync";
export const summary =
  "the write-ahead log is synced to disk before each `accepted` and before each new Telegram offset";

/**
 * SIGKILL does not show a missing fsync, because the page cache survives it. This looks at the
 * system calls: between two promises to somebody outside there has to be an fdatasync of the log.
 */
export async function run({ scale }: ProofOptions): Promise<ProofResult> {
  const rounds = Math.max(10, Math.round(ROUNDS * scale));
  const trace = join(tmpdir(), `zero-fsync-${process.pid}.trace`);
  const telegram = await startTelegram();
  const gateway = await GatewayProcess.start({
    config: {
      gateway: { mode: "local", auth: { mode: "token", token: TOKEN } },
      channels: {
        telegram: { botToken: telegram.token, apiRoot: telegram.apiRoot, allowFrom: ["1"] },
      },
    },
    args: ["--port", "0"],
  });
  const calls = "trace=fdatasync,fsync,write,writev,sendto,sendmsg";
  const strace = await attach(gateway.pid, ["-y", "-s", "4000", "-e", calls, "-o", trace]);
  try {
    await requestTurns(gateway, rounds);
    for (let i = 0; i <= rounds; i++) {
      const { confirmed } = telegram.stats;
      // A stranger, so that nothing but the acceptance writes.
      telegram.say(7, `message ${i}`);
      await until(() => telegram.stats.confirmed > confirmed);
    }
    await strace.detach();
    const seen = readTrace(readFileSync(trace, "utf8"));
    const ok = [seen.accepted, seen.offsets].every((p) => p.synced === p.all && p.all >= rounds);
    return {
      ok,
      figures:
        `fdatasync of the log before ${seen.accepted.synced} of ${seen.accepted.all} accepted ` +
        `and before ${seen.offsets.synced} of ${seen.offsets.all} new Telegram offsets`,
    };
  } finally {
    await strace.detach();
    await gateway.clean();
    await telegram.close();
    rmSync(trace, { force: true });
  }
}

async function requestTurns(gateway: GatewayProcess, rounds: number): Promise<void> {
  const client = await Client.connect(parseTarget(gateway.url), {
    token: TOKEN,
    dialect: resolveDialect("zero"),
    quiet: true,
  });
  for (let i = 0; i < rounds; i++) {
    const params = {
      message: "time",
      sessionKey: "agent:main:main",
      idempotencyKey: `fsync-${process.pid}-${i}`,
    };
    // Until the run is over, so that each acceptance stands alone.
    await client.request("agent", params, { onAccepted: () => undefined });
  }
  client.close();
}

interface Promised {
  all: number;
  synced: number;
}

/**
 * Counts what was promised to the outside, and how often the log had been synced since the promise
 * before.
 */
function readTrace(text: string): { accepted: Promised; offsets: Promised } {
  const accepted: Promised = { all: 0, synced: 0 };
  const offsets: Promised = { all: 0, synced: 0 };
  let syncs = 0;
  let atAccepted = 0;
  let atOffset = 0;
  let newest = "";
  for (const line of text.split("\n")) {
    if (/\b(fdatasync|fsync)\([^)]*zero\.db-wal/.test(line)) syncs += 1;
    const promised = [...line.matchAll(/\\"status\\":\\"accepted\\"/g)].length;
    for (let i = 0; i < promised; i++) {
      accepted.all += 1;
      if (syncs > atAccepted) accepted.synced += 1;
      atAccepted = syncs;
    }
    const offset = /\\"offset\\":(\d+)/.exec(line)?.[1];
    if (offset === undefined || offset === newest) continue;
    // The first offset of a process comes from its own database, which is why it is not counted.
    if (newest !== "") {
      offsets.all += 1;
      if (syncs > atOffset) offsets.synced += 1;
    }
    newest = offset;
    atOffset = syncs;
  }
  return { accepted, offsets };
}

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error("it did not happen within 20 s");
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
