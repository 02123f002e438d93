import type { Address } from "@zero/channel";
import type { DeliveryState } from "../../domain/delivery.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { StaleError, type Statement, type Store } from "../../store/store.ts";
import * as rows from "./rows.ts";
import type { OutboxRow, StoredRow } from "./rows.ts";
import { lost } from "./verdict.ts";

export interface InterventionsOptions {
  store: Pick<Store, "commit" | "row" | "rows">;
  clock: Clock;
  adding: (statement: Statement, to: Address) => Statement;
  ending: (statement: Statement, group: string, state: DeliveryState) => Statement;
}

/** What the owner does to deliveries by hand. */
export class Interventions {
  readonly #options: InterventionsOptions;

  constructor(options: InterventionsOptions) {
    this.#options = options;
  }

  async cancel(key: string): Promise<void> {
    const { clock, ending } = this.#options;
    const row = await this.#find(key);
    if (row.endedAt !== undefined) throw wrongState(`it is over already (${row.state})`);
    if (row.state === "sending") {
      throw new ZeroError("UNAVAILABLE", "it is being sent at this moment; see how it ends");
    }
    const at = clock.now();
    const { state } = lost(row.state === "uncertain" ? "uncertain" : "pending");
    const over = rows.end(row, row.state, { state, error: "cancelled by the operator", at });
    const rest = rows.rejectRest(row, `not sent: part ${row.key} was cancelled`, at);
    await this.#commit([ending(over, row.group, state), ending(rest, row.group, "rejected")]);
  }

  async resend(key: string): Promise<number> {
    const { store, clock, adding } = this.#options;
    const row = await this.#find(key);
    if (row.endedAt === undefined) throw wrongState("it is still in the queue");
    if (row.state === "sent") throw wrongState("it was delivered");
    const stored = await store.rows<StoredRow>(rows.selectGroup(row.group));
    const behind = stored
      .map(rows.toRow)
      .filter(({ id, state, endedAt }) => id > row.id && state === "rejected" && endedAt);
    const at = clock.now();
    const again = [row, ...behind];
    await this.#commit(again.map((one) => adding(rows.reopen(one, at), one.to)));
    return again.length;
  }

  async #find(key: string): Promise<OutboxRow> {
    const stored = await this.#options.store.row<StoredRow>(rows.selectKey(key));
    if (stored) return rows.toRow(stored);
    throw new ZeroError("INVALID_REQUEST", "unknown id; `zero queue` lists what there is");
  }

  async #commit(statements: readonly Statement[]): Promise<void> {
    try {
      await this.#options.store.commit(statements);
    } catch (error) {
      if (!(error instanceof StaleError)) throw error;
      const why = "it changed at this very moment; look at `zero queue` again";
      throw new ZeroError("UNAVAILABLE", why, { cause: error });
    }
  }
}

const wrongState = (why: string) => new ZeroError("INVALID_REQUEST", why);
