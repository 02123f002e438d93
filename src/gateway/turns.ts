import type { RunId, SessionKey } from "../domain/ids.ts";
import { isOver, type RunOutcome } from "../domain/run.ts";
import type { AcceptedTurn, TurnRequest, WaitResult } from "../domain/turn.ts";
import type { StoredRun } from "../features/agent/index.ts";
import { Backoff } from "../kernel/backoff.ts";
import type { Clock } from "../kernel/clock.ts";
import { ZeroError } from "../kernel/errors.ts";
import { Gate, Lane } from "../kernel/lane.ts";
import { errorFields, type Log } from "../kernel/log.ts";
import type { Statement, Store } from "../store/store.ts";
import type { MessagePath } from "./message-path.ts";
import { Parked, type Turn } from "./path-parts.ts";
import type { PublishedRunEvent } from "../doors/socket/services.ts";

/** Ids of turns that come from the inbox; a client's key may not look like one. */
const INBOX_RUN = /^inbox-\d+$/;

/**
 * A run that was interrupted this often may be what ends the process, or may only have been near. From then on it
 * waits until the process has been up for a while, and such runs go one by one: the others are not taken along, and
 * kills from outside that follow one another quickly do not count against it.
 */
const SUSPECT_AFTER_ATTEMPTS = 8;
const STABLE_AFTER_MS = 2_000;

export interface TurnsParts {
  path: MessagePath;
  store: Pick<Store, "commit">;
  runs: {
    find(id: RunId): Promise<StoredRun | undefined>;
    open(): Promise<readonly StoredRun[]>;
    digest(request: TurnRequest): string;
    requeued(id: RunId, at: number): Statement;
  };
  clock: Clock;
  log: Log;
  publish: (fact: PublishedRunEvent) => void;
  /** Called when a turn begins to run; what it returns is called when it is over. */
  attend?: (request: TurnRequest) => () => void;
  limits: { openTurnsMax: number; laneDepthMax: number; parallelRunsMax: number };
}

interface OpenTurn {
  turn: Turn;
  digest: string;
  controller: AbortController;
  accepted: Promise<void>;
  done: Promise<RunOutcome>;
  startedAt?: number;
  /** Who watches `done`: without anybody a parked turn is no unhandled rejection. */
  settle: { resolve(outcome: RunOutcome): void; reject(error: unknown): void };
}

/**
 * Every turn that is accepted and not over: one lane a session, a limited number at once, each ending exactly once.
 * What waits here is on disk too; a crash loses the objects, not the turns.
 */
export class Turns {
  readonly #parts: TurnsParts;
  readonly #open = new Map<RunId, OpenTurn>();
  readonly #lanes = new Map<SessionKey, Lane>();
  readonly #gate: Gate;
  readonly #suspects = new Gate(1);
  readonly #bornAt: number;
  readonly #leaving = new AbortController();

  constructor(parts: TurnsParts) {
    this.#parts = parts;
    this.#gate = new Gate(parts.limits.parallelRunsMax);
    this.#bornAt = parts.clock.monotonic();
  }

  /** Turns that wait or run. */
  get openCount(): number {
    return this.#open.size;
  }

  get runningCount(): number {
    return this.#gate.running;
  }

  isOpen(id: RunId): boolean {
    return this.#open.has(id);
  }

  /** True while a turn of the session waits or runs. */
  isBusy(session: SessionKey): boolean {
    return this.#lanes.has(session);
  }

  /** What a turn that waits or runs was asked; undefined for any other. */
  requestOf(id: RunId): TurnRequest | undefined {
    return this.#open.get(id)?.turn.request;
  }

  async submit(request: TurnRequest): Promise<AcceptedTurn> {
    if (INBOX_RUN.test(request.id)) {
      throw new ZeroError(
        "INVALID_REQUEST",
        'idempotency keys of the form "inbox-<number>" are reserved',
      );
    }
    const digest = this.#parts.runs.digest(request);
    const open = this.#open.get(request.id);
    if (open) {
      assertSame(open.digest, digest);
      await open.accepted;
      return {
        runId: request.id,
        acceptedAt: open.turn.acceptedAt,
        status: "running",
        done: open.done,
      };
    }
    this.#assertRoom(request.session);
    return this.#accept(request, digest);
  }

