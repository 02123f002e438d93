import type {
  AccountState,
  ChannelAccount,
  ChannelHost,
  ChannelId,
  ChannelPlugin,
  ConversationId,
  InboundMessage,
  OutboundMessage,
  Poll,
  Receipt,
  RemoteId,
  SenderId,
} from "@zero/channel";

/** One account of the fake channel, moved by the test. */
export class FakeAccount implements ChannelAccount {
  readonly host: ChannelHost;
  readonly config: Readonly<Record<string, unknown>>;
  readonly sent: { to: ConversationId; message: OutboundMessage; key: string }[] = [];
  typing = 0;
  stopped = false;
  /** What the next calls do instead of working. */
  onSend: () => Promise<Receipt> = () => Promise.resolve({ remoteId: "r1" as RemoteId });
  onStop: () => Promise<void> = () => Promise.resolve();
  onProbe: () => Promise<{ self: string }> = () => Promise.resolve({ self: "@fake" });

  constructor(config: unknown, host: ChannelHost) {
    this.config = config as Readonly<Record<string, unknown>>;
    this.host = host;
  }

  start(): void {
    if (this.config.throwAtStart === true) throw new Error("cannot start");
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.onStop();
  }

  async send(to: ConversationId, message: OutboundMessage, key: string): Promise<Receipt> {
    const receipt = await this.onSend();
    this.sent.push({ to, message, key });
    return receipt;
  }

  /** A test gives it to an account whose credentials the gateway keeps. */
  forget?: () => Promise<void>;
  readonly polls: Poll[] = [];
  /** A test takes it away for a network without polls. */
  sendPoll? = (_to: ConversationId, poll: Poll, key: string): Promise<Receipt> => {
    this.polls.push(poll);
    return Promise.resolve({ remoteId: `poll:${key}` as RemoteId });
  };

  setTyping(): Promise<void> {
    this.typing += 1;
    return Promise.resolve();
  }

  probe(): Promise<{ self: string }> {
    return this.onProbe();
  }

  report(state: AccountState): void {
    this.host.report(state);
  }

  link(self = "@fake"): void {
    this.report({ kind: "linked", self, since: 1 });
  }

  /** A message of `sender` in a conversation of the same name. */
  message(sender: string, text: string, over: Partial<InboundMessage> = {}): InboundMessage {
    return {
      address: {
        channel: "fake" as ChannelId,
        account: this.host.account,
        conversation: sender as ConversationId,
      },
      remoteId: `${sender}:${text}` as RemoteId,
      sender: { id: sender as SenderId },
      sentAt: 1,
      text,
      attachments: [],
      group: false,
      mentionsUs: true,
      ...over,
    };
  }
}

/** A channel without a network: its ids are digits, its messages have 10 characters. */
export class FakeChannel {
  /** Every account that was opened, oldest first. */
  readonly opened: FakeAccount[] = [];
  loads = 0;
  readonly plugin: ChannelPlugin = {
    id: "fake" as ChannelId,
    label: "Fake",
    aliases: ["fk"],
    credentialKeys: ["file", "token"],
    parseSender: (text) => (/^\d+$/.test(text) ? (text as SenderId) : undefined),
    senderHint: "a number",
    parseTarget: (text) => /(\d+)$/.exec(text)?.[1] as ConversationId | undefined,
    nativeId: (remoteId) => remoteId.replace(/^.*:/, ""),
    limits: { textLength: 10, idempotentSend: false },
    split: (text, lengthMax = 10) => {
      const count = Math.max(1, Math.ceil(text.length / lengthMax));
      return Array.from({ length: count }, (_, n) =>
        text.slice(n * lengthMax, (n + 1) * lengthMax),
      );
    },
    open: (config, host) => {
      const account = new FakeAccount(config, host);
      if (account.config.throwAtOpen === true) throw new Error("cannot open");
      this.opened.push(account);
      return account;
    },
  };

  /** What the gateway lists as available. */
  get available() {
    const load = () => {
      this.loads += 1;
      return Promise.resolve(this.plugin);
    };
    return [{ manifest: this.plugin, load }];
  }

  /** The newest life of an account. */
  account(id = "default"): FakeAccount {
    const found = this.opened.findLast((one) => one.host.account === id);
    if (!found) throw new Error(`the account ${id} was never opened`);
    return found;
  }
}
