import type { SessionKey } from "../domain/ids.ts";
import type { JoinedClient } from "../doors/socket/services.ts";
import type { SocketDoorParts } from "../doors/socket/server.ts";
import { withoutApprovals } from "../features/nodes/approver.ts";
import { Nodes } from "../features/nodes/nodes.ts";
import type { NodeClaims } from "../features/nodes/registry.ts";
import type { AssemblyOptions, Spine } from "./introduce.ts";

/** The nodes, acquainted with turns, channels and whoever may pair them. */
export function makeNodes(
  { turns, sessions, channels, notes }: Spine,
  { configuration, store, clock, log }: AssemblyOptions,
  tell: (event: string, payload: object) => void,
): Nodes {
  return new Nodes({
    store,
    clock,
    log: log.child("nodes"),
    settings: () => configuration.config.gateway.nodes,
    tell,
    // Devices are paired elsewhere; none is until somebody keeps them.
    devices: { pairedDevices: () => [] },
    approver: withoutApprovals,
    greetings: () => [],
    turns,
    route: (session) => sessions.route(session),
    resolve: (target) => channels.resolve(target),
    note: (session, text) => notes.add(session, text, clock.now()),
  });
}

/** What the door has to call so that nodes are known while they are connected. */
export function attendingNodes(nodes: Nodes): Pick<SocketDoorParts, "attend" | "onSession"> {
  return {
    attend: (client) => {
      const { caller, params, ip } = client;
      if (caller.role !== "node") return () => undefined;
      return nodes.connected({
        link: {
          connId: caller.connId,
          tell: (event, payload) => client.tell(event, payload),
          close: (reason) => client.close(reason),
        },
        clientId: caller.client.id,
        deviceId: caller.deviceId,
        claims: claimsOf(params, ip),
      });
    },
    onSession: (session, event, payload) => nodes.publish(session as SessionKey, event, payload),
  };
}

function claimsOf(params: JoinedClient["params"], ip: string | undefined): NodeClaims {
  const { client, caps = [], commands = [], permissions, pathEnv } = params;
  const { displayName, platform, version, deviceFamily, modelIdentifier } = client;
  return {
    platform,
    version,
    caps,
    commands,
    ...(displayName === undefined ? {} : { displayName }),
    ...(deviceFamily === undefined ? {} : { deviceFamily }),
    ...(modelIdentifier === undefined ? {} : { modelIdentifier }),
    ...(ip === undefined ? {} : { remoteIp: ip }),
    ...(permissions === undefined ? {} : { permissions }),
    ...(pathEnv === undefined ? {} : { pathEnv }),
  };
}
