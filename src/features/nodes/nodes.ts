import type {
  Node,
  NodeEventParams,
  NodeInvokeParams,
  NodeInvokeResultParams,
  NodePairResolvedEvent,
} from "@zero/protocol";
import type { SessionKey } from "../../domain/ids.ts";
import { refusalOf, type Authority } from "../../domain/scope.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { isRecord } from "../../kernel/is-record.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import type { Store } from "../../store/store.ts";
import type { Approver } from "./approver.ts";
import { Invocations, type Invoked, type InvocationsParts, type Question } from "./invocations.ts";
import { IssuedRuns } from "./issued-runs.ts";
import { NodeEvents, type NodeEventsParts } from "./node-events.ts";
import { type NodeRequest, Pairings, type PairingsParts } from "./pairings.ts";
import type { CommandSettings } from "./policy.ts";
import { type Arrival, Registry, type RegistryParts, type LiveNode } from "./registry.ts";
import { inOrder, type Known, nodeOf, type PairedDevice } from "./view.ts";

export interface NodesParts extends Omit<NodeEventsParts, "runs"> {
  readonly store: Pick<Store, "commit" | "row" | "rows">;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: () => CommandSettings;
  /** Tells clients that may pair. */
  readonly tell: (event: "node.pair.requested" | "node.pair.resolved", payload: object) => void;
  readonly devices: {
    pairedDevices(): readonly PairedDevice[];
    /** Ends a device's role as a node, and its connections. */
    revokeNode(deviceId: string): Promise<unknown>;
  };
  readonly approver: Approver;
  /** Throws when what the caller may was taken away since it connected. */
  readonly assertHeld: PairingsParts["assertHeld"];
  /** What a node is sent as soon as it is connected. */
  readonly greetings: () => Promise<readonly { event: string; payload: object }[]>;
  readonly limits?: InvocationsParts["limits"] &
    Pick<PairingsParts, "requestsMax" | "pairingsMax"> &
    Pick<RegistryParts, "nodesMax">;
}

/** Devices that run commands for us: who they are, and what they are asked and tell. */
export class Nodes {
  readonly #parts: NodesParts;
  readonly #pairings: Pairings;
  readonly #registry: Registry;
  readonly #invocations: Invocations;
  readonly #events: NodeEvents;

