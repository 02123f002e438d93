import { randomUUID } from "node:crypto";
import {
  ClosedError,
  GatewayClient,
  GatewayError,
  RefusedError,
  TimeoutError,
  type SentCredential,
} from "@zero/client";
import { IdentityError } from "@zero/client/node";
import type { Configuration } from "../../config/load.ts";
import { holderOf } from "../../store/lock-note.ts";
import { CommandError } from "../failures.ts";
import { printable } from "../io.ts";
import type { Scene } from "../scene.ts";
import { answeredError } from "./answered-error.ts";
import { openDevice, viewIdentity, type CliDevice } from "./identity.ts";
import { checkAddress } from "./remote/check.ts";
import { FingerprintError, socketOpener } from "./remote/socket.ts";
import { byHand, SshError } from "./remote/tunnel.ts";
import {
  addressText,
  authOf,
  credentialLine,
  targetOf,
  type SentSecret,
  type Target,
  type TargetOptions,
} from "./target.ts";

/** Options that every command that asks a gateway understands. */
export interface AskOptions extends TargetOptions {
  readonly timeout?: number | undefined;
}

/** A gateway that answers. */
export interface Asked {
  readonly client: GatewayClient;
  readonly target: Target;
  readonly timeoutMs: number;
}

export const ASK_TIMEOUT_MS = 10_000;

const SCOPES = ["operator.admin", "operator.approvals", "operator.pairing"];

/**
 * Connects, does `work` and closes. No command starts a gateway: one that is down is a
 * `CommandError` with what to do. Failures of the connection and refusals of the gateway become
 * `CommandError`s as well.
 */
export async function ask<Result>(
  scene: Scene,
  configuration: Configuration,
  options: AskOptions,
  work: (asked: Asked) => Promise<Result>,
): Promise<Result> {
  const target = targetOf(configuration, options);
  checkAddress(target);
  const timeoutMs = options.timeout ?? ASK_TIMEOUT_MS;
  const device = deviceOrRefusal(scene, target);
  let tunnelError: Error | undefined;
  const failed = (error: Error) => (tunnelError = error);
  const open = (as: CliDevice | undefined) =>
    clientFor(target, { version: scene.version, timeoutMs, device: as, failed });
  let client = open(device);
  client.on("keepFailed", (error) => {
    if (error instanceof Error) scene.note(`Note: ${error.message}`);
  });
  try {
    const withoutDevice = () => (device ? open(undefined) : undefined);
    client = await connectOrFallBack(client, withoutDevice, scene.note);
    return await work({ client, target, timeoutMs });
  } catch (error) {
    const sent = secretsSent(scene, target, client.credential);
    throw asCommandError(error, { scene, configuration, target, sent, tunnelError });
  } finally {
    client.close();
  }
}

/**
 * Connects; where only the device is not approved, whoever holds the gateway's secret or sits at
 * its machine is somebody without one (V2, V41), which is noted. Returns the client that was let
 * in; rejects with the first refusal.
 */
async function connectOrFallBack(
  client: GatewayClient,
  withoutDevice: () => GatewayClient | undefined,
  note: (line: string) => void,
): Promise<GatewayClient> {
  try {
    await client.connect();
    return client;
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code !== "NOT_PAIRED") throw error;
    const plain = withoutDevice();
    if (!plain) throw error;
    try {
      await plain.connect();
    } catch {
      plain.close();
      throw error;
    }
    note(withoutDeviceNote(error));
    return plain;
  }
}

/** Only a refusal that names a request says that somebody can approve it. */
function withoutDeviceNote({ requestId }: Pick<RefusedError, "requestId">): string {
  const why = requestId === undefined ? "is not approved" : "waits for approval";
  return `This device ${why} (\`zero devices list\`); the gateway was asked without it.`;
}

/** The secrets as people see them: what a connection carried. */
export function secretsSent(
  scene: Scene,
  target: Target,
  credential: SentCredential,
): readonly SentSecret[] {
  if (credential !== "device-token") return target.credentials;
  const { stored } = viewIdentity(scene, target);
  return stored ? [stored] : [];
}

/** As `openDevice`, but throws a `CommandError` for an identity that cannot be used. */
export function deviceOrRefusal(scene: Scene, target: Target): CliDevice | undefined {
  try {
    return openDevice(scene, target);
  } catch (error) {
    throw error instanceof IdentityError ? ofIdentity(error) : error;
  }
}

function ofIdentity(error: IdentityError): CommandError {
  return new CommandError(error.message, [`Next: ${error.next}.`], { cause: error });
}

/** A client of this program, not yet connected. */
function clientFor(
  target: Target,
  given: {
    version: string;
    timeoutMs: number;
    device: CliDevice | undefined;
    failed: (error: Error) => void;
  },
): GatewayClient {
  const { version, timeoutMs, device, failed } = given;
  return new GatewayClient({
    url: target.url,
    identity: {
      client: {
        id: "cli",
        mode: "cli",
        version,
        platform: process.platform,
        instanceId: randomUUID(),
      },
      role: "operator",
      scopes: SCOPES,
    },
    ...authOf(target),
    ...(device ? { device } : {}),
    connectTimeoutMs: timeoutMs,
    requestTimeoutMs: timeoutMs,
    openSocket: socketOpener(target, failed),
  });
}

interface FailureContext {
  readonly scene: Scene;
  readonly configuration: Configuration;
  readonly target: Target;
  readonly sent: readonly SentSecret[];
  /** Why there is no tunnel, or no more. */
  readonly tunnelError?: Error | undefined;
}

