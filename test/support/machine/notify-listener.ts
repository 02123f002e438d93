import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";

/**
 * Receives as a service manager does: whole datagrams, and what comes along with them is closed,
 * which tells the sender that it was read.
 */
const LISTENER = `
import os, socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print("open", flush=True)
while True:
    data, control, _, _ = s.recvmsg(65536, 4096)
    for level, kind, held in control:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            for at in range(0, len(held) - 3, 4):
                os.close(int.from_bytes(held[at:at + 4], sys.byteorder))
    print(data.decode().replace("\\n", "|"), flush=True)
`;

/** A socket as systemd gives its services one, with everything that was said to it. */
export class NotifyListener {
  readonly path: string;
  readonly messages: { text: string; at: number }[] = [];
  readonly #child: ChildProcess;
  readonly #heard = new Set<() => void>();

  private constructor(path: string, child: ChildProcess) {
    this.path = path;
    this.#child = child;
    if (!child.stdout) throw new Error("the listener has no output");
    createInterface(child.stdout).on("line", (text) => {
      // A barrier, which may come without words, is the sender's own matter.
      if (text !== "" && !text.startsWith("BARRIER"))
        this.messages.push({ text, at: performance.now() });
      for (const wake of this.#heard) wake();
    });
  }

  /** Undefined where there is no Python to make such a socket with. */
  static async open(t: TestContext): Promise<NotifyListener | undefined> {
    const folder = mkdtempSync(join(tmpdir(), "zero-notify-"));
    const path = join(folder, "socket");
    const child = spawn("python3", ["-c", LISTENER, path], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    t.after(() => {
      child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    });
    const failed = await Promise.race([
      once(child, "error").then(() => true),
      once(child.stdout, "data").then(() => false),
    ]).catch(() => true);
    return failed ? undefined : new NotifyListener(path, child);
  }

  get texts(): string[] {
    return this.messages.map(({ text }) => text);
  }

  count(text: string): number {
    return this.texts.filter((message) => message === text).length;
  }

  /** Waits for something to be true of what was said. */
  async until(condition: () => boolean, withinMs = 20_000): Promise<void> {
    const end = performance.now() + withinMs;
    while (!condition()) {
      if (performance.now() > end) throw new Error(`not heard: ${this.texts.join(" ; ")}`);
      if (this.#child.exitCode !== null) throw new Error("the listener is gone");
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 100);
        this.#heard.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
      this.#heard.clear();
    }
  }
}
