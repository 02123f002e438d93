import type { Clock, Timer } from "../../kernel/clock.ts";

/** A record that repeats is written this often in a minute; then it is counted (A25). */
const REPEATS_PER_MINUTE_MAX = 20;
const KINDS_MAX = 500;
const WINDOW_MS = 60_000;

interface Kind {
  readonly since: number;
  count: number;
  /** Writes the newest of those that were left out, with how many there were. */
  tell?: (folded: number) => void;
  timer?: Timer;
}

/**
 * Counts equal records of one minute, so that a storm cannot fill the disk. What was left out is
 * told when its minute is over, with the newest record of the kind.
 */
export class Repeats {
  readonly #kinds = new Map<string, Kind>();
  readonly #clock: Clock;
  #folded = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Records that were left out. */
  get folded(): number {
    return this.#folded;
  }

  /**
   * How many records of this kind were left out before this one. Undefined when this one is left
   * out too; then `tell` is called later, unless a newer one comes.
   */
  count(kind: string, tell: (folded: number) => void): number | undefined {
    const now = this.#clock.monotonic();
    const known = this.#kinds.get(kind);
    if (known && now - known.since < WINDOW_MS) {
      known.count += 1;
      if (known.count <= REPEATS_PER_MINUTE_MAX) return 0;
      this.#folded += 1;
      known.tell = tell;
      const leftMs = known.since + WINDOW_MS - now;
      known.timer ??= this.#clock.after(leftMs, () => this.#over(kind));
      return undefined;
    }
    known?.timer?.cancel();
    this.#kinds.delete(kind);
    this.#kinds.set(kind, { since: now, count: 1 });
    if (this.#kinds.size > KINDS_MAX) {
      for (const oldest of this.#kinds.keys()) {
        this.#over(oldest);
        break;
      }
    }
    return leftOut(known);
  }

  /** Tells everything that was left out. */
  flush(): void {
    for (const kind of this.#kinds.keys()) this.#over(kind);
  }

  #over(kind: string): void {
    const entry = this.#kinds.get(kind);
    this.#kinds.delete(kind);
    entry?.timer?.cancel();
    const folded = leftOut(entry);
    if (folded > 0) entry?.tell?.(folded);
  }
}

const leftOut = (kind: Kind | undefined): number =>
  Math.max(0, (kind?.count ?? 0) - REPEATS_PER_MINUTE_MAX);
