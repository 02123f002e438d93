import { hostname } from "node:os";
import { join } from "node:path";
import { GatewayError, RefusedError } from "@zero/client";
import { APPROVALS_FILE, NODE_FILE } from "../../../config/state-files.ts";
import { variablesOf } from "../../../config/environment.ts";
import { AllowanceStore } from "../../../config/file/allowances.ts";
import type { Configuration } from "../../../config/load.ts";
import { systemClock } from "../../../kernel/clock.ts";
import { NODE_CAPS, NODE_COMMANDS, NodeHost } from "../../../node-host/host.ts";
import { keepNodeFile, type NodeFile } from "../../../node-host/node-file.ts";
import { NOTIFIERS } from "../../../node-host/system-facts.ts";
import type { OptionTable, Values } from "../../argv/options.ts";
import { CommandError, STATUS, UsageError } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { lenientConfigurationOf, type Scene } from "../../scene.ts";
import { deviceOrRefusal } from "../../wire/connection.ts";
import { NODE_CLIENT_ID, nodeLink } from "../../wire/node-link.ts";
import { checkAddress } from "../../wire/remote/check.ts";
import { isFingerprint } from "../../wire/remote/socket.ts";
import { addressText, nodeTargetOf, type Target, targetOf } from "../../wire/target.ts";
import { makePrivateFolder } from "../../../config/file/private-folder.ts";

export const summary = "Offers this machine to a gateway until it is stopped.";
export const options = {
  host: { type: "string", summary: "Where the gateway is (this machine)." },
  port: { type: "integer", min: 1, max: 65_535, summary: "Port of the gateway." },
  tls: { type: "boolean", summary: "Speak TLS to it." },
  tlsFingerprint: {
    type: "string",
    value: "sha256",
    summary: "With --tls: the only certificate that is taken.",
  },
  token: { type: "string", summary: "Token of the gateway." },
  password: { type: "string", summary: "Password of the gateway." },
  nodeId: { type: "string", value: "id", summary: "How this installation calls itself." },
  displayName: { type: "string", value: "name", summary: "Its name for people (the host name)." },
} as const satisfies OptionTable;

type Given = Values<typeof options>;

/** Variables with which a desktop is found; for notifications alone. */
const SESSION_VARIABLES = [
  "DBUS_SESSION_BUS_ADDRESS",
  "DISPLAY",
  "WAYLAND_DISPLAY",
  "XDG_RUNTIME_DIR",
];

/** Resolves after SIGTERM or Ctrl-C; fails when the gateway refuses for good. */
export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const configuration = lenientConfigurationOf(scene, io);
  const { stateDir } = scene.paths;
  makePrivateFolder(stateDir);
  const file = await keepNodeFile(join(stateDir, NODE_FILE), given);
  const target = targetFor(configuration, given, file);
  checkAddress(target);
  const device = deviceOrRefusal(scene, target);
  const about = {
    version: scene.version,
    instanceId: file.nodeId,
    displayName: file.displayName ?? hostname(),
    caps: NODE_CAPS,
    commands: NODE_COMMANDS,
  };
  const link = nodeLink(target, about, device);
  const say = (line: string) => io.note(printable(line));
  const host = new NodeHost({
    link,
    clock: systemClock,
    nodeId: device?.key.id ?? NODE_CLIENT_ID,
    own: ownVariables(scene),
    allowances: new AllowanceStore(join(stateDir, APPROVALS_FILE)),
    notifier: NOTIFIERS[process.platform],
    say,
  });
  io.line(`Node ${printable(about.displayName)} for ${addressText(target)}`);
  io.line(`Offers: ${NODE_COMMANDS.join(", ")}`);
  try {
    await attend(link, { io, say, program: scene.program });
  } finally {
    host.stop();
    link.close();
  }
  return STATUS.ok;
}

type Link = ReturnType<typeof nodeLink>;

/** Stays until somebody stops it; rejects when the gateway refuses for good. */
async function attend(
  link: Link,
  { io, say, program }: { io: Io; say: (line: string) => void; program: string },
) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  link.on("hello", ({ server }) => io.line(`Connected: ${printable(server.version)}`));
  link.on("closed", ({ error, retryInMs }) => {
    const wait = error instanceof RefusedError && error.requestId;
    if (retryInMs === undefined) reject(refusal(error));
    else if (wait) say(`waits for approval: \`${program} devices approve ${wait}\``);
    else say(`${error.message}${causeOf(error)}; next try in ${Math.ceil(retryInMs / 1000)} s`);
  });
  const leave = () => resolve();
  process.once("SIGTERM", leave);
  const interrupted = io.interrupted();
  interrupted.addEventListener("abort", leave, { once: true });
  // What goes wrong is told by `closed`, at the first try as at any other.
  link.connect().catch((error: unknown) => {
    if (!(error instanceof Error)) reject(error);
  });
  try {
    await promise;
  } finally {
    process.off("SIGTERM", leave);
    interrupted.removeEventListener("abort", leave);
  }
}

function causeOf({ cause }: Error): string {
  return cause instanceof Error ? ` (${cause.message})` : "";
}

function refusal(error: Error): Error {
  if (!(error instanceof GatewayError)) return error;
  const next =
    error.code === "NOT_PAIRED"
      ? "Next: approve this device at the gateway, then start it again."
      : "Next: pass the gateway's token with --token, or set ZERO_GATEWAY_TOKEN.";
  const what = error instanceof RefusedError ? "The gateway refused this node" : error.code;
  return new CommandError(`${what}: ${printable(error.message)}`, [next], { cause: error });
}

/** Flags, then the file of this node, then what the configuration says. */
function targetFor(configuration: Configuration, given: Given, file: NodeFile): Target {
  const { token, password } = given;
  const { tls, tlsFingerprint } = file;
  if (tlsFingerprint !== undefined && !tls) {
    throw new UsageError("--tls-fingerprint needs --tls: without TLS there is no certificate");
  }
  if (tlsFingerprint !== undefined && !isFingerprint(tlsFingerprint)) {
    throw new UsageError("--tls-fingerprint is the SHA-256 of a certificate: 64 digits in hex");
  }
  if (file.host === undefined && file.port === undefined && !tls) {
    return targetOf(configuration, { token, password });
  }
  const { host = "127.0.0.1", port = configuration.config.gateway.port } = file;
  const authority = host.includes(":") ? `[${host}]` : host;
  const url = `${tls ? "wss" : "ws"}://${authority}:${port}`;
  return nodeTargetOf(configuration, { url, token, password, tlsFingerprint });
}

function ownVariables({ env, paths }: Scene) {
  return {
    home: paths.home,
    lang: env.get("LANG"),
    tz: env.get("TZ"),
    session: variablesOf(env, SESSION_VARIABLES),
  };
}
