import { DATABASE_FILE } from "../../../config/state-files.ts";
import { isSystemError } from "../../../kernel/errors.ts";
import { existsSync, statfsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { byteText } from "../../terminal/byte-text.ts";
import { advice, type Check, type Diagnosis, type Finding, problem } from "../check.ts";

const MIB = 1024 * 1024;
/** With less, the database may fail to grow at any moment. */
const FREE_MIN = 100 * MIB;
const FREE_GOOD = 1024 * MIB;
/** No build of this program existed before. */
const EARLIEST = Date.UTC(2026, 0, 1);
const SKEW_MAX_MS = 24 * 60 * 60 * 1000;

/** The machine has room, and knows what time it is. */
export const machine: Check = {
  id: "machine",
  title: "Machine",
  find: (diagnosis) => [...diskFindings(diagnosis), ...clockFindings(diagnosis)],
};

function diskFindings({ scene }: Diagnosis): Finding[] {
  const { stateDir, home } = scene.paths;
  const folder = [stateDir, dirname(stateDir), home].find((path) => existsSync(path)) ?? "/";
  try {
    const { bavail, bsize } = statfsSync(folder);
    const free = bavail * bsize;
    if (free >= FREE_GOOD) return [];
    const what = `The disk of ${folder} has ${byteText(free)} left.`;
    return [(free < FREE_MIN ? problem : advice)(what, { next: "free some space" })];
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return [advice(`How full the disk of ${folder} is cannot be read (${error.code}).`)];
  }
}

/** A wrong clock makes every connection with TLS and every schedule fail. */
function clockFindings({ scene, now }: Diagnosis): Finding[] {
  const next = "set the clock, and switch time synchronisation on";
  if (now < EARLIEST) {
    return [problem(`The clock says ${new Date(now).toISOString()}, which is past.`, { next })];
  }
  const database = statSync(join(scene.paths.stateDir, DATABASE_FILE), { throwIfNoEntry: false });
  if (!database || database.mtimeMs <= now + SKEW_MAX_MS) return [];
  const written = new Date(database.mtimeMs).toISOString();
  return [problem(`The clock went back: the database was written at ${written}.`, { next })];
}
