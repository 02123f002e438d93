import { type ChildProcess, spawn } from "node:child_process";
import { writeSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ChannelId } from "@zero/channel";
import sql from "sql-template-tag";
import { Inbox } from "../../src/features/inbox/inbox.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { messageOf } from "../../src/kernel/errors.ts";
import { silentLog } from "../../src/kernel/log.ts";
import { openDatabase } from "../../src/store/database.ts";
import { takeLock } from "../../src/store/lock.ts";
import { MIGRATIONS } from "../../src/store/migrations/index.ts";
import { write } from "../../src/store/store.ts";
import { inboundMessage } from "./messages.ts";

/**
 * - `write`: commits rows as fast as it can and prints the number of each when its commit resolved.
 * - `migrate`: opens with a second migration that takes a while, and prints `done` after it.
 * - `accept`: accepts message n with position n + 1, for n = 0, 1, …, and prints n when it is
 *   accepted.
 * - `lock`: takes the lock on the folder and prints `held`, or why it could not.
 */
export type StoreTask = "write" | "migrate" | "accept" | "lock";

/** A process of its own that uses the store in `folder`, to be killed at any moment. */
export class StoreProcess {
  readonly lines: string[] = [];
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  readonly #waiting = new Set<() => void>();

  /**
   * `fileBlocksMax` limits how large the files may grow, in blocks of 512 bytes: a disk that fills
   * up.
   */
  constructor(task: StoreTask, folder: string, fileBlocksMax?: number) {
    const program = [process.execPath, fileURLToPath(import.meta.url), task, folder];
    const limited = `ulimit -f ${fileBlocksMax ?? 0} && exec "$@"`;
    const [command = "", ...args] =
      fileBlocksMax === undefined ? program : ["sh", "-c", limited, "sh", ...program];
    this.child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
    this.exited = new Promise((resolve) => {
      this.child.once("close", (status) => {
        resolve(status);
        this.#changed();
      });
    });
    if (this.child.stdout) {
      createInterface(this.child.stdout).on("line", (line) => {
        this.lines.push(line);
        this.#changed();
      });
    }
  }

  /** Resolves when it has printed `count` lines or is gone. */
  async printed(count: number): Promise<void> {
    while (this.lines.length < count && this.child.exitCode === null) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /**
   * Ends it as a power cut would, and resolves when it is gone and all that it printed was read.
   */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.exited;
  }

  #changed(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

/** A table that takes a noticeable time to fill, in one migration. */
export const SLOW_MIGRATION = {
  name: "slow",
  sql: `
    CREATE TABLE slow (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
    INSERT INTO slow SELECT i, 'row ' || i FROM n;
  `,
};

const say = (line: string) => writeSync(1, `${line}\n`);

async function writeRows(folder: string): Promise<void> {
  const store = await openDatabase(join(folder, "zero.db"), { clock: systemClock, log: silentLog });
  const last = await store.row<{ value: number }>(sql`SELECT max(value) AS value FROM positions`);
  let next = (last?.value ?? 0) + 1;
  const writer = async () => {
    for (;;) {
      const n = next++;
      const filler = "x".repeat(200);
      try {
        await store.commit([
          write(sql`INSERT INTO positions VALUES ('test', ${`k${n}`}, ${n})`, 1),
          write(sql`INSERT INTO notes (agent, text, created_at) VALUES ('a', ${filler}, ${n})`, 1),
        ]);
        say(String(n));
      } catch (error) {
        say(`failed ${messageOf(error)}`);
        await systemClock.sleep(5);
      }
    }
  };
  await Promise.all([writer(), writer(), writer()]);
}

async function migrateSlowly(folder: string): Promise<void> {
  say("begin");
  const migrations = [...MIGRATIONS, SLOW_MIGRATION];
  await openDatabase(join(folder, "zero.db"), { clock: systemClock, log: silentLog, migrations });
  say("done");
}

async function acceptMessages(folder: string): Promise<void> {
  const clock = systemClock;
  const store = await openDatabase(join(folder, "zero.db"), { clock, log: silentLog });
  const inbox = new Inbox({ store, clock, openMax: 100_000, textLengthMax: 1_000 });
  const channel = "test" as ChannelId;
  for (let n = (await inbox.position(channel, "bot")) ?? 0; ; n += 1) {
    const message = inboundMessage({ remoteId: String(n) });
    await inbox.accept([message], { channel, key: "bot", value: n + 1 });
    say(String(n));
  }
}

async function holdLock(folder: string): Promise<void> {
  try {
    takeLock(folder, { pid: process.pid, startedAt: systemClock.now(), port: 19_001 }, silentLog);
    say("held");
    await systemClock.sleep(60_000);
  } catch (error) {
    say(messageOf(error));
  }
}

if (import.meta.main) {
  const [task, folder = ""] = process.argv.slice(2);
  if (task === "write") await writeRows(folder);
  if (task === "migrate") await migrateSlowly(folder);
  if (task === "accept") await acceptMessages(folder);
  if (task === "lock") await holdLock(folder);
}
