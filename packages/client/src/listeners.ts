/** Who wants to hear what. A listener must not throw. */
export class Listeners<Events extends object> {
  readonly #sets = new Map<keyof Events, Set<(fact: never) => void>>();

  /** Returns the function that ends the subscription. */
  on<Name extends keyof Events>(name: Name, listener: (fact: Events[Name]) => void): () => void {
    const set = this.#sets.get(name) ?? new Set();
    this.#sets.set(name, set.add(listener));
    return () => void set.delete(listener);
  }

  emit<Name extends keyof Events>(name: Name, fact: Events[Name]): void {
    for (const listener of this.#sets.get(name) ?? []) {
      (listener as (fact: Events[Name]) => void)(fact);
    }
  }
}
