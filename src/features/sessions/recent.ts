import type { Message } from "../../domain/run.ts";

/** UTF-16 units of JSON that are kept parsed, over all sessions: about eight megabytes. */
const UNITS_MAX = 2_000_000;

interface Kept {
  readonly message: Message;
  readonly size: number;
}

interface Session {
  readonly messages: Map<number, Kept>;
  units: number;
}

/**
 * Messages that were read lately, so that a conversation that goes on does not read its whole past
 * for each turn. A message never changes, so nothing kept here can be out of date. The session that
 * was used longest ago gives way.
 */
export class RecentMessages {
  readonly #sessions = new Map<string, Session>();
  readonly #unitsMax: number;
  #units = 0;

  constructor(unitsMax = UNITS_MAX) {
    this.#unitsMax = unitsMax;
  }

  /** What is kept of a session, by row; it counts as used now. */
  of(sessionId: string): ReadonlyMap<number, Kept> {
    return this.#use(sessionId).messages;
  }

  keep(sessionId: string, row: number, kept: Kept): void {
    const session = this.#use(sessionId);
    if (session.messages.has(row)) return;
    session.messages.set(row, kept);
    session.units += kept.size;
    this.#units += kept.size;
  }

  /** Makes room, beginning with other sessions; one that is too large for itself is not kept. */
  trim(sessionId: string): void {
    for (const id of this.#sessions.keys()) {
      if (this.#units <= this.#unitsMax) return;
      if (id !== sessionId) this.#drop(id);
    }
    if (this.#units > this.#unitsMax) this.#drop(sessionId);
  }

  clear(): void {
    this.#sessions.clear();
    this.#units = 0;
  }

  #use(sessionId: string): Session {
    const session = this.#sessions.get(sessionId) ?? { messages: new Map(), units: 0 };
    // A Map keeps the order of insertion, so putting a used one last leaves the oldest first.
    this.#sessions.delete(sessionId);
    this.#sessions.set(sessionId, session);
    return session;
  }

  #drop(sessionId: string): void {
    this.#units -= this.#sessions.get(sessionId)?.units ?? 0;
    this.#sessions.delete(sessionId);
  }
}
