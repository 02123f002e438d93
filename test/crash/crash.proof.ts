import { KillLoop, type LoopReport, POINTS } from "./kill-loop.ts";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";

const KILLS = 1_000;
const MESSAGES = 10_000;
const AT_EACH_POINT = 30;
const IN_FLIGHT = 600;

export const name = "crash";
export const summary =
  "1,000 SIGKILLs over 10,000 messages, 30 at each named point: nothing lost, no answer twice in history";

export async function run({ seed, scale, log }: ProofOptions): Promise<ProofResult> {
  const atEachPoint = Math.max(1, Math.round(AT_EACH_POINT * scale));
  const kills = Math.max(POINTS.length * atEachPoint + 5, Math.round(KILLS * scale));
  const loop = new KillLoop({
    seed,
    kills,
    atEachPoint,
    messages: Math.round(MESSAGES * scale),
    log,
  });
  const report = await loop.run();
  for (const line of describePoints(report)) log(line);
  const enough =
    report.inFlight >= Math.round(IN_FLIGHT * scale) &&
    report.atPoint.every((p) => p.kills >= atEachPoint);
  return { ok: enough && isClean(report), figures: describe(report) };
}

/** True when nothing was lost, answered twice, misrouted or left undone. */
export function isClean(report: LoopReport): boolean {
  const {
    lost,
    unrecorded,
    doubledInHistory,
    doubledOnTelegram,
    sendsInFlight,
    misrouted,
    disorder,
    owed,
  } = report;
  const settled = owed.inbox + owed.runs + owed.outbox === 0 && owed.integrity === "ok";
  return (
    lost + unrecorded + doubledInHistory + misrouted + disorder === 0 &&
    doubledOnTelegram <= sendsInFlight &&
    settled
  );
}

export function describe(r: LoopReport): string {
  const { inbox, runs, outbox, integrity } = r.owed;
  return (
    `${r.kills} kills over ${r.messages} messages, ${r.inFlight} while a run or a send was in flight: ` +
    `${r.lost} lost, ${r.unrecorded} missing and ${r.doubledInHistory} doubled in history, ${r.doubledOnTelegram} doubled on Telegram ` +
    `of ${r.sendsInFlight} sends in flight, ${r.misrouted} misrouted, ${r.disorder} out of order; ` +
    `owed at the end ${inbox}/${runs}/${outbox}, integrity ${integrity}; ` +
    `kill to ready p50 ${r.readyMs.p50.toFixed(0)} ms, p99 ${r.readyMs.p99.toFixed(0)} ms`
  );
}

function describePoints(report: LoopReport): readonly string[] {
  return report.atPoint.map(({ point, kills }) => `  at ${point}: ${kills}`);
}
