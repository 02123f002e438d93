import { systemClock } from "../../../kernel/clock.ts";
import { tailnetAddress } from "../../../kernel/tailnet.ts";
import type { Configuration } from "../../../config/load.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { CommandError, STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { lenientConfigurationOf, type Scene } from "../../scene.ts";
import { ask, type Asked } from "../../wire/connection.ts";
import { isSameWay, SshError, sshWayOf, type SshWay } from "../../wire/remote/tunnel.ts";
import { addressText, hostOf, loopbackUrl, sshOf } from "../../wire/target.ts";

export const summary = "Looks which gateways answer: here, at the remote address, through SSH.";
export const options = {
  ...JSON_OPTION,
  ...RPC_OPTIONS,
  timeout: { ...RPC_OPTIONS.timeout, summary: "Longest wait for each in milliseconds (3000)." },
  ssh: {
    type: "string",
    value: "user@host[:port]",
    summary: "Also look through an SSH tunnel to that machine (gateway.remote.sshTarget).",
  },
  sshIdentity: {
    type: "string",
    value: "file",
    summary: "The key for that tunnel (gateway.remote.sshIdentity).",
  },
} as const satisfies OptionTable;

type Given = Values<typeof options>;

const TIMEOUT_MS = 3_000;

/** Somewhere a gateway may be. */
interface Candidate {
  readonly id: "explicit" | "remote" | "local" | "ssh";
  readonly kind: "explicit" | "configRemote" | "localLoopback" | "sshTunnel";
  readonly url: string;
  /** The one that commands ask. */
  readonly active: boolean;
  readonly tunnel?: { readonly kind: "ssh"; readonly target: string };
  readonly ssh?: SshWay;
}

interface Warning {
  readonly code: "multiple_gateways" | "ssh_tunnel_failed";
  readonly message: string;
  readonly targetIds?: readonly string[];
}

/** What was found at one place; the answers are the gateway's own. */
type Found = Awaited<ReturnType<typeof look>>;

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const configuration = lenientConfigurationOf(scene, io);
  const { timeout: timeoutMs = TIMEOUT_MS } = given;
  const startedAt = systemClock.monotonic();
  const warnings: Warning[] = [];
  const candidates = candidatesOf(configuration, given);
  const looked = await Promise.all(
    candidates.map((candidate) => look(candidate, { configuration, given, scene, timeoutMs })),
  );
  const targets = looked.filter(({ tunnelError }) => tunnelError === undefined);
  warnings.push(
    ...looked.flatMap(({ id, tunnelError }) => tunnelFailed(id, tunnelError)),
    ...severalGateways(targets),
  );
  const reached = targets.filter(({ connect }) => connect.ok);
  const primary = reached.find(({ active }) => active) ?? reached[0];
  const report = {
    ok: reached.length > 0,
    ts: systemClock.now(),
    durationMs: Math.round(systemClock.monotonic() - startedAt),
    timeoutMs,
    primaryTargetId: primary?.id ?? null,
    warnings,
    network: networkOf(configuration),
    // Gateways do not announce themselves, so there is nothing to hear.
    discovery: { timeoutMs: 0, count: 0, beacons: [] },
  };
  const shown = targets.map(
    ({ identity: _identity, next: _next, tunnelError: _none, ...target }) => target,
  );
  if (given.json) io.json({ ...report, targets: shown });
  else for (const line of textLines({ ...report, targets }, io)) io.line(line);
  return report.ok ? STATUS.ok : STATUS.failed;
}

/** Without a tunnel there was nothing to look at; one that leads to a closed port is a finding. */
function tunnelFailed(id: string, error: SshError | undefined): Warning[] {
  if (!error) return [];
  const message = `${error.message}; ${error.next}`;
  return [{ code: "ssh_tunnel_failed", message, targetIds: [id] }];
}

/** What was typed, then what is configured. */
function wayOf(configuration: Configuration, given: Given): SshWay | undefined {
  const { config, env } = configuration;
  const { sshTarget, sshIdentity } = config.gateway.remote;
  const { ssh = sshTarget, sshIdentity: identity = sshIdentity } = given;
  if (ssh === undefined) return undefined;
  const port = sshOf(configuration)?.to ?? config.gateway.port;
  return sshWayOf(ssh, port, { identity, env });
}

