import type { Config } from "../generated/sections.ts";
import { pathText } from "../key-tree.ts";
import type { Problem } from "../problems.ts";
import { type PortConfig, portPlan } from "./plan.ts";

/** What the address of a browser looks like, and a color: for the schema and the command line. */
export const CDP_URL = /^(https?|wss?):\/\/[^\s]+$/;
export const COLOR = /^#[0-9A-Fa-f]{6}$/;

const NAME_LENGTH_MAX = 64;
const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

type BrowserProfiles = Config["browser"]["profiles"];
type BrowserProfile = BrowserProfiles[string];

/** What is wrong with each profile by itself; ports that are the same are in `portConflicts`. */
export function profileProblems(profiles: BrowserProfiles): Problem[] {
  return Object.entries(profiles).flatMap(([name, profile]) => {
    const path = pathText(["browser", "profiles", name]);
    const message = nameRefusal(name);
    return [
      ...(message === undefined ? [] : [{ path, message }]),
      ...addressProblems(path, profile),
    ];
  });
}

/** Why no profile may be called that, with a name that would do; undefined: it may. */
export function nameRefusal(name: string): string | undefined {
  if (NAME.test(name)) return undefined;
  const better = name
    .slice(0, NAME_LENGTH_MAX)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return (
    "the name of a browser profile is made of a-z, 0-9 and -, does not begin with -, and has at " +
    `most ${NAME_LENGTH_MAX} characters, such as "${better || "work"}"`
  );
}

function addressProblems(path: string, { cdpPort, cdpUrl }: BrowserProfile): Problem[] {
  if (cdpPort !== undefined && cdpUrl !== undefined) {
    return [{ path, message: "has both cdpPort and cdpUrl; keep the one that its browser is at" }];
  }
  if (cdpUrl !== undefined && !URL.canParse(cdpUrl.reveal())) {
    return [{ path: `${path}.cdpUrl`, message: "is no address, such as http://127.0.0.1:9222" }];
  }
  if (cdpPort !== undefined || cdpUrl !== undefined) return [];
  const message = "has neither cdpPort nor cdpUrl; set the one that its browser is at";
  return [{ path, message }];
}

/** A profile as it may be shown. */
export interface BrowserProfileView {
  readonly name: string;
  readonly cdpPort?: number;
  /** Scheme, host and port; what follows may hold a credential, and `/…` stands for it. */
  readonly cdpUrl?: string;
  readonly color?: string;
}

/** Every profile, in the order of the file. */
export function viewProfiles(profiles: BrowserProfiles): BrowserProfileView[] {
  return Object.entries(profiles).map(([name, { cdpPort, cdpUrl, color }]) => ({
    name,
    ...(cdpPort === undefined ? {} : { cdpPort }),
    ...(cdpUrl === undefined ? {} : { cdpUrl: shownAddress(cdpUrl.reveal()) }),
    ...(color === undefined ? {} : { color }),
  }));
}

function shownAddress(text: string): string {
  const { protocol, host, pathname, search, hash } = new URL(text);
  const isWhole = pathname === "/" && search === "" && hash === "";
  return `${protocol}//${host}${isWhole ? "" : "/…"}`;
}

/** Where the browser of a profile is, in words. */
export function addressText({ cdpPort, cdpUrl }: BrowserProfileView): string {
  return cdpPort === undefined ? (cdpUrl ?? "") : `port ${cdpPort}`;
}

/** The port of a new profile, or why there is none. */
export type Allocation = { readonly port: number } | { readonly refusal: string };

/** The lowest port of those for browsers that nothing of this configuration counts on. */
export function allocateCdpPort(config: PortConfig): Allocation {
  const plan = portPlan(config);
  if (!plan.browsers) return { refusal: noRange(config) };
  const { first, last } = plan.browsers;
  const taken = new Set([...plan.ports, ...plan.profiles].map(({ port }) => port));
  for (let port = first; port <= last; port += 1) if (!taken.has(port)) return { port };
  return { refusal: `all ports for browsers are taken (${first}-${last})` };
}

function noRange(config: PortConfig): string {
  const control = portPlan(config).ports.find(({ key }) => key === "browser.controlUrl");
  if (control) return `no port for browsers is left above that of browser control, ${control.port}`;
  return config.browser.controlUrl === undefined
    ? "browser control has no port that others could follow, because gateway.port is 0"
    : "browser control (browser.controlUrl) is not on this machine";
}
