import { ClosedError } from "@zero/client";
import { systemClock } from "../../../kernel/clock.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { repairConfig } from "../../config-edit.ts";
import { CommandError, STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import {
  auditFacts,
  type AuditReport,
  auditReport,
  checksFor,
  type ProbeResult,
} from "../../security/audit.ts";
import { type Fixed, fixAll } from "../../security/fix.ts";
import { ask } from "../../wire/connection.ts";
import { targetOf } from "../../wire/target.ts";

export const summary = "Looks for settings and files that let others in, and closes some of them.";
export const options = {
  deep: { type: "boolean", summary: "Ask the running gateway too." },
  fix: { type: "boolean", summary: "Close files to others, and set what is safe to set." },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

type Given = Values<typeof options>;

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const configuration = configurationOf(scene);
  const before = auditFacts(scene, configuration);
  const edit = (edits: Parameters<typeof repairConfig>[1]) => repairConfig(scene, edits);
  const fixed = given.fix ? await fixAll(checksFor(before), before, edit) : undefined;
  const facts = fixed ? auditFacts(scene) : before;
  const probe = given.deep ? await probed(scene, configuration, given) : undefined;
  const report = auditReport(facts, systemClock.now(), probe);
  if (given.json) io.json({ ...report, ...(fixed ? { fix: fixed } : {}) });
  else for (const line of textLines(report, fixed, io)) io.line(line);
  return STATUS.ok;
}

async function probed(
  scene: Scene,
  configuration: ReturnType<typeof configurationOf>,
  given: Given,
): Promise<ProbeResult> {
  const { url } = targetOf(configuration, given);
  const found = { attempted: true, url };
  try {
    await ask(scene, configuration, given, ({ client }) => client.request("health", {}));
    return { ...found, ok: true, error: null, close: null };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const { cause } = error;
    const close = cause instanceof ClosedError ? { code: cause.code, reason: cause.reason } : null;
    return { ...found, ok: false, error: error.message, close };
  }
}

function textLines(report: AuditReport, fixed: readonly Fixed[] | undefined, io: Io): string[] {
  const colors = { critical: "red", warn: "yellow", info: "cyan" } as const;
  const { critical, warn, info } = report.summary;
  return [
    ...(fixed ?? []).map(
      ({ ok, detail }) => `${ok ? "Changed" : "Not changed"}: ${printable(detail)}`,
    ),
    ...(fixed?.length === 0
      ? ["Changed: nothing; nothing could be put right without asking."]
      : []),
    ...report.findings.flatMap(({ severity, checkId, title, detail, remediation }) => [
      `${io.style(colors[severity], severity.padEnd("critical".length))} ${title} [${checkId}]`,
      `    ${printable(detail)}`,
      ...(remediation === undefined ? [] : [`    Next: ${remediation}`]),
    ]),
    ...(report.deep?.gateway.ok ? [`The gateway at ${report.deep.gateway.url} answers.`] : []),
    `${critical} critical, ${warn} warnings, ${info} to know.`,
  ];
}
