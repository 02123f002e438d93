import type { SentCredential } from "@zero/client";
import type { Configuration } from "../../config/load.ts";
import type { Daemon, DaemonHost, InstalledService, Inspection } from "../../daemon/daemon.ts";
import { readLastError } from "../../daemon/diagnosis/last-error.ts";
import { findNeighbours, type Neighbours } from "../../daemon/diagnosis/neighbours.ts";
import { serviceFolders } from "../../daemon/names.ts";
import { openDaemon } from "../../daemon/open.ts";
import { systemClock } from "../../kernel/clock.ts";
import { CommandError } from "../failures.ts";
import { printable } from "../io.ts";
import { type Scene, type Validity, validityOf } from "../scene.ts";
import { ask, secretsSent, type AskOptions } from "../wire/connection.ts";
import { viewIdentity, type IdentityView } from "../wire/identity.ts";
import { describeSource, hostOf, targetOf, type SentSecret, type Target } from "../wire/target.ts";
import { auditOf } from "./audit.ts";
import { hostOfScene } from "./host.ts";
import { type PortView, viewPort } from "./port-view.ts";
import { type ReservedPorts, viewReserved } from "./reserved-ports.ts";
import { isRemote, serviceNote } from "./remote-mode.ts";
import {
  type ServiceConfiguration,
  serviceConfiguration,
  type ServiceView,
  viewService,
} from "./service-view.ts";

export interface StatusOptions extends AskOptions {
  readonly probe?: boolean | undefined;
  readonly deep?: boolean | undefined;
}

export interface Rpc {
  readonly ok: boolean;
  readonly url: string;
  readonly latencyMs?: number;
  readonly credential?: SentCredential;
  readonly error?: string;
  readonly next?: readonly string[];
}

/** A secret as a report may show it. */
interface SecretView {
  readonly kind: string;
  readonly fingerprint: string;
  readonly source: string;
}

/** What `zero gateway status --json` prints: keys are added, never renamed (S140). */
export interface StatusReport {
  readonly service: ServiceView;
  readonly config: {
    readonly cli: Validity["view"];
    readonly daemon?: Validity["view"];
    readonly mismatch?: true;
  };
  readonly gateway: {
    readonly bindMode: string;
    readonly bindHost: string;
    readonly customBindHost?: string;
    readonly port: number;
    readonly portSource: "service args" | "env/config";
    /** `gateway.mode` of whoever asks; null: it is not set. */
    readonly mode: "local" | "remote" | null;
    /** What decided the port, in full. */
    readonly portFrom: string;
    readonly probeUrl: string;
    readonly probeNote?: string;
  };
  /** Only in remote mode: no gateway belongs on this machine, and `rpc` is about another one's. */
  readonly remote?: {
    readonly url: string;
    readonly urlSource: string;
    readonly transport: "direct" | "ssh";
    readonly sshTarget?: string;
    /** A service is installed on this machine all the same. */
    readonly serviceNote?: string;
  };
  readonly identity: Omit<IdentityView, "stored">;
  /** What the probe carried. */
  readonly auth: readonly SecretView[];
  /** What commands without flags send, where that is something else. */
  readonly authCli?: readonly SecretView[];
  readonly port: PortView;
  readonly portCli?: PortView;
  /** What belongs to this gateway beside its port. */
  readonly ports: ReservedPorts;
  readonly lastError?: string;
  readonly rpc?: Rpc;
  readonly logFile: string;
  readonly legacyServices: Neighbours["legacy"];
  readonly extraServices: Neighbours["extra"];
}

/** The report, and what only its text needs. */
export interface Status {
  readonly report: StatusReport;
  readonly target: Target;
  readonly sent: readonly SentSecret[];
  /** How to look further with the system's own tools. */
  readonly hints: readonly string[];
  /** How this program is called. */
  readonly program: string;
}

/**
 * Looks at the supervisor, the two configurations, the port and the gateway, all at the same time.
 * What cannot be found out is part of the report. The service's own configuration decides what is
 * asked, where one is installed, and in remote mode that of this command.
 */
