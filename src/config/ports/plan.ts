import type { Config } from "../generated/sections.ts";
import type { Problem } from "../problems.ts";

/** How far above `gateway.port` these are unless they are set (spec.md 7.8). */
export const CONTROL_OFFSET = 2;
export const CANVAS_OFFSET = 4;
/** Browsers are reached on ports above the one of browser control: the first and the last. */
const CDP_OFFSETS = [9, 108] as const;
export const PORT_MAX = 65_535;

/** How far the last port of a gateway is above `gateway.port`, where none of them is set. */
export const PORT_SPAN = CONTROL_OFFSET + CDP_OFFSETS[1];

export type PortConfig = Pick<Config, "gateway" | "browser" | "canvasHost">;

/** A port that a gateway has, or keeps for a part of it, and the key that decides it. */
export interface PlannedPort {
  readonly use: "gateway" | "browser control" | "canvas";
  readonly key: "gateway.port" | "browser.controlUrl" | "canvasHost.port";
  readonly port: number;
}

/** The port of a browser profile, which stays where it is when the others move. */
export interface ProfilePort {
  readonly use: `browser profile ${string}`;
  readonly key: `browser.profiles.${string}.cdpPort`;
  readonly port: number;
}

/** Every port that a configuration counts on. What takes any free one is not in it. */
export interface PortPlan {
  readonly ports: readonly PlannedPort[];
  /** Those of profiles that have one, in the order of the file. */
  readonly profiles: readonly ProfilePort[];
  /** Where a new profile gets its port. Undefined: browser control is elsewhere, or has no port. */
  readonly browsers?: { readonly first: number; readonly last: number };
}

export function portPlan({ gateway, browser, canvasHost }: PortConfig): PortPlan {
  const control = localPortOf(browser.controlUrl);
  const all: readonly (Omit<PlannedPort, "port"> & { port: number | undefined })[] = [
    { use: "gateway", key: "gateway.port", port: gateway.port },
    { use: "browser control", key: "browser.controlUrl", port: control },
    { use: "canvas", key: "canvasHost.port", port: canvasHost.port },
  ];
  const ports = all.flatMap(({ port, ...rest }) => (port ? [{ ...rest, port }] : []));
  const [lowest, highest] = CDP_OFFSETS;
  const profiles = profilePorts(browser);
  if (control === undefined || control + lowest > PORT_MAX) return { ports, profiles };
  const browsers = { first: control + lowest, last: Math.min(control + highest, PORT_MAX) };
  return { ports, profiles, browsers };
}

function profilePorts({ profiles }: PortConfig["browser"]): ProfilePort[] {
  return Object.entries(profiles).flatMap(([name, { cdpPort }]) => {
    if (cdpPort === undefined) return [];
    const key = `browser.profiles.${name}.cdpPort` as const;
    return [{ use: `browser profile ${name}` as const, key, port: cdpPort }];
  });
}

/** Ports of one configuration that are the same, and those that there is no room for. */
export function portConflicts(config: PortConfig): Problem[] {
  if (config.gateway.mode === "remote") return [];
  const { ports, profiles } = portPlan(config);
  const firstAt = new Map<number, string>();
  const same = [...ports, ...profiles].flatMap(({ key, port }) => {
    const other = firstAt.get(port);
    if (other === undefined) firstAt.set(port, key);
    if (other === undefined) return [];
    const message = `port ${port} is that of ${other} already; set one of the two to another`;
    return [{ path: key, message }];
  });
  const { controlUrl } = config.browser;
  const isAddress = controlUrl === undefined || URL.canParse(controlUrl);
  const message = "is no address, such as http://127.0.0.1:18791";
  return [
    ...noRoom(config),
    ...(isAddress ? [] : [{ path: "browser.controlUrl", message }]),
    ...same,
  ];
}

function noRoom({ gateway: { port }, browser, canvasHost }: PortConfig): Problem[] {
  if (port === 0) return [];
  const missing = [
    ...(browser.controlUrl === undefined ? [["browser.controlUrl", CONTROL_OFFSET]] : []),
    ...(canvasHost.port === undefined ? [["canvasHost.port", CANVAS_OFFSET]] : []),
  ];
  return missing.map(([key, offset]) => {
    const message = `port ${port} leaves none for ${key}, which is ${offset} above it unless it is set`;
    return { path: "gateway.port", message: `${message}; take a lower one, or set ${key}` };
  });
}

/** A port, or the first of several, that two configurations count on, and what for. */
export interface SharedPort {
  readonly port: number;
  readonly own: string;
  readonly other: string;
  /** It is that of a browser profile, and another `gateway.port` does not move it. */
  readonly isFixed: boolean;
}

/**
 * What two gateways of one machine would fight for, each range once: the ports that stay when the
 * others move, then those, the lowest first.
 */
export function sharedPorts(own: PortPlan, other: PortPlan): SharedPort[] {
  const theirs = rangesOf(other);
  return rangesOf(own)
    .flatMap((here) => theirs.flatMap((there) => sharedBy(here, there)))
    .toSorted((a, b) => Number(b.isFixed) - Number(a.isFixed) || a.port - b.port);
}

interface Range {
  readonly use: string;
  readonly first: number;
  readonly last: number;
  readonly kind: "part" | "browsers" | "profile" | "profile in range";
}

function sharedBy(here: Range, there: Range): SharedPort[] {
  const port = Math.max(here.first, there.first);
  if (port > Math.min(here.last, there.last)) return [];
  const kinds = new Set([here.kind, there.kind]);
  // Its own range meets the other one as well, and says it for all that are in it.
  if (kinds.has("browsers") && kinds.has("profile in range")) return [];
  const isFixed = kinds.has("profile") || kinds.has("profile in range");
  return [{ port, own: here.use, other: there.use, isFixed }];
}

function rangesOf({ ports, profiles, browsers }: PortPlan): Range[] {
  const parts = ports.map(({ use, port }): Range => {
    return { use, first: port, last: port, kind: "part" };
  });
  const fixed = profiles.map(({ use, port }): Range => {
    const isWithin = browsers && port >= browsers.first && port <= browsers.last;
    return { use, first: port, last: port, kind: isWithin ? "profile in range" : "profile" };
  });
  const range: Range[] = browsers ? [{ use: "browsers", ...browsers, kind: "browsers" }] : [];
  return [...parts, ...fixed, ...range];
}

/** The port of an address on this machine. */
function localPortOf(url: string | undefined): number | undefined {
  const parsed = url === undefined ? null : URL.parse(url);
  if (!parsed || !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(parsed.hostname)) return undefined;
  if (parsed.port !== "") return Number(parsed.port);
  return parsed.protocol === "https:" ? 443 : 80;
}
