import { isSystemError } from "../../../kernel/errors.ts";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { logFileOf } from "../../../config/paths.ts";
import { RESTORE_STAGING } from "../../../config/state-files.ts";
import {
  modeText,
  type SensitiveFile,
  sensitiveFiles,
  syncedBy,
} from "../../facts/sensitive-files.ts";
import {
  advice,
  type Check,
  type Diagnosis,
  type Finding,
  problem,
  type Repair,
} from "../check.ts";
import { makeFolder } from "../../../config/file/private-folder.ts";

/** The state directory is there, can be written, and is nobody else's business. */
export const state: Check = {
  id: "state",
  title: "State directory",
  find(diagnosis) {
    const { stateDir } = diagnosis.scene.paths;
    if (!existsSync(stateDir)) return [missing(stateDir)];
    const objection = usable(stateDir);
    if (objection) return [objection];
    const { configFiles, scene, configuration } = diagnosis;
    const logFile = logFileOf(configuration.config, scene.paths);
    const files = sensitiveFiles({ stateDir, configFiles, logFile });
    return [
      ...files.flatMap(fileFindings),
      ...placeFindings(stateDir),
      ...otherFindings(diagnosis),
      ...remains(diagnosis),
    ];
  },
};

function missing(stateDir: string): Finding {
  const repair: Repair = {
    says: "Make it, for you alone",
    async apply() {
      makeFolder(stateDir);
      return `made ${stateDir}`;
    },
  };
  return problem(`The state directory ${stateDir} is not there.`, { repair });
}

function usable(stateDir: string): Finding | undefined {
  try {
    if (!lstatSync(join(stateDir, ".")).isDirectory()) {
      return problem(`${stateDir} is no folder.`, { next: "move it away, or set ZERO_STATE_DIR" });
    }
    accessSync(stateDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const what = `The state directory ${stateDir} cannot be used (${error.code}).`;
    return problem(what, { next: "give it to this user (chown) and check its disk" });
  }
}

function fileFindings(file: SensitiveFile): Finding[] {
  const { path, mode, wanted, isForeign, isLink } = file;
  if (isForeign) {
    const next = "chown it to the user of the gateway";
    return [problem(`${path} belongs to another user.`, { next })];
  }
  if (isLink && !file.isFolder) {
    const next = "put the file itself there";
    const isRefused = file.kind === "env_file" || file.kind === "exec_approvals";
    return [(isRefused ? problem : advice)(`${path} is a symbolic link.`, { next })];
  }
  if ((mode & 0o077) === 0) return [];
  const repair: Repair = {
    says: `Set its mode to ${modeText(wanted)}`,
    async apply() {
      chmodSync(path, wanted);
      return `set the mode of ${path} from ${modeText(mode)} to ${modeText(wanted)}`;
    },
  };
  const may = (mode & 0o022) === 0 ? "read" : "change";
  return [problem(`Other users may ${may} ${path} (mode ${modeText(mode)}).`, { repair })];
}

function placeFindings(stateDir: string): Finding[] {
  const service = syncedBy(stateDir);
  if (service === undefined) return [];
  const what = `${stateDir} is copied elsewhere by ${service}, which damages a database that is in use.`;
  return [problem(what, { next: "move it to a folder that is not synchronised" })];
}

/** A second state directory is easily taken for the first. */
function otherFindings({ scene, profiles }: Diagnosis): Finding[] {
  const { stateDir, profile } = scene.paths;
  return profiles
    .filter((other) => other.profile === profile && other.paths.stateDir !== stateDir)
    .map(({ paths }) =>
      advice(`${paths.stateDir} holds another state of the same profile, which is not used now.`, {
        next: "unset ZERO_STATE_DIR if that one was meant",
      }),
    );
}

/** What an interrupted restore left behind. */
function remains({ scene }: Diagnosis): Finding[] {
  const { stateDir } = scene.paths;
  return readdirSync(stateDir)
    .filter((name) => RESTORE_STAGING.pattern.test(name))
    .map((name) => {
      const path = join(stateDir, name);
      const repair: Repair = {
        says: "Remove it; the archive is still where it was",
        async apply() {
          rmSync(path, { recursive: true, force: true });
          return `removed ${path}`;
        },
      };
      return advice(`An interrupted restore left ${path}.`, { repair });
    });
}
