import type { SessionKey } from "../../domain/ids.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { Log } from "../../kernel/log.ts";
import { platformOf } from "./policy.ts";

/** Nodes that are connected at once; one more is turned away. */
const NODES_MAX = 1_000;

/** The connection of a node, as far as this feature uses it. */
export interface NodeLink {
  readonly connId: string;
  /** Sends an event to this connection alone, without `seq`. */
  tell(event: string, payload: object): void;
  close(reason: string): void;
}

/** What a node said about itself when it connected. */
export interface NodeClaims {
  readonly displayName?: string;
  readonly platform: string;
  readonly version: string;
  readonly deviceFamily?: string;
  readonly modelIdentifier?: string;
  readonly remoteIp?: string;
  readonly caps: readonly string[];
  readonly commands: readonly string[];
  readonly permissions?: Readonly<Record<string, boolean>>;
  readonly pathEnv?: string;
}

export interface Arrival {
  readonly link: NodeLink;
  readonly clientId: string;
  /** Only when the device proved that it holds its key. */
  readonly deviceId?: string | undefined;
  readonly claims: NodeClaims;
}

/** A node that is connected now. */
export interface LiveNode {
  readonly nodeId: string;
  readonly link: NodeLink;
  readonly claims: NodeClaims;
  readonly connectedAt: number;
  /** Sessions whose events it asked for. */
  readonly sessions: Set<SessionKey>;
  /** Commands that wait for it. */
  commands: number;
}

export interface RegistryParts {
  readonly log: Log;
  /** The node is gone, or another connection took its place. */
  readonly left: (node: LiveNode) => void;
  readonly nodesMax?: number;
}

/** A device's id is the hash of its key; nobody who did not prove the key may be called so. */
const DEVICE_ID = /^[0-9a-f]{64}$/i;

/** Who is connected: one connection a node. */
export class Registry {
  readonly #parts: RegistryParts;
  readonly #byId = new Map<string, LiveNode>();
  readonly #byConnection = new Map<string, LiveNode>();

  constructor(parts: RegistryParts) {
    this.#parts = parts;
  }

  /**
   * Takes a node in; whoever was connected as the same node before is closed. Undefined when the
   * node may not stay: then its connection is being closed.
   */
  add({ link, clientId, deviceId, claims }: Arrival, at: number): LiveNode | undefined {
    const { log, nodesMax = NODES_MAX } = this.#parts;
    if (deviceId === undefined && DEVICE_ID.test(clientId)) {
      link.close("device identity required");
      return undefined;
    }
    const nodeId = deviceId ?? clientId;
    const before = this.#byId.get(nodeId);
    if (!before && this.#byId.size >= nodesMax) {
      log.warn("a node was turned away", { nodeId, nodesMax });
      link.close(`all ${nodesMax} places for nodes are taken`);
      return undefined;
    }
    const sessions = new Set<SessionKey>();
    const node = { nodeId, link, claims, connectedAt: at, sessions, commands: 0 };
    if (before) {
      this.remove(before);
      before.link.close("another connection of this node took over");
    }
    this.#byId.set(nodeId, node);
    this.#byConnection.set(link.connId, node);
    return node;
  }

  /** Forgets a node whose connection is gone; nothing when another one took its place. */
  remove(node: LiveNode): void {
    if (this.#byConnection.get(node.link.connId) !== node) return;
    this.#byConnection.delete(node.link.connId);
    if (this.#byId.get(node.nodeId) === node) this.#byId.delete(node.nodeId);
    this.#parts.left(node);
  }

  find(nodeId: string): LiveNode | undefined {
    return this.#byId.get(nodeId);
  }

  /** The node that speaks on a connection. Throws UNAVAILABLE when it speaks no longer. */
  of(connId: string): LiveNode {
    const node = this.#byConnection.get(connId);
    if (node) return node;
    const why = "another connection of this node took over; connect again to go on";
    throw new ZeroError("UNAVAILABLE", why);
  }

  all(): readonly LiveNode[] {
    return [...this.#byId.values()];
  }

  /** True while a phone or a tablet is connected. */
  hasMobile(): boolean {
    return this.all().some(({ claims }) => {
      const platform = platformOf(claims);
      return platform === "ios" || platform === "android";
    });
  }

  /** Sends an event of a session to the nodes that follow it. */
  publish(session: SessionKey, event: string, payload: object): void {
    for (const { sessions, link } of this.#byId.values()) {
      if (sessions.has(session)) link.tell(event, payload);
    }
  }
}
