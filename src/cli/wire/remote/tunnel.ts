import type { ChildProcessByStdio } from "node:child_process";
import { Duplex, type Readable, type Writable } from "node:stream";
import {
  type EnvironmentView,
  HARMLESS_VARIABLES,
  variablesOf,
} from "../../../config/environment.ts";
import { noSshTarget, sshTargetOf, type SshTarget } from "../../../config/rules/ssh-target.ts";
import { UsageError } from "../../failures.ts";
import { printable } from "../../io.ts";

/** A way to a port of another machine's loopback. */
export interface SshWay extends SshTarget {
  /** The target as somebody wrote it. */
  readonly target: string;
  /** The port. */
  readonly to: number;
  /** The file of a key; undefined: `ssh` chooses. */
  readonly identity: string | undefined;
  /** `ssh` sees of it what it needs. */
  readonly env: EnvironmentView;
}

/**
 * What `ssh` needs to find the user's keys, configuration and desktop. Its configuration can send
 * variables to the other machine (`SendEnv`), and keys of models and the gateway's own secrets are
 * among ours (SR30).
 */
const PASSED = [
  ...HARMLESS_VARIABLES,
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
];

/**
 * It asks nothing: a key that needs a passphrase must be in an agent. A connection that somebody
 * keeps is used, but none is left behind. A way that died is noticed within a minute.
 */
const SETTINGS = [
  "BatchMode=yes",
  "ControlMaster=no",
  "ServerAliveInterval=15",
  "ConnectTimeout=30",
].flatMap((setting) => ["-o", setting]);

const SAID_LENGTH_MAX = 300;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Throws `UsageError` for a target that is none, above all for an option. */
export function sshWayOf(
  target: string,
  to: number,
  more: Pick<SshWay, "identity" | "env">,
): SshWay {
  const read = sshTargetOf(target);
  if (!read) throw new UsageError(noSshTarget(target));
  return { ...read, target, to, ...more };
}

/** The same port of the same machine, as far as the words say. */
export function isSameWay(one: SshWay, other: SshWay): boolean {
  return one.destination === other.destination && one.port === other.port && one.to === other.to;
}

/** `ssh` could not reach the port. `next` is what to do about it, in words that follow "Next: ". */
export class SshError extends Error {
  override readonly name = "SshError";
  readonly next: string;
  /** The other machine was reached, and nothing listens at the port there. */
  readonly isThere: boolean;

  constructor(message: string, next: string, isThere = false) {
    super(message);
    this.next = next;
    this.isThere = isThere;
  }
}

/**
 * A connection to the port, carried by an `ssh` of its own without a shell. It ends with the
 * stream, with this process, and when its input does. What `ssh` has against it destroys the stream
 * with an `SshError`.
 */
export function sshStream(way: SshWay): Duplex {
  const { spawn } = process.getBuiltinModule("node:child_process");
  const { destination, port, to, identity, env } = way;
  const who = [
    ...(port === undefined ? [] : ["-p", `${port}`]),
    ...(identity === undefined ? [] : ["-i", identity]),
  ];
  const words = [...SETTINGS, ...who, "-W", `127.0.0.1:${to}`, "--", destination];
  // Not of our terminal's group: Ctrl-C is for this program, which may have something to say first.
  const ssh = spawn("ssh", words, {
    env: variablesOf(env, PASSED),
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  return new SshStream(ssh, way);
}

type Ssh = ChildProcessByStdio<Writable, Readable, Readable>;

class SshStream extends Duplex {
  readonly #ssh: Ssh;
  readonly #leave = () => void this.#ssh.kill("SIGTERM");
  readonly #signalled = (signal: NodeJS.Signals) => {
    this.#heedNot();
    // Whoever else listens ends the command in its own way, and with it this stream.
    if (process.listenerCount(signal) > 0) return;
    this.#leave();
    process.kill(process.pid, signal);
  };

  constructor(ssh: Ssh, way: SshWay) {
    super();
    this.#ssh = ssh;
    let said = "";
    ssh.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = `${said}${text}`.slice(-SAID_LENGTH_MAX);
    });
    ssh.stdout.on("data", (bytes: Buffer) => {
      if (!this.push(bytes)) ssh.stdout.pause();
    });
    // Why it takes no more is told by how it leaves.
    ssh.stdin.on("error", () => undefined);
    let failure: string | undefined;
    ssh.once("error", (error: NodeJS.ErrnoException) => {
      failure = error.code === "ENOENT" ? NOT_INSTALLED : error.message;
    });
    ssh.once("close", (code) => {
      if (code === 0 && failure === undefined) this.push(null);
      else this.destroy(sshErrorOf(said, failure ?? `ssh left with ${code}`, way));
    });
    process.once("exit", this.#leave);
    // First: a listener for one signal is gone when its turn is over, and has to be seen.
    for (const signal of SIGNALS) process.prependListener(signal, this.#signalled);
  }

  override _read(): void {
    this.#ssh.stdout.resume();
  }

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    this.#ssh.stdin.write(bytes, () => done());
  }

  override _final(done: () => void): void {
    // One that is gone never says that it ended.
    if (this.#ssh.stdin.destroyed) done();
    else this.#ssh.stdin.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#release();
    this.#leave();
    done(error);
  }

  #release(): void {
    process.off("exit", this.#leave);
    this.#heedNot();
  }

  #heedNot(): void {
    for (const signal of SIGNALS) process.off(signal, this.#signalled);
  }
}

const NOT_INSTALLED = "the program ssh is not installed";

/** By what `ssh` says: what to do about it. */
const REMEDIES: readonly [says: RegExp, next: (way: SshWay) => string][] = [
  [/not installed/, () => "install an OpenSSH client, or set gateway.remote.transport to direct."],
  [
    /IDENTIFICATION HAS CHANGED/,
    () =>
      "its host key is another one than before: find out why, and only then remove the old one " +
      "with `ssh-keygen -R`.",
  ],
  [
    /Host key verification failed|host key is known/,
    (way) => `connect once by hand with \`${byHand(way)}\` and compare the fingerprint it shows.`,
  ],
  [
    /Permission denied|Too many authentication/,
    () =>
      "it takes none of your keys: name one in gateway.remote.sshIdentity (--ssh-identity), and " +
      "put one with a passphrase into the agent (`ssh-add`).",
  ],
  [/resolve hostname/, () => "that host name is not known here; check gateway.remote.sshTarget."],
  [
    /administratively prohibited/,
    () => "its SSH server forwards nothing; allow it there with `AllowTcpForwarding local`.",
  ],
  [
    /connect to (host|address)|refused|timed out|No route|unreachable/i,
    () => "check that the machine is up and that its SSH server listens there.",
  ],
];

function sshErrorOf(said: string, failure: string, way: SshWay): SshError {
  const { target, to } = way;
  const words = printable(said).replace(/\s+/g, " ").trim();
  if (/open failed: connect failed/.test(words)) {
    const next = "start one there with `zero gateway`, or correct the port in gateway.remote.url.";
    return new SshError(`no gateway listens on port ${to} of ${target}`, next, true);
  }
  const all = `${failure}${words === "" ? "" : ` (${words})`}`;
  const [, remedy] = REMEDIES.find(([says]) => says.test(all)) ?? [];
  const next = remedy?.(way) ?? `try \`${byHand(way)}\` by itself.`;
  return new SshError(`no SSH tunnel to ${target}: ${all}`, next);
}

/** The command with which a person tries the same. */
export function byHand({ destination, port }: SshTarget): string {
  return `ssh${port === undefined ? "" : ` -p ${port}`} ${destination}`;
}
