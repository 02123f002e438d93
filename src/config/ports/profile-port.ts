import { readdirSync } from "node:fs";
import { join } from "node:path";
import { CONFIG_FILE } from "../state-files.ts";
import { hasCode } from "../../kernel/errors.ts";
import { parseDocument, valueAt } from "../file/document.ts";
import { readText } from "../load.ts";
import { DEV_PROFILE, isStateDirName, type Paths } from "../paths.ts";
import { ConfigError } from "../problems.ts";
import { PORT_SPAN } from "./plan.ts";

/** A whole number of hundreds that has room for every port of a gateway. */
const SPACING = Math.ceil((PORT_SPAN + 1) / 100) * 100;
/** Above those of the main profile and of `--dev`. */
const FIRST = 19_201;
const LAST = 65_000;

/**
 * The port that a new profile is given, so that it can run beside the others of this user;
 * undefined for profiles that have a port of their own by default.
 */
export function portForProfile({ profile, home }: Paths): number | undefined {
  if (profile === undefined || profile === DEV_PROFILE) return undefined;
  const taken = portsDeclaredIn(home);
  for (let port = FIRST; port < LAST; port += SPACING) {
    if (!taken.some((other) => Math.abs(other - port) < SPACING)) return port;
  }
  return undefined;
}

/**
 * What the state directories beside one another say; one that cannot be read says nothing, nor does
 * a home that cannot be listed.
 */
function portsDeclaredIn(home: string): number[] {
  return namesIn(home)
    .filter(isStateDirName)
    .flatMap((name) => {
      const path = join(home, name, CONFIG_FILE);
      try {
        const port = valueAt(parseDocument(readText(path) ?? "{}", path), "gateway.port");
        return typeof port === "number" ? [port] : [];
      } catch (error) {
        if (error instanceof ConfigError) return [];
        throw error;
      }
    });
}

function namesIn(home: string): string[] {
  try {
    return readdirSync(home);
  } catch (error) {
    if (hasCode(error, "ENOENT") || hasCode(error, "EACCES")) return [];
    throw error;
  }
}
