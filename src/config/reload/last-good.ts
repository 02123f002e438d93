import { chmodSync, renameSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { readPrivateFile } from "../file/private-file.ts";
import { DOCUMENT_LIMITS, isObject, parseDocument } from "../file/document.ts";
import { type Configuration, loadConfig, loadDocument, type LoadOptions } from "../load.ts";
import { ConfigError } from "../problems.ts";
import { LAST_GOOD_FILE } from "../state-files.ts";

/** What a gateway starts with, and why that is not what the file says. */
export interface Start {
  readonly configuration: Configuration;
  /** The file cannot be used; absent when it was. */
  readonly problem?: ConfigError;
}

/** The last configuration with which a gateway was ready, references to variables not filled in. */
const pathOf = (stateDir: string): string => join(stateDir, LAST_GOOD_FILE);

/**
 * The configuration of the file, or the last one that a gateway was ready with when the file cannot
 * be used. Throws `ConfigError` about the file when there is no such one, when that cannot be used
 * any more either, or when it says `gateway.config.onInvalid: "exit"`.
 */
export function loadForStart(options: LoadOptions): Start {
  try {
    return { configuration: loadConfig(options) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const start = lastGoodInstead(options, error);
    if (start === undefined) throw error;
    return start;
  }
}

/**
 * The last good configuration, in the place of one with this problem. Undefined when there is none
 * that can be used, or when it says `gateway.config.onInvalid: "exit"`.
 */
export function lastGoodInstead(options: LoadOptions, problem: ConfigError): Start | undefined {
  const configuration = loadLastGood(options);
  if (configuration?.config.gateway.config.onInvalid !== "last-good") return undefined;
  return { configuration, problem };
}

/**
 * Undefined when there is none of this file that can be used: another file in the same state folder
 * may be another gateway's. Throws for defects only.
 */
export function loadLastGood(options: LoadOptions): Configuration | undefined {
  const { stateDir, configPath: path } = options.paths;
  try {
    const text = readLastGood(stateDir);
    if (text === undefined) return undefined;
    const { of, document } = parseDocument(text, pathOf(stateDir));
    if (of !== nameOf(options.paths) || !isObject(document)) return undefined;
    return loadDocument(document, options, { path, exists: true, hash: "" });
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

/** Of which file it is; the same after a backup was restored somewhere else. */
function nameOf({ stateDir, configPath }: LoadOptions["paths"]): string {
  return relative(stateDir, configPath);
}

function readLastGood(stateDir: string): string | undefined {
  const path = pathOf(stateDir);
  return readPrivateFile(path, 4 * DOCUMENT_LIMITS.bytes, (message, cause) => {
    return new ConfigError(path, [{ path: "", message }], { cause });
  });
}

/** Keeps a configuration with which the gateway is ready. Throws what the file system says. */
export function keepLastGood({ written, file, options }: Configuration): void {
  const { stateDir } = options.paths;
  if (!file.exists) return;
  const text = `${JSON.stringify({ of: nameOf(options.paths), document: written })}\n`;
  const path = pathOf(stateDir);
  if (isKept(stateDir, text)) return;
  writeFileSync(`${path}.tmp`, text, { mode: 0o600, flush: true });
  chmodSync(`${path}.tmp`, 0o600);
  renameSync(`${path}.tmp`, path);
}

function isKept(stateDir: string, text: string): boolean {
  try {
    return readLastGood(stateDir) === text;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}
