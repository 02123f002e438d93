import { constants, copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { hasCode } from "../../kernel/errors.ts";

/** A file under another name. */
export interface Aside {
  readonly path: string;
  /** Gives it its own name again, where nothing has that name now. */
  putBack(): void;
}

const NAMES_MAX = 1_000;

/** Renames a file to `<name>.before-reset`, or the next such name that is free. */
export function moveAside(path: string): Aside | undefined {
  if (!existsSync(path)) return undefined;
  for (let at = 1; at <= NAMES_MAX; at += 1) {
    const aside = `${path}.before-reset${at === 1 ? "" : `-${at}`}`;
    if (!copied(path, aside)) continue;
    rmSync(path);
    return {
      path: aside,
      putBack: () => {
        if (!existsSync(path)) renameSync(aside, path);
      },
    };
  }
  throw new Error(`${path} has been set aside too often; remove some of ${path}.before-reset-*`);
}

/** False when the name is taken: unlike a rename, this never replaces anything. */
function copied(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}
