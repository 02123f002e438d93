import type { ChannelPlugin, ConversationId } from "../index.ts";

/** How the next send goes wrong. */
export type SendFault =
  /** The network asks to wait for two seconds. */
  | "slow-down"
  /** The connection breaks before the network reads the message. */
  | "cut-before"
  /** The network takes the message, then the connection breaks. */
  | "cut-after"
  /** The network answers with an error of its own; nobody knows what became of the message. */
  | "server-error";

/** One person on a fake network, who talks with the account under test. */
export interface FakeNetwork {
  /** The person's conversation with the account. */
  readonly conversation: ConversationId;
  /** A conversation that does not exist. */
  readonly nowhere: ConversationId;
  /** The person writes. */
  say(text: string): void;
  /** The network delivers the person's newest message once more. */
  repeat(): void;
  /** Something arrives that is no message for us, such as a change of an older one. */
  disturb(): void;
  /** Messages that the network would deliver again: nobody confirmed them. */
  pending(): number;
  /** What the person was shown, oldest first. */
  shown(): readonly string[];
  /** Requests and connections that the network ever saw. */
  requests(): number;
  /** Times that two readers of one account were connected at once. */
  overlaps(): number;
  breakNextSend(fault: SendFault): void;
  /** The next send reaches the network and gets no answer until it is released. */
  holdNextSend(): { arrived: Promise<void>; release(): void };
  /** The next `times` attempts to read fail: the connection breaks. */
  cutReads(times: number): void;
  /** The network does not know the account any more. */
  revoke(): void;
}

/** Everything that the suite needs to try a channel. */
export interface ChannelHarness {
  readonly plugin: ChannelPlugin;
  /** Configuration of an account that the fake network knows. */
  readonly config: unknown;
  /** Configuration with a credential that the network refuses. */
  readonly wrongConfig: unknown;
  /** Must appear in no log, no state and no error. */
  readonly secret: string;
  readonly network: FakeNetwork;
  close(): Promise<void>;
}

export type MakeHarness = () => Promise<ChannelHarness>;
