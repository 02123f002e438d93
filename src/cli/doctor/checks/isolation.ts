import { realpathSync } from "node:fs";
import type { Config } from "../../../config/generated/sections.ts";
import type { Paths } from "../../../config/paths.ts";
import { PORT_SPAN } from "../../../config/ports/plan.ts";
import { secretsIn } from "../../../config/secrets.ts";
import { profileText } from "../../facts/profiles.ts";
import { hasFixedPorts, sharedPortsText } from "../../facts/shared-ports.ts";
import { advice, type Check, type Diagnosis, type Finding, problem } from "../check.ts";

interface Instance {
  /** In the middle of a sentence. */
  readonly name: string;
  readonly paths: Paths;
  readonly config: Config;
}

/**
 * Gateways of one home do not get in each other's way: each has its own port, configuration, state,
 * workspace and bots (S57).
 */
export const isolation: Check = {
  id: "isolation",
  title: "Other gateways",
  find(diagnosis) {
    const [own, ...others] = instancesOf(diagnosis);
    return own ? others.flatMap((other) => findingsOf(own, other)) : [];
  },
};

function instancesOf({ scene, configuration, profiles, view }: Diagnosis): Instance[] {
  const { paths } = scene;
  const own = { name: profileText(paths.profile), paths, config: configuration.config };
  const others = profiles.flatMap(({ profile, paths: place, config }): Instance[] => {
    const isOwn = real(place.stateDir) === real(paths.stateDir) && place.profile === paths.profile;
    return isOwn || !config ? [] : [{ name: profileText(profile), paths: place, config }];
  });
  return view.exists && configuration.config.gateway.mode !== "remote" ? [own, ...others] : [];
}

function findingsOf(own: Instance, other: Instance): Finding[] {
  if (other.config.gateway.mode === "remote") return [];
  const shared: [string, string | undefined][] = [
    ["set another gateway.port for one of them", portClash(own.config, other.config)],
    [
      "set ZERO_CONFIG_PATH for one of them",
      same("the configuration", own, other, (at) => at.paths.configPath),
    ],
    [
      "set ZERO_STATE_DIR for one of them",
      same("the state directory", own, other, (at) => at.paths.stateDir),
    ],
    [
      "set another agents.defaults.workspace for one of them",
      same("the workspace", own, other, (at) => at.config.agents.defaults.workspace),
    ],
    ["give each its own", botClash(own.config, other.config)],
  ];
  const found = shared.flatMap(([next, what]) => {
    if (what === undefined) return [];
    return [problem(`${capitalized(own.name)} and ${other.name} share ${what}.`, { next })];
  });
  return [...found, ...overlap(own, other)];
}

/** Two such gateways run; what one of them keeps beside its port may be in the other's way. */
function overlap(own: Instance, other: Instance): Finding[] {
  if (portClash(own.config, other.config) !== undefined) return [];
  const shared = sharedPortsText(own.config, other.config);
  if (shared === undefined) return [];
  const what = `${capitalized(own.name)} and ${other.name} count on the same ports: ${shared}.`;
  const apart = `leave more than ${PORT_SPAN} between their gateway.port`;
  const fixed = "; a browser profile keeps its port until its cdpPort is set to another";
  const next = hasFixedPorts(own.config, other.config) ? apart + fixed : apart;
  return [advice(what, { next })];
}

function portClash(own: Config, other: Config): string | undefined {
  const [a, b] = [own.gateway.port, other.gateway.port];
  return a !== 0 && a === b ? `port ${a}` : undefined;
}

function same(
  what: string,
  own: Instance,
  other: Instance,
  pathOf: (instance: Instance) => string,
): string | undefined {
  const path = pathOf(own);
  return real(path) === real(pathOf(other)) ? `${what} ${path}` : undefined;
}

/** Two pollers of one bot take each other's messages. */
function botClash(own: Config, other: Config): string | undefined {
  const theirs = new Set(secretsIn(other.channels).map((secret) => secret.reveal()));
  const shared = secretsIn(own.channels).filter((secret) => theirs.has(secret.reveal()));
  return shared.length > 0 ? `a channel's account (${shared[0]?.toString()})` : undefined;
}

/** For the beginning of a sentence. */
function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
