import sql from "sql-template-tag";
import { ZeroError } from "../../kernel/errors.ts";
import { type Statement, type Store, write } from "../../store/store.ts";

/** How a command ended that had left for its node. */
export type Outcome =
  | { readonly ok: true; readonly payloadJSON: string | undefined }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

/** What is known of a key. */
export interface Kept {
  readonly digest: string;
  /** `unknown`: it left, and the gateway was gone before the answer came. */
  readonly outcome: Outcome | "unknown" | "let go";
}

interface OutcomeRow {
  readonly digest: string;
  readonly state: "sent" | "ok" | "failed";
  readonly answer: string | null;
}

const KEYS_MAX = 10_000;
/** An answer is 512 KiB at most, so those that are kept are 50 MiB at most. */
const ANSWERS_MAX = 100;
const KEPT_MS = 7 * 24 * 60 * 60_000;
const TRIM_EVERY = 50;
const NO_PAYLOAD = "";

export interface OutcomesLimits {
  readonly keysMax?: number;
  readonly answersMax?: number;
}

/**
 * What became of commands, by the caller's key, also after a restart: a command that may have run
 * is not run again because its answer was lost (V31). The newest 10,000 keys are known for seven
 * days, the newest 100 answers with what is in them.
 */
export class Outcomes {
  readonly #store: Pick<Store, "commit" | "row">;
  readonly #limits: OutcomesLimits;
  #sinceTrimmed = 0;

  constructor(store: Pick<Store, "commit" | "row">, limits: OutcomesLimits = {}) {
    this.#store = store;
    this.#limits = limits;
  }

  async find(key: string): Promise<Kept | undefined> {
    const row = await this.#store.row<OutcomeRow>(
      sql`SELECT digest, state, answer FROM node_invocations WHERE key = ${key}`,
    );
    return row && { digest: row.digest, outcome: outcomeOf(row) };
  }

  /** On disk before the command leaves: from here on the key is used. */
  async sent(command: {
    key: string;
    digest: string;
    nodeId: string;
    command: string;
    at: number;
  }): Promise<void> {
    const { key, digest, nodeId, command: name, at } = command;
    const insert = write(
      sql`INSERT INTO node_invocations (key, digest, node_id, command, sent_at)
        VALUES (${key}, ${digest}, ${nodeId}, ${name}, ${at})`,
      1,
    );
    this.#sinceTrimmed += 1;
    const trim = this.#sinceTrimmed >= TRIM_EVERY;
    if (trim) this.#sinceTrimmed = 0;
    await this.#store.commit([insert, ...(trim ? this.#trimmed() : [])]);
  }

  async ended(key: string, outcome: Outcome): Promise<void> {
    const state = outcome.ok ? "ok" : "failed";
    const answer = outcome.ok ? (outcome.payloadJSON ?? NO_PAYLOAD) : JSON.stringify(outcome.error);
    const update = write(
      sql`UPDATE node_invocations SET state = ${state}, answer = ${answer}
        WHERE key = ${key} AND state = 'sent'`,
      1,
    );
    await this.#store.commit([update]);
  }

  /** Frees the key of a command that did not leave after all. */
  async forget(key: string): Promise<void> {
    const row = write(sql`DELETE FROM node_invocations WHERE key = ${key} AND state = 'sent'`);
    await this.#store.commit([row]);
  }

  /** Deletes what is old enough, and what is above the limits; how many keys that were. */
  async prune(now: number): Promise<number> {
    let deleted = 0;
    const old = write(sql`DELETE FROM node_invocations WHERE sent_at < ${now - KEPT_MS}`);
    await this.#store.commit([
      { ...old, committed: (changed) => (deleted = changed) },
      ...this.#trimmed(),
    ]);
    return deleted;
  }

  #trimmed(): readonly Statement[] {
    const { keysMax = KEYS_MAX, answersMax = ANSWERS_MAX } = this.#limits;
    return [
      write(sql`DELETE FROM node_invocations WHERE id <= (
        SELECT id FROM node_invocations ORDER BY id DESC LIMIT 1 OFFSET ${keysMax})`),
      write(sql`UPDATE node_invocations SET answer = NULL
        WHERE state = 'ok' AND answer IS NOT NULL AND id <= (
          SELECT id FROM node_invocations WHERE state = 'ok' AND answer IS NOT NULL
          ORDER BY id DESC LIMIT 1 OFFSET ${answersMax})`),
    ];
  }
}

/**
 * The answer to a request whose key was used before. Throws INVALID_REQUEST when the key stood for
 * another request or its answer is kept no longer, UNAVAILABLE when nobody knows how it ended.
 */
export function replay({ digest, outcome }: Kept, asked: string): Outcome {
  if (digest !== asked) throw reused();
  if (outcome === "unknown") {
    const why = "the gateway left before the node answered: the command may have run";
    throw new ZeroError("UNAVAILABLE", `${why}; look there before you send it under a new key`);
  }
  if (outcome === "let go") {
    const why = "the command ran, and its answer is kept no longer";
    throw new ZeroError("INVALID_REQUEST", `${why}; use a new key to run it again`);
  }
  return outcome;
}

export const reused = (): ZeroError =>
  new ZeroError("INVALID_REQUEST", "idempotency key reused for another command; use a new key");

function outcomeOf({ state, answer }: OutcomeRow): Kept["outcome"] {
  switch (state) {
    case "sent":
      return "unknown";
    case "ok":
      if (answer === null) return "let go";
      return { ok: true, payloadJSON: answer === NO_PAYLOAD ? undefined : answer };
    case "failed":
      return { ok: false, error: JSON.parse(answer ?? "{}") as { code: string; message: string } };
  }
}
