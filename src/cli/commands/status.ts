import { hostname, release } from "node:os";
import { systemClock } from "../../kernel/clock.ts";
import type { StatusSummary } from "@zero/protocol";
import type { Configuration } from "../../config/load.ts";
import { ageText } from "../age.ts";
import { ask, type Asked } from "../wire/connection.ts";
import { CommandError, STATUS } from "../failures.ts";
import { healthLines } from "../wire/health-report.ts";
import { printable, type Io } from "../io.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../argv/options.ts";
import { lenientConfigurationOf, type Scene, validityOf } from "../scene.ts";
import { fullReport } from "../report/full-report.ts";
import { reportLines } from "../report/lines.ts";
import { addressText, targetOf } from "../wire/target.ts";

export const summary = "A short report, also when the gateway is down.";
export const options = {
  ...JSON_OPTION,
  ...RPC_OPTIONS,
  all: {
    type: "boolean",
    summary: "A full report that is safe to paste: no secrets, no words and ids of people.",
  },
  deep: { type: "boolean", summary: "Add the health report, with the networks asked." },
  verbose: { type: "boolean", summary: "Say more about a gateway that does not answer." },
} as const satisfies OptionTable;

type Given = Values<typeof options>;

/** What a gateway that answers says about itself. */
interface Answer {
  readonly status: StatusSummary;
  readonly health: Awaited<ReturnType<typeof healthOf>> | undefined;
  readonly latencyMs: number;
  readonly self: { host: string | null; version: string; connId: string };
}

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  if (given.all) {
    const report = await fullReport(scene, validityOf(scene), given);
    if (given.json) io.json(report);
    else for (const line of reportLines(report, io)) io.line(line);
    return STATUS.ok;
  }
  const configuration = lenientConfigurationOf(scene, io);
  const answer = await probe(configuration, given, scene);
  if (given.json) io.json(jsonReport(answer, configuration, given));
  else for (const line of textReport(answer, { configuration, given, io, scene })) io.line(line);
  return STATUS.ok;
}

async function probe(
  configuration: Configuration,
  given: Given,
  scene: Scene,
): Promise<Answer | CommandError> {
  const startedAt = systemClock.monotonic();
  try {
    return await ask(scene, configuration, given, async ({ client, ...asked }) => {
      const latencyMs = Math.round(systemClock.monotonic() - startedAt);
      const status = await client.request("status", {});
      const health = given.deep ? await healthOf({ client, ...asked }) : undefined;
      const { host = null, version = "", connId = "" } = client.hello?.server ?? {};
      return { status, health, latencyMs, self: { host, version, connId } };
    });
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
}

function healthOf({ client }: Asked) {
  return client.request("health", { probe: true });
}

function jsonReport(
  answer: Answer | CommandError,
  configuration: Configuration,
  given: Given,
): object {
  const { url, source, ssh } = targetOf(configuration, given);
  const { mode, remote } = configuration.config.gateway;
  const isDown = answer instanceof CommandError;
  const gateway = {
    mode: mode ?? null,
    url,
    urlSource: source,
    transport: ssh ? "ssh" : "direct",
    misconfigured: mode === "remote" && remote.url === undefined && !ssh,
    reachable: !isDown,
    connectLatencyMs: isDown ? null : answer.latencyMs,
    self: isDown ? null : answer.self,
    error: isDown ? answer.message : null,
  };
  const os = {
    platform: process.platform,
    release: release(),
    arch: process.arch,
    host: hostname(),
  };
  if (isDown) return { os, gateway };
  return { ...answer.status, os, gateway, ...(answer.health ? { health: answer.health } : {}) };
}

interface Report {
  readonly configuration: Configuration;
  readonly given: Given;
  readonly io: Io;
  readonly scene: Scene;
}

function textReport(answer: Answer | CommandError, report: Report): string[] {
  const { configuration, given, io, scene } = report;
  const target = targetOf(configuration, given);
  const { source } = target;
  const url = addressText(target);
  const head = [`ZERO ${scene.version}`, `Config: ${configuration.file.path}`];
  if (answer instanceof CommandError) {
    const down = io.style("red", "not reachable");
    const more = given.verbose ? answer.lines : answer.next;
    return [...head, `Gateway: ${url} (${source}): ${down}`, answer.message, ...more];
  }
  const { host, version } = answer.self;
  const state = io.style("green", "reachable");
  const who = `${printable(host ?? "unknown host")}, version ${printable(version)}`;
  return [
    ...head,
    `Gateway: ${url} (${source}): ${state} in ${answer.latencyMs}ms; ${who}`,
    ...statusLines(answer.status, io),
    ...(answer.health ? healthLines(answer.health, io) : []),
  ];
}

function statusLines(status: StatusSummary, io: Io): string[] {
  const { linkChannel, channelSummary, sessions, heartbeat } = status;
  const linked = linkChannel
    ? `${printable(linkChannel.label)} ${linkChannel.linked ? io.style("green", "linked") : io.style("yellow", "not linked")}${agoText(linkChannel.authAgeMs)}`
    : "none configured";
  const recent = sessions.recent.map(({ key, age }) => `  ${printable(key)}${agoText(age)}`);
  return [
    `Channel: ${linked}`,
    ...channelSummary.map((line) => `  ${printable(line)}`),
    `Agent: ${printable(heartbeat.defaultAgentId)}, model ${printable(sessions.defaults.model ?? "unknown")}`,
    `Sessions: ${sessions.count}`,
    ...recent,
  ];
}

const agoText = (ms: number | null): string => (ms === null ? "" : ` (${ageText(ms)} ago)`);
