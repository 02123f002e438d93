import { isRecord } from "../../kernel/is-record.ts";

/** What a backup says about itself: the last member but one of the archive, as JSON. */
export interface Manifest {
  readonly format: 1;
  readonly product: "zero";
  /** The build that made it. */
  readonly version: string;
  readonly node: string;
  /** ISO 8601, in UTC. */
  readonly createdAt: string;
  readonly profile: string | null;
  /** Where the state was; for people, nothing is ever written there because of it. */
  readonly stateDir: string;
  /** The member that is the configuration file; null when there was none. */
  readonly config: string | null;
  /** Version of the database's schema; null when there was no database. */
  readonly schema: number | null;
  readonly members: readonly Member[];
}

/** One file of a backup. */
export interface Member {
  /** With `/` between its parts, such as `state/zero.db`. */
  readonly name: string;
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  /** Of its bytes, in hex. */
  readonly sha256: string;
  /** Where the file was, for members below `elsewhere/`. */
  readonly from?: string;
}

export const MANIFEST = "manifest.json";
/** Holds the digest of the manifest, in the form that `sha256sum --check` reads. */
export const SEAL = "manifest.sha256";
export const DATABASE = "state/zero.db";

/** What the first part of a member's name may be, and what is below it. */
export const ROOTS = {
  /** The state directory. */
  state: "state",
  /** The folder of the configuration file. */
  config: "config",
  /** Parts of the configuration that `$include` takes from other folders. */
  elsewhere: "elsewhere",
  /** The agent's own files. */
  workspace: "workspace",
} as const;
export type Root = (typeof ROOTS)[keyof typeof ROOTS];

const NAME_LENGTH_MAX = 4096;
const PART_LENGTH_MAX = 255;
export const MEMBERS_MAX = 1_000_000;

/** Where a member belongs, and its path below that; undefined for a name that leads elsewhere. */
export function placeOf(name: string): { root: Root; path: string } | undefined {
  if (name.length > NAME_LENGTH_MAX || /[\\\0]/.test(name)) return undefined;
  const [first, ...parts] = name.split("/");
  const root = Object.values(ROOTS).find((known) => known === first);
  if (root === undefined || parts.length === 0 || !parts.every(isPlain)) return undefined;
  return { root, path: parts.join("/") };
}

function isPlain(part: string): boolean {
  return part !== "" && part !== "." && part !== ".." && Buffer.byteLength(part) <= PART_LENGTH_MAX;
}

/**
 * Names that some file system takes for one: macOS ignores case and how an accent is composed.
 */
export function foldedName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** The manifest in a text, or a sentence about why it is none. */
export function readManifest(text: string): Manifest | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "it is no JSON";
  }
  if (!isRecord(value) || value["product"] !== "zero") return "it is not of ZERO";
  if (value["format"] !== 1) {
    return `its format is ${JSON.stringify(value["format"])} and this build knows only 1; use a newer one`;
  }
  const texts = ["version", "node", "createdAt", "stateDir"].every((key) => {
    return typeof value[key] === "string";
  });
  const { profile, config, schema, members } = value;
  const isWhole =
    texts &&
    (profile === null || typeof profile === "string") &&
    (config === null || (typeof config === "string" && placeOf(config)?.root === ROOTS.config)) &&
    (schema === null || isCount(schema)) &&
    Array.isArray(members) &&
    members.length <= MEMBERS_MAX &&
    members.every(isMember);
  return isWhole ? (value as unknown as Manifest) : "it lacks something";
}

function isMember(value: unknown): value is Member {
  if (!isRecord(value)) return false;
  const { name, size, mode, sha256, from } = value;
  return (
    typeof name === "string" &&
    placeOf(name) !== undefined &&
    isCount(size) &&
    isCount(mode) &&
    mode <= 0o777 &&
    typeof sha256 === "string" &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    (from === undefined || typeof from === "string")
  );
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
