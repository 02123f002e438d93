import { DEV_PROFILE, pathsOf } from "../../config/paths.ts";
import { Environment } from "../../config/environment.ts";
import { FatalError } from "../../kernel/errors.ts";
import { CommandError, STATUS, UsageError } from "../failures.ts";
import { type Io, printable } from "../io.ts";
import { runOwn } from "../onboarding/own-program.ts";
import type { Scene } from "../scene.ts";
import { removeAll } from "./carry-out.ts";
import { resetPlan } from "./plan.ts";

/**
 * Removes the development profile's configuration, credentials, sessions and workspace, and sets it
 * up anew. It only ever touches the folders that this profile has by itself: what variables or its
 * configuration name may be somebody else's. Throws `UsageError` for another profile or other
 * folders, `FatalError` while a gateway runs on that state, and `CommandError`.
 */
export async function forgetDev(io: Io, scene: Scene): Promise<void> {
  const own = ownPaths(scene);
  const removals = resetPlan("full", own, own.workspace);
  for (const line of removed(removals, scene)) io.note(line);
  const { status, stdout, stderr } = await runOwn(scene, ["setup"]);
  if (status !== STATUS.ok) {
    const why = printable(stderr.trim());
    throw new CommandError(`\`${scene.program} setup\` failed after the reset.`, [why]);
  }
  // The last line says what to do next, which is what happens now.
  for (const line of printable(stdout).trimEnd().split("\n").slice(0, -1)) io.note(line);
}

function ownPaths({ paths, program }: Scene): Scene["paths"] {
  if (paths.profile !== DEV_PROFILE) {
    throw new UsageError(
      `--reset needs --dev: it forgets the development profile and no other; \`${program} reset\` asks what to forget of this one`,
    );
  }
  const own = pathsOf(DEV_PROFILE, Environment.ofProcess({ HOME: paths.home }));
  if (paths.stateDir !== own.stateDir || paths.configPath !== own.configPath) {
    throw new UsageError(
      `--reset forgets ${own.stateDir} only, and ZERO_STATE_DIR or ZERO_CONFIG_PATH names another place; unset them, or use \`${program} reset\``,
    );
  }
  return own;
}

/** As a start does: a state directory that somebody has is status 69. */
function removed(removals: Parameters<typeof removeAll>[0], scene: Scene): string[] {
  try {
    return removeAll(removals, scene);
  } catch (error) {
    if (!(error instanceof CommandError && error.cause instanceof FatalError)) throw error;
    const text = [error.message, ...error.lines].join("\n");
    throw new FatalError(error.cause.status, text, { cause: error });
  }
}
