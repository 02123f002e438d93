import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { checkConfig } from "./rules/checks.ts";
import { complete } from "./complete.ts";
import {
  decodeDocument,
  DOCUMENT_LIMITS,
  isObject,
  objectOf,
  parseDocument,
  type Value,
  type ValueObject,
} from "./file/document.ts";
import { type Environment, isService, readEnvFile } from "./environment.ts";
import { sections, type Config } from "./generated/sections.ts";
import { include } from "./file/include.ts";
import { KeyTree } from "./key-tree.ts";
import { type FlagValues, overlay, type Source, type Sources } from "./overlay.ts";
import type { Paths } from "./paths.ts";
import { ConfigError, type Problem } from "./problems.ts";
import { substitute } from "./file/substitute.ts";
import { validate } from "./validate.ts";

export interface LoadOptions {
  paths: Paths;
  /** The process's variables; `<state>/.env` and the file's `env` are laid beneath them. */
  env: Environment;
  /** What the command line sets, by key. */
  flags?: FlagValues;
}

/** A configuration that may be used, and where each part of it came from. */
export interface Configuration {
  /** Complete, frozen, with secrets as `Secret`. */
  readonly config: Config;
  readonly file: ConfigFileState;
  /** Every variable that the gateway may look at. */
  readonly env: Environment;
  /** What decided the value of a key, such as `gateway.port`; undefined when it has none. */
  readonly sourceOf: (key: string) => Source | undefined;
  /** What it was made from, so that it can be made again. */
  readonly options: LoadOptions;
  /**
   * The file with what it includes, as it is written: references to variables are not filled in.
   */
  readonly written: ValueObject;
  /** The file and those that it includes: a change of any of them changes the configuration. */
  readonly files: readonly string[];
}

export interface ConfigFileState {
  readonly path: string;
  readonly exists: boolean;
  /** SHA-256 of the file's bytes, in hex; empty when there is no file. */
  readonly hash: string;
}

/** The text of the configuration file. */
export interface MainFile {
  readonly text: string;
  /** SHA-256 of its bytes, in hex. */
  readonly hash: string;
}

/** The configuration file as it is now; undefined when there is none. Throws `ConfigError`. */
export function readMainFile(path: string): MainFile | undefined {
  const bytes = readBytes(path);
  if (!bytes) return undefined;
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { text: decodeDocument(bytes, path), hash };
}

/**
 * Reads, checks and completes the configuration. A missing file is an empty one. Throws
 * `ConfigError` with every problem that was found.
 */
export function loadConfig(
  options: LoadOptions,
  main: MainFile | undefined = readMainFile(options.paths.configPath),
): Configuration {
  const { paths } = options;
  const env = withEnvFile(options);
  if (main === undefined) {
    const file = { path: paths.configPath, exists: false, hash: "" };
    return build({ written: objectOf([]), file, files: [file.path] }, env, options);
  }
  const file = { path: paths.configPath, exists: true, hash: main.hash };
  const files = [file.path];
  try {
    const document = parseDocument(main.text, paths.configPath);
    const written = include(document, paths.configPath, documentReader(main.text, files));
    return build({ written, file, files }, env, options);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(error.file, error.problems, { cause: error, files });
  }
}

/**
 * As `loadConfig`, from a whole document that is no file any more: one that was in force before.
 * Throws `ConfigError`.
 */
export function loadDocument(
  written: ValueObject,
  options: LoadOptions,
  file: ConfigFileState,
): Configuration {
  return build({ written, file, files: [file.path], isTried: true }, withEnvFile(options), options);
}

/**
 * The configuration from flags, the process's variables and defaults alone, for commands that must
 * work although the file cannot be used. Throws `ConfigError` when a variable cannot be used
 * either.
 */
export function loadWithoutFile(options: LoadOptions): Configuration {
  const file = { path: options.paths.configPath, exists: true, hash: "" };
  return build({ written: objectOf([]), file, files: [] }, options.env, options);
}

