import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { readPlist } from "../files/plist-reader.ts";
import { readUnit } from "../files/unit-reader.ts";
import type { Scope, ServiceFolders } from "../names.ts";

/** Another service on this machine that looks like a gateway. */
export interface Neighbour {
  readonly label: string;
  /** Its file. */
  readonly detail: string;
  readonly scope: Scope;
}

export interface Neighbours {
  /** Not ours, though they speak of a gateway of this kind. */
  readonly extra: readonly Neighbour[];
  /** Of products that this one follows. */
  readonly legacy: readonly Pick<Neighbour, "label" | "detail">[];
}

const FILES_MAX = 2_000;
const SIZE_MAX = 256 * 1024;
const PRODUCT = /\b(zero|clawdbot|moltbot|openclaw)\b/i;
const GATEWAY = /\bgateway\b/i;
const LEGACY = /^(com\.(steipete\.)?clawdbot\.[\w.-]+|clawdbot-gateway(-[\w-]+)?)$/;

/**
 * Looks through service files for gateways that ZERO did not install. What it installed, of
 * whatever profile, carries a marker and is left out. `deep` adds what is installed for everybody.
 */
export function findNeighbours(folders: ServiceFolders, deep: boolean): Neighbours {
  const places: readonly (readonly [folder: string, scope: Scope])[] = [
    [folders.systemdUser, "user"],
    [folders.launchAgents, "user"],
    ...(deep ? folders.everybody.map((folder) => [folder, "system"] as const) : []),
  ];
  const seen = new Set<string>();
  const extra: Neighbour[] = [];
  const legacy: Neighbour[] = [];
  for (const [folder, scope] of places) {
    for (const file of serviceFiles(folder)) {
      const label = basename(file).replace(/\.(plist|service)$/, "");
      const text = textOf(file);
      if (text === undefined || seen.has(`${scope} ${label}`)) continue;
      if (!LEGACY.test(label) && !(PRODUCT.test(text) && GATEWAY.test(text))) continue;
      if (isOurs(file, text)) continue;
      // `/lib` is often another name of `/usr/lib`.
      seen.add(`${scope} ${label}`);
      (LEGACY.test(label) ? legacy : extra).push({ label, detail: file, scope });
    }
  }
  return { extra, legacy: legacy.map(({ label, detail }) => ({ label, detail })) };
}

function isOurs(file: string, text: string): boolean {
  const variables = file.endsWith(".plist")
    ? readPlist(text)?.["EnvironmentVariables"]
    : readUnit(text, "").environment;
  if (typeof variables !== "object" || Array.isArray(variables)) return false;
  return Object.entries(variables).some(
    ([name, value]) => name === "ZERO_SERVICE_MARKER" && value === "zero",
  );
}

/** Files of services in a folder; none when the folder cannot be read. */
function serviceFiles(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => /\.(plist|service)$/.test(name));
    return names.slice(0, FILES_MAX).map((name) => join(folder, name));
  } catch (error) {
    if (error instanceof Error && "code" in error) return [];
    throw error;
  }
}

function textOf(file: string): string | undefined {
  try {
    // A pipe would wait for its writer, and a link may lead nowhere.
    const stat = statSync(file);
    return stat.isFile() && stat.size <= SIZE_MAX ? readFileSync(file, "utf8") : undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
