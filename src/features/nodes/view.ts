import type { Node, PairedNode } from "@zero/protocol";
import { allowedOf, type CommandSettings } from "./policy.ts";
import type { LiveNode } from "./registry.ts";

/** A device that was approved, as whoever keeps devices knows it. */
export interface PairedDevice {
  readonly deviceId: string;
  readonly displayName?: string;
  readonly platform?: string;
  readonly deviceFamily?: string;
  readonly modelIdentifier?: string;
  readonly remoteIp?: string;
  readonly roles: readonly string[];
}

/** Everything that is known of one node. */
export interface Known {
  readonly nodeId: string;
  /** The name that the owner gave. */
  readonly name?: string | undefined;
  readonly live?: LiveNode | undefined;
  readonly device?: PairedDevice | undefined;
  readonly pairing?: PairedNode | undefined;
}

/**
 * A node as clients see it: the owner's name for it first, then what it says now, then what its
 * device said when it was approved, then what was asked for in its name (V20). Only commands that
 * it may be asked for are shown.
 */
export function nodeOf(
  { nodeId, name, live, device, pairing }: Known,
  settings: CommandSettings,
): Node {
  const { claims } = live ?? {};
  const sources = [claims, device, pairing];
  const first = (field: Field) => sources.map((source) => source?.[field]).find(isThere);
  const facts = Object.fromEntries(FIELDS.map((field) => [field, first(field)]));
  const { coreVersion, uiVersion, caps = [], commands = [] } = pairing ?? {};
  const machine = { platform: first("platform"), deviceFamily: first("deviceFamily") };
  const version = claims?.version ?? pairing?.version;
  const { permissions, pathEnv } = claims ?? {};
  return {
    nodeId,
    ...tidy({ ...facts, ...tidy({ displayName: name }), version, coreVersion, uiVersion }),
    caps: [...(claims?.caps ?? caps)],
    commands: allowedOf(claims?.commands ?? commands, machine, settings),
    ...(pathEnv === undefined ? {} : { pathEnv }),
    ...(permissions === undefined ? {} : { permissions: { ...permissions } }),
    ...(live ? { connectedAtMs: live.connectedAt } : {}),
    paired: device !== undefined || pairing !== undefined,
    connected: live !== undefined,
  };
}

/** Connected nodes first, then by name. */
export function inOrder(a: Node, b: Node): number {
  if (a.connected !== b.connected) return a.connected ? -1 : 1;
  const [left, right] = [a, b].map(({ displayName, nodeId }) => displayName ?? nodeId);
  return (left ?? "").localeCompare(right ?? "", "en") || (a.nodeId < b.nodeId ? -1 : 1);
}

const FIELDS = ["displayName", "platform", "deviceFamily", "modelIdentifier", "remoteIp"] as const;
type Field = (typeof FIELDS)[number];

const isThere = (value: string | undefined): value is string => value !== undefined && value !== "";

function tidy(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (isThere(value) ? [[name, value]] : [])),
  );
}
