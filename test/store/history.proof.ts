import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChannelId } from "@zero/channel";
import type { AgentId, RunId, SessionKey } from "../../src/domain/ids.ts";
import { Inbox } from "../../src/features/inbox/inbox.ts";
import { Sessions } from "../../src/features/sessions/sessions.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { silentLog } from "../../src/kernel/log.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { fillHistory } from "../support/history.ts";
import { inboundMessage } from "../support/messages.ts";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";

const SESSIONS = 10_000;
const MESSAGES = 1_000_000;
const READ_MS_MAX = 100;
const OPEN_MS_MAX = 50;
const ACCEPTED_PER_SECOND_MIN = 300;

export const name = "history";
export const summary =
  "with 10,000 sessions and 1,000,000 messages every read, every commit and the opening stay quick";

/** Figures of one thing that was done several times. */
interface Sample {
  p50: number;
  p99: number;
}

export async function run({ scale, slack, log }: ProofOptions): Promise<ProofResult> {
  const folder = mkdtempSync(join(tmpdir(), "zero-history-"));
  const path = join(folder, "zero.db");
  const clock = systemClock;
  const open = () => openDatabase(path, { clock, log: silentLog });
  try {
    let store = await open();
    const size = { sessions: Math.ceil(SESSIONS * scale), messages: Math.ceil(MESSAGES * scale) };
    await fillHistory(store, size);
    await store.close();
    const mebibytes = Math.round(statSync(path).size / 1024 / 1024);
    log(`${size.sessions} sessions, ${size.messages} messages, ${mebibytes} MiB`);

    const openedAt = performance.now();
    store = await open();
    const openMs = performance.now() - openedAt;
    const reads = await measureReads(store, path, log);
    const turn = await measureTurns(store, path, log);
    const perSecond = await measureInbox(store, log);
    await store.close();
    const slowest = Math.max(...reads.map((read) => read.p50));
    return {
      ok:
        slowest <= READ_MS_MAX * slack &&
        openMs <= OPEN_MS_MAX * slack &&
        perSecond >= ACCEPTED_PER_SECOND_MIN / slack,
      figures:
        `${mebibytes} MiB opened in ${openMs.toFixed(1)} ms, slowest read p50 ${slowest.toFixed(1)} ms, ` +
        `commit p99 ${turn.p99.toFixed(1)} ms, ${perSecond} messages a second accepted`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureReads(store: Database, path: string, log: ProofOptions["log"]) {
  const defaults = () => ({ modelProvider: "p", model: "m", contextTokens: 100_000 });
  const sessions = new Sessions({ store, clock: systemClock, path, defaults });
  const key = "agent:main:dm:7" as SessionKey;
  const words = { includeDerivedTitles: true, includeLastMessage: true };
  const reads: [string, () => Promise<object>][] = [
    ["sessions.list", () => sessions.list({})],
    ["sessions.list, 200 with titles and previews", () => sessions.list({ ...words, limit: 200 })],
    ["sessions.list, all with titles and previews", () => sessions.list(words)],
    ["sessions.list, search", () => sessions.list({ search: "777" })],
    ["chat.history", () => sessions.history(key, 1_000)],
    ["window", () => sessions.window(key, 200_000)],
    ["health", () => sessions.summary(5)],
    ["steps", () => sessions.steps("run-7" as RunId)],
  ];
  const samples: Sample[] = [];
  for (const [what, read] of reads) {
    const sample = await measure(30, async () => JSON.stringify(await read()));
    log(`${what}: p50 ${sample.p50.toFixed(1)} ms, p99 ${sample.p99.toFixed(1)} ms`);
    samples.push(sample);
  }
  return samples;
}

/** What a turn writes: its session and one message. */
async function measureTurns(
  store: Database,
  path: string,
  log: ProofOptions["log"],
): Promise<Sample> {
  const defaults = () => ({ modelProvider: null, model: null, contextTokens: null });
  const sessions = new Sessions({ store, clock: systemClock, path, defaults });
  let n = 0;
  const sample = await measure(500, async () => {
    n += 1;
    const session = `agent:main:dm:${n}` as SessionKey;
    const id = `turn-${n}` as RunId;
    const at = systemClock.now();
    const origin = { kind: "client" } as const;
    const request = { id, agent: "main" as AgentId, session, text: "", origin };
    const content = [{ type: "text", text: "hello" }] as const;
    await store.commit([
      ...sessions.opened(request, at),
      sessions.append({ session, run: id, step: 0, role: "user", content, at }),
    ]);
  });
  log(`commit of a turn: p50 ${sample.p50.toFixed(2)} ms, p99 ${sample.p99.toFixed(2)} ms`);
  return sample;
}

/** One message after the other, each with its position, as a channel that waits for each would. */
async function measureInbox(store: Database, log: ProofOptions["log"]): Promise<number> {
  const inbox = new Inbox({ store, clock: systemClock, openMax: 1_000_000, textLengthMax: 10_000 });
  const channel = "telegram" as ChannelId;
  const count = 1_000;
  const startedAt = performance.now();
  for (let n = 0; n < count; n += 1) {
    const message = inboundMessage({ remoteId: String(n) });
    await inbox.accept([message], { channel, key: "bot", value: n });
  }
  const perSecond = Math.round((count * 1_000) / (performance.now() - startedAt));
  log(`accepted one by one: ${perSecond} a second`);
  return perSecond;
}

async function measure(times: number, task: () => Promise<unknown>): Promise<Sample> {
  const spent: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const startedAt = performance.now();
    await task();
    spent.push(performance.now() - startedAt);
  }
  spent.sort((a, b) => a - b);
  const at = (share: number) => spent[Math.floor((spent.length - 1) * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
