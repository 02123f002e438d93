import type { Update } from "@grammyjs/types";
import { Refusal } from "./answer.ts";

const CONFLICT =
  "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";

interface Poll {
  wake: () => void;
  settle: (refusal?: Refusal) => void;
}

/**
 * The queue behind `getUpdates`. An update is kept until a call names a higher offset, from
 * whatever numbering that is; a new call
 * ends the one that waits with 409, and that is counted as an overlap.
 */
export class Updates {
  #queue: Update[] = [];
  #nextId: number;
  #poll: Poll | undefined;
  #waking = false;
  /** Kinds that the bot asked for; the default leaves out the few that have to be asked for. */
  #allowed: readonly string[] = [];
  confirmed = 0;
  delivered = 0;
  overlaps = 0;

  constructor(firstId: number) {
    this.#nextId = firstId;
  }

  /** Updates that no call has confirmed. */
  get pending(): number {
    return this.#queue.length;
  }

  get polling(): boolean {
    return this.#poll !== undefined;
  }

  allow(kinds: readonly string[]): void {
    this.#allowed = kinds;
  }

  /** Takes an update in and returns its id; undefined when the bot did not ask for its kind. */
  push(update: Omit<Update, "update_id">): number | undefined {
    const kind = Object.keys(update)[0] ?? "";
    const wanted = this.#allowed.length === 0 ? !kind.endsWith("_reaction") : undefined;
    if (!(wanted ?? this.#allowed.includes(kind))) return undefined;
    const update_id = this.#nextId;
    this.#nextId += 1;
    this.#queue.push({ update_id, ...update });
    this.#wakeSoon();
    return update_id;
  }

  /** After a week of silence Telegram goes on from a number of its own choice, also a lower one. */
  renumber(nextId: number): void {
    this.#nextId = nextId;
  }

  /** Answers within `timeoutMs`. Rejects with 409 when another call comes meanwhile. */
  async poll(
    offset: number,
    limit: number,
    timeoutMs: number,
    gone: AbortSignal,
  ): Promise<readonly Update[]> {
    if (this.#poll) {
      this.overlaps += 1;
      this.#poll.settle(new Refusal(409, CONFLICT));
    }
    this.#confirm(offset);
    if (this.#queue.length === 0 && timeoutMs > 0 && !gone.aborted) {
      await this.#wait(timeoutMs, gone);
      this.#confirm(offset);
    }
    const batch = gone.aborted ? [] : this.#queue.slice(0, limit);
    this.delivered += batch.length;
    return batch;
  }

  #confirm(offset: number): void {
    if (offset < 0) this.#queue = this.#queue.slice(offset);
    if (offset <= 0) return;
    const kept = this.#queue.filter((update) => update.update_id >= offset);
    if (kept.length < this.#queue.length) this.confirmed = offset - 1;
    this.#queue = kept;
  }

  #wait(timeoutMs: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (refusal?: Refusal) => {
        clearTimeout(timer);
        gone.removeEventListener("abort", wake);
        if (this.#poll === poll) this.#poll = undefined;
        if (refusal) reject(refusal);
        else resolve();
      };
      const wake = () => settle();
      const poll: Poll = { wake, settle };
      const timer = setTimeout(wake, timeoutMs);
      gone.addEventListener("abort", wake, { once: true });
      this.#poll = poll;
    });
  }

  /** Updates of one moment go out in one answer. */
  #wakeSoon(): void {
    if (this.#waking || !this.#poll) return;
    this.#waking = true;
    setImmediate(() => {
      this.#waking = false;
      this.#poll?.wake();
    });
  }

  /** Ends the call that waits, as an empty answer. */
  close(): void {
    this.#poll?.wake();
  }
}