  /** Takes up what a crash or a stop left behind. Called once, before anything new is consumed. */
  async recover(): Promise<number> {
    const left = await this.#parts.runs.open();
    for (const run of left) {
      // A client may have asked for it again already: then it is under way.
      if (!this.#open.has(run.request.id)) this.#schedule(this.#enter(turnOf(run), run.digest));
    }
    return left.length;
  }

  /** Runs a turn that the inbox asks for; resolves when it is over, or rejects with `Parked`. */
  perform(turn: Turn): Promise<RunOutcome> {
    const entry = this.#enter(turn, "");
    this.#schedule(entry);
    return entry.done;
  }

  async wait(id: RunId, timeoutMs: number): Promise<WaitResult> {
    const { clock, runs } = this.#parts;
    const giveUp = new AbortController();
    const until = clock.monotonic() + timeoutMs;
    const timer = clock.after(timeoutMs, () => giveUp.abort(), true);
    try {
      for (;;) {
        await Promise.race([
          this.#open.get(id)?.done.catch(() => undefined),
          aborted(giveUp.signal),
        ]);
        const run = this.#open.has(id) ? undefined : await runs.find(id);
        if (run?.outcome && isOver(run.state)) return waitResult(run, run.outcome);
        if (giveUp.signal.aborted || clock.monotonic() >= until) return { status: "timeout" };
        // The run may be announced in a moment, by a request on another connection.
        if (!this.#open.has(id)) await clock.sleep(Math.min(100, timeoutMs));
      }
    } finally {
      timer.cancel();
    }
  }

  async abort(session: SessionKey, id?: RunId): Promise<readonly RunId[]> {
    const named = id === undefined ? undefined : this.#open.get(id);
    if (named && named.turn.request.session !== session) {
      throw new ZeroError("INVALID_REQUEST", "runId does not match sessionKey");
    }
    const all = named ? [named] : id === undefined ? [...this.#open.values()] : [];
    const hit = all.filter((entry) => entry.turn.request.session === session);
    for (const entry of hit)
      entry.controller.abort(new DOMException("aborted by the user", "AbortError"));
    await Promise.allSettled(hit.map((entry) => entry.done));
    return hit.map((entry) => entry.turn.request.id);
  }

  /** Lets running turns end within `graceMs`; what is left then is parked for the next start. */
  async leave(graceMs: number): Promise<void> {
    this.#leaving.abort(new Parked());
    const all = [...this.#open.values()];
    const settled = Promise.allSettled(all.map((entry) => entry.done));
    for (const entry of all)
      if (entry.startedAt === undefined) entry.controller.abort(new Parked());
    const timer = this.#parts.clock.after(
      graceMs,
      () => {
        for (const entry of all) entry.controller.abort(new Parked());
      },
      true,
    );
    await settled;
    timer.cancel();
  }

  #assertRoom(session: SessionKey): void {
    const { openTurnsMax, laneDepthMax } = this.#parts.limits;
    if (this.#leaving.signal.aborted)
      throw new ZeroError("UNAVAILABLE", "the gateway is stopping; try again in a moment");
    const depth = this.#lanes.get(session)?.depth ?? 0;
    if (this.#open.size < openTurnsMax && depth < laneDepthMax) return;
    throw new ZeroError("UNAVAILABLE", "too many turns are waiting; try again in a moment", {
      retryAfterMs: 1_000,
    });
  }

  async #accept(request: TurnRequest, digest: string): Promise<AcceptedTurn> {
    const { path, runs, store, clock } = this.#parts;
    const acceptedAt = clock.now();
    const turn: Turn = { request, attempts: 0, begun: false, acceptedAt, stored: false };
    const gate = Promise.withResolvers<void>();
    const entry = this.#enter(turn, digest, gate.promise);
    try {
      const before = await runs.find(request.id);
      if (before) assertSame(before.digest, digest);
      if (before?.outcome && (before.state === "done" || before.state === "aborted")) {
        this.#forget(entry);
        entry.settle.resolve(before.outcome);
        gate.resolve();
        return {
          runId: request.id,
          acceptedAt: before.acceptedAt,
          status: "done",
          done: entry.done,
        };
      }
      if (before?.state === "failed") {
        // A definite failure frees the key (V31): the same request goes on from what its journal holds.
        await store.commit([runs.requeued(request.id, acceptedAt)]);
        Object.assign(turn, { stored: true, begun: before.startedAt !== undefined });
      } else if (before) {
        // What an earlier process left, asked for again before `recover` came to it.
        Object.assign(turn, turnOf(before));
      } else await path.accept(turn);
    } catch (error) {
      this.#forget(entry);
      entry.settle.reject(error);
      gate.reject(error);
      throw error;
    }
    gate.resolve();
    this.#schedule(entry);
    return { runId: request.id, acceptedAt: turn.acceptedAt, status: "new", done: entry.done };
  }

  #enter(turn: Turn, digest: string, accepted: Promise<void> = Promise.resolve()): OpenTurn {
    const { promise: done, resolve, reject } = Promise.withResolvers<RunOutcome>();
    done.catch(() => undefined);
    accepted.catch(() => undefined);
    const entry: OpenTurn = {
      turn,
      digest,
      controller: new AbortController(),
      accepted,
      done,
      settle: { resolve, reject },
    };
    this.#open.set(turn.request.id, entry);
    return entry;
  }

  #forget(entry: OpenTurn): void {
    this.#open.delete(entry.turn.request.id);
  }

  #schedule(entry: OpenTurn): void {
    const { session } = entry.turn.request;
    let lane = this.#lanes.get(session);
    // Room was checked at the door; what is on disk already always finds its lane.
    if (!lane) this.#lanes.set(session, (lane = new Lane(Number.POSITIVE_INFINITY)));
    const mine = lane;
    const settle = (end: () => void) => {
      this.#forget(entry);
      if (mine.depth === 0) this.#lanes.delete(session);
      end();
    };
    const run = () => this.#gate.run(() => this.#runUntilOver(entry));
    const suspect = entry.turn.attempts >= SUSPECT_AFTER_ATTEMPTS;
    mine.run(suspect ? () => this.#suspects.run(() => this.#whenStable().then(run)) : run).then(
      (outcome) => settle(() => entry.settle.resolve(outcome)),
      (error: unknown) => settle(() => entry.settle.reject(error)),
    );
  }

