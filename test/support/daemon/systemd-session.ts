import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { endChild } from "../machine/child.ts";

const READY_WITHIN_MS = 20_000;
const RUN_WITHIN_MS = 60_000;
const GONE_WITHIN_MS = 10_000;
const SYSTEMD = "/usr/lib/systemd/systemd";

/** systemd's own control groups, on machines of either generation. */
const CGROUPS = ["/sys/fs/cgroup/systemd", "/sys/fs/cgroup"];

export interface SessionResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A real `systemd --user`, in a mount and a process namespace of its own, for
 * a person whose home is a folder of the test. Needs root, and Debian's systemd.
 */
export class SystemdSession {
  readonly home: string;
  readonly #shell: ChildProcess;
  readonly #cgroups: readonly string[];
  #count = 0;

  private constructor(home: string, shell: ChildProcess, cgroups: readonly string[]) {
    this.home = home;
    this.#shell = shell;
    this.#cgroups = cgroups;
  }

  /** Why there can be none here; undefined: it can be tried. */
  static objection(): string | undefined {
    if (process.platform !== "linux" || process.getuid?.() !== 0) return "needs root on Linux";
    const missing = ["unshare", "systemctl", "busctl"].filter(
      (name) => spawnSync("sh", ["-c", `command -v ${name}`]).status !== 0,
    );
    if (missing.length > 0) return `not installed: ${missing.join(", ")}`;
    return existsSync(SYSTEMD) ? undefined : `no ${SYSTEMD}`;
  }

  /** Rejects with what systemd said when it does not come up. */
  static async start(home: string): Promise<SystemdSession> {
    const id = `zero-test-${randomUUID().slice(0, 8)}`;
    const cgroups = CGROUPS.map((folder) => join(folder, id));
    const runtime = join(home, "run");
    mkdirSync(runtime, { recursive: true, mode: 0o700 });
    const script = [
      "mount -t tmpfs none /run/systemd && mkdir -p /run/systemd/system || exit 90",
      `for g in ${cgroups.join(" ")}; do mkdir "$g" 2>/dev/null && echo 0 >"$g/cgroup.procs" && break; done`,
      // With both generations mounted, systemd would want the one that cannot be written.
      "[ ! -d /sys/fs/cgroup/systemd ] || umount -l /sys/fs/cgroup/unified 2>/dev/null",
      `${SYSTEMD} --user >"$HOME/systemd.log" 2>&1 &`,
      "exec sh",
    ].join("\n");
    const shell = spawn(
      "unshare",
      ["--mount", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c", script],
      {
        env: {
          HOME: home,
          PATH: "/usr/local/bin:/usr/bin:/bin",
          LANG: "C.UTF-8",
          XDG_RUNTIME_DIR: runtime,
          SYSTEMD_LOG_TARGET: "console",
        },
        stdio: ["pipe", "ignore", "ignore"],
      },
    );
    const session = new SystemdSession(home, shell, cgroups);
    try {
      await session.#ready();
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  /** Runs a line of shell in the session. */
  async run(line: string): Promise<SessionResult> {
    this.#count += 1;
    const base = join(this.home, `run-${this.#count}`);
    const ended = `${base}.status`;
    this.#shell.stdin?.write(
      `(${line}) >'${base}.out' 2>'${base}.err' </dev/null; echo $? >'${base}.tmp'; mv '${base}.tmp' '${ended}'\n`,
    );
    await until(() => existsSync(ended), RUN_WITHIN_MS, line);
    return {
      status: Number(readFileSync(ended, "utf8")),
      stdout: readFileSync(`${base}.out`, "utf8"),
      stderr: readFileSync(`${base}.err`, "utf8"),
    };
  }

  /** Ends everything in it, and waits until it is gone. */
  async close(): Promise<void> {
    await endChild(this.#shell, "SIGKILL");
    for (const group of this.#cgroups) {
      await until(() => isGone(group), GONE_WITHIN_MS, `${group} is empty`);
    }
  }

  async #ready(): Promise<void> {
    const endsAt = performance.now() + READY_WITHIN_MS;
    for (;;) {
      if (this.#shell.exitCode !== null) throw new Error("the namespaces could not be made");
      const { stdout } = await this.run("systemctl --user is-system-running");
      if (/running|degraded/.test(stdout)) return;
      if (performance.now() > endsAt) {
        const log = join(this.home, "systemd.log");
        throw new Error(`systemd did not come up: ${readFileSync(log, "utf8").slice(-500)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Removes what was made for the session and what systemd made below it, as soon as it is empty. */
function isGone(group: string): boolean {
  if (!existsSync(group)) return true;
  spawnSync("find", [group, "-depth", "-type", "d", "-exec", "rmdir", "{}", "+"]);
  return !existsSync(group);
}

/** Waits until something is so, looking often. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  withinMs: number,
  what: string,
): Promise<void> {
  const endsAt = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > endsAt) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
