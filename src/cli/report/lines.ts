import { ageText } from "../age.ts";
import { type Io, printable } from "../io.ts";
import type { FullReport } from "./full-report.ts";

/** The report for people, in one block that can be pasted as it is. */
export function reportLines(report: FullReport, io: Io): string[] {
  const { at, versions, paths, configuration, gateway, answered, log } = report;
  return [
    `ZERO report of ${at}`,
    `Versions: ${pairs(versions)}${answered ? `, gateway ${printable(answered.version)}` : ""}`,
    ...Object.entries(paths).map(([name, path]) => `Path: ${name} ${printable(path)}`),
    `Configuration: ${configurationState(configuration)}`,
    ...(configuration.issues ?? []).map(({ path, message }) => `  ${path || "file"}: ${message}`),
    gatewayLine(gateway, answered, io),
    ...(gateway.error === undefined ? [] : [`  ${printable(gateway.error)}`]),
    ...(answered ? answeredLines(answered, io) : ["Queue: `zero queue` reads what is on disk"]),
    `Errors in the log (${log.source}): ${log.errors.length === 0 ? "none" : ""}`.trimEnd(),
    ...log.errors.map(({ time, level, subsystem, message, error }) => {
      const why = error === undefined ? "" : `: ${error}`;
      return `  ${oneLine(`${time} ${level} ${subsystem} ${message}${why}`)}`;
    }),
  ];
}

type Answered = NonNullable<FullReport["answered"]>;

function gatewayLine(
  { url, source, transport, mode, bind, credentials, reachable }: FullReport["gateway"],
  answered: Answered | undefined,
  io: Io,
): string {
  const state = reachable ? io.style("green", "reachable") : io.style("red", "not reachable");
  const up = answered ? ` in ${answered.latencyMs}ms, up ${upText(answered.uptimeMs)}` : "";
  const way = mode === "remote" ? `transport ${transport}, ` : "";
  const auth = credentials.join(", ") || "no credential";
  return `Gateway: ${url} (${source}), mode ${mode ?? "unset"}, ${way}bind ${bind}, ${auth}: ${state}${up}`;
}

function answeredLines({ health, configuration, channels, queue, sessions }: Answered, io: Io) {
  const troubled = Object.entries(health.services ?? {}).filter(([, { state }]) => state !== "ok");
  const { turnsRunning, turnsQueued, messages, deliveries, uncertain, failed, stuck } = queue;
  return [
    `Health: ${health.ok && troubled.length === 0 ? io.style("green", "ok") : io.style("yellow", "not all well")}`,
    ...troubled.map(([name, { state, detail = "" }]) => `  ${name}: ${state} ${oneLine(detail)}`),
    `Its configuration: ${configuration.valid ? "valid" : "invalid"}`,
    ...(channels.length === 0 ? ["Channels: none configured"] : []),
    ...channels.map((account) => `Channel: ${oneLine(pairs(account))}`),
    `Queue: ${turnsRunning} running, ${turnsQueued + messages} waiting, ${deliveries} to deliver, ` +
      `${stuck} stuck, ${uncertain} uncertain, ${failed} failed`,
    `Sessions: ${sessions.count}; model ${printable(sessions.model ?? "unknown")}`,
  ];
}

function configurationState({ exists, valid }: FullReport["configuration"]): string {
  if (!exists) return "no file: defaults";
  return valid ? "valid" : "invalid";
}

function pairs(values: object): string {
  return Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name} ${printable(String(value))}`)
    .join(", ");
}

const upText = (ms: number | null): string => (ms === null ? "for an unknown time" : ageText(ms));

const oneLine = (text: string): string => printable(text).replace(/\s+/g, " ").trim();
