import { PRESENCE_DELTA } from "@zero/protocol";
import { type Device, heldGrants } from "../../domain/device.ts";
import type { SessionKey } from "../../domain/ids.ts";
import type { JoinedClient, VoiceView } from "../../doors/socket/services.ts";
import type { SocketDoorParts } from "../../doors/socket/server.ts";
import type { Devices } from "../../features/access/devices.ts";
import type { Approver as ExecApprover } from "../../features/exec/approver.ts";
import { Nodes } from "../../features/nodes/nodes.ts";
import type { NodeClaims } from "../../features/nodes/registry.ts";
import type { AssemblyOptions, Spine } from "../introduce.ts";

interface NodeSurroundings {
  readonly devices: Pick<Devices, "list" | "revoke" | "assertHeld">;
  /** The words that wake the assistant; a node listens for them. */
  readonly voice: Pick<VoiceView, "triggers">;
  /** Asks a person about commands that need one. */
  readonly approver: Pick<ExecApprover, "check">;
}

/** The nodes, acquainted with turns, channels and whoever may pair them. */
export function makeNodes(
  { turns, sessions, channels, notes, hub }: Spine,
  { running, store, clock, log }: AssemblyOptions,
  { devices, voice, approver }: NodeSurroundings,
): Nodes {
  return new Nodes({
    store,
    clock,
    log: log.child("nodes"),
    settings: () => running.config.gateway.nodes,
    tell: (event, payload) => hub.emit("broadcast", { event, payload }),
    assertHeld: (by) => devices.assertHeld(by),
    devices: {
      pairedDevices: () => devices.list().paired.map(pairedDevice),
      revokeNode: (deviceId) => devices.revoke({ deviceId, role: "node" }),
    },
    approver: { check: ({ nodeId }, asked) => approver.check({ nodeId, ...asked }) },
    greetings: async () => [
      { event: "voicewake.changed", payload: { triggers: await voice.triggers() } },
    ],
    turns,
    route: (session) => sessions.route(session),
    maySend: async (session) => (await sessions.settings(session)).sendPolicy !== "deny",
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
    // How a connection wants its events is nothing that a machine can do.
    caps: caps.filter((cap) => cap !== PRESENCE_DELTA),
    commands,
    ...(displayName === undefined ? {} : { displayName }),
    ...(deviceFamily === undefined ? {} : { deviceFamily }),
    ...(modelIdentifier === undefined ? {} : { modelIdentifier }),
    ...(ip === undefined ? {} : { remoteIp: ip }),
    ...(permissions === undefined ? {} : { permissions }),
    ...(pathEnv === undefined ? {} : { pathEnv }),
  };
}

/** A device with the roles that it still has. */
function pairedDevice(device: Device) {
  const { deviceId, about } = device;
  return { ...about, deviceId, roles: heldGrants(device).map((grant) => grant.role) };
}
