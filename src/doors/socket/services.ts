import type { Address, ChannelId, OutboundMessage, Poll, Receipt, RemoteId } from "@zero/channel";
import type {
  AgentsListResult,
  ChannelsLogoutResult,
  ConnectParams,
  LogsTailResult,
  Node,
  NodeEventParams,
  NodeInvokeParams,
  NodeInvokeResultParams,
  NodePairListResult,
  NodePairRequestParams,
  PairedNode,
  PendingNode,
  SessionEntry,
  SessionsListParams,
  SessionsPatchParams,
  SessionsPreviewParams,
  SessionsPreviewResult,
  SessionsResolveParams,
  SystemEventParams,
  TalkModeResult,
  UsageCostResult,
} from "@zero/protocol";
import type { Device, DeviceRequest } from "../../domain/device.ts";
import type { AllowanceView } from "../../domain/exec/allowances.ts";
import type { ExecWords } from "../../domain/exec/display.ts";
import type { Decision } from "../../domain/exec/request.ts";
import type { AgentId, RunId, SessionKey } from "../../domain/ids.ts";
import type { Message, RunEvent } from "../../domain/run.ts";
import type { Authority, Role } from "../../domain/scope.ts";
import type { AcceptedTurn, TurnRequest, WaitResult } from "../../domain/turn.ts";
import type { Frozen } from "./define.ts";
import type { ConfigFileView, QueueView, WizardView } from "./views/operator.ts";

/**
 * Who is at the other end of a connection, as the server recorded it. Nothing in a request changes
 * it (SR4).
 */
export interface Caller {
  readonly connId: string;
  readonly role: Role;
  readonly scopes: readonly string[];
  readonly client: {
    id: string;
    mode: string;
    version: string;
    platform: string;
    displayName?: string;
    instanceId?: string;
  };
  /** Only of a device whose signature held. */
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
  /** As `send`, for a question. Also INVALID_REQUEST where the network has no polls. */
  poll(key: string, to: Address, poll: Poll): Promise<readonly Receipt[]>;
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
  /** The id of the session as it is now; undefined when there is none. */
  idOf(key: SessionKey): Promise<string | undefined>;
  list(query: SessionsListParams): Promise<object>;
  /** Where the session's newest message came from that came through a channel. */
  route(key: SessionKey): Promise<Address | undefined>;
  /**
   * The session that is meant by its id, undefined when there is none; or the one that a person at
   * an address has with the agent, which need not exist yet.
   */
  locate(target: SessionTarget): Promise<SessionKey | undefined>;
  /** Whether the session may be spoken in; absent means that it may. */
  sendPolicy(key: SessionKey): Promise<"allow" | "deny" | undefined>;
  /** Newest words, in the order of the keys; one that names no session is `missing`. */
  preview(
    keys: readonly { asked: string; key: SessionKey | undefined }[],
    limits: Pick<SessionsPreviewParams, "limit" | "maxChars">,
  ): Promise<SessionsPreviewResult>;
  /** The session of a name; rejects with INVALID_REQUEST when none fits. */
  resolve(query: SessionsResolveParams, key?: SessionKey): Promise<SessionKey>;
}

/** What changes sessions. Each is one commit; nothing that was said is ever erased. */
export interface SessionChanges {
  /** The database file. */
  readonly path: string;
  /** Rejects with INVALID_REQUEST when the label is taken, or the parent is set already. */
  patch(
    key: SessionKey,
    agent: AgentId,
    patch: Omit<SessionsPatchParams, "key">,
  ): Promise<SessionEntry>;
  /** Aborts what runs; UNAVAILABLE when that does not end within 15 s. */
  reset(key: SessionKey, agent: AgentId): Promise<SessionEntry>;
  /** The same for its end; resolves with the ids that were archived, none for an unknown one. */
  remove(key: SessionKey): Promise<readonly string[]>;
  compact(
    key: SessionKey,
    lines: number,
  ): Promise<{ compacted: boolean; kept?: number; reason?: string }>;
  /**
   * Writes a message of the assistant and tells clients. Rejects with INVALID_REQUEST for an
   * unknown session.
   */
  inject(key: SessionKey, words: string, label?: string): Promise<Message>;
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
  /**
   * Stops an account, the first of the channel unless one is named, and forgets what the gateway
   * keeps to sign it in. Rejects with INVALID_REQUEST when there is none, UNAVAILABLE when its
   * credentials are still there.
   */
  logout(channel: string, accountId?: string): Promise<Frozen<ChannelsLogoutResult>>;
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
  /** The reference of a model that may be chosen; throws INVALID_REQUEST with what to do. */
  usable(name: string): string;
}

