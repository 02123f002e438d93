/**
 * Facts for observers, never work: no answer, no back-pressure, no order between listeners.
 * A listener must not throw; one that does is reported to `onError` and the others still hear.
 */
export class EventHub<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(fact: never) => void>>();
  readonly #onError: (error: unknown, event: string) => void;

  constructor(onError: (error: unknown, event: string) => void) {
    this.#onError = onError;
  }

  /** Returns the function that ends the subscription. */
  on<Name extends keyof Events>(event: Name, listener: (fact: Events[Name]) => void): () => void {
    let set = this.#listeners.get(event);
    if (!set) this.#listeners.set(event, (set = new Set()));
    set.add(listener);
    return () => void set.delete(listener);
  }

  emit<Name extends keyof Events>(event: Name, fact: Events[Name]): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        (listener as (fact: Events[Name]) => void)(fact);
      } catch (error) {
        this.#onError(error, String(event));
      }
    }
  }
}
