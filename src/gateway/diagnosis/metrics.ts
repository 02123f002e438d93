import { readdirSync } from "node:fs";
import type { Metric } from "../../doors/http/services.ts";
import type { RunOutcome } from "../../domain/run.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { HealthReport } from "../../kernel/service.ts";
import { countQueue } from "../../store/queue.ts";
import type { Store } from "../../store/store.ts";
import type { LogStats } from "../logging.ts";
import { LoopDelayMeter } from "./loop-delay.ts";

export interface MetricsParts {
  readonly version: string;
  readonly clock: Clock;
  readonly store: Pick<Store, "rows" | "row" | "stats">;
  readonly log: { readonly stats: LogStats };
  readonly turns: { readonly stats: Readonly<{ running: number; queued: number }> };
  readonly connections: () => number;
  readonly pending: () => number;
  readonly accounts: () => readonly { channel: string; account: string; state: string }[];
  readonly reports: () => Readonly<Record<string, HealthReport>>;
  readonly ready: () => Promise<boolean>;
}

/** What the gateway measures about itself, collected when somebody asks. */
export class Metrics {
  readonly #parts: MetricsParts;
  readonly #delay: LoopDelayMeter;
  readonly #ended = { done: 0, failed: 0, aborted: 0 };

  constructor(parts: MetricsParts) {
    this.#parts = parts;
    this.#delay = new LoopDelayMeter(parts.clock);
  }

  /** Counts a turn that is over. */
  ended({ state }: Pick<RunOutcome, "state">): void {
    this.#ended[state] += 1;
  }

  stop(): void {
    this.#delay.stop();
  }

  async collect(): Promise<readonly Metric[]> {
    const ready = await this.#parts.ready();
    return [
      gauge("zero_ready", "1 while a message that comes now is kept and handled.", [
        { value: ready ? 1 : 0 },
      ]),
      ...this.#ofProcess(),
      ...this.#ofServices(),
      ...(await this.#ofWork()),
      ...this.#ofLog(),
    ];
  }

  #ofProcess(): Metric[] {
    const { version, clock } = this.#parts;
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const startedAt = (clock.now() - clock.monotonic()) / 1000;
    const delay = this.#delay.take();
    const files = openFiles();
    return [
      gauge("zero_build_info", "1, with what runs as labels.", [
        { labels: { version, node: process.version }, value: 1 },
      ]),
      gauge("process_start_time_seconds", "When it began, in seconds since the epoch.", [
        { value: startedAt },
      ]),
      gauge("process_resident_memory_bytes", "Memory that is resident.", [{ value: rss }]),
      gauge("nodejs_heap_size_used_bytes", "Heap in use.", [{ value: heapUsed }]),
      counter("process_cpu_seconds_total", "Time on processors.", [
        { value: (user + system) / 1e6 },
      ]),
      ...(files === undefined
        ? []
        : [gauge("process_open_fds", "Open file descriptors.", [{ value: files }])]),
      ...(delay === undefined
        ? []
        : [
            gauge(
              "zero_event_loop_delay_seconds",
              "How late the event loop was since the last collection.",
              Object.entries<number>({ ...delay }).map(([stat, value]) => ({
                labels: { stat },
                value,
              })),
            ),
          ]),
    ];
  }

  #ofServices(): Metric[] {
    const { connections, pending, accounts, reports } = this.#parts;
    const STATES = { ok: 0, degraded: 1, failed: 2 } as const;
    return [
      gauge("zero_connections", "Clients that are connected.", [{ value: connections() }]),
      gauge("zero_pending_sockets", "Sockets that have not said who they are.", [
        { value: pending() },
      ]),
      gauge(
        "zero_channel_account",
        "1, with the state of each account as a label.",
        accounts().map(({ channel, account, state }) => {
          return { labels: { channel, account, state }, value: 1 };
        }),
      ),
      gauge(
        "zero_service_state",
        "What each part says of itself: 0 ok, 1 degraded, 2 failed.",
        Object.entries(reports()).map(([service, { state }]) => {
          return { labels: { service }, value: STATES[state] };
        }),
      ),
    ];
  }

  async #ofWork(): Promise<Metric[]> {
    const { turns, store } = this.#parts;
    const { running, queued } = turns.stats;
    const { commits, transactions, failures } = store.stats;
    const counts = await countQueue(store);
    return [
      gauge("zero_turns", "Turns that are accepted and not over.", [
        { labels: { state: "running" }, value: running },
        { labels: { state: "queued" }, value: queued },
      ]),
      counter(
        "zero_turns_total",
        "Turns that ended, by how.",
        Object.entries(this.#ended).map(([state, value]) => ({ labels: { state }, value })),
      ),
      gauge("zero_inbox_messages", "Messages that no turn has taken up yet.", [
        { value: counts.messages },
      ]),
      gauge("zero_outbox_deliveries", "Deliveries: owed, and lost in the last seven days.", [
        { labels: { state: "owed" }, value: counts.deliveries },
        { labels: { state: "uncertain" }, value: counts.uncertain },
        { labels: { state: "rejected" }, value: counts.failed },
      ]),
      counter("zero_store_commits_total", "Lists of statements that were kept.", [
        { value: commits },
      ]),
      counter("zero_store_transactions_total", "Transactions, each one fsync.", [
        { value: transactions },
      ]),
      counter("zero_store_failures_total", "Lists that a failing disk lost.", [
        { value: failures },
      ]),
    ];
  }

  #ofLog(): Metric[] {
    const { records, folded, lost } = this.#parts.log.stats;
    return [
      counter(
        "zero_log_records_total",
        "Records, by level.",
        Object.entries(records).map(([level, value]) => ({ labels: { level }, value })),
      ),
      counter("zero_log_folded_total", "Records that were counted instead of written.", [
        { value: folded },
      ]),
      counter("zero_log_lost_total", "Records that the file did not take.", [{ value: lost }]),
    ];
  }
}

type Samples = Metric["samples"];

const gauge = (name: string, help: string, samples: Samples): Metric => {
  return { name, help, type: "gauge", samples };
};

const counter = (name: string, help: string, samples: Samples): Metric => {
  return { name, help, type: "counter", samples };
};

/** Undefined where the system does not list them. */
function openFiles(): number | undefined {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    return undefined;
  }
}