export interface AgentsView {
  list(): Promise<AgentsListResult>;
}

/** A role of a device, as a client names it. */
export interface DeviceRole {
  readonly deviceId: string;
  readonly role: string;
}

/** Devices and what they may be. Everything rejects with INVALID_REQUEST for what is unknown. */
export interface DevicesView {
  list(): { pending: readonly DeviceRequest[]; paired: readonly Device[] };
  /** Rejects with INVALID_REQUEST when the request asks for more than the approver has. */
  approve(requestId: string, by: Authority): Promise<{ requestId: string; device: Device }>;
  reject(requestId: string): { requestId: string; deviceId: string };
  /** Rejects with INVALID_REQUEST for scopes beyond the grant, or beyond the caller's own. */
  rotate(
    target: DeviceRole,
    scopes: readonly string[] | undefined,
    by: Authority,
  ): Promise<DeviceRole & { token: string; scopes: readonly string[]; rotatedAtMs: number }>;
  revoke(target: DeviceRole): Promise<DeviceRole & { revokedAtMs: number }>;
}

/** The gateway's log file. */
export interface LogsView {
  /** Rejects with UNAVAILABLE when the file is there and cannot be read. */
  tail(query: {
    cursor?: number;
    limit: number;
    maxBytes: number;
    /** Only warnings and errors. */
    errors: boolean;
  }): Promise<Frozen<LogsTailResult>>;
}

/** What wakes the assistant, and how it is talked with. Everything rejects like the store. */
export interface VoiceView {
  triggers(): Promise<readonly string[]>;
  /** Resolves with those that count from then on, when they are on disk. */
  setTriggers(triggers: readonly string[]): Promise<readonly string[]>;
  /** Tells everybody, and returns what they are told. */
  talk(enabled: boolean, phase: string | undefined): TalkModeResult;
  /** True while a phone or tablet is connected as a device. */
  mobileNodeConnected(): boolean;
}

/** What answers cost. */
export interface UsageView {
  /** Of the last `days` days, today included; as much as 30 s old. Rejects like the store. */
  cost(days: number): Promise<Frozen<UsageCostResult>>;
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

interface WaitingExec {
  readonly id: string;
  readonly request: ExecWords;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** Commands that wait for a person, and those that are allowed for good. */
export interface ExecView {
  /**
   * Resolves when somebody decided, the time is over or whoever asked is gone; the last two with
   * null. Rejects with INVALID_REQUEST for an id that waits already or a command that cannot be
   * shown whole, UNAVAILABLE when too many wait.
   */
  ask(
    words: ExecWords,
    options: {
      id?: string | undefined;
      timeoutMs?: number | undefined;
      gone: AbortSignal;
    },
  ): Promise<{
    id: string;
    decision: Decision | null;
    createdAtMs: number;
    expiresAtMs: number;
  }>;
  /** Throws INVALID_REQUEST when nothing waits under this id. */
  resolve(id: string, decision: Decision, by: string): void;
  waiting(): readonly WaitingExec[];
  /** This machine's own. Both reject with INVALID_REQUEST for a file that cannot be used. */
  readonly allowances: {
    get(): Promise<AllowanceView>;
    /** Rejects too when the file is not the one with `baseHash` any more. */
    set(file: object, baseHash?: string): Promise<AllowanceView>;
  };
  /** Those of a node; they reject too as `node.invoke` does. */
  readonly nodeAllowances: {
    get(nodeId: string): Promise<AllowanceView>;
    set(nodeId: string, file: object, baseHash?: string): Promise<AllowanceView>;
  };
}

/**
 * Everything that a method may use. The gateway passes one object that fits; a test passes the part
 * it needs.
 */
export interface Services {
  turns: Turns;
  sends: Sends;
  sessions: SessionsView & SessionChanges;
  agents: AgentsView;
  health: HealthView;
  channels: ChannelsView;
  devices: DevicesView;
  presence: PresenceView;
  models: ModelsView;
  config: ConfigFileView;
  logs: LogsView;
  voice: VoiceView;
  usage: UsageView;
  nodes: NodesView;
  exec: ExecView;
  wizard: WizardView;
  queue: QueueView;
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
