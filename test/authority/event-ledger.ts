import type { EventRecord } from "@zero/protocol";
import { expectedToSee, type Asker } from "./second-opinion.ts";

/** What one kind of caller is entitled to, in the order in which it was published. */
export class Audience {
  /** Of each published event: its place among those for this audience, or -1. */
  readonly #places: number[] = [];
  readonly #isDroppable: boolean[] = [];
  readonly #names: ReadonlySet<string>;

  constructor(names: ReadonlySet<string>) {
    this.#names = names;
  }

  /** Events published for it so far. */
  get count(): number {
    return this.#isDroppable.length;
  }

  add(name: string, isDroppable: boolean): void {
    const isForUs = this.#names.has(name);
    this.#places.push(isForUs ? this.count : -1);
    if (isForUs) this.#isDroppable.push(isDroppable);
  }

  placeOf(index: number): number {
    return this.#places[index] ?? -1;
  }

  isDroppable(place: number): boolean {
    return this.#isDroppable[place] === true;
  }
}

/** All that was published, as each kind of caller ought to see it. */
export class EventLedger {
  readonly #names: readonly string[];
  readonly #audiences = new Map<string, Audience>();
  count = 0;

  constructor(events: readonly EventRecord[]) {
    this.#names = events.map(({ name }) => name);
  }

  /** Has to be asked for before the first event. */
  audienceOf(asker: Asker): Audience {
    const names = this.#names.filter((name) => expectedToSee(asker, name));
    const key = names.join(" ");
    const known = this.#audiences.get(key);
    if (known) return known;
    const audience = new Audience(new Set(names));
    this.#audiences.set(key, audience);
    return audience;
  }

  /** Writes an event down; returns its index. */
  add(name: string, isDroppable: boolean): number {
    for (const audience of this.#audiences.values()) audience.add(name, isDroppable);
    this.count += 1;
    return this.count - 1;
  }
}
