import { objectOf, parseDocument, type Value } from "../../config/file/document.ts";
import { configFiles } from "../../config/file/included.ts";
import { readText } from "../../config/load.ts";
import { logFileOf } from "../../config/paths.ts";
import { ConfigError } from "../../config/problems.ts";
import { sensitiveFiles } from "../facts/sensitive-files.ts";
import { type Scene, validityOf } from "../scene.ts";
import {
  type AuditCheck,
  type AuditFacts,
  type AuditFinding,
  findingsOf,
  type Severity,
} from "./check.ts";
import { fileChecks } from "./checks/files.ts";
import { gatewayChecks } from "./checks/gateway.ts";
import { channelChecks, settingChecks } from "./checks/settings.ts";

/** The result as other programs read it (spec.md 15.3). */
export interface AuditReport {
  /** Milliseconds since the epoch. */
  readonly ts: number;
  readonly summary: Readonly<Record<Severity, number>>;
  readonly findings: readonly AuditFinding[];
  readonly deep?: { readonly gateway: ProbeResult };
}

/** What a running gateway said to `--deep`. */
export interface ProbeResult {
  readonly attempted: boolean;
  readonly url: string | null;
  readonly ok: boolean;
  readonly error: string | null;
  readonly close: { readonly code: number; readonly reason: string } | null;
}

/** Everything that the checks look at, read once. */
export function auditFacts(
  scene: Scene,
  configuration = validityOf(scene).configuration,
): AuditFacts {
  const { paths } = scene;
  const { stateDir, configPath } = paths;
  const logFile = logFileOf(configuration.config, paths);
  const files = sensitiveFiles({ stateDir, configFiles: configFiles(configPath), logFile });
  return { configuration, written: writtenIn(configPath), stateDir, files };
}

function writtenIn(path: string): Value {
  try {
    return parseDocument(readText(path) ?? "{}", path);
  } catch (error) {
    if (error instanceof ConfigError) return objectOf([]);
    throw error;
  }
}

export function checksFor(facts: AuditFacts): readonly AuditCheck[] {
  return [...gatewayChecks, ...settingChecks, ...channelChecks(facts), ...fileChecks];
}

export function auditReport(facts: AuditFacts, ts: number, probe?: ProbeResult): AuditReport {
  const found = findingsOf(checksFor(facts), facts);
  const findings = probe && !probe.ok ? [...found, probeFailed(probe)] : found;
  const count = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
  const summary = { critical: count("critical"), warn: count("warn"), info: count("info") };
  return { ts, summary, findings, ...(probe ? { deep: { gateway: probe } } : {}) };
}

function probeFailed({ url, error }: ProbeResult): AuditFinding {
  return {
    checkId: "gateway.probe_failed",
    severity: "warn",
    title: "The gateway did not answer",
    detail: `${url ?? "It"}: ${error ?? "no answer"}`,
    remediation: "Start it, or see what `zero gateway status` says.",
  };
}
