import type { SentCredential } from "@zero/client";
import type { Configuration } from "../../../config/load.ts";
import { systemClock } from "../../../kernel/clock.ts";
import { portState } from "../../facts/port-owner.ts";
import { ask, secretsSent } from "../../wire/connection.ts";
import { viewIdentity, type IdentityView } from "../../wire/identity.ts";
import { CommandError, STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { type Scene, type Validity, validityOf } from "../../scene.ts";
import {
  credentialLine,
  describeSource,
  hostOf,
  targetOf,
  type SentSecret,
  type Target,
} from "../../wire/target.ts";

export const summary =
  "Shows which gateway is meant, with which credential, and whether it answers.";
export const options = {
  ...JSON_OPTION,
  ...RPC_OPTIONS,
  probe: { type: "boolean", negated: true, summary: "Do not ask the gateway." },
} as const satisfies OptionTable;

type Given = Values<typeof options>;

interface Rpc {
  readonly ok: boolean;
  readonly url: string;
  readonly latencyMs?: number;
  readonly credential?: SentCredential;
  readonly error?: string;
  readonly next?: readonly string[];
}

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const checked = validityOf(scene);
  const { configuration } = checked;
  const target = targetOf(configuration, given);
  const { gateway } = configuration.config;
  const rpc = given.probe === false ? undefined : await probe(configuration, target, given, scene);
  const { stored, ...identity } = viewIdentity(scene, target);
  const credential = rpc?.credential ?? (stored && !target.isTyped ? "device-token" : "shared");
  const sent = secretsSent(scene, target, credential);
  const report = {
    config: { cli: checked.view },
    gateway: {
      bindMode: gateway.bind,
      bindHost: bindHost(gateway.bind, hostOf(gateway)),
      ...(gateway.customBindHost === undefined ? {} : { customBindHost: gateway.customBindHost }),
      port: gateway.port,
      portSource: describeSource(configuration.sourceOf("gateway.port"), "gateway.port"),
      probeUrl: target.url,
      ...(target.remark === undefined ? {} : { probeNote: target.remark }),
    },
    identity,
    auth: sent.map(({ kind, secret, source }) => {
      return { kind, fingerprint: secret.fingerprint, source };
    }),
    port: { port: gateway.port, status: await portState(gateway.port), listeners: [], hints: [] },
    ...(rpc ? { rpc } : {}),
  };
  if (given.json) io.json(report);
  else for (const line of textLines(report, { target, sent }, io)) io.line(line);
  return STATUS.ok;
}

async function probe(
  configuration: Configuration,
  { url }: Target,
  given: Given,
  scene: Scene,
): Promise<Rpc> {
  const startedAt = systemClock.monotonic();
  try {
    const credential = await ask(scene, configuration, given, async ({ client }) => {
      await client.request("status", {});
      return client.credential;
    });
    const latencyMs = Math.round(systemClock.monotonic() - startedAt);
    return { ok: true, url, latencyMs, credential };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const next = error.lines.filter((line) => line.startsWith("Next:"));
    return { ok: false, url, error: error.message, next };
  }
}

type Report = {
  readonly config: { readonly cli: Validity["view"] };
  readonly gateway: {
    readonly bindMode: string;
    readonly bindHost: string;
    readonly port: number;
    readonly portSource: string;
  };
  readonly identity: Omit<IdentityView, "stored">;
  readonly port: { readonly status: string };
  readonly rpc?: Rpc;
};

function textLines(
  report: Report,
  { target, sent }: { target: Target; sent: readonly SentSecret[] },
  io: Io,
): string[] {
  const { config, gateway, identity, port, rpc } = report;
  return [
    `Config (cli): ${config.cli.path}${stateOf(config.cli)}`,
    ...(config.cli.issues ?? []).map(({ path, message }) => `  ${path || "file"}: ${message}`),
    `Gateway: bind=${gateway.bindMode} (${gateway.bindHost}), port=${gateway.port} (${gateway.portSource})`,
    `Probe target: ${target.url} (${target.source})`,
    ...(target.remark === undefined ? [] : [`Probe note: ${target.remark}`]),
    identityLine(identity),
    credentialLine(sent),
    ...rpcLines(rpc, io),
    ...(port.status === "busy" ? [`Listening: ${gateway.bindHost}:${gateway.port}`] : []),
  ];
}

function identityLine({ path, deviceId, problem }: Omit<IdentityView, "stored">): string {
  if (problem !== undefined) return `Identity: none (${problem})`;
  if (deviceId === undefined) return `Identity: none yet (${path})`;
  return `Identity: device ${deviceId} (${path})`;
}

function rpcLines(rpc: Rpc | undefined, io: Io): string[] {
  if (!rpc) return [];
  if (rpc.ok) return [`RPC probe: ${io.style("green", "ok")} (${rpc.latencyMs}ms)`];
  const failed = `RPC probe: ${io.style("red", "failed")}`;
  return [failed, `  ${rpc.error}`, ...(rpc.next ?? []).map((line) => `  ${line}`)];
}

function stateOf({ exists, valid }: Validity["view"]): string {
  if (!exists) return " (no file: defaults)";
  return valid ? "" : " (invalid)";
}

function bindHost(bind: string, reachable: string): string {
  return bind === "lan" ? "0.0.0.0" : reachable;
}
