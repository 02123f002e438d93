import { isSystemError } from "../../kernel/errors.ts";
import { ConfigError } from "../../config/problems.ts";
import type { Daemon, InstalledService } from "../../daemon/daemon.ts";
import { DaemonError } from "../../daemon/daemon-error.ts";
import { UnwritableError } from "../../daemon/files/plain.ts";
import { openDaemon } from "../../daemon/open.ts";
import { CommandError, configLines, STATUS } from "../failures.ts";
import { type Io, printable } from "../io.ts";
import { type Scene, validityOf } from "../scene.ts";
import { hostOfScene } from "./host.ts";
import { elsewhereText, assertStartsHere, isRemote } from "./remote-mode.ts";

export type ServiceAction = "install" | "uninstall" | "start" | "stop" | "restart";

/** What a service command did. */
export interface ServiceOutcome {
  readonly result: "installed" | "already-installed" | "uninstalled" | "not-loaded" | ActionResult;
  readonly message: string;
  readonly hints?: readonly string[];
  readonly warnings?: readonly string[];
}

type ActionResult = "started" | "stopped" | "restarted";

interface Asked {
  readonly action: ServiceAction;
  readonly json: boolean;
  /** Throws what has no daemon on this machine. */
  readonly open: () => Daemon | Promise<Daemon>;
}

/**
 * Runs a service command and says how it went, in lines or as the JSON of spec.md 6.5: on stdout
 * whatever happened, with status 1 when it failed.
 */
export async function answerAction(
  io: Io,
  { action, json, open }: Asked,
  work: (daemon: Daemon) => Promise<ServiceOutcome>,
): Promise<number> {
  let daemon: Daemon | undefined;
  try {
    daemon = await open();
    const outcome = await work(daemon);
    if (json) io.json({ ok: true, action, ...outcome, service: await viewOf(daemon) });
    else {
      io.line(outcome.message);
      for (const hint of outcome.hints ?? []) io.line(hint);
      for (const warning of outcome.warnings ?? []) io.note(`Warning: ${warning}`);
    }
    return STATUS.ok;
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    const { message, hints } = failure;
    if (json) {
      const service = daemon ? { service: await viewOf(daemon) } : {};
      io.json({ ok: false, action, error: message, hints, ...service });
    } else {
      io.note(`Gateway ${action} failed: ${message}`);
      for (const hint of hints) io.note(hint);
    }
    return STATUS.failed;
  }
}

/** What a person is told of an expected failure; undefined: it is a defect. */
function failureOf(error: unknown): { message: string; hints: readonly string[] } | undefined {
  if (error instanceof DaemonError) {
    return { message: printable(error.message), hints: error.hints.map(printable) };
  }
  if (error instanceof UnwritableError) return { message: printable(error.message), hints: [] };
  if (error instanceof CommandError) return { message: error.message, hints: error.lines };
  if (error instanceof ConfigError) {
    const [message = "", ...hints] = configLines(error.file, error.problems);
    return { message, hints };
  }
  if (!isSystemError(error)) return undefined;
  const hints =
    error.code === "EACCES" || error.code === "EPERM"
      ? ["Next: look at the owner of that file or folder; a system service needs sudo."]
      : [];
  return { message: error.message, hints };
}

async function viewOf(daemon: Daemon) {
  const { loaded } = await daemon.inspect();
  return { ...daemon.texts, loaded };
}

interface AskedOfInstalled {
  readonly action: Exclude<ServiceAction, "install">;
  readonly json: boolean;
  readonly scene: Scene;
}

/** Like `answerAction`, for what is done to a service; where none is installed, says so (S154). */
export function answerInstalled(
  io: Io,
  { action, json, scene }: AskedOfInstalled,
  work: (daemon: Daemon, installed: InstalledService | undefined) => Promise<ServiceOutcome>,
): Promise<number> {
  const open = () => openDaemon(hostOfScene(scene));
  return answerAction(io, { action, json, open }, async (daemon) => {
    const { installed, loaded } = await daemon.inspect();
    if (action === "start" || action === "restart") assertStartsHere(scene, installed, action);
    // Where no supervisor is known, the refusal of what was asked says what works instead.
    const isKnown = daemon.file !== "";
    return isKnown && !installed && !loaded ? notInstalled(action, scene) : work(daemon, installed);
  });
}

function notInstalled(action: ServiceAction, scene: Scene): ServiceOutcome {
  const { program } = scene;
  const { configuration } = validityOf(scene);
  const nothing = {
    result: "not-loaded",
    message: "No gateway service is installed for this profile.",
  } as const;
  if (action === "uninstall") return { ...nothing, hints: ["There is nothing to remove."] };
  if (isRemote(configuration)) {
    const hint = `None is needed: gateway.mode is remote, and ${elsewhereText(configuration)}.`;
    return { ...nothing, hints: [hint] };
  }
  return {
    ...nothing,
    hints: [`Next: ${program} gateway install`, `Or run it here: ${program} gateway`],
  };
}
