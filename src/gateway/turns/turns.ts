import type { RunId, SessionKey } from "../../domain/ids.ts";
import { isOver, type RunOutcome } from "../../domain/run.ts";
import type { AcceptedTurn, TurnRequest, WaitResult } from "../../domain/turn.ts";
import type { PublishedRunEvent } from "../../doors/socket/services.ts";
import type { StoredRun } from "../../features/agent/index.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { Gate } from "../../kernel/gate.ts";
import { within } from "../../kernel/within.ts";
import type { Log } from "../../kernel/log.ts";
import type { Statement, Store } from "../../store/store.ts";
import { ATTEMPTS_MAX, Conductor } from "./conductor.ts";
import type { MessagePath } from "../message-path.ts";
import { Parked, type Turn } from "../path-parts.ts";
import { Holds } from "./holds.ts";
import { Waiters } from "./waiters.ts";

/** Ids of turns that come from the inbox; a client's key may not look like one. */
const INBOX_RUN = /^inbox-\d+$/;

/**
 * A run that was interrupted this often may be what ends the process, or may only have been near.
 * From then on it waits until the process has been up for a moment, and such runs go one by one:
 * the others are not taken along, and kills from outside that follow one another quickly do not
 * count against it.
 */
const SUSPECT_AFTER_ATTEMPTS = 8;
const STABLE_AFTER_MS = 2_000;
/** How long the caller of an abort waits for what runs to end. */
const ABORT_WITHIN_MS = 1_000;
/** How long work on a whole session waits for its run to end. */
const FREE_WITHIN_MS = 15_000;

const ABORTED: RunOutcome = { state: "aborted", text: "" };

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
  attend?: (request: TurnRequest) => () => void;
  /** Resolves when the disk takes writes; at once when it is left out. */
  recovered?: () => Promise<void>;
  limits: { openTurnsMax: number; laneDepthMax: number; parallelRunsMax: number | (() => number) };
}

interface OpenTurn {
  turn: Turn;
  digest: string;
  controller: AbortController;
  accepted: Promise<void>;
  done: Promise<RunOutcome>;
  /** It has a place among those that run. */
  running: boolean;
  /** Set when it ended before its lane came to it. */
  cancelled?: RunOutcome;
  settle: { resolve(outcome: RunOutcome): void; reject(error: unknown): void };
}

/**
 * Every turn that is accepted and not over: one lane a session, a limited number at once, each
 * ending exactly once. What waits here is on disk too; a crash loses the objects, not the turns.
 */
export class Turns {
  readonly #parts: TurnsParts;
  readonly #open = new Map<RunId, OpenTurn>();
  readonly #lanes = new Map<SessionKey, Gate>();
  readonly #gate: Gate;
  readonly #suspects = new Gate(1);
  readonly #bornAt: number;
  readonly #leaving = new AbortController();
  readonly #waiters = new Waiters();
  readonly #holds = new Holds();
  /** What an earlier process left is known here. */
  #recovered = false;
  readonly #conductor: Conductor;

  constructor(parts: TurnsParts) {
    this.#parts = parts;
    this.#gate = new Gate(parts.limits.parallelRunsMax);
    this.#bornAt = parts.clock.monotonic();
    this.#conductor = new Conductor({ ...parts, leaving: this.#leaving.signal });
  }

  isOpen(id: RunId): boolean {
    return this.#open.has(id);
  }

