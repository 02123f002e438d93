import type { SessionKey } from "../../domain/ids.ts";
import { Gate } from "../../kernel/gate.ts";

/**
 * Who has a session for itself, for work such as a reset: no turn of it begins meanwhile. A turn
 * that runs already is the holder's to end.
 */
export class Holds {
  readonly #gates = new Map<SessionKey, Gate>();

  /** Does `work`, alone with the session among all that hold it or want to pass. */
  async hold<T>(session: SessionKey, work: () => Promise<T>): Promise<T> {
    const gate = this.#gates.get(session) ?? new Gate(1);
    this.#gates.set(session, gate);
    try {
      return await gate.run(work);
    } finally {
      if (gate.open === 0) this.#gates.delete(session);
    }
  }

  /** Calls `go` as soon as nobody holds the session; whoever holds it next comes after `go`. */
  async pass(session: SessionKey, go: () => void): Promise<void> {
    if (this.#gates.has(session)) await this.hold(session, async () => go());
    else go();
  }
}
