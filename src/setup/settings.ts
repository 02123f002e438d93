import { dirname } from "node:path";
import { ConfigEditor, ConflictError } from "../config/edit/editor.ts";
import { type Edit, editDocument } from "../config/edit/edits.ts";
import { LockedError } from "../config/edit/file-lock.ts";
import { editText } from "../config/edit/text.ts";
import { objectOf, type ValueObject } from "../config/file/document.ts";
import { loadConfig, readMainFile } from "../config/load.ts";
import { systemClock } from "../kernel/clock.ts";
import { makeFolder, makePrivateFolder } from "../config/file/private-folder.ts";
import { isSystemError } from "../kernel/errors.ts";
import type { Draft } from "./draft.ts";
import { writeEnvFile } from "./env-file.ts";
import { makeWorkspace } from "./workspace.ts";

/** The settings could not be written. The message says why, the hints what to do. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly hints: readonly string[];

  constructor(message: string, hints: readonly string[] = [], options: { cause?: unknown } = {}) {
    super(message, options);
    this.hints = hints;
  }
}

/**
 * Writes what a draft holds: variables, then the configuration, then the workspace. The whole is
 * checked before the first of them. Returns what was done, in lines. Throws `ConfigError` when the
 * result would not be a usable configuration, `SettingsError` when somebody else wrote meanwhile.
 */
export async function writeDraft(draft: Draft, editor = editorFor(draft)): Promise<string[]> {
  const { before, edits, variables } = draft;
  const { paths } = before.options;
  const { path, exists, hash: baseHash } = before.file;
  const text = usableText(draft);
  ensureStateDir(paths.stateDir);
  await writeEnvFile(paths.envFile, variables);
  makeFolder(dirname(path));
  try {
    // What was looked at in the review is what is written, whatever became of it.
    const options = { by: "wizard", baseHash, force: true } as const;
    if (edits.length > 0) await editor.replace(() => text, options);
  } catch (error) {
    if (error instanceof ConflictError) throw changed(path, error);
    if (error instanceof LockedError) throw new SettingsError(error.message, [], { cause: error });
    throw error;
  }
  const after = draft.reload();
  const done = (name: string) => {
    if (!exists) return "  ";
    return before.sourceOf(name)?.kind === "file" ? "  changed " : "  added ";
  };
  return [
    draft.isEmpty ? `Config OK: ${path}` : `Wrote ${path}`,
    ...draft.lines(done),
    ...(after.config.gateway.mode === "remote" ? [] : [makeWorkspace(after)]),
  ];
}

function ensureStateDir(path: string): void {
  try {
    makePrivateFolder(path);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    const isTaken = cause.code === "EEXIST" || cause.code === "ENOTDIR";
    const why = isTaken ? "something that is no folder is in its way" : cause.message;
    const hints = ["Next: move what is in its way, or set ZERO_STATE_DIR to another folder."];
    throw new SettingsError(`The state directory ${path} cannot be used: ${why}.`, hints, {
      cause,
    });
  }
}

function editorFor({ before }: Draft): ConfigEditor {
  return new ConfigEditor({ load: before.options, clock: systemClock });
}

/** The text with the changes. Throws `ConfigError` when it could not be used. */
function usableText(draft: Draft): string {
  const { before, edits, variables } = draft;
  const { options, file } = before;
  const main = readMainFile(file.path);
  if ((main?.hash ?? "") !== file.hash) throw changed(file.path);
  const text = main ? editText(main.text, edits) : newText(edits);
  const fresh = Object.fromEntries([...variables].map(([name, value]) => [name, value.reveal()]));
  const env = options.env.under(".env", fresh);
  loadConfig({ ...options, env }, { text, hash: file.hash });
  return text;
}

/** A new file is plain JSON, which every tool reads. */
function newText(edits: readonly Edit[]): string {
  const document = edits.reduce<ValueObject>(editDocument, objectOf([]));
  return `${JSON.stringify(document, null, 2)}\n`;
}

function changed(path: string, cause?: unknown): SettingsError {
  const hints = ["Next: run this again; it builds on what the file says then."];
  return new SettingsError(`${path} changed since it was read.`, hints, { cause });
}
