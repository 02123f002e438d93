import type { Configuration } from "../../config/load.ts";
import type { RunId } from "../../domain/ids.ts";
import type { QueueView } from "../../doors/socket/views/operator.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { Log } from "../../kernel/log.ts";
import { countQueue, readQueue } from "../../store/queue.ts";
import { StaleError, type Store } from "../../store/store.ts";
import type { AssemblyOptions, Spine } from "../introduce.ts";
import { makeRedactor } from "../../config/scrub.ts";
import { knownSecrets } from "../redaction.ts";
import type { Consumer } from "../turns/consumer.ts";
import type { Turns } from "../turns/turns.ts";

interface QueueParts {
  readonly store: Pick<Store, "rows" | "row">;
  readonly turns: Pick<Turns, "stateOf" | "requestOf" | "abort">;
  readonly inbox: { withdraw(id: number, why: string): Promise<void> };
  readonly consumer: Pick<Consumer, "release">;
  readonly outbox: { cancel(key: string): Promise<void>; resend(key: string): Promise<number> };
  readonly clock: Clock;
  readonly log: Log;
  /** Takes secrets out of what a network said. */
  readonly redact: (text: string) => string;
}

const OF_INBOX = /^inbox-([1-9]\d{0,14})$/;

/** The queue of a gateway, acquainted with whoever holds a part of it. */
export function makeQueue(
  spine: Spine,
  { store, clock, log, running }: AssemblyOptions,
  consumer: QueueParts["consumer"],
): Queue {
  let made: { of: Configuration; redact: (text: string) => string } | undefined;
  const redact = (text: string) => {
    const { now } = running;
    if (made?.of !== now) {
      const { redactPatterns } = now.config.logging;
      made = { of: now, redact: makeRedactor(knownSecrets(now), redactPatterns) };
    }
    return made.redact(text);
  };
  return new Queue({ ...spine, store, consumer, clock, redact, log: log.child("queue") });
}

/** What the gateway has to do, and what its owner changes about that by hand. */
class Queue implements QueueView {
  readonly #parts: QueueParts;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  async list(limit: number): ReturnType<QueueView["list"]> {
    const { store, clock, redact } = this.#parts;
    const now = clock.now();
    const found = await readQueue(store, { limit, now, live: true });
    const items = found.map((item) =>
      item.reason === undefined ? item : { ...item, reason: redact(item.reason) },
    );
    return { ts: now, counts: await countQueue(store), items };
  }

  async cancel(id: string, by: string): ReturnType<QueueView["cancel"]> {
    const done = await this.#cancel(id);
    this.#parts.log.info("the owner took something out of the queue", { ...done, by });
    return done;
  }

  async resend(id: string, by: string): ReturnType<QueueView["resend"]> {
    const deliveries = await this.#parts.outbox.resend(id);
    this.#parts.log.info("the owner had a delivery sent again", { id, deliveries, by });
    return { id, deliveries };
  }

  async #cancel(id: string): ReturnType<QueueView["cancel"]> {
    const { turns, outbox } = this.#parts;
    const was = turns.stateOf(id as RunId);
    const request = turns.requestOf(id as RunId);
    if (was && request) {
      await turns.abort(request.session, request.id);
      const state = turns.stateOf(request.id) ? "ending" : "cancelled";
      return { id, kind: "turn", was, state };
    }
    const [, row] = OF_INBOX.exec(id) ?? [];
    if (row !== undefined) {
      await this.#withdraw(Number(row));
      return { id, kind: "message", was: "queued", state: "cancelled" };
    }
    await outbox.cancel(id);
    return { id, kind: "delivery", was: "queued", state: "cancelled" };
  }

  async #withdraw(row: number): Promise<void> {
    const { inbox, consumer } = this.#parts;
    try {
      await consumer.release(row, () => inbox.withdraw(row, "cancelled"));
    } catch (error) {
      if (!(error instanceof StaleError)) throw error;
      const why = "that message does not wait any more; `zero queue` lists what there is";
      throw new ZeroError("INVALID_REQUEST", why, { cause: error });
    }
  }
}
