import { chownSync, existsSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { readEnvFile } from "../config/environment.ts";
import { makePrivateFolder } from "../config/file/private-folder.ts";
import { assertVariable, UnwritableError } from "./files/plain.ts";

/** The secrets that a service gets through its file, and through nothing else. */
export const SERVICE_SECRETS = ["ZERO_GATEWAY_TOKEN", "ZERO_GATEWAY_PASSWORD"] as const;

export type SecretName = (typeof SERVICE_SECRETS)[number];

/** What is in the file of a service; empty when there is none. Throws `ConfigError`. */
export function readServiceSecrets(path: string): Readonly<Record<string, string>> {
  return readEnvFile(path);
}

/**
 * Writes `<state>/service.env` (0600) with these secrets and removes those that are undefined.
 * Other variables in it stay. A file that would be empty goes. `owner` is set where somebody else
 * than the gateway's account writes it. Throws `UnwritableError`, `ConfigError`.
 */
export async function writeServiceSecrets(
  path: string,
  secrets: Readonly<Partial<Record<SecretName, string>>>,
  owner?: { readonly uid: number; readonly gid: number },
): Promise<void> {
  const before = Object.entries(readServiceSecrets(path));
  const kept = before.filter(([name]) => !SERVICE_SECRETS.some((own) => own === name));
  const own = SERVICE_SECRETS.flatMap((name) => {
    const value = secrets[name];
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  const lines = [...kept, ...own].map(([name, value]) => lineOf(name, value));
  if (lines.length === 0) {
    rmSync(path, { force: true });
    return;
  }
  const folder = dirname(path);
  const isNew = !existsSync(folder);
  makePrivateFolder(folder);
  if (owner && isNew) chownSync(folder, owner.uid, owner.gid);
  await writeFileAtomic(path, `${lines.join("\n")}\n`, { mode: 0o600 });
  if (owner) chownSync(path, owner.uid, owner.gid);
}

/**
 * In single quotes everything is itself, for systemd and for us alike; what cannot stand in them is
 * refused. Throws `UnwritableError`.
 */
export function lineOf(name: string, value: string): string {
  assertVariable(name, value);
  if (value.includes("'")) {
    throw new UnwritableError(
      `the value of ${name} has a single quote, which the service's file cannot carry; ` +
        "put it into the configuration file instead, or choose another",
    );
  }
  return `${name}='${value}'`;
}
