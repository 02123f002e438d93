import { spawn } from "node:child_process";
import { type Figure, atMost, type Plan } from "./figure.ts";
import { median } from "./lib/stats.mjs";
import { start, stop } from "./matrix.mjs";

const ROUNDS = 21;

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
  const health: number[] = [];
  try {
    const port = String(targets.zero.port);
    const words = [zero, "health", "--json", "--url", `ws://127.0.0.1:${port}`, "--token", "bench-token"];
    for (let i = 0; i < rounds; i++) health.push(await wholeMs(words, env));
  } finally {
    await stop(started);
  }
  return [
    atMost("zero --version beside node -e 0", median(version) / median(bare), 1.5, "x"),
    atMost("zero health", median(health), 150, "ms"),
  ];
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
