import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { release } from "node:os";
import type { ChannelsStatusResult, HealthSummary, QueueListResult } from "@zero/protocol";
import { errorLogOf, logFileOf } from "../../config/paths.ts";
import { systemClock } from "../../kernel/clock.ts";
import { CommandError } from "../failures.ts";
import { masked, maskFor } from "./mask.ts";
import type { Scene, Validity } from "../scene.ts";
import { ask, type AskOptions } from "../wire/connection.ts";
import { entryOf, reasonIn } from "./log-records.ts";
import type { SshWay } from "../wire/remote/tunnel.ts";
import { targetOf } from "../wire/target.ts";

const LOG_ERRORS_MAX = 10;
const LOG_BYTES_MAX = 64 * 1024;

/** One warning or error of the log. */
interface LoggedError {
  readonly time: string;
  readonly level: string;
  readonly subsystem: string;
  readonly message: string;
  readonly error?: string;
}

/** What a gateway that answers adds to the report. */
interface Answered {
  readonly version: string;
  readonly latencyMs: number;
  readonly uptimeMs: number | null;
  readonly health: { readonly ok: boolean; readonly services: HealthSummary["services"] };
  readonly configuration: { readonly valid: boolean; readonly hash: string | null };
  readonly channels: readonly object[];
  readonly queue: QueueListResult["counts"] & { readonly stuck: number };
  readonly sessions: { readonly count: number; readonly model: string | null };
}

/** Everything that helps to find out what is wrong, and nothing that belongs to somebody. */
export interface FullReport {
  readonly at: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly paths: Readonly<Record<string, string>>;
  readonly configuration: Validity["view"];
  readonly gateway: {
    readonly url: string;
    readonly source: string;
    readonly transport: "direct" | "ssh";
    readonly mode: string | null;
    readonly bind: string;
    readonly credentials: readonly string[];
    readonly reachable: boolean;
    readonly error?: string;
  };
  readonly answered?: Answered;
  readonly log: { readonly source: "gateway" | "file"; readonly errors: readonly LoggedError[] };
}

/** Collects and masks it. A gateway that is down is part of what it says. */
export async function fullReport(
  scene: Scene,
  { configuration, view }: Validity,
  options: AskOptions,
): Promise<FullReport> {
  const { config } = configuration;
  const { url, source, credentials, ssh } = targetOf(configuration, options);
  const answer = await askAll(scene, configuration, options);
  const isDown = answer instanceof CommandError;
  const logFile = logFileOf(config, scene.paths);
  const lines = isDown ? newestLines(errorLogOf(logFile)) : answer.lines;
  const report: FullReport = {
    at: new Date(systemClock.now()).toISOString(),
    versions: {
      zero: scene.version,
      node: process.version,
      system: `${process.platform} ${process.arch} ${release()}`,
    },
    paths: {
      configuration: scene.paths.configPath,
      state: scene.paths.stateDir,
      log: logFile,
      workspace: config.agents.defaults.workspace,
    },
    configuration: view,
    gateway: {
      url: withoutHost(url),
      source,
      transport: ssh ? "ssh" : "direct",
      mode: config.gateway.mode ?? null,
      bind: config.gateway.bind,
      credentials: credentials.map(({ kind, source: from }) => `${kind} (${from})`),
      reachable: !isDown,
      ...(isDown ? { error: withoutTarget(answer.message, ssh) } : {}),
    },
    ...(isDown ? {} : { answered: answer.answered }),
    log: { source: isDown ? "file" : "gateway", errors: errorsOf(lines) },
  };
  return { ...masked(report, maskFor(configuration, scene.paths.home)), at: report.at };
}

async function askAll(
  scene: Scene,
  configuration: Validity["configuration"],
  options: AskOptions,
): Promise<{ answered: Answered; lines: readonly string[] } | CommandError> {
  const startedAt = systemClock.monotonic();
  try {
    return await ask(scene, configuration, options, async ({ client }) => {
      const latencyMs = Math.round(systemClock.monotonic() - startedAt);
      const [health, status, channels, queue, file, log] = await Promise.all([
        client.request("health", {}),
        client.request("status", {}),
        client.request("channels.status", {}),
        client.request("queue.list", { limit: 200 }),
        client.request("config.get", {}),
        client.request("logs.tail", { errors: true, limit: LOG_ERRORS_MAX }),
      ]);
      const { sessions } = status;
      const answered: Answered = {
        version: client.hello?.server.version ?? "",
        latencyMs,
        uptimeMs: client.hello?.snapshot.uptimeMs ?? null,
        health: { ok: health.ok, services: health.services },
        configuration: { valid: file.valid, hash: file.hash ?? null },
        channels: accountsOf(channels),
        queue: { ...queue.counts, stuck: queue.items.filter(({ stuck }) => stuck).length },
        sessions: { count: sessions.count, model: sessions.defaults.model },
      };
      return { answered, lines: log.lines };
    });
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
}

/** How each account is; who it is and who wrote to it is left out. */
function accountsOf({ channelAccounts }: ChannelsStatusResult): object[] {
  return Object.entries(channelAccounts).flatMap(([channel, accounts]) =>
    accounts
      .filter(({ configured }) => configured)
      .map(({ accountId, enabled, linked, running, lastError, reconnectAttempts }) => {
        return { channel, accountId, enabled, linked, running, lastError, reconnectAttempts };
      }),
  );
}

function errorsOf(lines: readonly string[]): LoggedError[] {
  return lines.slice(-LOG_ERRORS_MAX).flatMap((raw) => {
    const record = entryOf(raw);
    if (!record) return [];
    const { time, level, subsystem, message } = record;
    const error = reasonIn(raw);
    return [{ time, level, subsystem, message, ...(error === undefined ? {} : { error }) }];
  });
}

/** The end of a file, for a gateway that cannot be asked; nothing when there is none. */
function newestLines(path: string): readonly string[] {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, LOG_BYTES_MAX));
    const length = readSync(file, bytes, 0, bytes.length, size - bytes.length);
    return bytes
      .toString("utf8", 0, length)
      .split("\n")
      .filter((line) => line !== "");
  } catch {
    return [];
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Nor is it said through which machine it is reached. */
function withoutTarget(message: string, ssh: SshWay | undefined): string {
  if (!ssh) return message;
  const host = ssh.destination.replace(/^.*@/, "");
  return [ssh.target, ssh.destination, host].reduce(
    (text, name) => text.replaceAll(name, "[host]"),
    message,
  );
}

/** The address of a gateway elsewhere says whose it is. */
function withoutHost(url: string): string {
  const { hostname, protocol, port } = URL.parse(url) ?? {};
  const isHere = hostname === "localhost" || hostname === "[::1]" || hostname?.startsWith("127.");
  return isHere ? url : `${protocol ?? "ws:"}//[host]${port ? `:${port}` : ""}`;
}
