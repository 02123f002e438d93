/**
 * The contract between the gateway and a chat network. A channel is plain code behind these types:
 * it gets a host with six abilities and nothing else, no configuration file, no store, no gateway.
 */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A kind of network, such as `telegram`. */
export type ChannelId = Branded<"ChannelId">;
/** One identity of ours on a channel, such as `default`. */
export type AccountId = Branded<"AccountId">;
/** A chat on a channel. Only the channel that made it may look inside. */
export type ConversationId = Branded<"ConversationId">;
/** A message, unique for its account for ever. Opaque to everyone but its channel. */
export type RemoteId = Branded<"RemoteId">;
/** The network's immutable id of a person; never a user name or a display name (SR12). */
export type SenderId = Branded<"SenderId">;

export interface Address {
  channel: ChannelId;
  account: AccountId;
  conversation: ConversationId;
}

export interface Sender {
  id: SenderId;
  /**
   * What the network shows for this person. Chosen by them: for display only, never for a decision.
   */
  displayName?: string;
}

export interface Attachment {
  kind: "image" | "audio" | "video" | "document";
  mimeType?: string;
  fileName?: string;
  sizeBytes?: number;
}

export interface InboundMessage {
  address: Address;
  /**
   * Unique within (channel, account): a second message with the same id is a duplicate and
   * vanishes.
   */
  remoteId: RemoteId;
  sender: Sender;
  /** Milliseconds since the epoch, by the network's clock. */
  sentAt: number;
  text: string;
  attachments: readonly Attachment[];
  replyTo?: RemoteId;
  group: boolean;
  mentionsUs: boolean;
}

export interface OutboundMessage {
  /** Markdown as language models write it; the channel renders it as far as its network can. */
  text: string;
  replyTo?: RemoteId;
}

/** A question with answers to choose from. */
export interface Poll {
  question: string;
  /** At least two, all different from empty. */
  options: readonly string[];
  /**
   * How many answers one person may choose. A network that knows only one and any number takes
   * more than one as any number.
   */
  maxSelections: number;
  /** How long answers are taken; without it, until somebody ends the poll. */
  durationHours?: number;
}

/** The network's proof of a send. */
export interface Receipt {
  remoteId: RemoteId;
}

/**
 * Why a send did not succeed.
 * - `rejected`: the network refused it and will refuse it again; nothing was delivered.
 * - `retry`: nothing was delivered and trying again later may help.
 * - `uncertain`: it was handed off and the outcome is unknown (a cut connection, a timeout).
 */
export type SendFailure = "rejected" | "retry" | "uncertain";

export class SendError extends Error {
  override readonly name = "SendError";
  readonly failure: SendFailure;
  /** With `retry`: how long the network asked us to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(
    failure: SendFailure,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.failure = failure;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Trouble is state, never an exception: `waiting` retries by itself, `unlinked` needs a person. */
export type AccountState =
  | { kind: "connecting" }
  | { kind: "linked"; self: string; since: number }
  | { kind: "waiting"; reason: string; retryAt: number }
  | { kind: "unlinked"; reason: string };

/**
 * Where the channel stands in its network's stream, such as Telegram's update offset under a bot's
 * id.
 */
export interface Position {
  key: string;
  value: number;
}

export interface ChannelLog {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

export interface ChannelHost {
  /**
   * Takes messages in, in order, together with the position behind them: one transaction, on disk
   * when it resolves. Duplicates vanish. It waits when the inbox is full, so back-pressure reaches
   * the network; it rejects only when the store cannot write, and then nothing of the call was
   * taken: do not advance, try again.
   */
  receive(messages: readonly InboundMessage[], position?: Position): Promise<void>;
  /** The last position that was committed under `key`; undefined before the first. */
  position(key: string): Promise<number | undefined>;
  /** Tells the gateway how the account is. The newest report is what `status` shows. */
  report(state: AccountState): void;
  /**
   * Says who this account is on the network, such as the bot's id. False: another account of this
   * gateway is the same identity, and this one must not connect. Released when it is stopped.
   */
  claim(identity: string): boolean;
  readonly log: ChannelLog;
  /** This account's id, for the addresses of its messages. */
  readonly account: AccountId;
}

export interface ChannelAccount {
  /** Returns at once; trouble is reported as state. */
  start(): void;
  /** Aborts what is in flight and resolves when nothing of this account runs any more. */
  stop(): Promise<void>;
  /**
   * Sends one message that is within `limits`. Throws `SendError`. `key` is stable over retries.
   */
  send(to: ConversationId, message: OutboundMessage, key: string): Promise<Receipt>;
  /** Asks a question in a conversation; under the same rules as `send`. */
  sendPoll?(to: ConversationId, poll: Poll, key: string): Promise<Receipt>;
  /** Shows that we are writing. Best effort: it never rejects. */
  setTyping?(to: ConversationId): Promise<void>;
  /**
   * Forgets the credentials that this gateway keeps for the account, called once it has stopped.
   * Absent where they are the owner's own, in the configuration. Rejects when they are still there.
   */
  forget?(): Promise<void>;
  /** Asks the network who we are. Rejects with a sentence when it cannot. */
  probe?(): Promise<{ self: string }>;
}

export interface ChannelLimits {
  /** Longest text of one message, in the network's own units. */
  textLength: number;
  /** True when sending twice with the same key delivers once. */
  idempotentSend: boolean;
}

/** What is known of a channel before its code is loaded. Pure, and without any library. */
export interface ChannelManifest {
  readonly id: ChannelId;
  /** What people call it, such as `Telegram`. */
  readonly label: string;
  /** Other words for `id` in front of a target or a person, such as `tg` in `tg:42`. */
  readonly aliases: readonly string[];
  /**
   * Keys of the configuration that sign an account in. An account that names one of them inherits
   * none of the others; without any of them it is not configured.
   */
  readonly credentialKeys: readonly string[];
  /**
   * The id of the person that the owner means, for a text without prefix; undefined when that is no
   * id that can never become somebody else's (SR12).
   */
  parseSender(text: string): SenderId | undefined;
  /** How such an id looks and where to find it, for people. */
  readonly senderHint: string;
  /**
   * The conversation that a person names on the command line, or undefined when the text names
   * none.
   */
  parseTarget(text: string): ConversationId | undefined;
  /**
   * The id of a message as the network's own people and tools write it, for clients; unique within
   * its conversation. Never throws; the whole id for one that the channel did not make.
   */
  nativeId(remoteId: RemoteId): string;
}

export interface ChannelPlugin<Config = unknown> extends ChannelManifest {
  readonly limits: ChannelLimits;
  /**
   * Cuts a text into messages that each fit the network's limit, or `lengthMax` where that is less.
   * Pure; never returns an empty list or an empty text.
   */
  split(text: string, lengthMax?: number): readonly string[];
  /** No I/O: everything starts with `start()`. */
  open(config: Config, host: ChannelHost): ChannelAccount;
}
