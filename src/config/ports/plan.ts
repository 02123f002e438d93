import type { Config } from "../generated/sections.ts";
import type { Problem } from "../problems.ts";

/** How far above `gateway.port` these are unless they are set (spec.md 7.8). */
export const CONTROL_OFFSET = 2;
export const CANVAS_OFFSET = 4;
/** Browsers are reached on ports above the one of browser control: the first and the last. */
const CDP_OFFSETS = [9, 108] as const;
const PORT_MAX = 65_535;

/** How far the last port of a gateway is above `gateway.port`, where none of them is set. */
export const PORT_SPAN = CONTROL_OFFSET + CDP_OFFSETS[1];

export type PortConfig = Pick<Config, "gateway" | "browser" | "canvasHost">;

/** A port that a gateway has, or keeps for a part of it, and the key that decides it. */
export interface PlannedPort {
  readonly use: "gateway" | "browser control" | "canvas";
  readonly key: "gateway.port" | "browser.controlUrl" | "canvasHost.port";
  readonly port: number;
}

/** Every port that a configuration counts on. What takes any free one is not in it. */
export interface PortPlan {
  readonly ports: readonly PlannedPort[];
  /** One for each browser profile. Undefined: browser control is elsewhere, or has no port. */
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
  if (control === undefined || control + lowest > PORT_MAX) return { ports };
  const browsers = { first: control + lowest, last: Math.min(control + highest, PORT_MAX) };
  return { ports, browsers };
}

/** Ports of one configuration that are the same, and those that there is no room for. */
export function portConflicts(config: PortConfig): Problem[] {
  if (config.gateway.mode === "remote") return [];
  const { ports } = portPlan(config);
  const same = ports.flatMap(({ key, port }, at) => {
    const other = ports.slice(0, at).find((earlier) => earlier.port === port);
    if (!other) return [];
    const message = `port ${port} is that of ${other.key} already; set one of the two to another`;
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
}

/** What two gateways of one machine would fight for, the lowest first, each range once. */
export function sharedPorts(own: PortPlan, other: PortPlan): SharedPort[] {
  const theirs = rangesOf(other);
  return rangesOf(own)
    .flatMap(({ use, first, last }) =>
      theirs.flatMap((range) => {
        const port = Math.max(first, range.first);
        return port <= Math.min(last, range.last) ? [{ port, own: use, other: range.use }] : [];
      }),
    )
    .toSorted((a, b) => a.port - b.port);
}

interface Range {
  readonly use: string;
  readonly first: number;
  readonly last: number;
}

function rangesOf({ ports, browsers }: PortPlan): Range[] {
  const single = ports.map(({ use, port }) => ({ use, first: port, last: port }));
  return browsers ? [...single, { use: "browsers", ...browsers }] : single;
}

/** The port of an address on this machine. */
function localPortOf(url: string | undefined): number | undefined {
  const parsed = url === undefined ? null : URL.parse(url);
  if (!parsed || !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(parsed.hostname)) return undefined;
  if (parsed.port !== "") return Number(parsed.port);
  return parsed.protocol === "https:" ? 443 : 80;
}
