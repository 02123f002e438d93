import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import type { Environment } from "../../config/environment.ts";
import { pathsOf } from "../../config/paths.ts";
import type { DaemonHost } from "../../daemon/daemon.ts";
import type { RunningProgram } from "../../daemon/program.ts";
import { systemTools } from "../../daemon/tools.ts";
import { systemClock } from "../../kernel/clock.ts";
import { CommandError } from "../failures.ts";
import type { Scene } from "../scene.ts";

/** This machine and this person, for the supervisor of the scene's profile. */
export function hostOfScene({ paths, env }: Pick<Scene, "paths" | "env">): DaemonHost {
  const uid = process.getuid?.();
  return {
    platform: process.platform,
    uid,
    user: userNameOf(env),
    paths,
    env,
    tools: systemTools(env, runtimeDirOf(uid)),
    clock: systemClock,
  };
}

/** Without a name in the account's list, as in a container, the variable has to do. */
function userNameOf(env: Environment): string {
  try {
    return userInfo().username;
  } catch {
    return env.get("USER") ?? env.get("LOGNAME") ?? "unknown";
  }
}

/** Where the person's own systemd listens, though this session was not told (`su`, cron). */
function runtimeDirOf(uid: number | undefined): string | undefined {
  const folder = `/run/user/${uid}`;
  return uid !== undefined && existsSync(folder) ? folder : undefined;
}

/** The launcher as it was called, or else the one that belongs to the running entry file. */
export function runningProgram(env: Environment): RunningProgram {
  const entry = process.argv[1] ?? "";
  const called = env.get("ZERO_PROGRAM") ?? join(dirname(entry), "..", "bin", "zero");
  return { called, runtime: process.execPath };
}

/** Whose gateway a system unit runs, and the host as that account sees it. */
export interface SystemOwner {
  readonly host: DaemonHost;
  readonly user: string;
  readonly owner: { readonly uid: number; readonly gid: number };
}

/**
 * A unit of the system is written by root, and runs as whoever called `sudo`. Throws `CommandError`
 * with what to type when this process is not root.
 */
export async function systemOwnerOf(scene: Scene, command: string): Promise<SystemOwner> {
  const host = hostOfScene(scene);
  if (host.platform !== "linux") {
    throw new CommandError("A system service is only known for systemd.", [
      "Next: run the command without --system.",
    ]);
  }
  if (host.uid !== 0) {
    throw new CommandError("Only root may write a system service.", [
      `Next: sudo ${runningProgram(scene.env).called} ${command}`,
    ]);
  }
  const user = scene.env.get("SUDO_USER") ?? host.user;
  const { stdout } = await host.tools.run("getent", ["passwd", user]);
  const [, , uid, gid, , home] = stdout.trim().split(":");
  if (home === undefined || home === "" || Number.isNaN(Number(uid))) {
    throw new CommandError(`The account ${user} is not known on this machine.`, [
      "Next: run the command with sudo, as the account that the gateway belongs to.",
    ]);
  }
  const paths = pathsOf(scene.paths.profile, scene.env, home);
  return { host: { ...host, paths }, user, owner: { uid: Number(uid), gid: Number(gid) } };
}
