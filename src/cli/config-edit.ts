import { ConfigEditor, ConflictError, ShrinkError, type Written } from "../config/edit/editor.ts";
import { type Edit, EditError, parsePath } from "../config/edit/edits.ts";
import type { Path } from "../config/key-tree.ts";
import { LockedError } from "../config/edit/file-lock.ts";
import { objectionTo } from "../config/rules/objections.ts";
import { ConfigError, linesOf } from "../config/problems.ts";
import { systemClock } from "../kernel/clock.ts";
import { CommandError, STATUS, UsageError } from "./failures.ts";
import type { Io } from "./io.ts";
import type { Scene } from "./scene.ts";
import { effectOn, runningGateway } from "./facts/effect.ts";

/**
 * Changes this profile's configuration file by the same rules as the gateway. Whether a gateway may
 * start at all is decided elsewhere: a file is also edited on the way to its first start.
 */
export function editorOf({ paths, env, program }: Scene): ConfigEditor {
  return new ConfigEditor({
    load: { paths, env },
    clock: systemClock,
    objection: (configuration) => objectionTo(configuration, { program, allowUnconfigured: true }),
  });
}

/** Repairs the file at these places and keeps all the rest of it. Throws what `report` can tell. */
export async function repairConfig(scene: Scene, edits: readonly Edit[]): Promise<void> {
  await told(() => editorOf(scene).edit(() => edits, { by: "doctor" }));
}

/** Does a change and says what came of it. Throws what `report` can tell. */
export async function writeConfig(
  io: Io,
  scene: Scene,
  change: {
    readonly said: string | ((written: Written) => string);
    readonly json: boolean | undefined;
    /** What JSON says besides. */
    readonly more?: (written: Written) => object;
    readonly write: () => Promise<Written>;
  },
): Promise<number> {
  // What runs is looked at first: it may take the change over before this command has its answer.
  const running = runningGateway(scene);
  const written = await told(change.write);
  const { changed, hash, configuration } = written;
  const path = scene.paths.configPath;
  const said = typeof change.said === "string" ? change.said : change.said(written);
  const effect = changed && running ? effectOn(running, configuration, scene) : undefined;
  if (change.json) {
    const more = { ...change.more?.(written), ...(effect ? { gateway: effect } : {}) };
    io.json({ ok: true, path, changed, hash, ...more });
    return STATUS.ok;
  }
  io.line(changed ? `${said} (${path})` : `Nothing to change: ${path} says so already.`);
  if (effect) io.line(effect.says);
  return STATUS.ok;
}

/** Throws what `report` can tell. */
async function told(write: () => Promise<Written>): Promise<Written> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof EditError) throw new UsageError(error.message);
    if (error instanceof ShrinkError) {
      const next = "Nothing was written. Pass --force if that is meant.";
      throw new CommandError(`Refused: ${error.message}.`, [next], { cause: error });
    }
    if (error instanceof ConflictError) {
      throw new CommandError(`${error.message}; run the command again.`, [], { cause: error });
    }
    if (error instanceof ConfigError) {
      const what = "Nothing was written: the configuration would not be valid.";
      throw new CommandError(what, linesOf(error.problems), { cause: error });
    }
    if (error instanceof LockedError) throw new CommandError(error.message, [], { cause: error });
    throw error;
  }
}

/** A version that `config history` lists, by its number. Throws for what is none. */
export function versionText(scene: Scene, typed: string): { number: number; text: string } {
  const number = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;
  const text = Number.isNaN(number) ? undefined : editorOf(scene).textOf(number);
  if (text !== undefined) return { number, text };
  const hint = `\`${scene.program} config history\` lists those that are kept.`;
  throw new CommandError(`There is no version ${typed}.`, [hint]);
}

/** The key that was typed. Throws `UsageError` for what is no path. */
export function keyPath(typed: string): Path {
  try {
    return parsePath(typed);
  } catch (error) {
    if (error instanceof EditError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