  /** How many turns run in this process, and how many wait for their lane or a place. */
  get stats(): Readonly<{ running: number; queued: number }> {
    let running = 0;
    for (const entry of this.#open.values()) if (entry.running) running += 1;
    return { running, queued: this.#open.size - running };
  }

  /** Whether a turn waits or runs in this process; undefined when it does neither. */
  stateOf(id: RunId): "queued" | "running" | undefined {
    const open = this.#open.get(id);
    return open && (open.running ? "running" : "queued");
  }

  /** What a turn that waits or runs was asked; undefined for any other. */
  requestOf(id: RunId): TurnRequest | undefined {
    return this.#open.get(id)?.turn.request;
  }

  async submit(request: TurnRequest): Promise<AcceptedTurn> {
    if (INBOX_RUN.test(request.id)) {
      const why = 'idempotency keys of the form "inbox-<number>" are reserved';
      throw new ZeroError("INVALID_REQUEST", why);
    }
    const digest = this.#parts.runs.digest(request);
    const open = this.#open.get(request.id);
    if (!open) {
      this.#assertRoom(request.session);
      return this.#accept(request, digest);
    }
    assertSame(open.digest, digest);
    await open.accepted;
    const { turn, done } = open;
    return { runId: request.id, acceptedAt: turn.acceptedAt, status: "running", done };
  }

  /** Takes up what a crash or a stop left behind. Called once, before anything new is consumed. */
  async recover(): Promise<number> {
    const left = await this.#parts.runs.open();
    for (const run of left) {
      // A client may have asked for it again already: then it is under way.
      if (!this.#open.has(run.request.id)) this.#schedule(this.#enter(turnOf(run), run.digest));
    }
    this.#recovered = true;
    return left.length;
  }

  /** Runs a turn that the inbox asks for; resolves when it is over, or rejects with `Parked`. */
  perform(turn: Turn): Promise<RunOutcome> {
    const entry = this.#enter(turn, "");
    this.#schedule(entry);
    return entry.done;
  }

  /**
   * Resolves when the run is over, the time is up, or nobody wants to know any more. A run that
   * nobody has heard of may be announced in a moment, by a request on another connection.
   */
  async wait(id: RunId, timeoutMs: number, gone?: AbortSignal): Promise<WaitResult> {
    const { clock, runs } = this.#parts;
    const over = this.#waiters.begin(id, { clock, timeoutMs, gone });
    try {
      for (;;) {
        const open = this.#open.get(id);
        if (open) await Promise.race([open.done.catch(() => undefined), over.ended]);
        const run = this.#open.has(id) ? undefined : await runs.find(id);
        if (run?.outcome && isOver(run.state)) return waitResult(run, run.outcome);
        if (over.isOver) return { status: "timeout" };
        if (!this.#open.has(id)) await over.news();
      }
    } finally {
      over.close();
    }
  }

  /** Aborts what waits at once, and gives what runs a moment to end. */
  async abort(session: SessionKey, id?: RunId): Promise<readonly RunId[]> {
    const named = id === undefined ? undefined : this.#open.get(id);
    if (named && named.turn.request.session !== session) {
      throw new ZeroError("INVALID_REQUEST", "runId does not match sessionKey");
    }
    const all = named ? [named] : id === undefined ? [...this.#open.values()] : [];
    const hit = all.filter((entry) => entry.turn.request.session === session);
    const ends = this.#end(hit);
    const ended = () => Promise.allSettled(ends);
    await within(this.#parts.clock, ABORT_WITHIN_MS, ended, () => undefined);
    return hit.map((entry) => entry.turn.request.id);
  }

  /**
   * Does `work` while no turn of the session runs. What runs, or was interrupted and would go on,
   * is aborted first; what only waits is answered afterwards, since it was accepted. Rejects with
   * UNAVAILABLE, and does not do the work, when the run does not end within 15 s.
   */
  between<T>(session: SessionKey, work: () => Promise<T>): Promise<T> {
    return this.#holds.hold(session, async () => {
      if (!this.#recovered) {
        throw new ZeroError("UNAVAILABLE", "the gateway is still starting; try again in a moment");
      }
      const hit = [...this.#open.values()].filter(
        ({ turn, running }) => turn.request.session === session && (running || turn.begun),
      );
      const ends = this.#end(hit);
      const ended = () => Promise.all(ends);
      if (await within(this.#parts.clock, FREE_WITHIN_MS, ended, () => undefined)) return work();
      const why = "the session's run did not end within 15 s, so nothing was changed; try again";
      throw new ZeroError("UNAVAILABLE", why);
    });
  }

  /** Lets running turns end within `graceMs`; what is left then is parked for the next start. */
  async leave(graceMs: number): Promise<void> {
    this.#leaving.abort(new Parked());
    this.#waiters.endAll();
    const all = [...this.#open.values()];
    const settled = Promise.allSettled(all.map((entry) => entry.done));
    const park = () => {
      for (const entry of all) entry.controller.abort(new Parked());
    };
    const timer = this.#parts.clock.after(graceMs, park, true);
    await settled;
    timer.cancel();
  }

  #end(entries: readonly OpenTurn[]): readonly Promise<RunOutcome>[] {
    return entries.map((entry) => {
      entry.controller.abort(new DOMException("aborted by the user", "AbortError"));
      return entry.running ? entry.done : this.#cancel(entry);
    });
  }

  #assertRoom(session: SessionKey): void {
    const { openTurnsMax, laneDepthMax } = this.#parts.limits;
    if (this.#leaving.signal.aborted) {
      throw new ZeroError("UNAVAILABLE", "the gateway is stopping; try again in a moment");
    }
    const depth = this.#lanes.get(session)?.open ?? 0;
    if (this.#open.size < openTurnsMax && depth < laneDepthMax) return;
    const why = "too many turns are waiting; try again in a moment";
    throw new ZeroError("UNAVAILABLE", why, { retryAfterMs: 1_000 });
  }

  async #accept(request: TurnRequest, digest: string): Promise<AcceptedTurn> {
    const acceptedAt = this.#parts.clock.now();
    const turn: Turn = { request, attempts: 0, begun: false, acceptedAt, stored: false };
    const gate = Promise.withResolvers<void>();
    const entry = this.#enter(turn, digest, gate.promise);
    const { done } = entry;
    try {
      const before = await this.#parts.runs.find(request.id);
      if (before) assertSame(before.digest, digest);
      const outcome = before?.state === "failed" ? undefined : before?.outcome;
      if (before && outcome) {
        this.#forget(entry);
        entry.settle.resolve(outcome);
        gate.resolve();
        return { runId: request.id, acceptedAt: before.acceptedAt, status: "done", done };
      }
      await this.#store(turn, before);
    } catch (error) {
      this.#forget(entry);
      entry.settle.reject(error);
      gate.reject(error);
      throw error;
    }
    gate.resolve();
    this.#schedule(entry);
    return { runId: request.id, acceptedAt: turn.acceptedAt, status: "new", done };
  }

  async #store(turn: Turn, before: StoredRun | undefined): Promise<void> {
    const { path, runs, store } = this.#parts;
    if (!before) {
      await path.accept(turn);
    } else if (before.state === "failed") {
      // A definite failure frees the key (V31): the same request goes on from its journal.
      await store.commit([runs.requeued(turn.request.id, turn.acceptedAt)]);
      Object.assign(turn, { stored: true, begun: before.startedAt !== undefined });
    } else {
      // What an earlier process left, asked for again before `recover` came to it.
      Object.assign(turn, turnOf(before));
    }
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
      running: false,
      settle: { resolve, reject },
    };
    this.#open.set(turn.request.id, entry);
    this.#waiters.ring(turn.request.id);
    return entry;
  }

  #forget(entry: OpenTurn): void {
    const { id } = entry.turn.request;
    if (this.#open.get(id) === entry) this.#open.delete(id);
  }

  #schedule(entry: OpenTurn): void {
    const { session } = entry.turn.request;
    let lane = this.#lanes.get(session);
    // Room was checked at the door; what is on disk already always finds its lane.
    if (!lane) this.#lanes.set(session, (lane = new Gate(1)));
    const mine = lane;
    const settle = (end: () => void) => {
      this.#forget(entry);
      if (mine.open === 0) this.#lanes.delete(session);
      end();
    };
    mine
      .run(() => this.#inTurn(entry))
      .then(
        (outcome) => settle(() => entry.settle.resolve(outcome)),
        (error: unknown) => settle(() => entry.settle.reject(error)),
      );
  }

  #inTurn(entry: OpenTurn): Promise<RunOutcome> {
    const run = () => this.#gate.run(() => this.#run(entry));
    const { attempts } = entry.turn;
    // What is given up only ends: there is nothing in it to be afraid of.
    if (attempts < SUSPECT_AFTER_ATTEMPTS || attempts >= ATTEMPTS_MAX) return run();
    return this.#suspects.run(() => this.#whenStable().then(run));
  }

  async #run(entry: OpenTurn): Promise<RunOutcome> {
    await this.#holds.pass(entry.turn.request.session, () => {
      entry.running = entry.cancelled === undefined;
    });
    if (entry.cancelled) return entry.cancelled;
    return this.#conductor.conduct(entry.turn, entry.controller.signal);
  }

  /** Ends a turn that has not begun; it is not run afterwards, also not by the next process. */
  async #cancel(entry: OpenTurn): Promise<RunOutcome> {
    await entry.accepted;
    if (entry.running) return entry.done;
    entry.cancelled = ABORTED;
    await this.#parts.path.cancel(entry.turn, ABORTED);
    const at = this.#parts.clock.now();
    const { id: runId, session } = entry.turn.request;
    const event = { kind: "end", startedAt: at, at, outcome: ABORTED } as const;
    this.#parts.publish({ runId, session, event });
    this.#forget(entry);
    entry.settle.resolve(ABORTED);
    return ABORTED;
  }

  async #whenStable(): Promise<void> {
    const { clock } = this.#parts;
    const leftMs = this.#bornAt + STABLE_AFTER_MS - clock.monotonic();
    if (leftMs > 0) await clock.sleep(leftMs, this.#leaving.signal);
  }
}

/** A run that is on disk, as something to go on with. */
function turnOf({ request, attempts, acceptedAt, startedAt, inboxId }: StoredRun): Turn {
  const begun = startedAt !== undefined;
  return { request, attempts, begun, acceptedAt, inboxId, stored: true };
}

function assertSame(stored: string, given: string): void {
  if (stored === given) return;
  throw new ZeroError("INVALID_REQUEST", "idempotency key reused for another request");
}

function waitResult(run: StoredRun, outcome: RunOutcome): WaitResult {
  const { startedAt, endedAt = run.acceptedAt } = run;
  const status = outcome.state === "failed" ? "error" : "ok";
  return { status, startedAt, endedAt, error: outcome.error };
}
