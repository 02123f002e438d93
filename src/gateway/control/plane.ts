import { parseSessionKey } from "../../domain/session.ts";
import { requestOnWire } from "../../doors/socket/methods/devices.ts";
import type { Services } from "../../doors/socket/services.ts";
import { Devices } from "../../features/access/devices.ts";
import type { Nodes } from "../../features/nodes/nodes.ts";
import { type GatewayExec, makeExec } from "./exec.ts";
import type { AssemblyOptions, Spine } from "../introduce.ts";
import { makeNodes } from "./nodes.ts";
import { makeControl } from "./control.ts";

/** What clients do beside talking: who they are, which machines serve us, what is looked at. */
export interface Plane {
  readonly devices: Devices;
  readonly nodes: Nodes;
  readonly exec: GatewayExec;
  readonly services: Omit<Services, keyof SpineServices>;
}

/** What comes from the features of the message path instead. */
type SpineServices = Pick<
  Services,
  | "turns"
  | "sends"
  | "sessions"
  | "agents"
  | "health"
  | "channels"
  | "presence"
  | "models"
  | "config"
  | "wizard"
  | "queue"
>;

/** Devices, nodes, approvals and views, acquainted with one another and with the spine. */
export function makePlane(spine: Spine, options: AssemblyOptions): Plane {
  const { clock, log, paths, store } = options;
  const { hub, sessions } = spine;
  const tell = (event: string, payload: object) => hub.emit("broadcast", { event, payload });
  const devices = new Devices({
    store,
    clock,
    log: log.child("access"),
    events: {
      requested: (request) => tell("device.pair.requested", requestOnWire(request)),
      resolved: (resolution) => tell("device.pair.resolved", resolution),
      ended: (device, reason) => hub.emit("deviceEnded", { device, reason }),
    },
  });
  const control = makeControl(options, {
    broadcast: tell,
    mobileNodeConnected: () => nodes.mobileNodeConnected(),
  });
  const { voice } = control;
  const exec = makeExec({ stateDir: paths.stateDir, clock, log: log.child("exec") }, tell, {
    nodes: { ask: (question) => nodes.ask(question) },
    isClosed: async (key) => {
      const session = parseSessionKey(key);
      return session !== undefined && (await sessions.settings(session)).execSecurity === "deny";
    },
  });
  const nodes: Nodes = makeNodes(spine, options, { devices, voice, approver: exec.approver });
  return { devices, nodes, exec, services: { ...control, devices, nodes, exec: exec.view } };
}
