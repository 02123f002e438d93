import type { Address, ChannelId, OutboundMessage, Receipt, RemoteId } from "@zero/channel";
import type {
  ConnectParams,
  Node,
  NodeEventParams,
  NodeInvokeParams,
  NodeInvokeResultParams,
  NodePairListResult,
  NodePairRequestParams,
  PairedNode,
  PendingNode,
  SessionsListParams,
  SystemEventParams,
} from "@zero/protocol";
import type { AgentId, RunId, SessionKey } from "../../domain/ids.ts";
import type { Message, RunEvent } from "../../domain/run.ts";
import type { Authority } from "../../domain/scope.ts";
import type { AcceptedTurn, TurnRequest, WaitResult } from "../../domain/turn.ts";

/**
 * Who is at the other end of a connection, as the server recorded it. Nothing in a request changes
 * it (SR4).
 */
export interface Caller {
  readonly connId: string;
  readonly role: "operator" | "node";
  readonly scopes: readonly string[];
  readonly client: {
    id: string;
    mode: string;
    version: string;
    platform: string;
    displayName?: string;
    instanceId?: string;
  };
  /** The device that it is; only when that was proven. */
  readonly deviceId?: string;
  /** The peer is this machine and no proxy stands between: a fact about the socket (SR6). */
  readonly local: boolean;
}

/** Turns of agents. `submit` resolves when the turn is on disk. */
export interface Turns {
  /**
   * Rejects with INVALID_REQUEST when the key was used for another request, UNAVAILABLE when a
   * limit is reached.
   */
  submit(request: TurnRequest): Promise<AcceptedTurn>;
  /** Resolves with `timeout` as soon as `signal` aborts. */
  wait(runId: RunId, timeoutMs: number, signal?: AbortSignal): Promise<WaitResult>;
  /**
   * Aborts the session's runs, or one of them. Rejects with INVALID_REQUEST when that run is of
   * another session.
   */
  abort(session: SessionKey, runId?: RunId): Promise<readonly RunId[]>;
  /** True while the run waits or runs in this process. */
  isOpen(runId: RunId): boolean;
}

/** Direct sends, idempotent by key for seven days (spec.md V31). */
export interface Sends {
  /**
   * Resolves with the receipts of all parts, in order, when the network gave them. Rejects with
   * NOT_LINKED, INVALID_REQUEST (refused, or the key was used for something else) or UNAVAILABLE
   * (gave up, or outcome unknown).
   */
  send(key: string, to: Address, message: OutboundMessage): Promise<readonly Receipt[]>;
  /** Throws NOT_LINKED, with what to do, when the account of the address is not signed in. */
  assertLinked(to: Address): void;
}

export interface SessionsView {
  /**
   * Newest `limit` messages, oldest first. `sessionId` is absent for a session that does not exist.
   */
  history(
    key: SessionKey,
    limit: number,
  ): Promise<{ sessionId?: string; messages: readonly Message[]; thinkingLevel?: string }>;
  list(query: SessionsListParams): Promise<object>;
  /** Where the session's newest message came from that came through a channel. */
  route(key: SessionKey): Promise<Address | undefined>;
  /**
   * The session that is meant by its id, undefined when there is none; or the one that a person at
   * an address has with the agent, which need not exist yet.
   */
  locate(target: SessionTarget): Promise<SessionKey | undefined>;
}

export type SessionTarget =
  | { agent: AgentId; sessionId: string }
  | { agent: AgentId; address: Address };

/** Answers that are kept encoded (spec.md V23). */
export interface HealthView {
  /** JSON of the HealthSummary; `probe` asks the channels first. */
  summary(probe: boolean): string | Promise<string>;
  /** JSON of the StatusSummary. */
  status(): Promise<string>;
}

export interface ChannelsView {
  status(options: { probe: boolean; timeoutMs: number }): Promise<object>;
  /** The address that `to` names on a channel. Rejects with INVALID_REQUEST when it names none. */
  resolve(target: { channel?: string; accountId?: string; to: string }): Address;
  /** True for a channel that the gateway knows, signed in or not. */
  has(channel: string): boolean;
  /** The id of a message as its network and its people know it. */
  nativeId(channel: ChannelId, remoteId: RemoteId): string;
  /** The channel a client means when it names none: the only one that is configured. */
  defaultChannel(): string | undefined;
}

export interface PresenceView {
  /** JSON array of all rows, kept until something changes. */
  encoded(): string;
  /** Takes a `system-event` in and publishes at once (V22). */
  note(event: SystemEventParams): void;
}

export interface ModelsView {
  list(): Promise<
    readonly {
      id: string;
      name: string;
      provider: string;
      contextWindow?: number;
      reasoning?: boolean;
    }[]
  >;
}

/** Devices that run commands: pairing, what they are asked, what they tell. */
export interface NodesView {
  /** Rejects with UNAVAILABLE when too many wait. */
  requestPairing(asked: NodePairRequestParams): Promise<{ request: PendingNode; created: boolean }>;
  listPairings(): Promise<NodePairListResult>;
  /** Rejects with INVALID_REQUEST for an unknown request, or one for more than `by` has. */
  approve(requestId: string, by: Authority): Promise<PairedNode & { token: string }>;
  /** The node that was refused. */
  reject(requestId: string): Promise<string>;
  /** The node, when the token is its own. */
  verify(nodeId: string, token: string): Promise<PairedNode | undefined>;
  remove(nodeId: string): Promise<void>;
  /** The name as it is kept. */
  rename(nodeId: string, displayName: string): Promise<string>;
  list(): Promise<readonly Node[]>;
  /** Rejects with INVALID_REQUEST when there is no such node. */
  describe(nodeId: string): Promise<Node>;
  /** Rejects with UNAVAILABLE or INVALID_REQUEST when the node does not answer with a result. */
  invoke(
    request: NodeInvokeParams,
    by: Authority,
  ): Promise<{ payload: unknown; payloadJSON: string | null }>;
  /** The answer of the node on a connection; false when nobody waits for it any more. */
  settle(connId: string, answer: NodeInvokeResultParams): boolean;
  event(connId: string, event: NodeEventParams): Promise<void>;
}

/**
 * Everything that a method may use. The gateway passes one object that fits; a test passes the part
 * it needs.
 */
export interface Services {
  turns: Turns;
  sends: Sends;
  sessions: SessionsView;
  health: HealthView;
  channels: ChannelsView;
  presence: PresenceView;
  models: ModelsView;
  nodes: NodesView;
}

/** A client that completed its handshake, for whoever has something to say to it alone. */
export interface JoinedClient {
  readonly caller: Caller;
  /** What it said about itself; nothing of it is authority. */
  readonly params: ConnectParams;
  /** Its address; absent when it is on this machine. */
  readonly ip?: string;
  /** Sends a declared event to this client alone, without `seq`; a slow one loses it or is cut. */
  tell(event: string, payload: object): void;
  /** Closes its connection as refused. */
  close(reason: string): void;
}

/** What the door needs to know of a run event to broadcast it. */
export interface PublishedRunEvent {
  runId: RunId;
  session: SessionKey;
  event: RunEvent;
}
