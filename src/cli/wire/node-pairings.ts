import type { GatewayClient } from "@zero/client";
import type { PairedDevice, PairedNode, PairingRequest, PendingNode } from "@zero/protocol";

/** How a node is let in: as the device that it is, or under the token of its own pairing. */
type Via = "device" | "node";

/** A node that waits to be let in. */
export type WaitingNode = Pick<
  PendingNode,
  "requestId" | "nodeId" | "displayName" | "platform" | "remoteIp" | "commands" | "isRepair" | "ts"
> & { readonly via: Via };

/** A node that was let in. */
export type KnownNode = Pick<
  PairedNode,
  "nodeId" | "displayName" | "platform" | "lastConnectedAtMs"
> & { readonly via: Via; readonly connected: boolean };

export interface NodePairings {
  readonly pending: readonly WaitingNode[];
  readonly paired: readonly KnownNode[];
}

/** Every node that waits or is let in, whichever way; one that is both is shown as a device. */
export async function nodePairings(client: GatewayClient): Promise<NodePairings> {
  const [pairings, devices, { nodes }] = await Promise.all([
    client.request("node.pair.list", {}),
    client.request("device.pair.list", {}),
    client.request("node.list", {}),
  ]);
  const waiting = pairings.pending.map((node) => ({ ...node, via: "node" as const }));
  const paired = new Map<string, Omit<KnownNode, "connected">>();
  for (const node of pairings.paired) paired.set(node.nodeId, { ...node, via: "node" });
  for (const device of devices.paired.filter(isNode)) {
    paired.set(device.deviceId, { ...paired.get(device.deviceId), ...knownDevice(device) });
  }
  const live = new Map(nodes.map((node) => [node.nodeId, node]));
  return {
    pending: [...waiting, ...devices.pending.filter(isNode).map(waitingDevice)],
    paired: [...paired.values()].map((node) => {
      const { displayName = node.displayName, connected = false } = live.get(node.nodeId) ?? {};
      return { ...node, ...(displayName === undefined ? {} : { displayName }), connected };
    }),
  };
}

/** True when what waits under this id is a device that wants to be a node. */
export async function waitsAsDevice(client: GatewayClient, requestId: string): Promise<boolean> {
  const { pending } = await client.request("device.pair.list", {});
  return pending.some((request) => request.requestId === requestId && isNode(request));
}

/** A role that was revoked is not among the roles of a device. */
function isNode({ role, roles }: Pick<PairedDevice, "role" | "roles">): boolean {
  return role === "node" || roles.includes("node");
}

function waitingDevice({ deviceId, ...request }: PairingRequest): WaitingNode {
  return { ...request, nodeId: deviceId, via: "device" };
}

function knownDevice({ deviceId, tokens, ...device }: PairedDevice): Omit<KnownNode, "connected"> {
  const used = tokens.find(({ role }) => role === "node")?.lastUsedAtMs;
  const seen = used === undefined ? {} : { lastConnectedAtMs: used };
  return { ...device, nodeId: deviceId, ...seen, via: "device" };
}
