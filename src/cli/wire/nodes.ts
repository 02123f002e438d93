import type { GatewayClient } from "@zero/client";
import type { Node } from "@zero/protocol";
import { ageText } from "../age.ts";
import { CommandError } from "../failures.ts";
import { type Io, printable } from "../io.ts";
import type { KnownNode, WaitingNode } from "./node-pairings.ts";

/** The option that names one node. */
export const NODE = {
  type: "string",
  required: true,
  value: "node",
  summary: "Its id or its name.",
} as const;

const MS_PER: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * The id of the node that a person means: its id, its name or the beginning of its id. Throws a
 * `CommandError` when that is none or several.
 */
export async function nodeIdOf(client: GatewayClient, typed: string): Promise<string> {
  const { nodes } = await client.request("node.list", {});
  if (nodes.some(({ nodeId }) => nodeId === typed)) return typed;
  const word = typed.toLowerCase();
  const named = nodes.filter(({ displayName }) => displayName?.toLowerCase() === word);
  const found = named.length > 0 ? named : nodes.filter(({ nodeId }) => nodeId.startsWith(typed));
  const [node] = found;
  if (node && found.length === 1) return node.nodeId;
  const lines = found.map((each) => `  ${printable(each.nodeId)}  ${nameOf(each)}`);
  if (found.length > 1) throw new CommandError(`several nodes are called "${typed}":`, lines);
  throw new CommandError(`no node is called "${typed}"`, ["`zero nodes status` lists them."]);
}

/** What a person calls a node. */
export function nameOf({ nodeId, displayName }: Pick<Node, "nodeId" | "displayName">): string {
  return printable(displayName ?? nodeId);
}

/** One line of a list. */
export function nodeLine(node: Node, io: Io): string {
  const state = node.connected ? io.style("green", "connected") : "not connected";
  const facts = [state, node.paired ? "paired" : io.style("yellow", "not paired"), node.platform];
  return `${nameOf(node)} (${printable(node.nodeId)}): ${joined(facts)}`;
}

export function pendingLine(pending: WaitingNode, now: number): string {
  const { requestId, platform, remoteIp, ts, isRepair, commands = [] } = pending;
  const wants = commands.length === 0 ? undefined : `wants ${commands.join(", ")}`;
  const age = `asked ${ageText(now - ts)} ago`;
  const facts = [platform, remoteIp, isRepair ? "paired before" : undefined, wants, age];
  const who = `${nameOf(pending)} (${printable(pending.nodeId)})`;
  return `${printable(requestId)}  ${who}: ${joined(facts)}`;
}

export function pairedLine(paired: KnownNode, now: number): string {
  const { platform, connected, lastConnectedAtMs: last } = paired;
  const before =
    last === undefined ? "never connected" : `last connected ${ageText(now - last)} ago`;
  const seen = connected ? "connected" : before;
  return `${nameOf(paired)} (${printable(paired.nodeId)}): ${joined([platform, seen])}`;
}

/** `30m`, `24h` or `7d` in milliseconds; undefined for anything else. */
export function durationOf(text: string): number | undefined {
  const [, digits = "", unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const ms = MS_PER[unit];
  return ms === undefined ? undefined : Number(digits) * ms;
}

function joined(facts: readonly (string | undefined)[]): string {
  return facts.flatMap((fact) => (fact === undefined || fact === "" ? [] : [fact])).join(", ");
}
