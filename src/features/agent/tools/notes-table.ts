import sql from "sql-template-tag";
import type { AgentId } from "../../../domain/ids.ts";
import { StaleError, type Store, write } from "../../../store/store.ts";

export interface Note {
  readonly id: number;
  readonly text: string;
  readonly createdAt: number;
}

/** Notes of one agent; when they are full, one has to be deleted first. */
export const NOTES_MAX = 10_000;
/** Words of a search; more are ignored. */
const WORDS_MAX = 16;

/** What an agent was asked to remember, with a full-text index. */
export class NotesTable {
  readonly #store: Pick<Store, "commit" | "row" | "rows">;

  constructor(store: Pick<Store, "commit" | "row" | "rows">) {
    this.#store = store;
  }

  /** The new note's id; undefined when the table is full. */
  async add(agent: AgentId, text: string, at: number): Promise<number | undefined> {
    const insert = sql`INSERT INTO notes (agent, text, created_at)
      SELECT ${agent}, ${text}, ${at}
      WHERE (SELECT count(*) FROM notes WHERE agent = ${agent}) < ${NOTES_MAX}`;
    try {
      await this.#store.commit([write(insert, 1)]);
    } catch (error) {
      if (error instanceof StaleError) return undefined;
      throw error;
    }
    const row = await this.#store.row<{ id: number }>(sql`SELECT max(id) AS id FROM notes
      WHERE agent = ${agent} AND text = ${text} AND created_at = ${at}`);
    return row?.id;
  }

  /** True when there was such a note. */
  async remove(agent: AgentId, id: number): Promise<boolean> {
    try {
      const remove = sql`DELETE FROM notes WHERE id = ${id} AND agent = ${agent}`;
      await this.#store.commit([write(remove, 1)]);
      return true;
    } catch (error) {
      if (error instanceof StaleError) return false;
      throw error;
    }
  }

  /** Newest first. */
  list(agent: AgentId, limit: number): Promise<readonly Note[]> {
    return this.#store.rows<Note>(sql`SELECT id, text, created_at AS createdAt FROM notes
      WHERE agent = ${agent} ORDER BY id DESC LIMIT ${limit}`);
  }

  /** Notes that hold all the words or their beginnings, best first. No word finds nothing. */
  async search(agent: AgentId, query: string, limit: number): Promise<readonly Note[]> {
    const match = matchExpression(query);
    if (match === undefined) return [];
    return this.#store.rows<Note>(sql`
      SELECT notes.id, notes.text, notes.created_at AS createdAt
      FROM notes_index JOIN notes ON notes.id = notes_index.rowid
      WHERE notes_index MATCH ${match} AND notes.agent = ${agent}
      ORDER BY notes_index.rank LIMIT ${limit}`);
  }
}

/** The words as quoted prefixes, so that nothing in them is syntax of the index. */
function matchExpression(query: string): string | undefined {
  const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return undefined;
  return words
    .slice(0, WORDS_MAX)
    .map((word) => `"${word}"*`)
    .join(" ");
}
