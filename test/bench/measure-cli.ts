import { spawn } from "node:child_process";
import { chmodSync } from "node:fs";
import { type Figure, atMost, type Plan } from "./figure.ts";
import { median } from "./lib/stats.mjs";
import { start, stop } from "./matrix.mjs";
import { StandIns } from "../support/daemon/stand-ins.ts";

const ROUNDS = 21;
/** What an operator asks for while a gateway runs as an installed service. */
const LOOKS = ["gateway status --json", "doctor", "config validate"];
const LOOK_MS = 250;

/** Whole processes, from spawn to exit, in turn with the barest program of the same Node. */
export async function measureCli({ targets, scale }: Plan): Promise<Figure[]> {
  const rounds = Math.max(5, Math.round(ROUNDS * scale));
  const zero = targets.zero.cmd[0] ?? "";
  const env = { PATH: process.env.PATH, ...targets.zero.env };
  const bare: number[] = [];
  const version: number[] = [];
  for (let i = 0; i < rounds; i++) {
    bare.push(await wholeMs([process.execPath, "-e", "0"], env));
    version.push(await wholeMs([zero, "--version"], env));
  }
  const started = await start(targets.zero);
  const port = String(targets.zero.port);
  const health: number[] = [];
  const looks = LOOKS.map((words) => ({ words, ms: [] as number[] }));
  try {
    const words = [zero, "health", "--json", "--url", `ws://127.0.0.1:${port}`, "--token", "bench-token"];
    for (let i = 0; i < rounds; i++) health.push(await wholeMs(words, env));
    const serviced = await asService({ zero, port, folder: targets.folder, env });
    for (let i = 0; i < rounds; i++) {
      for (const { words, ms } of looks) {
        ms.push(await wholeMs([zero, ...words.split(" ")], serviced));
      }
    }
  } finally {
    await stop(started);
  }
  return [
    atMost("zero --version beside node -e 0", median(version) / median(bare), 1.5, "x"),
    atMost("zero health", median(health), 150, "ms"),
    ...looks.map(({ words, ms }) => atMost(`zero ${words}`, median(ms), LOOK_MS, "ms")),
  ];
}

interface Serviced {
  readonly zero: string;
  readonly port: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The environment of a person whose gateway is installed with a stand-in for the supervisor. */
async function asService({ zero, port, folder, env }: Serviced): Promise<NodeJS.ProcessEnv> {
  const tools = StandIns.make(folder, "systemctl", "loginctl", "journalctl");
  const serviced = { ...env, PATH: tools.path, USER: "ann", ZERO_GATEWAY_PORT: port };
  tools.set("linger-ann");
  // `doctor` leaves with 1 while others may read the configuration.
  chmodSync(env["ZERO_CONFIG_PATH"] ?? "", 0o600);
  await wholeMs([zero, "gateway", "install", "--port", port], serviced);
  return serviced;
}

function wholeMs([command = "", ...args]: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(command, args, { env, stdio: "ignore" });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve(performance.now() - began);
      else reject(new Error(`${command} ${args.join(" ")} left with ${code}`));
    });
  });
}
