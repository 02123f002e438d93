import { type Io, printable } from "../io.ts";
import type { Attempt, Examined } from "./examine.ts";

export interface Report {
  /** Before anything was repaired. */
  readonly examined: readonly Examined[];
  readonly attempts: readonly Attempt[];
  /** As it is now; the same as `examined` when nothing was repaired. */
  readonly remaining: readonly Examined[];
}

/** True when nothing is left that has to be dealt with. */
export function isHealthy({ remaining, attempts }: Report): boolean {
  const isSound = remaining.every(({ findings }) =>
    findings.every(({ level }) => level === "advice"),
  );
  return isSound && attempts.every(({ done }) => done);
}

/** The same as data, for programs. */
export function reportJson(report: Report): object {
  const { remaining, attempts } = report;
  const checks = remaining.map(({ check: { id, title }, findings }) => ({
    id,
    title,
    status: statusOf(findings),
    findings: findings.map(({ level, what, details, next, repair }) => ({
      level,
      what,
      ...(details === undefined ? {} : { details }),
      ...(next === undefined ? {} : { next }),
      ...(repair ? { repair: repair.says } : {}),
    })),
  }));
  return { ok: isHealthy(report), checks, repairs: attempts };
}

/** One area after the other, as it was found. */
export function findingLines(examined: readonly Examined[], io: Io): string[] {
  return examined.flatMap(({ check: { title }, findings }) => [
    `${mark(statusOf(findings), io)} ${title}`,
    ...findings.flatMap(({ what, details = [], next, repair }) => [
      `    ${printable(what)}`,
      ...details.map((line) => `      - ${printable(line)}`),
      ...(repair ? [`      Repair: ${printable(repair.says)}.`] : []),
      ...(next === undefined ? [] : [`      Next: ${printable(next)}.`]),
    ]),
  ]);
}

export function attemptLines(attempts: readonly Attempt[], io: Io): string[] {
  return attempts.map(({ done, told }) => {
    const word = done ? io.style("green", "repaired") : io.style("red", "not done");
    return `${word} ${printable(told)}`;
  });
}

/** The last line: what is left, and who takes care of it. */
export function closingLine(report: Report, program: string): string {
  const left = report.remaining.flatMap(({ findings }) => findings);
  const problems = left.filter(({ level }) => level === "problem");
  const repairable = problems.filter(({ repair }) => repair !== undefined);
  const failed = report.attempts.some(({ done }) => !done);
  if (problems.length === 0) {
    if (failed) return "Not everything could be repaired.";
    return report.attempts.length > 0 ? "All is well now." : "All is well.";
  }
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  if (repairable.length === 0) return `${count} left.`;
  return `${count}; \`${program} doctor --fix\` repairs ${repairable.length} of them.`;
}

type Status = "ok" | "advice" | "problem";

function statusOf(findings: Examined["findings"]): Status {
  if (findings.length === 0) return "ok";
  return findings.some(({ level }) => level === "problem") ? "problem" : "advice";
}

function mark(status: Status, io: Io): string {
  const colors = { ok: "green", advice: "yellow", problem: "red" } as const;
  return io.style(colors[status], status.padEnd("problem".length));
}
