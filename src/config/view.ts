import { objectOf, parseDocument, type ValueObject } from "./file/document.ts";
import { type Config, sections } from "./generated/sections.ts";
import { KeyTree } from "./key-tree.ts";
import { legacyIssues } from "./migrations/index.ts";
import { type Configuration, loadConfig, readMainFile } from "./load.ts";
import { ConfigError, type Problem } from "./problems.ts";
import { hiddenTexts, redactText, redactValue, type Scrub } from "./redact.ts";
import { secretsIn } from "./secrets.ts";

export interface ViewOptions {
  /** What is in force. */
  readonly running: Configuration;
  /** Makes what takes these secrets, those in force and whatever looks like one out of a text. */
  readonly scrubbing: (secrets: readonly string[]) => Scrub;
}

/** The configuration file as it is at this moment, without its secrets: `config.get`. */
export interface ConfigView {
  readonly path: string;
  readonly exists: boolean;
  /**
   * The text with its layout. Null when there is none, and while it cannot be read as JSON5:
   * nothing tells then where a secret begins and ends.
   */
  readonly raw: string | null;
  /** What the text says, before `$include` and variables; empty when it cannot be read. */
  readonly parsed: unknown;
  readonly valid: boolean;
  /** What the file makes, complete; what is in force as long as the file is not valid. */
  readonly config: unknown;
  /** SHA-256 of the file's bytes, in hex. */
  readonly hash?: string;
  readonly issues: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Keys of earlier versions, and what they are now. */
  readonly legacyIssues: readonly Problem[];
}

/**
 * Looks at the file now. Trouble with it is part of the answer: it throws for defects only. Reads
 * at most 1 MiB for all files together.
 */
export function viewConfig({ running, scrubbing }: ViewOptions): ConfigView {
  const { path } = running.file;
  const issues: Problem[] = [];
  /** Undefined: it failed, and the issues say why. */
  const attempt = <Result>(read: () => Result): Result | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      issues.push(...problemsOf(error, path));
      return undefined;
    }
  };
  const file = attempt(() => readMainFile(path));
  const exists = file !== undefined || issues.length > 0;
  const document = attempt(() => file && parseDocument(file.text, path));
  if (!exists && running.file.exists) issues.push({ path: "", message: GONE });
  const now = issues.length > 0 ? undefined : attempt(() => loadConfig(running.options, file));
  const valid = issues.length === 0;
  const tree = new KeyTree(sections);
  const scrub = scrubbing(secretsOf(document, now));
  const isShown = ({ message, path: at }: Problem) => ({
    path: scrub(at),
    message: scrub(message),
  });
  return {
    path,
    exists,
    raw: file && document ? redactText(file.text, tree, scrub) : null,
    parsed: redactValue(document ?? objectOf([]), tree, scrub),
    valid,
    config: shownConfig((valid && now ? now : running).config, scrub),
    ...(file ? { hash: file.hash } : {}),
    issues: issues.map(isShown),
    warnings: file && file.hash !== running.file.hash ? [{ path: "", message: CHANGED }] : [],
    legacyIssues: document ? legacyIssues(document, tree).map(isShown) : [],
  };
}

const GONE =
  "the file that this gateway started with is gone; it goes on with what it read then: put the " +
  "file back before the next start";
const CHANGED = "the file is another one than what this gateway runs with";

/** A problem of another file says which: the paths of all of them look alike. */
function problemsOf({ file, problems }: ConfigError, main: string): Problem[] {
  if (file === main) return [...problems];
  return problems.map(({ path, message }) => ({ path, message: `${file}: ${message}` }));
}

/**
 * The text of a file as `viewConfig` shows it in `raw`. Throws `ConfigError` for one that cannot be
 * read as JSON5.
 */
export function shownText(text: string, { running, scrubbing }: ViewOptions): string {
  const document = parseDocument(text, running.file.path);
  const scrub = scrubbing(secretsOf(document, madeOf(text, running)));
  return redactText(text, new KeyTree(sections), scrub);
}

/** Undefined: it is not valid, and makes nothing. */
function madeOf(text: string, { options }: Configuration): Configuration | undefined {
  try {
    return loadConfig(options, { text, hash: "" });
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

/** Every secret that a file holds, and every one that it makes. */
function secretsOf(document: ValueObject | undefined, made: Configuration | undefined): string[] {
  const written = document ? hiddenTexts(document, new KeyTree(sections)) : [];
  const secrets = made ? secretsIn(made.config) : [];
  return [...written, ...secrets.map((secret) => secret.reveal())];
}

/** Secrets are fingerprints in JSON already; other texts may hold one where nobody expects it. */
export function shownConfig(config: Config, scrub: Scrub): unknown {
  return JSON.parse(JSON.stringify(config), (_name, value: unknown) =>
    typeof value === "string" ? scrub(value) : value,
  );
}
