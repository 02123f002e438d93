import { ConflictError, type ConfigEditor, type Written } from "../../config/edit/editor.ts";
import type { Edit } from "../../config/edit/edits.ts";
import { parseDocument, valueAt, type ValueObject } from "../../config/file/document.ts";
import { type Configuration, loadConfig, type LoadOptions } from "../../config/load.ts";
import {
  allocateCdpPort,
  type BrowserProfileView,
  viewProfiles,
} from "../../config/ports/browser-profiles.ts";
import { CommandError } from "../failures.ts";

/** How often a change is made anew because an editor that asks for no lock wrote meanwhile. */
const ATTEMPTS_MAX = 5;

/** The file that is changed, and what it is read with. */
export interface ProfileFile {
  readonly editor: ConfigEditor;
  readonly load: LoadOptions;
}

export interface NewProfile {
  readonly name: string;
  /** Without this and `cdpUrl` it is given the lowest port that is free. */
  readonly cdpPort?: number | undefined;
  readonly cdpUrl?: string | undefined;
  readonly color?: string | undefined;
}

/**
 * Adds a profile. Its port is chosen in the very text that is replaced, so of two that come at once
 * each gets its own. Throws `CommandError` when there is one of that name or no port is left, and
 * what `ConfigEditor.edit` throws.
 */
export function createProfile(file: ProfileFile, wanted: NewProfile): Promise<Written> {
  return changed(file, (text) => {
    const configuration = loadConfig(file.load, { text, hash: "" });
    if (profileIn(configuration, wanted.name)) {
      const next = "Take another name, or delete that one first.";
      throw new CommandError(`There is a browser profile ${wanted.name} already.`, [next]);
    }
    return { path: pathOf(wanted.name), value: valueOf(wanted, configuration) };
  });
}

/**
 * Removes a profile, also from a file that cannot be used because of it. Throws `CommandError` when
 * there is none of that name, or when it is in a file that this one includes, and what
 * `ConfigEditor.edit` throws.
 */
export async function deleteProfile(file: ProfileFile, name: string): Promise<Written> {
  const path = pathOf(name);
  const written = await changed(file, (text) => {
    if (valueAt(parseDocument(text, file.load.paths.configPath), path) === undefined) {
      assertExists(loadConfig(file.load, { text, hash: "" }), name);
    }
    return { path, remove: true };
  });
  if (!profileIn(written.configuration, name)) return written;
  const included = written.configuration.files.slice(1).join(", ");
  const next = `Remove it where it is written: ${included}`;
  throw new CommandError(`The browser profile ${name} is in a file that is included.`, [next]);
}

function assertExists(configuration: Configuration, name: string): void {
  if (profileIn(configuration, name)) return;
  const names = Object.keys(configuration.config.browser.profiles);
  const known = names.length === 0 ? "There are none." : `Those that exist: ${names.join(", ")}.`;
  throw new CommandError(`There is no browser profile ${name}.`, [known]);
}

const pathOf = (name: string) => ["browser", "profiles", name];

/** A profile of the configuration as it may be shown; undefined when there is none. */
export function profileIn(
  { config }: Pick<Configuration, "config">,
  name: string,
): BrowserProfileView | undefined {
  return viewProfiles(config.browser.profiles).find((profile) => profile.name === name);
}

async function changed({ editor }: ProfileFile, editOf: (text: string) => Edit): Promise<Written> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await editor.edit((text) => [editOf(text)], { by: "cli" });
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

function valueOf({ cdpPort, cdpUrl, color }: NewProfile, { config }: Configuration): ValueObject {
  return {
    ...(cdpUrl === undefined ? { cdpPort: cdpPort ?? freePort(config) } : { cdpUrl }),
    ...(color === undefined ? {} : { color }),
  };
}

function freePort(config: Configuration["config"]): number {
  const allocation = allocateCdpPort(config);
  if ("port" in allocation) return allocation.port;
  const what = `There is no port for this browser profile: ${allocation.refusal}.`;
  throw new CommandError(what, ["Say where its browser is, with --cdp-port or --cdp-url."]);
}
