import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EnvironmentView, variablesOf } from "../../../config/environment.ts";
import { systemClock } from "../../../kernel/clock.ts";
import { CommandError, UsageError } from "../../failures.ts";
import { printable } from "../../io.ts";

/** Another machine as `ssh` finds it. */
export interface SshTarget {
  /** `user@host`, or a name of the user's own `ssh` configuration. */
  readonly destination: string;
  readonly port: number | undefined;
}

/** A way to a port of the other machine's loopback: a socket that only this user can open. */
export interface Tunnel {
  readonly socket: string;
  close(): void;
}

/**
 * What `ssh` needs to find the user's keys, configuration and desktop. Its configuration can send
 * variables to the other machine (`SendEnv`), and keys of models and the gateway's own secrets are
 * among ours (SR30).
 */
const PASSED = [
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "SHELL",
  "TERM",
  "LANG",
  "LC_ALL",
  "TMPDIR",
  "SSH_AUTH_SOCK",
  "SSH_SK_PROVIDER",
  "KRB5CCNAME",
  "KRB5_CONFIG",
  "GPG_TTY",
  "DISPLAY",
  "WAYLAND_DISPLAY",
  "XDG_RUNTIME_DIR",
  "XDG_CONFIG_HOME",
  "DBUS_SESSION_BUS_ADDRESS",
];

const DESTINATION = /^((?:\w[\w.-]*@)?(?:\w[\w.-]*|\[[\da-fA-F:.]+\]))(?::(\d{1,5}))?$/;
const POLL_MS = 25;
const SAID_LENGTH_MAX = 300;

/** Reads `user@host[:port]`. Throws `UsageError` for anything else, above all for an option. */
export function sshTargetOf(text: string): SshTarget {
  const [, destination = "", port] = DESTINATION.exec(text) ?? [];
  if (destination === "" || Number(port ?? 22) > 65_535) {
    throw new UsageError(`"${text}" is no SSH target; it looks like user@host or user@host:22`);
  }
  return { destination, port: port === undefined ? undefined : Number(port) };
}

/**
 * Runs `ssh -N -L` without a shell and resolves once the way is open. It asks nothing: a key that
 * needs a passphrase must be in an agent. Of `env` it sees what it needs. Throws `CommandError`
 * with what `ssh` said.
 */
export async function openTunnel(
  { destination, port }: SshTarget,
  options: {
    readonly to: number;
    readonly identity?: string | undefined;
    readonly timeoutMs: number;
    readonly env: EnvironmentView;
  },
): Promise<Tunnel> {
  const { to, identity, timeoutMs, env } = options;
  const folder = mkdtempSync(join(tmpdir(), "zero-tunnel-"));
  const socket = join(folder, "socket");
  const settings = [
    "ExitOnForwardFailure=yes",
    "BatchMode=yes",
    `ConnectTimeout=${Math.ceil(timeoutMs / 1000)}`,
  ].flatMap((setting) => ["-o", setting]);
  const who = [
    ...(port === undefined ? [] : ["-p", `${port}`]),
    ...(identity === undefined ? [] : ["-i", identity]),
  ];
  const words = ["-N", "-L", `${socket}:127.0.0.1:${to}`, ...settings, ...who, "--", destination];
  const ssh = spawn("ssh", words, {
    env: variablesOf(env, PASSED),
    stdio: ["ignore", "ignore", "pipe"],
  });
  const close = () => {
    ssh.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await opened(ssh, socket, timeoutMs);
    return { socket, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function opened(ssh: ChildProcess, socket: string, timeoutMs: number): Promise<void> {
  let said = "";
  let failure: string | undefined;
  ssh.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = `${said}${text}`.slice(-SAID_LENGTH_MAX);
  });
  ssh.once("error", ({ message }) => (failure = message));
  ssh.once("close", (code) => (failure ??= `ssh left with ${code}`));
  const end = systemClock.monotonic() + timeoutMs;
  while (failure === undefined && !existsSync(socket)) {
    if (systemClock.monotonic() > end) failure = `no answer within ${timeoutMs} ms`;
    else await systemClock.sleep(POLL_MS);
  }
  if (failure === undefined) return;
  const words = printable(said).replace(/\s+/g, " ").trim();
  throw new CommandError(`no SSH tunnel: ${failure}${words === "" ? "" : ` (${words})`}`);
}
