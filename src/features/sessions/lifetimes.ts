import { randomUUID } from "node:crypto";
import type { AgentId, RunId, SessionKey } from "../../domain/ids.ts";
import type { Message } from "../../domain/run.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { StaleError, type Statement, type Store } from "../../store/store.ts";
import { committed } from "./contention.ts";
import type { History } from "./history.ts";
import * as records from "./records.ts";
import type { SessionRecord, StoredRecord } from "./records.ts";
import * as statements from "./statements.ts";

export interface Compaction {
  readonly compacted: boolean;
  readonly kept?: number;
  readonly reason?: string;
}

export interface LifetimesParts {
  readonly store: Pick<Store, "commit" | "row">;
  readonly clock: Pick<Clock, "now">;
  readonly history: History;
}

/**
 * Ends, renews and shortens sessions, each in one commit. No message is deleted or changed: a
 * history is where the session's id and its first row say that it is.
 */
export class Lifetimes {
  readonly #parts: LifetimesParts;

  constructor(parts: LifetimesParts) {
    this.#parts = parts;
  }

  /**
   * Gives the session a new id and with it an empty history; the old id is archived. A session
   * that does not exist is made, empty as it was asked for. No turn of it may run meanwhile.
   */
  async reset(key: SessionKey, agent: AgentId): Promise<SessionRecord> {
    const at = this.#parts.clock.now();
    await this.#commit(key, (found) =>
      found
        ? [statements.archive(found, "reset", at), statements.renew(found, at)]
        : [statements.create(key, agent, at)],
    );
    const renewed = await this.#find(key);
    if (!renewed) throw new ZeroError("UNAVAILABLE", `${key} was deleted at the same moment`);
    return records.toRecord(renewed);
  }

  /**
   * Takes the session off every list; resolves with the ids that were archived, none when there is
   * no such session. No turn of it may run meanwhile.
   */
  async remove(key: SessionKey): Promise<readonly string[]> {
    const at = this.#parts.clock.now();
    const removed = await this.#commit(key, (found) =>
      found ? [statements.archive(found, "deleted", at), statements.remove(found)] : [],
    );
    return removed ? [removed.sessionId] : [];
  }

  /** Lets the history begin at the newest `lines` messages, for people and for the model. */
  async compact(key: SessionKey, lines: number): Promise<Compaction> {
    const { store, history } = this.#parts;
    for (let attempt = 1; ; attempt += 1) {
      const found = await this.#find(key);
      if (!found) return { compacted: false, reason: "no sessionId" };
      const row = await history.cut(found, lines);
      if (row === undefined) {
        const kept = await history.count(found);
        return kept === 0
          ? { compacted: false, reason: "no transcript" }
          : { compacted: false, kept };
      }
      if (await committed(store, key, [statements.beginAt(found, row)], attempt)) {
        return { compacted: true, kept: lines };
      }
    }
  }

  /**
   * Puts a message of the assistant into the history, as a run of its own. Rejects with
   * INVALID_REQUEST when there is no such session.
   */
  async inject(key: SessionKey, words: string, label?: string): Promise<Message> {
    const { store, clock } = this.#parts;
    const text = label?.trim() ? `[${label.trim()}]\n\n${words}` : words;
    const message: Message = {
      session: key,
      run: `inject-${randomUUID()}` as RunId,
      step: 0,
      role: "assistant",
      content: [{ type: "text", text }],
      at: clock.now(),
      stopReason: "injected",
    };
    try {
      await store.commit([statements.append(message)]);
    } catch (error) {
      if (!(error instanceof StaleError)) throw error;
      throw new ZeroError("INVALID_REQUEST", "session not found", { cause: error });
    }
    return message;
  }

  /** Commits what `plan` makes of the session, again when it changed meanwhile. */
  async #commit(
    key: SessionKey,
    plan: (found: StoredRecord | undefined) => readonly Statement[],
  ): Promise<StoredRecord | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const found = await this.#find(key);
      if (await committed(this.#parts.store, key, plan(found), attempt)) return found;
    }
  }

  #find(key: SessionKey): Promise<StoredRecord | undefined> {
    return this.#parts.store.row<StoredRecord>(records.selectByKey(key));
  }
}
