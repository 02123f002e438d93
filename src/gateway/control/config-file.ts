import {
  ConflictError,
  type ConfigEditor,
  GuardRailError,
  ShrinkError,
  type Written,
} from "../../config/edit/editor.ts";
import { EditError, editsOfPatch } from "../../config/edit/edits.ts";
import { LockedError } from "../../config/edit/file-lock.ts";
import { withHidden } from "../../config/edit/hidden.ts";
import {
  isObject,
  parseDocument,
  parseValue,
  type ValueObject,
} from "../../config/file/document.ts";
import { sections } from "../../config/generated/sections.ts";
import { hintsOf } from "../../config/forms/hints.ts";
import { loadConfigSchema } from "../../config/forms/schema.lazy.ts";
import { type Configuration, readMainFile } from "../../config/load.ts";
import { ConfigError } from "../../config/problems.ts";
import type { Scrub } from "../../config/redact.ts";
import type { RunningConfig } from "../../config/reload/running.ts";
import { shownConfig, shownText, viewConfig } from "../../config/view.ts";
import type { ConfigFileView, ConfigChange } from "../../doors/socket/views/operator.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError, isSystemError } from "../../kernel/errors.ts";
import { makeRedactor } from "../../config/scrub.ts";
import { knownSecrets } from "../redaction.ts";
import type { Restarts } from "../reload/restarts.ts";
import { leaveSentinel, type Sentinel, sentinelPath } from "../reload/sentinel.ts";

/**
 * Every secret is hidden where it stands, however many there are; so many of them are also looked
 * for in all other texts, which takes the time of both numbers multiplied.
 */
const SOUGHT_MAX = 200;
const RESTART_DELAY_MS = 2_000;
const RESTART_DELAY_MS_MAX = 60_000;

export interface ConfigFileParts {
  readonly running: RunningConfig;
  readonly editor: ConfigEditor;
  readonly clock: Clock;
  readonly version: string;
  readonly stateDir: string;
  readonly restarts: Pick<Restarts, "request">;
  /** The file was written: it is looked at soon. */
  readonly written: () => void;
}

/** The configuration file as a client may see and change it. */
export function configFile(parts: ConfigFileParts): ConfigFileView {
  const { running, editor } = parts;
  const view = () => viewConfig({ running: running.now, scrubbing: scrubbingOf(running.now) });
  const write = async (method: string, change: ConfigChange): Promise<Written> => {
    const base = baseOf(running.now.file.path, change.baseHash);
    try {
      const written = await writeWith(editor, method, { ...change, ...base }, running.now);
      parts.written();
      return written;
    } catch (error) {
      throw answerTo(error, method, scrubbingOf(running.now)([]));
    }
  };
  const answer = ({ configuration }: Written) => {
    const scrub = scrubbingOf(configuration)([]);
    const config = shownConfig(configuration.config, scrub);
    return { ok: true as const, path: running.now.file.path, config };
  };
  return {
    view,
    replace: async (change) => answer(await write("config.set", change)),
    apply: async (change, method) => {
      const written = await write(method, change);
      return { ...answer(written), ...restartAfter(parts, change, method) };
    },
    schema: async () => {
      return {
        schema: await loadConfigSchema(),
        uiHints: hintsOf(sections),
        version: parts.version,
        generatedAt: new Date(parts.clock.now()).toISOString(),
      };
    },
  };
}

/** Makes what takes secrets out of texts: those in force, and more that are named. */
export function scrubbingOf(now: Configuration): (secrets: readonly string[]) => Scrub {
  return (secrets) => {
    const sought = new Set([...knownSecrets(now), ...secrets]);
    return makeRedactor([...sought].slice(0, SOUGHT_MAX));
  };
}

/** A change of a file that exists has to be a change of what its writer read. */
function baseOf(path: string, given: string | undefined): { baseHash: string } {
  const again = "re-run config.get and retry";
  let current: string | undefined;
  try {
    current = readMainFile(path)?.hash;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw invalid(`config base hash unavailable; ${again}`, error);
  }
  if (current === undefined) return { baseHash: "" };
  if (given === undefined || given === "") throw invalid(`config base hash required; ${again}`);
  if (given !== current) throw invalid(`config changed since last load; ${again}`);
  return { baseHash: given };
}

