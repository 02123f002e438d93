import sql from "sql-template-tag";
import type { Clock } from "../../kernel/clock.ts";
import { dropOldest } from "../../kernel/drop-oldest.ts";
import type { Store } from "../../store/store.ts";

/** What a million tokens cost. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

export interface UsageOptions {
  store: Pick<Store, "rows">;
  clock: Clock;
  /** Undefined where nobody said what the model costs. */
  priceOf: (provider: string, model: string) => Price | undefined;
}

export interface UsageTotals {
  readonly input: number;
  readonly output: number;
  readonly totalTokens: number;
  /** Of the answers whose price is known, in the currency of the prices. */
  readonly totalCost: number;
  /** Answers whose price nobody said. */
  readonly missingCostEntries: number;
}

export interface UsageCost {
  readonly updatedAt: number;
  readonly days: number;
  /** Days on which something was answered, the oldest first. */
  readonly daily: readonly ({ readonly date: string } & UsageTotals)[];
  readonly totals: UsageTotals;
}

/** How long a figure stands. */
const FRESH_MS = 30_000;
/** Spans that are kept at the same time. */
const KEPT_MAX = 16;

interface UsageRow {
  day: string;
  provider: string;
  model: string;
  answers: number;
  input: number;
  output: number;
}

/** What answers cost, by day, from what was written down with each of them. */
export class UsageLedger {
  readonly #options: UsageOptions;
  readonly #kept = new Map<number, { until: number; cost: Promise<UsageCost> }>();

  constructor(options: UsageOptions) {
    this.#options = options;
  }

  /** Of the last `days` days, today included; as much as 30 s old. Rejects like the store. */
  cost(days: number): Promise<UsageCost> {
    const now = this.#options.clock.monotonic();
    const kept = this.#kept.get(days);
    if (kept && now < kept.until) return kept.cost;
    const cost = this.#read(days);
    this.#kept.delete(days);
    this.#kept.set(days, { until: now + FRESH_MS, cost });
    dropOldest(this.#kept, KEPT_MAX);
    // Whoever asked hears of it; the next one asks again.
    cost.catch(() => this.#kept.delete(days));
    return cost;
  }

  async #read(days: number): Promise<UsageCost> {
    const { store, clock, priceOf } = this.#options;
    const updatedAt = clock.now();
    const rows = await store.rows<UsageRow>(sql`SELECT day, provider, model, answers,
      input_tokens AS input, output_tokens AS output FROM usage_days
      WHERE day >= ${dayOf(updatedAt, days - 1)} ORDER BY day`);
    const priced = rows.map((row) => {
      return { date: row.day, ...totalsOf(row, priceOf(row.provider, row.model)) };
    });
    const byDay = new Map<string, UsageTotals>();
    for (const { date, ...own } of priced) byDay.set(date, added(byDay.get(date) ?? NOTHING, own));
    const daily = [...byDay].map(([date, totals]) => ({ date, ...totals }));
    return { updatedAt, days, daily, totals: priced.reduce<UsageTotals>(added, NOTHING) };
  }
}

const NOTHING: UsageTotals = {
  input: 0,
  output: 0,
  totalTokens: 0,
  totalCost: 0,
  missingCostEntries: 0,
};

function totalsOf({ input, output, answers }: UsageRow, price: Price | undefined): UsageTotals {
  return {
    input,
    output,
    totalTokens: input + output,
    totalCost: price ? (input * price.input + output * price.output) / 1_000_000 : 0,
    missingCostEntries: price ? 0 : answers,
  };
}

function added(a: UsageTotals, b: UsageTotals): UsageTotals {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    totalTokens: a.totalTokens + b.totalTokens,
    totalCost: a.totalCost + b.totalCost,
    missingCostEntries: a.missingCostEntries + b.missingCostEntries,
  };
}

/** The calendar day of a moment on this machine, or so many days before it. */
function dayOf(at: number, daysBefore: number): string {
  const date = new Date(at);
  date.setDate(date.getDate() - daysBefore);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part, index) => `${part}`.padStart(index === 0 ? 4 : 2, "0")).join("-");
}
