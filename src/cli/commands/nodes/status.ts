import type { GatewayClient } from "@zero/client";
import type { NodeListResult } from "@zero/protocol";
import { ask } from "../../wire/connection.ts";
import { STATUS, UsageError } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { durationOf, nodeLine } from "../../wire/nodes.ts";

export const summary = "Lists the nodes that are known, and whether they are connected.";
export const options = {
  connected: { type: "boolean", summary: "Only those that are connected now." },
  lastConnected: {
    type: "string",
    value: "duration",
    summary: "Only those that were connected within 30m, 24h or 7d.",
  },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

type Given = Values<typeof options>;

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const withinMs = withinOf(given);
  const list = await ask(scene, configurationOf(scene), given, async ({ client }) => {
    const all = await client.request("node.list", {});
    const recent = withinMs === undefined ? all.nodes : await recentOf(client, all, withinMs);
    return { ...all, nodes: recent.filter((node) => node.connected || !given.connected) };
  });
  if (given.json) {
    io.json(list);
    return STATUS.ok;
  }
  const { nodes } = list;
  const connected = nodes.filter((node) => node.connected).length;
  const paired = nodes.filter((node) => node.paired).length;
  io.line(`Known: ${nodes.length}, paired: ${paired}, connected: ${connected}`);
  for (const node of nodes) io.line(`  ${nodeLine(node, io)}`);
  return STATUS.ok;
}

function withinOf({ lastConnected }: Given): number | undefined {
  if (lastConnected === undefined) return undefined;
  const ms = durationOf(lastConnected);
  if (ms !== undefined) return ms;
  throw new UsageError(`"${lastConnected}" is no duration; --last-connected looks like 24h`);
}

/** When a node was there is only known of those that were approved here, and of those that are. */
async function recentOf(client: GatewayClient, { nodes, ts }: NodeListResult, withinMs: number) {
  const { paired } = await client.request("node.pair.list", {});
  const seen = new Map(paired.map((node) => [node.nodeId, node.lastConnectedAtMs]));
  return nodes.filter(({ nodeId, connected }) => {
    return connected || ts - (seen.get(nodeId) ?? Number.NEGATIVE_INFINITY) <= withinMs;
  });
}
