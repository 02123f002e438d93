import { dropOldest } from "../kernel/drop-oldest.ts";
import type { SessionKey } from "../domain/ids.ts";

const NOTES_PER_SESSION_MAX = 20;
const SESSIONS_MAX = 1_000;
const NOTE_LENGTH_MAX = 2_000;

/**
 * System notes that wait for a session's next turn (V24). They live in memory on purpose: they are
 * notes, not messages, and nothing is written for them. The oldest give way at the limits; the same
 * note twice in a row is one, and every note is one line.
 */
export class SystemNotes {
  readonly #bySession = new Map<SessionKey, { at: number; text: string }[]>();

  add(session: SessionKey, text: string, at: number): void {
    const notes = this.#bySession.get(session) ?? [];
    // One line each: what follows a line end would look like the words of the turn.
    const note = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").slice(0, NOTE_LENGTH_MAX);
    if (notes.at(-1)?.text === note) return;
    notes.push({ at, text: note });
    if (notes.length > NOTES_PER_SESSION_MAX) notes.shift();
    this.#bySession.delete(session);
    this.#bySession.set(session, notes);
    dropOldest(this.#bySession, SESSIONS_MAX);
  }

  /**
   * The lines that go before the next message of the session; they are gone from here afterwards.
   */
  take(session: SessionKey): string {
    const notes = this.#bySession.get(session) ?? [];
    this.#bySession.delete(session);
    return notes.map((n) => `System: [${new Date(n.at).toISOString()}] ${n.text}\n`).join("");
  }

  /** What waits, for `status`; oldest first. */
  list(session: SessionKey): readonly string[] {
    return (this.#bySession.get(session) ?? []).map((note) => note.text);
  }
}