function candidatesOf(configuration: Configuration, given: Given): Candidate[] {
  const { url } = given;
  const { mode, port, remote } = configuration.config.gateway;
  const way = wayOf(configuration, given);
  const configured = sshOf(configuration);
  const isTunnel = configured !== undefined;
  const isRemote = mode === "remote" && (isTunnel || remote.url !== undefined);
  const candidates: Candidate[] = [];
  if (url !== undefined) candidates.push({ id: "explicit", kind: "explicit", url, active: true });
  if (remote.url !== undefined && !isTunnel) {
    const active = url === undefined && isRemote;
    candidates.push({ id: "remote", kind: "configRemote", url: remote.url, active });
  }
  const isLocal = url === undefined && !isRemote;
  const local = `ws://${hostOf(configuration.config.gateway)}:${port}`;
  candidates.push({ id: "local", kind: "localLoopback", url: local, active: isLocal });
  if (way) {
    const tunnel = { kind: "ssh", target: way.target } as const;
    const there = loopbackUrl(way.to);
    const isConfigured = configured !== undefined && isSameWay(configured, way);
    const active = url === undefined && isRemote && isConfigured;
    candidates.push({ id: "ssh", kind: "sshTunnel", url: there, active, tunnel, ssh: way });
  }
  return candidates;
}

interface Looking {
  readonly configuration: Configuration;
  readonly given: Given;
  readonly scene: Scene;
  readonly timeoutMs: number;
}

async function look(candidate: Candidate, looking: Looking) {
  const { configuration, given, scene, timeoutMs } = looking;
  const { ssh, ...shown } = candidate;
  const { url } = shown;
  const { token, password } = given;
  const startedAt = systemClock.monotonic();
  try {
    const to = { url, ssh, token, password, timeout: timeoutMs };
    return await ask(scene, configuration, to, async ({ client }) => {
      const latencyMs = Math.round(systemClock.monotonic() - startedAt);
      const connect = { ok: true, latencyMs, error: null, close: null };
      return { ...shown, connect, ...(await answersOf(client)) };
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const [, code, reason] = /^gateway closed \((\d+).*?\): (.*)$/.exec(error.message) ?? [];
    const close = code === undefined ? null : { code: Number(code), reason };
    const connect = { ok: false, latencyMs: null, error: error.message, close };
    const nothing = { self: null, config: null, health: null, summary: null, presence: null };
    const tunnelError =
      error.cause instanceof SshError && !error.cause.isThere ? error.cause : undefined;
    return { ...shown, connect, ...nothing, next: error.next, identity: undefined, tunnelError };
  }
}

/** What the gateway says of itself; null for what it refuses to say. */
async function answersOf(client: Asked["client"]) {
  const orNull = (method: string) => client.call(method, {}).catch(() => null);
  const { server, snapshot } = client.hello ?? {};
  const [config, health, summary] = await Promise.all(
    ["config.get", "health", "status"].map((method) => orNull(method)),
  );
  const self = server
    ? { host: server.host ?? null, version: server.version, connId: server.connId }
    : null;
  const identity = `${server?.host} ${snapshot?.stateDir}`;
  const presence = snapshot?.presence ?? null;
  return { self, config, health, summary, presence, next: [], identity, tunnelError: undefined };
}

/** The same gateway under two addresses is one. */
function severalGateways(targets: readonly Found[]): Warning[] {
  const reached = targets.filter(({ connect }) => connect.ok);
  if (new Set(reached.map(({ identity }) => identity)).size < 2) return [];
  const message =
    "several gateways answer; usually one is enough, and each needs its own state, port and workspace";
  return [{ code: "multiple_gateways", message, targetIds: reached.map(({ id }) => id) }];
}

function networkOf({ config }: Configuration) {
  const { port } = config.gateway;
  const tailnetIPv4 = tailnetAddress() ?? null;
  const localTailnetUrl = tailnetIPv4 === null ? null : `ws://${tailnetIPv4}:${port}`;
  return { localLoopbackUrl: `ws://127.0.0.1:${port}`, localTailnetUrl, tailnetIPv4 };
}

interface Report {
  readonly primaryTargetId: string | null;
  readonly warnings: readonly Warning[];
  readonly targets: readonly Found[];
}

function textLines({ primaryTargetId, warnings, targets }: Report, io: Io): string[] {
  const lines = targets.flatMap(({ id, url, tunnel, connect, self, next }) => {
    const mark = id === primaryTargetId ? "*" : " ";
    const state = connect.ok
      ? `${io.style("green", "ok")} (${connect.latencyMs}ms) ${printable(self?.host ?? "")} ${printable(self?.version ?? "")}`
      : `${io.style("red", "failed")}: ${connect.error}`;
    const where = addressText({ url, ...(tunnel ? { ssh: tunnel } : {}) });
    return [`${mark} ${id} ${where} ${state}`.trimEnd(), ...next.map((line) => `    ${line}`)];
  });
  return [...lines, ...warnings.map(({ message }) => `Warning: ${message}`)];
}
