import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("./mock-llm.mjs", import.meta.url));

export interface MockModel {
  url: string;
  stop(): void;
}

/**
 * The model server of the bench, in a process of its own so that it does not share the generator's
 * event loop.
 */
export async function startMock(...args: string[]): Promise<MockModel> {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, "--port", "0", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise<string>((resolve, reject) => {
    child.once("exit", () => reject(new Error("the mock model did not start")));
    child.stdout?.setEncoding("utf8").once("data", (text: string) => resolve(text.replace(/\D/g, "")));
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}

/** Milliseconds of one streamed call made straight to the model, from request to end. */
export async function callDirectly(url: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      model: "mock-1",
      stream: true,
      messages: [{ role: "user", content: "Say something." }],
    }),
  });
  await response.text();
  return performance.now() - began;
}
