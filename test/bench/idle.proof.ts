import { readdirSync, readFileSync } from "node:fs";
import { startTelegram } from "@zero/simulator";
import { GatewayProcess } from "../support/gateway-process.ts";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";

const WINDOW_MS = 60_000;
const SETTLE_MS = 10_000;

export const name = "idle";
export const summary = "60 seconds at rest with Telegram polling: hardly any CPU, few wake-ups, nothing written";

interface Reading {
  cpuMs: number;
  wakeUps: number;
  writtenBytes: number;
}

export async function run({ scale }: ProofOptions): Promise<ProofResult> {
  const telegram = await startTelegram();
  const gateway = await GatewayProcess.start({
    config: {
      gateway: { mode: "local" },
      channels: {
        telegram: { botToken: telegram.token, apiRoot: telegram.apiRoot, allowFrom: ["1"] },
      },
    },
    args: ["--port", "0"],
  });
  const windowMs = Math.max(5_000, WINDOW_MS * scale);
  try {
    await pause(Math.max(3_000, SETTLE_MS * scale));
    const before = read(gateway.pid);
    await pause(windowMs);
    const after = read(gateway.pid);
    const cpuPercent = ((after.cpuMs - before.cpuMs) / windowMs) * 100;
    const wakeUps = (after.wakeUps - before.wakeUps) / (windowMs / 1_000);
    const written = after.writtenBytes - before.writtenBytes;
    const ok = telegram.stats.polling && cpuPercent <= 0.5 && wakeUps <= 5 && written === 0;
    return {
      ok,
      figures:
        `${windowMs / 1_000} s idle: ${cpuPercent.toFixed(2)} % of a core, ` +
        `${wakeUps.toFixed(1)} wake-ups a second, ${written} bytes written`,
    };
  } finally {
    await gateway.clean();
    await telegram.close();
  }
}

/** What the kernel counts for a process and all its threads. */
function read(pid: number): Reading {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // utime and stime, in hundredths of a second on every Linux that this runs on.
  const cpuMs = (Number(fields[11]) + Number(fields[12])) * 10;
  const wakeUps = readdirSync(`/proc/${pid}/task`)
    .map((task) => numberIn(`/proc/${pid}/task/${task}/status`, "voluntary_ctxt_switches"))
    .reduce((sum, n) => sum + n, 0);
  return { cpuMs, wakeUps, writtenBytes: numberIn(`/proc/${pid}/io`, "write_bytes") };
}

function numberIn(file: string, key: string): number {
  const line = readFileSync(file, "utf8")
    .split("\n")
    .find((text) => text.startsWith(`${key}:`));
  return Number(line?.split(/\s+/)[1]);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