/**
 * The process's variables with those of `<state>/.env` beneath them, and in a service those of
 * `<state>/service.env` between the two.
 */
function withEnvFile({ paths, env }: Pick<LoadOptions, "paths" | "env">): Environment {
  const own = isService(env) ? env.under("service.env", readEnvFile(paths.serviceEnvFile)) : env;
  return own.under(".env", readEnvFile(paths.envFile));
}

interface BuildParts extends Pick<Configuration, "written" | "file" | "files"> {
  /** A gateway ran with it, whatever flags and variables hid then. */
  readonly isTried?: boolean;
}

function build(
  { written, file, files, isTried = false }: BuildParts,
  outer: Environment,
  options: LoadOptions,
): Configuration {
  const { paths, flags = {} } = options;
  const problems: Problem[] = [];
  const env = outer.under("config env", variablesIn(written, outer));
  const document = substitute(written, env, problems) as ValueObject;
  const tree = new KeyTree(sections);
  // Before anything is laid over it: who reads the file without these flags and variables must not
  // come to another verdict.
  const own = isTried ? [] : validate(document, tree);
  const sources: Sources = overlay(document, tree, { env, flags }, problems);
  const all = distinct([...problems, ...own, ...validate(document, tree)]);
  if (all.length > 0) throw new ConfigError(file.path, all);
  const config = complete(document, tree, paths, sources);
  const doubtful = checkConfig(config, { paths, files });
  if (doubtful.length > 0) throw new ConfigError(file.path, doubtful);
  return { config, file, env, sourceOf: (key) => sources.get(key), options, written, files };
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((one) => [`${one.path}\n${one.message}`, one])).values()];
}

/**
 * The file's own variables: the texts in `env` and in `env.vars`, filled in from the environment
 * around it.
 */
function variablesIn(document: ValueObject, outer: Environment): Record<string, string> {
  const section = isObject(document["env"]) ? document["env"] : objectOf([]);
  const vars = isObject(section["vars"]) ? section["vars"] : objectOf([]);
  const texts = [...Object.entries(section), ...Object.entries(vars)].filter(isText);
  // What is missing is reported where the whole document is filled in.
  return Object.fromEntries(
    texts.map(([name, text]) => [name, substitute(text, outer, []) as string]),
  );
}

function isText(entry: [string, Value]): entry is [string, string] {
  return typeof entry[1] === "string";
}

/** Reads included files, all of them together within the limit of one, and notes them. */
function documentReader(main: string, files: string[]): (file: string) => ValueObject {
  let bytes = Buffer.byteLength(main);
  return (file) => {
    files.push(file);
    const text = readText(file);
    if (text === undefined) throw problem(file, "this included file does not exist");
    bytes += Buffer.byteLength(text);
    if (bytes > DOCUMENT_LIMITS.bytes) {
      throw problem(
        file,
        `with this file the configuration exceeds ${DOCUMENT_LIMITS.bytes} bytes`,
      );
    }
    return parseDocument(text, file);
  };
}

/** The text of a file, or undefined when there is none. Throws `ConfigError`. */
export function readText(file: string): string | undefined {
  const bytes = readBytes(file);
  return bytes && decodeDocument(bytes, file);
}

function readBytes(file: string): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    // A pipe without a writer must not stop the gateway, nor a device or a log fill its memory.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = fstatSync(descriptor);
    if (!found.isFile()) throw problem(file, "it is no regular file; put one in its place");
    if (found.size > DOCUMENT_LIMITS.bytes) throw problem(file, tooLarge(found.size));
    return readFileSync(descriptor);
  } catch (error) {
    if (error instanceof ConfigError || !(error instanceof Error) || !("code" in error))
      throw error;
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw problem(file, `the file cannot be read (${String(error.code)})`, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function tooLarge(size: number): string {
  return `the file has ${size} bytes; the limit is ${DOCUMENT_LIMITS.bytes}`;
}

function problem(file: string, message: string, cause?: unknown): ConfigError {
  return new ConfigError(file, [{ path: "", message }], { cause });
}