  async #whenStable(): Promise<void> {
    const { clock } = this.#parts;
    const leftMs = this.#bornAt + STABLE_AFTER_MS - clock.monotonic();
    if (leftMs > 0) await clock.sleep(leftMs, this.#leaving.signal);
  }

  /** A turn whose rows could not be written is tried again: it is accepted, so it must end, whatever the disk does. */
  async #runUntilOver(entry: OpenTurn): Promise<RunOutcome> {
    const { path, clock, log, publish } = this.#parts;
    const { id, session } = entry.turn.request;
    const backoff = new Backoff({ initialMs: 500, maxMs: 30_000 });
    for (;;) {
      this.#leaving.signal.throwIfAborted();
      entry.startedAt ??= clock.now();
      const leave = this.#parts.attend?.(entry.turn.request);
      try {
        return await path.perform(entry.turn, entry.controller.signal, (event) =>
          publish({ runId: id, session, event }),
        );
      } catch (error) {
        if (error instanceof Parked) throw error;
        log.error("a turn could not be finished and is tried again", {
          run: id,
          ...errorFields(error),
        });
        await clock.sleep(backoff.next(), this.#leaving.signal);
      } finally {
        leave?.();
      }
    }
  }
}

/** A run that is on disk, as something to go on with. */
function turnOf({ request, attempts, acceptedAt, startedAt, inboxId }: StoredRun): Turn {
  const begun = startedAt !== undefined;
  return { request, attempts, begun, acceptedAt, inboxId, stored: true };
}

function assertSame(stored: string, given: string): void {
  if (stored !== given)
    throw new ZeroError("INVALID_REQUEST", "idempotency key reused for another request");
}

function waitResult(run: StoredRun, outcome: RunOutcome): WaitResult {
  const endedAt = run.endedAt ?? run.acceptedAt;
  const failed = outcome.state === "failed";
  return {
    status: failed ? "error" : "ok",
    startedAt: run.startedAt,
    endedAt,
    error: outcome.error,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) =>
    signal.addEventListener("abort", () => resolve(), { once: true }),
  );
}
