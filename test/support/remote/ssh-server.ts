import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { endChild } from "../machine/child.ts";
import { unusedPort } from "../scripted-gateway.ts";
import { eventually } from "../wire-client.ts";
import { programAt } from "./programs.ts";

/** The server drops its rights into this folder when it is started by root. */
const PRIVILEGE_SEPARATION = "/run/sshd";

/** An SSH server of a test, for the user who runs it, with keys that exist for it alone. */
export class SshServer {
  readonly port: number;
  readonly #folder: string;

  private constructor(port: number, folder: string) {
    this.port = port;
    this.#folder = folder;
  }

  static async start(t: TestContext): Promise<SshServer> {
    const folder = mkdtempSync(join(tmpdir(), "zero-ssh-"));
    const port = await unusedPort();
    if (process.getuid?.() === 0) mkdirSync(PRIVILEGE_SEPARATION, { recursive: true, mode: 0o755 });
    for (const name of ["host", "user"]) makeKey(join(folder, name));
    const config = join(folder, "sshd_config");
    writeFileSync(
      config,
      [
        `ListenAddress 127.0.0.1:${port}`,
        `HostKey ${join(folder, "host")}`,
        `AuthorizedKeysFile ${join(folder, "user.pub")}`,
        `PidFile ${join(folder, "pid")}`,
        "PasswordAuthentication no",
        "KbdInteractiveAuthentication no",
        "UsePAM no",
        "StrictModes no",
        "PermitRootLogin prohibit-password",
        "AllowTcpForwarding local",
        "",
      ].join("\n"),
    );
    const program = programAt("sshd") ?? "sshd";
    const server = spawn(program, ["-D", "-e", "-f", config], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    server.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    t.after(async () => {
      await endChild(server);
      rmSync(folder, { recursive: true });
    });
    await eventually(async () => {
      if (server.exitCode !== null) throw new Error(`sshd left:\n${said}`);
      return accepts(port);
    }, "the SSH server");
    return new SshServer(port, folder);
  }

  /** `user@host:port`, as people write it. */
  get target(): string {
    return `${userInfo().username}@127.0.0.1:${this.port}`;
  }

  get identity(): string {
    return join(this.#folder, "user");
  }

  /** A file of known hosts that holds this one. */
  get knownHosts(): string {
    const path = join(this.#folder, "known_hosts");
    const key = readFileSync(join(this.#folder, "host.pub"), "utf8");
    writeFileSync(path, `[127.0.0.1]:${this.port} ${key}`);
    return path;
  }

  /**
   * A folder for a PATH with an `ssh` that knows this server: the program looks for known hosts in
   * the user's own home, whatever HOME says.
   */
  get programs(): string {
    const folder = join(this.#folder, "bin");
    mkdirSync(folder, { recursive: true });
    const known = `-F /dev/null -o "UserKnownHostsFile=${this.knownHosts}" -o IdentitiesOnly=yes`;
    const script = `#!/bin/sh\nexec "${programAt("ssh")}" ${known} "$@"\n`;
    writeFileSync(join(folder, "ssh"), script, { mode: 0o755 });
    return folder;
  }

  /** `ssh -N -L from:127.0.0.1:to`, as in the guide; resolves once the local port is open. */
  async tunnel(t: TestContext, to: number): Promise<number> {
    const from = await unusedPort();
    const forward = ["-N", "-L", `${from}:127.0.0.1:${to}`];
    const options = [
      "BatchMode=yes",
      "ExitOnForwardFailure=yes",
      "StrictHostKeyChecking=yes",
      `UserKnownHostsFile=${this.knownHosts}`,
      "IdentitiesOnly=yes",
    ].flatMap((option) => ["-o", option]);
    const who = ["-F", "/dev/null", "-i", this.identity, "-p", `${this.port}`];
    const target = `${userInfo().username}@127.0.0.1`;
    const ssh = spawn("ssh", [...forward, ...options, ...who, target], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    ssh.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    t.after(() => endChild(ssh));
    await eventually(async () => {
      if (ssh.exitCode !== null) throw new Error(`ssh left:\n${said}`);
      return accepts(from);
    }, "the tunnel");
    return from;
  }
}

function makeKey(path: string): void {
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path], { stdio: "ignore" });
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      resolve(true);
      socket.end();
    });
    socket.once("error", () => resolve(false));
  });
}
