import { configFiles } from "../../config/file/included.ts";
import { sections } from "../../config/generated/sections.ts";
import { KeyTree } from "../../config/key-tree.ts";
import { systemClock } from "../../kernel/clock.ts";
import { repairConfig } from "../config-edit.ts";
import { type LockOf, profilesOf } from "../facts/profiles.ts";
import { type Scene, validityOf } from "../scene.ts";
import type { Diagnosis } from "./check.ts";

/** Looks once at what all checks share. */
export function diagnosisOf(
  scene: Scene,
  given: {
    readonly deep: boolean;
    readonly force: boolean;
    readonly wantsToken: boolean;
    readonly interactive: boolean;
    readonly lockOf: LockOf;
  },
): Diagnosis {
  const { paths } = scene;
  const { configuration, view } = validityOf(scene);
  return {
    scene,
    deep: given.deep,
    force: given.force,
    wantsToken: given.wantsToken,
    interactive: given.interactive,
    configuration,
    view,
    tree: new KeyTree(sections),
    configFiles: configFiles(paths.configPath),
    lock: given.lockOf(paths.stateDir),
    lockOf: given.lockOf,
    profiles: profilesOf(paths.home),
    edit: (edits) => repairConfig(scene, edits),
    now: systemClock.now(),
  };
}
