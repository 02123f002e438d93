import type { Configuration } from "../../config/load.ts";
import { type PlannedPort, portPlan } from "../../config/ports/plan.ts";
import { profilesOf, profileText } from "../facts/profiles.ts";
import { sharedPortsText } from "../facts/shared-ports.ts";
import { describeSource } from "../wire/target.ts";

/** Ports that a gateway keeps for its parts, and who else counts on them. */
export interface ReservedPorts {
  readonly reserved: readonly (PlannedPort & {
    /** What decided it, in full. */
    readonly from: string;
  })[];
  /** For browsers, one each; absent when browser control is on no port of this machine. */
  readonly browsers?: { readonly first: number; readonly last: number };
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
  return { reserved, ...(browsers ? { browsers } : {}), hints };
}

function originOf({ key, port }: PlannedPort, { config, sourceOf }: Configuration): string {
  const source = sourceOf(key);
  if (source?.kind !== "default") return describeSource(source, key);
  return `gateway.port + ${port - config.gateway.port}`;
}

export function reservedLines({ reserved, browsers, hints }: ReservedPorts): string[] {
  const named = reserved.map(({ use, port, from }) => `${use} ${port} (${from})`);
  const range = browsers ? [`browsers ${browsers.first}-${browsers.last}`] : [];
  const all = [...named, ...range];
  if (all.length === 0) return [];
  return [
    `Ports kept free: ${all.join(", ")}; nothing of this version listens there`,
    ...hints.map((hint) => `  ${hint}`),
  ];
}