function writeWith(
  editor: ConfigEditor,
  method: string,
  { raw, baseHash, force }: ConfigChange & { baseHash: string },
  now: Configuration,
): Promise<Written> {
  const options = { running: now, scrubbing: scrubbingOf(now) };
  const show = (text: string) => shownText(text, options);
  const whole = (text: string | undefined) => {
    parseDocument(raw, now.file.path);
    return text === undefined ? raw : withHidden(raw, readableOr(text, "{}"), show);
  };
  if (method !== "config.patch") {
    return editor.replace(whole, { by: "rpc", baseHash, ...(force ? { force } : {}) });
  }
  patchOf(raw);
  return editor.edit(
    (text) => {
      const document = fixed(text, now.file.path);
      return editsOfPatch(document, patchOf(withHidden(raw, text, show)));
    },
    { by: "rpc", baseHash },
  );
}

function readableOr(text: string, otherwise: string): string {
  try {
    parseDocument(text, "");
    return text;
  } catch (error) {
    if (error instanceof ConfigError) return otherwise;
    throw error;
  }
}

function fixed(text: string, path: string): ValueObject {
  try {
    return parseDocument(text, path);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw invalid("invalid config; fix before patching", error);
  }
}

function patchOf(raw: string): ValueObject {
  const patch = parseValue(raw, "raw");
  if (isObject(patch)) return patch;
  throw invalid("config.patch raw must be an object");
}

function restartAfter(parts: ConfigFileParts, change: ConfigChange, method: string) {
  const { restarts, stateDir, clock } = parts;
  const asked = change.restartDelayMs ?? RESTART_DELAY_MS;
  const delayMs = Math.min(RESTART_DELAY_MS_MAX, Math.floor(asked));
  const payload: Sentinel = {
    kind: "config-apply",
    status: "ok",
    ts: clock.now(),
    ...(change.sessionKey === undefined ? {} : { sessionKey: change.sessionKey }),
    ...(change.note === undefined ? {} : { message: change.note }),
    stats: { mode: method, root: parts.running.now.file.path },
  };
  const path = tryLeave(stateDir, payload);
  restarts.request(method, delayMs);
  return {
    restart: {
      ok: true,
      pid: process.pid,
      signal: "SIGUSR1" as const,
      delayMs,
      reason: method,
      mode: "emit" as const,
    },
    sentinel: { path, payload },
  };
}

/** Null: the file is written already, so it restarts, and nobody is told when it is done. */
function tryLeave(stateDir: string, payload: Sentinel): string | null {
  try {
    leaveSentinel(stateDir, payload);
    return sentinelPath(stateDir);
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

/** What a client is told; anything else is a defect. */
function answerTo(error: unknown, method: string, scrub: Scrub): unknown {
  if (error instanceof ConfigError) {
    const issues = error.problems.map(({ path, message }) => {
      return { path: scrub(path), message: scrub(message) };
    });
    const [first] = issues;
    const about = first ? ` (${first.path || "file"}: ${first.message})` : "";
    return new ZeroError("INVALID_REQUEST", `invalid config${about}`, { details: { issues } });
  }
  if (error instanceof ConflictError) {
    return invalid("config changed since last load; re-run config.get and retry", error);
  }
  if (error instanceof ShrinkError) {
    return invalid(`${method} refused: ${error.message}; send force: true if that is meant`, error);
  }
  if (error instanceof EditError || error instanceof GuardRailError)
    return invalid(`${method}: ${error.message}`, error);
  if (error instanceof LockedError) return new ZeroError("UNAVAILABLE", error.message);
  if (isSystemError(error)) {
    const message = `${method} could not write: ${scrub(error.message)}; nothing changed, so make room or give the gateway's user the right to write there, and retry`;
    return new ZeroError("UNAVAILABLE", message, { cause: error });
  }
  return error;
}

function invalid(message: string, cause?: unknown): ZeroError {
  return new ZeroError("INVALID_REQUEST", message, { cause });
}
