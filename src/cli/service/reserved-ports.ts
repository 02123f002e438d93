import type { Configuration } from "../../config/load.ts";
import {
  addressText,
  type BrowserProfileView,
  viewProfiles,
} from "../../config/ports/browser-profiles.ts";
import { type PlannedPort, portPlan } from "../../config/ports/plan.ts";
import { profilesOf, profileText } from "../facts/profiles.ts";
import { sharedPortsText } from "../facts/shared-ports.ts";
import { printable } from "../io.ts";
import { describeSource } from "../wire/target.ts";

/** Profiles that a line names; more are counted. */
const NAMED_MAX = 8;

/** Ports that a gateway keeps for its parts, and who else counts on them. */
export interface ReservedPorts {
  readonly reserved: readonly (PlannedPort & {
    /** What decided it, in full. */
    readonly from: string;
  })[];
  /** Where new browser profiles get ports; absent when browser control has none on this machine. */
  readonly browsers?: { readonly first: number; readonly last: number };
  /** Browsers that the configuration names, and where each of them is. */
  readonly profiles: readonly BrowserProfileView[];
  readonly hints: readonly string[];
}

/** What the configuration keeps free, compared with the other profiles of this home. */
export function viewReserved(configuration: Configuration, home: string): ReservedPorts {
  const { config, file } = configuration;
  const { ports, browsers } = portPlan(config);
  const reserved = ports
    .filter(({ key }) => key !== "gateway.port")
    .map((port) => ({ ...port, from: originOf(port, configuration) }));
  const hints = profilesOf(home).flatMap(({ profile, paths, config: theirs }) => {
    if (paths.configPath === file.path || !theirs || theirs.gateway.mode === "remote") return [];
    const text = sharedPortsText(config, theirs);
    return text === undefined ? [] : [`Shared with ${profileText(profile)}: ${text}.`];
  });
  const profiles = viewProfiles(config.browser.profiles);
  return { reserved, ...(browsers ? { browsers } : {}), profiles, hints };
}

function originOf({ key, port }: PlannedPort, { config, sourceOf }: Configuration): string {
  const source = sourceOf(key);
  if (source?.kind !== "default") return describeSource(source, key);
  return `gateway.port + ${port - config.gateway.port}`;
}

export function reservedLines({ reserved, browsers, profiles, hints }: ReservedPorts): string[] {
  const named = reserved.map(({ use, port, from }) => `${use} ${port} (${from})`);
  const range = browsers ? [`browsers ${browsers.first}-${browsers.last}`] : [];
  const all = [...named, ...range];
  const kept = `Ports kept free: ${all.join(", ")}; nothing of this version listens there`;
  return [
    ...(all.length === 0 ? [] : [kept]),
    ...(profiles.length === 0 ? [] : [`Browser profiles: ${profilesText(profiles)}`]),
    ...hints.map((hint) => `  ${hint}`),
  ];
}

function profilesText(profiles: readonly BrowserProfileView[]): string {
  const named = profiles
    .slice(0, NAMED_MAX)
    .map((profile) => `${profile.name} (${addressText(profile)})`);
  const more = profiles.length - named.length;
  return printable(`${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`);
}