export async function gatherStatus(scene: Scene, given: StatusOptions): Promise<Status> {
  const host = hostOfScene(scene);
  const daemon = openDaemon(host);
  const cli = validityOf(scene);
  // The file is read at once; what the supervisor says about the process comes later.
  const inspecting = daemon.inspect();
  const folders = serviceFolders(host.paths.home, host.platform);
  const neighbours = findNeighbours(folders, given.deep ?? false);
  const installed = daemon.installed();
  const { service, here, asked, isElsewhere } = sidesOf(scene, cli, installed);
  const target = targetOf(asked, given);
  const { port } = here.config.gateway;
  const { port: cliPort, mode = null } = cli.configuration.config.gateway;
  const [inspection, portView, portCli, rpc] = await Promise.all([
    inspecting,
    viewPort(port, host.tools),
    cliPort === port || isElsewhere ? undefined : viewPort(cliPort, host.tools),
    given.probe === false ? undefined : probe(asked, target, given, scene),
  ]);
  // One that ends as soon as it starts is to be removed, not repaired.
  const isKept = installed !== undefined && !(isElsewhere && isRemote(here));
  const audit = isKept ? auditOf(daemon, installed, { host, scene, port }) : undefined;
  const { stored, ...identity } = viewIdentity(scene, target);
  const credential = rpc?.credential ?? (stored && !target.isTyped ? "device-token" : "shared");
  const sent = secretsSent(scene, target, credential);
  const lastError = await lastErrorOf({ host, daemon, inspection, portView, service });
  const report: StatusReport = {
    service: viewService(daemon, inspection, audit),
    config: configOf(cli, service),
    gateway: { ...gatewayOf(here, service, target), mode },
    ...(isElsewhere ? { remote: remoteOf(target, daemon, inspection, here) } : {}),
    identity,
    auth: sent.map(viewSecret),
    ...(isElsewhere ? {} : otherAuth(service, cli, given)),
    port: portView,
    ...(portCli ? { portCli } : {}),
    ports: viewReserved(here, host.paths.home),
    ...(lastError === undefined ? {} : { lastError }),
    ...(rpc ? { rpc } : {}),
    logFile: service?.paths.logFile ?? host.paths.logFile,
    legacyServices: neighbours.legacy,
    extraServices: neighbours.extra,
  };
  return { report, target, sent, hints: daemon.hints, program: scene.program };
}

/** Which configuration a gateway of this machine has, and which decides whom commands ask. */
function sidesOf(scene: Scene, cli: Validity, installed: InstalledService | undefined) {
  const service = installed ? serviceConfiguration(installed, scene) : undefined;
  const here = service?.configuration ?? cli.configuration;
  const isElsewhere = isRemote(cli.configuration);
  return { service, here, isElsewhere, asked: isElsewhere ? cli.configuration : here };
}

function configOf(
  cli: Validity,
  service: ServiceConfiguration | undefined,
): StatusReport["config"] {
  if (!service) return { cli: cli.view };
  const isSame = service.view.path === cli.view.path;
  return { cli: cli.view, daemon: service.view, ...(isSame ? {} : { mismatch: true }) };
}

function remoteOf(
  { url, source, ssh }: Target,
  { name }: Daemon,
  { installed }: Inspection,
  here: Configuration,
): NonNullable<StatusReport["remote"]> {
  const note = installed ? { serviceNote: serviceNote(name, here) } : {};
  const way = ssh
    ? ({ transport: "ssh", sshTarget: ssh.target } as const)
    : ({ transport: "direct" } as const);
  return { url, urlSource: source, ...way, ...note };
}

function gatewayOf(
  configuration: Configuration,
  service: ServiceConfiguration | undefined,
  target: Target,
): Omit<StatusReport["gateway"], "mode"> {
  const { gateway } = configuration.config;
  const { customBindHost } = gateway;
  return {
    bindMode: gateway.bind,
    bindHost: gateway.bind === "lan" ? "0.0.0.0" : hostOf(gateway),
    ...(customBindHost === undefined ? {} : { customBindHost }),
    port: gateway.port,
    portSource: service?.hasOwnPort ? "service args" : "env/config",
    portFrom: describeSource(configuration.sourceOf("gateway.port"), "gateway.port"),
    probeUrl: target.url,
    ...(target.remark === undefined ? {} : { probeNote: target.remark }),
  };
}

/** V30: both sides show their secret; a difference explains why commands are refused. */
function otherAuth(
  service: ServiceConfiguration | undefined,
  cli: Validity,
  given: StatusOptions,
): Pick<StatusReport, "authCli"> {
  if (!service || given.url !== undefined) return {};
  const own = targetOf(cli.configuration, {}).credentials.map(viewSecret);
  const theirs = targetOf(service.configuration, {}).credentials.map(viewSecret);
  const marks = (views: readonly SecretView[]) =>
    views.map(({ fingerprint }) => fingerprint).join();
  return marks(own) === marks(theirs) ? {} : { authCli: own };
}

const viewSecret = ({ kind, secret, source }: SentSecret): SecretView => {
  return { kind, fingerprint: secret.fingerprint, source };
};

interface Trouble {
  readonly host: DaemonHost;
  readonly daemon: Daemon;
  readonly inspection: Inspection;
  readonly portView: PortView;
  readonly service: ServiceConfiguration | undefined;
}

/** Only where a service should listen and does not (S143), or has given up. */
async function lastErrorOf(trouble: Trouble): Promise<string | undefined> {
  const { host, daemon, inspection, portView, service } = trouble;
  if (!inspection.installed || portView.status === "busy") return undefined;
  const { status, state, lastExitStatus = 0 } = inspection.runtime;
  const isMeantToRun = status === "running" || state === "activating" || lastExitStatus !== 0;
  if (!isMeantToRun) return undefined;
  const paths = service?.paths ?? host.paths;
  const line = await readLastError({ ...host, paths }, daemon);
  return line === undefined ? undefined : printable(line);
}

async function probe(
  configuration: Configuration,
  { url }: Target,
  given: StatusOptions,
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
    return { ok: false, url, error: error.message, next: error.next };
  }
}
