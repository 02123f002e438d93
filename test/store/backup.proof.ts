import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBackup } from "../../src/store/backup/create.ts";
import { restoreBackup } from "../../src/store/backup/restore.ts";
import { verifyBackup } from "../../src/store/backup/verify.ts";
import { openDatabase } from "../../src/store/database.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { silentLog } from "../../src/kernel/log.ts";
import { fillHistory } from "../support/history.ts";
import { StoreProcess } from "../support/store-process.ts";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";

const SESSIONS = 10_000;
const MESSAGES = 1_000_000;
const ROUNDS = 10;
const SECONDS_PER_GIB_MAX = 10;
/** What a backup takes however small it is. */
const BASE_SECONDS = 1;
const GIB = 1024 ** 3;

export const name = "backup";
export const summary =
  "a backup under full load has every commit that resolved before it, as sqlite3 reads it (D-35)";

interface Round {
  readonly lost: number;
  readonly problems: readonly string[];
  readonly createSeconds: number;
  readonly bytes: number;
}

export async function run({ scale, slack, log }: ProofOptions): Promise<ProofResult> {
  const folder = mkdtempSync(join(tmpdir(), "zero-backup-proof-"));
  const stateDir = join(folder, "state");
  const store = await openDatabase(join(stateDir, "zero.db"), {
    clock: systemClock,
    log: silentLog,
  });
  await fillHistory(store, {
    sessions: Math.ceil(SESSIONS * scale),
    messages: Math.ceil(MESSAGES * scale),
  });
  await store.close();
  const writer = new StoreProcess("write", stateDir);
  try {
    await writer.printed(100);
    const rounds: Round[] = [];
    for (let at = 0; at < Math.max(2, Math.round(ROUNDS * scale)); at += 1) {
      const round = await roundOf(folder, stateDir, writer);
      rounds.push(round);
      log(
        `${mebibytes(round.bytes)} MiB in ${round.createSeconds.toFixed(2)} s, ${round.lost} lost`,
      );
    }
    const lost = rounds.reduce((sum, round) => sum + round.lost, 0);
    const problems = rounds.flatMap((round) => round.problems);
    const isQuick = rounds.every(({ createSeconds, bytes }) => {
      return createSeconds <= (BASE_SECONDS + (SECONDS_PER_GIB_MAX * bytes) / GIB) * slack;
    });
    const slowest = Math.max(...rounds.map((round) => round.createSeconds));
    const size = mebibytes(Math.max(...rounds.map((round) => round.bytes)));
    return {
      ok: lost === 0 && problems.length === 0 && isQuick,
      figures:
        `${rounds.length} backups of up to ${size} MiB under load, slowest ${slowest.toFixed(2)} s, ` +
        `${writer.lines.length} commits, ${lost} lost${problems.map((line) => `, ${line}`).join("")}`,
    };
  } finally {
    await writer.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function roundOf(folder: string, stateDir: string, writer: StoreProcess): Promise<Round> {
  const output = join(folder, "backup.tar");
  const target = join(folder, "restored");
  const options = { output, stateDir, configFiles: [], profile: undefined, version: "proof" };
  // What is read here was printed after its commit resolved.
  const acknowledged = writer.lines.filter((line) => /^\d+$/.test(line));
  const startedAt = performance.now();
  await createBackup({ ...options, now: systemClock.now() });
  const createSeconds = (performance.now() - startedAt) / 1000;
  const { problems } = await verifyBackup(output);
  const place = { stateDir: target, configPath: join(target, "zero.json"), now: systemClock.now() };
  await restoreBackup({ path: output, ...place, agree: async () => true });
  const sqlite = (query: string) =>
    execFileSync("sqlite3", [join(target, "zero.db"), query], {
      encoding: "utf8",
      maxBuffer: GIB,
    }).trim();
  const integrity = sqlite("PRAGMA integrity_check");
  const there = new Set(sqlite("SELECT value FROM positions WHERE channel = 'test'").split("\n"));
  const lost = acknowledged.filter((line) => !there.has(line)).length;
  const { size: bytes } = statSync(output);
  rmSync(target, { recursive: true });
  rmSync(output);
  return {
    lost,
    problems: [...problems, ...(integrity === "ok" ? [] : [`sqlite3 says ${integrity}`])],
    createSeconds,
    bytes,
  };
}

const mebibytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
