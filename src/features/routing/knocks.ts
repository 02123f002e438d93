import type { AccountId, ChannelId, InboundMessage } from "@zero/channel";
import sql, { type Sql } from "sql-template-tag";
import { write, type Statement, type Store } from "../../store/store.ts";

/** People who are remembered; above it those give way who have not written for the longest time. */
export const KNOCKS_MAX = 10_000;
/** How often the table is looked at for being too long: it may be longer by this. */
const PRUNE_EVERY = 100;
const NAME_LENGTH_MAX = 64;

/**
 * Somebody who wrote without being allowed to. The name is chosen by that person: for showing only.
 */
export interface Knock {
  readonly sender: string;
  readonly name: string | undefined;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly count: number;
}

/** Who knocked: one row a person, with how often and when. What they wrote is not kept. */
export class Knocks {
  readonly #store: Pick<Store, "row" | "rows">;
  #sincePruned = 0;

  constructor(store: Pick<Store, "row" | "rows">) {
    this.#store = store;
  }

  /**
   * What writes a stranger's message down, to be committed together with the mark on its inbox row.
   */
  record({ address, sender }: InboundMessage, at: number): readonly Statement[] {
    this.#sincePruned += 1;
    const upsert = write(
      upsertKnock({ ...address, sender: sender.id, name: shown(sender.displayName), at }),
      1,
    );
    if (this.#sincePruned < PRUNE_EVERY) return [upsert];
    this.#sincePruned = 0;
    return [upsert, write(deleteOldest())];
  }

  /** How many people knocked at an account, and the newest `limit` of them. */
  async list(
    channel: ChannelId,
    account: AccountId,
    limit: number,
  ): Promise<{ total: number; newest: readonly Knock[] }> {
    const [count, rows] = await Promise.all([
      this.#store.row<{ total: number }>(countKnocks(channel, account)),
      this.#store.rows<Omit<Knock, "name"> & { name: string | null }>(
        selectNewest(channel, account, limit),
      ),
    ]);
    const newest = rows.map((row) => ({ ...row, name: row.name ?? undefined }));
    return { total: count?.total ?? 0, newest };
  }

  /** When somebody knocked at each account for the last time. */
  async newestByAccount(): Promise<readonly { channel: string; account: string; at: number }[]> {
    return this.#store.rows(sql`
      SELECT channel, account, max(last_at) AS at FROM knocks GROUP BY channel, account`);
  }
}

/** The characters of a name that can be shown: none that hide, reorder or break a line. */
function shown(name: string | undefined): string | null {
  const plain = name?.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "").trim() ?? "";
  return plain === "" ? null : plain.slice(0, NAME_LENGTH_MAX).toWellFormed();
}

interface NewKnock {
  channel: ChannelId;
  account: AccountId;
  sender: string;
  name: string | null;
  at: number;
}

const upsertKnock = ({ channel, account, sender, name, at }: NewKnock): Sql => sql`
  INSERT INTO knocks (channel, account, sender, sender_name, first_at, last_at, count)
  VALUES (${channel}, ${account}, ${sender}, ${name}, ${at}, ${at}, 1)
  ON CONFLICT (channel, account, sender) DO UPDATE
  SET sender_name = excluded.sender_name, last_at = excluded.last_at, count = knocks.count + 1`;

const deleteOldest = (): Sql => sql`
  DELETE FROM knocks WHERE last_at < (
    SELECT last_at FROM knocks ORDER BY last_at DESC LIMIT 1 OFFSET ${KNOCKS_MAX - 1})`;

const countKnocks = (channel: ChannelId, account: AccountId): Sql => sql`
  SELECT count(*) AS total FROM knocks WHERE channel = ${channel} AND account = ${account}`;

const selectNewest = (channel: ChannelId, account: AccountId, limit: number): Sql => sql`
  SELECT sender, sender_name AS name, first_at AS "firstAt", last_at AS "lastAt", count FROM knocks
  WHERE channel = ${channel} AND account = ${account} ORDER BY last_at DESC LIMIT ${limit}`;