  constructor(parts: NodesParts) {
    const { log, limits = {} } = parts;
    const runs = new IssuedRuns();
    this.#parts = parts;
    this.#pairings = new Pairings({ ...limits, ...parts });
    this.#registry = new Registry({ ...limits, log, left: (node) => this.#invocations.left(node) });
    this.#invocations = new Invocations({
      ...parts,
      find: (nodeId) => this.#registry.find(nodeId),
      issued: ({ nodeId }, command, { id, params }) => {
        // Before its approval it is only planned: there is nothing to report on yet.
        const isApproved = isRecord(params) && "approval" in params;
        if (command === "system.run" && isApproved) runs.issue(nodeId, id, params);
      },
    });
    this.#events = new NodeEvents({ ...parts, runs });
  }

  /** A node is connected. Call what is returned when its connection is gone. */
  connected(arrival: Arrival): () => void {
    const { clock, log } = this.#parts;
    const node = this.#registry.add(arrival, clock.now());
    if (!node) return () => undefined;
    this.#greet(node).catch((error: unknown) => {
      log.warn("a node was not greeted", errorFields(error));
    });
    this.#pairings.connected(node.nodeId).catch((error: unknown) => {
      log.warn("when a node connected could not be noted", errorFields(error));
    });
    return () => this.#registry.remove(node);
  }

  /** True while a phone or a tablet is connected. */
  mobileNodeConnected(): boolean {
    return this.#registry.hasMobile();
  }

  /** Sends an event of a session to the nodes that follow it. */
  publish(session: SessionKey, event: string, payload: object): void {
    this.#registry.publish(session, event, payload);
  }

  async list(): Promise<Node[]> {
    const known = await this.#known();
    const settings = this.#parts.settings();
    return known.map((each) => nodeOf(each, settings)).toSorted(inOrder);
  }

  /** Rejects with INVALID_REQUEST when there is no such node. */
  async describe(nodeId: string): Promise<Node> {
    const known = (await this.#known()).find((each) => each.nodeId === nodeId);
    if (!known) throw unknownNode();
    return nodeOf(known, this.#parts.settings());
  }

  /** The name shows wherever the node does, until it is removed. */
  async rename(nodeId: string, given: string): Promise<string> {
    const name = given.trim();
    if (name === "") throw new ZeroError("INVALID_REQUEST", "displayName required");
    await this.describe(nodeId);
    await this.#pairings.rename(nodeId, name);
    return name;
  }

  /** Who may change what a node lets run is more than who may ask it for something (SR4). */
  async invoke(request: NodeInvokeParams, by: Authority): Promise<Invoked> {
    const needed = request.command.startsWith("system.execApprovals.") ? "admin" : "write";
    const refusal = refusalOf(by, needed);
    if (refusal !== undefined) throw new ZeroError("INVALID_REQUEST", refusal);
    return this.#invocations.invoke(request, by);
  }

  /** Asks a node past keys and approvals; resolves with its payload, rejects as `invoke` does. */
  ask(question: Question): Promise<unknown> {
    return this.#invocations.ask(question);
  }

  /** The answer of the node on this connection; false when nobody waits for it any more. */
  settle(connId: string, answer: NodeInvokeResultParams): boolean {
    return this.#invocations.settle(this.#registry.of(connId), answer);
  }

  event(connId: string, event: NodeEventParams): Promise<void> {
    return this.#events.take(this.#registry.of(connId), event);
  }

  async requestPairing(asked: NodeRequest) {
    const result = await this.#pairings.request(asked);
    const { request, created } = result;
    if (created && !request.silent) this.#parts.tell("node.pair.requested", request);
    return result;
  }

  listPairings() {
    return this.#pairings.list();
  }

  async approve(requestId: string, by: Authority) {
    const node = await this.#pairings.approve(requestId, by);
    this.#resolved(requestId, node.nodeId, "approved");
    return node;
  }

  async reject(requestId: string): Promise<string> {
    const nodeId = await this.#pairings.reject(requestId);
    this.#resolved(requestId, nodeId, "rejected");
    return nodeId;
  }

  verify(nodeId: string, token: string) {
    return this.#pairings.verify(nodeId, token);
  }

  /**
   * Ends a pairing, of the node or of the device that it is, and closes its connection. A node that
   * is no device and knows the gateway's secret may connect again, unpaired.
   */
  async remove(nodeId: string): Promise<void> {
    const isDevice = this.#deviceNodes().has(nodeId);
    const wasPaired = await this.#pairings.remove(nodeId);
    if (isDevice) await this.#parts.devices.revokeNode(nodeId);
    else if (!wasPaired && !this.#registry.find(nodeId)) throw unknownNode();
    const live = this.#registry.find(nodeId);
    if (!live) return;
    this.#registry.remove(live);
    live.link.close("pairing removed");
  }

  /** Deletes what is kept of commands long enough; how many there were. */
  prune(): Promise<number> {
    return this.#invocations.prune();
  }

  async #greet({ link }: LiveNode): Promise<void> {
    for (const { event, payload } of await this.#parts.greetings()) link.tell(event, payload);
  }

  #resolved(requestId: string, nodeId: string, decision: NodePairResolvedEvent["decision"]): void {
    const ts = this.#parts.clock.now();
    this.#parts.tell("node.pair.resolved", { requestId, nodeId, decision, ts });
  }

  async #known(): Promise<Known[]> {
    const [paired, names] = await Promise.all([this.#pairings.pairings(), this.#pairings.names()]);
    const pairings = new Map(paired.map((pairing) => [pairing.nodeId, pairing]));
    const devices = this.#deviceNodes();
    const live = this.#registry.all().map((node) => node.nodeId);
    const ids = new Set([...live, ...devices.keys(), ...pairings.keys()]);
    return [...ids].map((nodeId) => ({
      nodeId,
      name: names.get(nodeId),
      live: this.#registry.find(nodeId),
      device: devices.get(nodeId),
      pairing: pairings.get(nodeId),
    }));
  }

  #deviceNodes(): ReadonlyMap<string, PairedDevice> {
    const devices = this.#parts.devices.pairedDevices();
    const nodes = devices.filter(({ roles }) => roles.includes("node"));
    return new Map(nodes.map((device) => [device.deviceId, device]));
  }
}

function unknownNode(): ZeroError {
  return new ZeroError("INVALID_REQUEST", "unknown nodeId");
}
