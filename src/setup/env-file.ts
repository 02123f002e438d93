import { dirname } from "node:path";
import { parseEnv } from "node:util";
import writeFileAtomic from "write-file-atomic";
import { readPrivateFile } from "../config/file/private-file.ts";
import { ENV_FILE_BYTES_MAX } from "../config/environment.ts";
import { ConfigError } from "../config/problems.ts";
import type { Secret } from "../kernel/secret.ts";
import { makeFolder } from "../config/file/private-folder.ts";

/**
 * Gives variables a value in `<state>/.env`, for this user only. Everything else in the file stays
 * as it is written. Throws `ConfigError` when the file cannot be used, or could not be read back.
 */
export async function writeEnvFile(
  path: string,
  variables: ReadonlyMap<string, Secret>,
): Promise<void> {
  if (variables.size === 0) return;
  const refuse = (message: string, cause?: unknown) =>
    new ConfigError(path, [{ path: "", message }], { cause });
  const text = readPrivateFile(path, ENV_FILE_BYTES_MAX, refuse) ?? "";
  const changed = withVariables(text, variables);
  if (changed === undefined) {
    throw refuse("it is written in a way that cannot be changed safely; add the variable by hand");
  }
  makeFolder(dirname(path));
  await writeFileAtomic(path, changed, { mode: 0o600 });
}

/** The text with these variables; undefined when it would not be read back as that. */
export function withVariables(
  text: string,
  variables: ReadonlyMap<string, Secret>,
): string | undefined {
  const wanted = new Map(Object.entries(parseEnv(text)));
  let changed = text;
  for (const [name, secret] of variables) {
    const value = secret.reveal();
    const line = lineOf(name, value);
    if (line === undefined) return undefined;
    wanted.set(name, value);
    changed = withLine(changed, name, line);
  }
  const read = new Map(Object.entries(parseEnv(changed)));
  const same = read.size === wanted.size && [...wanted].every(([k, v]) => read.get(k) === v);
  return same ? changed : undefined;
}

/** In whichever quotes the value itself does not have. */
function lineOf(name: string, value: string): string | undefined {
  if (/^[A-Za-z0-9_:./+=-]+$/.test(value)) return `${name}=${value}`;
  const quote = ["'", '"', "`"].find((mark) => !value.includes(mark));
  // What is between double quotes has escapes; a value with a line break has no line.
  if (quote === undefined || /[\r\n]/.test(value)) return undefined;
  if (quote === '"' && value.includes("\\")) return undefined;
  return `${name}=${quote}${value}${quote}`;
}

function withLine(text: string, name: string, line: string): string {
  const assignment = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=/;
  const lines = text.split("\n");
  const isThere = lines.some((one) => assignment.exec(one)?.[1] === name);
  if (isThere) {
    return lines.map((one) => (assignment.exec(one)?.[1] === name ? line : one)).join("\n");
  }
  const end = text === "" || text.endsWith("\n") ? "" : "\n";
  return `${text}${end}${line}\n`;
}
