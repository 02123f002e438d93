import type { Address, ChannelId, OutboundMessage, Receipt, RemoteId } from "@zero/channel";
import type { SessionsListParams, SystemEventParams } from "@zero/protocol";
import type { AllowanceView } from "../../domain/exec/allowances.ts";
import type { Decision } from "../../domain/exec/request.ts";
import type { AgentId, RunId, SessionKey } from "../../domain/ids.ts";
import type { Message, RunEvent } from "../../domain/run.ts";
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

/** A command in the words of whoever asks, or as it is shown to whoever decides. */
export interface ExecWords {
  readonly command: string;
  readonly cwd?: string;
  readonly host?: string;
  readonly security?: string;
  readonly ask?: string;
  readonly agentId?: string;
  readonly resolvedPath?: string;
  readonly sessionKey?: string;
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
  sessions: SessionsView;
  health: HealthView;
  channels: ChannelsView;
  presence: PresenceView;
  models: ModelsView;
  exec: ExecView;
}

/** What the door needs to know of a run event to broadcast it. */
export interface PublishedRunEvent {
  runId: RunId;
  session: SessionKey;
  event: RunEvent;
}