/** What went wrong with a gateway, in lines; any other error is returned as it is. */
function asCommandError(error: unknown, context: FailureContext): unknown {
  if (error instanceof IdentityError) return ofIdentity(error);
  if (error instanceof RefusedError) {
    const headline = `gateway closed (${hinted(error.closeCode ?? 1008)}): ${printable(error.message)}`;
    const lines = [...targetLines(context), nextForRefusal(error, context)];
    return new CommandError(headline, lines, { cause: error });
  }
  if (error instanceof GatewayError) {
    return answeredError(error, context.scene.program);
  }
  const { tunnelError } = context;
  if (error instanceof ClosedError && tunnelError instanceof SshError) {
    const lines = [...targetLines(context), `Next: ${tunnelError.next}`];
    return new CommandError(tunnelError.message, lines, { cause: tunnelError });
  }
  if (error instanceof ClosedError) {
    const reason = printable(error.reason) || "no close reason";
    const headline = `gateway closed (${hinted(error.code)}): ${reason}`;
    const lines = [...targetLines(context), nextForClosed(error, context)];
    return new CommandError(headline, lines, { cause: error });
  }
  if (error instanceof TimeoutError) {
    const { ssh } = context.target;
    const next = ssh
      ? `Next: see whether \`${byHand(ssh)}\` gets there; if it does, try a longer --timeout.`
      : "Next: the gateway may be busy, or something else listens there; try a longer --timeout.";
    return new CommandError(error.message, [...targetLines(context), next], { cause: error });
  }
  return error;
}

/** Where a command looked, for every report about a connection. */
function targetLines({ configuration, target, sent }: FailureContext): string[] {
  return [
    `Gateway target: ${addressText(target)}`,
    `Source: ${target.source}`,
    `Config: ${configuration.file.path}`,
    `Bind: ${configuration.config.gateway.bind}`,
    credentialLine(sent),
    ...(target.remark === undefined ? [] : [`Note: ${target.remark}`]),
  ];
}

/** Only the two codes that say nothing by themselves are explained. */
function hinted(code: number): string {
  const hints: Record<number, string> = {
    1000: "1000 normal closure",
    1006: "1006 abnormal closure (no close frame)",
  };
  return hints[code] ?? `${code}`;
}

function nextForClosed(error: ClosedError, { scene, target }: FailureContext): string {
  const cause = error.cause;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ECONNREFUSED") return nextForSilence(scene, target);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return "Next: that host name is not known here; check the address.";
  }
  if (cause instanceof FingerprintError) return `Next: ${printable(cause.message)}.`;
  if (cause instanceof Error && /CERT|ISSUER|VERIFY_LEAF/.test(String(code))) {
    // What follows are options of the runtime, which nobody here starts by hand.
    const why = printable(cause.message.split(";", 1)[0] ?? "");
    return `Next: this machine does not trust its certificate (${why}); name it in gateway.remote.tlsFingerprint.`;
  }
  if (error.code === 1012) return "Next: the gateway restarts; try again in a few seconds.";
  if (cause instanceof Error)
    return `Next: check the address and the network (${printable(cause.message)}).`;
  return `Next: look at the gateway's log, or ask again with \`${scene.program} gateway status\`.`;
}

/**
 * Nobody listens there. The gateway of this state directory may have another port: its flag or its
 * variable said so, or the file changed or went away since.
 */
function nextForSilence({ paths, program }: Scene, { url, isHere }: Target): string {
  const holder = isHere ? holderOf(paths.stateDir) : undefined;
  if (!holder) return `Next: no gateway listens there; start one with \`${program} gateway\`.`;
  const { pid, port } = holder;
  const who = `the gateway that has ${paths.stateDir} (pid ${pid})`;
  if (port === undefined || `${port}` === new URL(url).port) {
    return `Next: ${who} does not listen there now; try again in a few seconds.`;
  }
  return `Next: ${who} listens on port ${port}; ask it with ZERO_GATEWAY_PORT=${port}.`;
}

function nextForRefusal(
  error: RefusedError,
  { scene, sent, configuration, target }: FailureContext,
): string {
  const { message } = error;
  if (error.code === "NOT_PAIRED" && error.requestId !== undefined) {
    return nextForPairing(error.requestId);
  }
  if (error.isUnauthorized && sent.some(({ kind }) => kind === "device-token")) {
    return "Next: the token that this device was given is no longer taken; pass --token once.";
  }
  const from = sent.map(({ kind, source }) => `${kind} from ${source}`).join(", ");
  if (/missing/.test(message)) {
    return target.isOwn
      ? "Next: pass --token (or --password), or set ZERO_GATEWAY_TOKEN to the gateway's token."
      : "Next: pass --token (or --password); what is configured goes to the configured address only.";
  }
  if (/mismatch/.test(message) && message.startsWith("unauthorized")) {
    return (
      `Next: the gateway has another secret than the ${from || "one sent"}; compare fingerprints with ` +
      `\`${scene.program} gateway status\` and what the gateway printed when it started.`
    );
  }
  if (message === "protocol mismatch") {
    return "Next: this program and the gateway speak different protocols; update the older one.";
  }
  if (error.code === "NOT_PAIRED") {
    return (
      "Next: this gateway wants to know who asks; pass its token with --token, or set " +
      `gateway.auth.token in ${configuration.file.path}.`
    );
  }
  return `Next: see what is sent and where with \`${scene.program} gateway status\`.`;
}

/** What the other side calls a request goes into a command only when no shell can misread it. */
function nextForPairing(requestId: string): string {
  const id = /^[\w-]{1,64}$/.test(requestId) ? requestId : "<requestId>";
  return (
    "Next: this device waits for approval; on the gateway's machine run " +
    `\`zero devices approve ${id}\`, then try again.`
  );
}
