import type { Clock, Timer } from "../../kernel/clock.ts";

/** The owner hears of strangers at most this often for each account. */
const EVERY_MS = 3_600_000;
const LISTED_MAX = 10;
/** People who are told apart in one digest; whoever comes on top of them is not counted. */
const PEOPLE_MAX = 10_000;

/** What the owner is told: who knocked at an account since the last time. */
export interface KnockDigest {
  readonly channel: string;
  readonly account: string;
  /** For people. Holds ids and never a name or a word that a stranger chose (SR32). */
  readonly text: string;
}

interface Waiting {
  readonly senders: Set<string>;
  toldAt: number;
  timer: Timer | undefined;
}

/**
 * Tells the owner that strangers wrote: the first at once, the others together an hour later (A7).
 * The hour holds over restarts too when `remember` is called with what an earlier process saw.
 */
export class Digests {
  readonly #clock: Clock;
  readonly #tell: (digest: KnockDigest) => void;
  readonly #accounts = new Map<string, Waiting>();

  constructor(clock: Clock, tell: (digest: KnockDigest) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Somebody knocked at the account at this time, before this process was there. */
  remember(channel: string, account: string, at: number): void {
    this.#of(channel, account).toldAt = Math.min(at, this.#clock.now());
  }

  add(channel: string, account: string, sender: string): void {
    const waiting = this.#of(channel, account);
    if (waiting.senders.size < PEOPLE_MAX) waiting.senders.add(sender);
    if (waiting.timer) return;
    const waitMs = waiting.toldAt + EVERY_MS - this.#clock.now();
    if (waitMs <= 0) this.#flush(channel, account, waiting);
    else waiting.timer = this.#clock.after(waitMs, () => this.#flush(channel, account, waiting));
  }

  /** Nothing is told any more; who knocked is still in the table. */
  stop(): void {
    for (const { timer } of this.#accounts.values()) timer?.cancel();
  }

  #flush(channel: string, account: string, waiting: Waiting): void {
    const senders = [...waiting.senders];
    waiting.senders.clear();
    waiting.timer = undefined;
    waiting.toldAt = this.#clock.now();
    this.#tell({ channel, account, text: digestText(channel, account, senders) });
  }

  #of(channel: string, account: string): Waiting {
    const key = JSON.stringify([channel, account]);
    let waiting = this.#accounts.get(key);
    if (!waiting) {
      waiting = { senders: new Set(), toldAt: Number.NEGATIVE_INFINITY, timer: undefined };
      this.#accounts.set(key, waiting);
    }
    return waiting;
  }
}

function digestText(channel: string, account: string, senders: readonly string[]): string {
  const ids = senders.slice(0, LISTED_MAX).map((sender) => sender.replace(/[^\w.@+-]/g, "?"));
  const more = senders.length - ids.length;
  const who = more > 0 ? `${ids.join(", ")} and ${more} more` : ids.join(", ");
  const people = senders.length === 1 ? "1 person" : `${senders.length} people`;
  const where = account === "default" ? channel : `${channel} (${account})`;
  const key =
    account === "default"
      ? `channels.${channel}.allowFrom`
      : `channels.${channel}.accounts.${account}.allowFrom`;
  return (
    `${people} whom you have not admitted wrote to ${where} and got no answer: ${who}. ` +
    `To let somebody in, add the id to ${key}.`
  );
}
