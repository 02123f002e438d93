import { setTimeout as sleep } from "node:timers/promises";
import type {
  AccountId,
  AccountState,
  ChannelHost,
  ChannelLog,
  InboundMessage,
  Position,
} from "../index.ts";

/** What survives a crash of the account: the rows and the positions of one transaction each. */
export class Disk {
  readonly messages: InboundMessage[] = [];
  readonly positions = new Map<string, number>();
  /** Messages that arrived more than once. */
  duplicates = 0;

  commit(messages: readonly InboundMessage[], position: Position | undefined): void {
    for (const message of messages) {
      const known = this.messages.some((row) => row.remoteId === message.remoteId);
      if (known) this.duplicates += 1;
      else this.messages.push(message);
    }
    if (position) this.positions.set(position.key, position.value);
  }

  get texts(): readonly string[] {
    return this.messages.map((message) => message.text);
  }
}

/** A host that remembers everything, and whose disk can be slow or broken. */
export class RecordingHost implements ChannelHost {
  readonly account = "conformance" as AccountId;
  readonly disk: Disk;
  readonly states: AccountState[] = [];
  readonly lines: string[] = [];
  readonly log: ChannelLog;
  /** Calls of `receive` that have not settled. */
  waiting = 0;
  refused = 0;
  /**
   * What `receive` does: take at once, wait for `release`, or fail as when the disk cannot be
   * written.
   */
  mode: "take" | "hold" | "refuse" = "take";
  #released = Promise.withResolvers<void>();

  constructor(disk: Disk = new Disk()) {
    this.disk = disk;
    const line = (message: string, fields?: object) =>
      void this.lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
    this.log = { debug: line, info: line, warn: line, error: line };
  }

  async receive(messages: readonly InboundMessage[], position?: Position): Promise<void> {
    this.waiting += 1;
    try {
      while (this.mode === "hold") await this.#released.promise;
      // A commit is never instantaneous.
      await sleep(1);
      if (this.mode === "refuse") {
        this.refused += 1;
        throw new Error("the disk is full");
      }
      this.disk.commit(messages, position);
    } finally {
      this.waiting -= 1;
    }
  }

  release(): void {
    this.mode = "take";
    this.#released.resolve();
    this.#released = Promise.withResolvers();
  }

  async position(key: string): Promise<number | undefined> {
    await sleep(1);
    return this.disk.positions.get(key);
  }

  claim(): boolean {
    return true;
  }

  report(state: AccountState): void {
    this.states.push(state);
  }

  get state(): AccountState | undefined {
    return this.states.at(-1);
  }

  /** Everything that this host was ever told in words. */
  get words(): string {
    return [...this.lines, ...this.states.map((state) => JSON.stringify(state))].join("\n");
  }
}
