import type { RunId } from "../domain/ids.ts";
import type { Run, RunEvent, RunOutcome } from "../domain/run.ts";
import { firstStep, type TurnRequest, wordsOf } from "../domain/turn.ts";
import { StaleError, type Statement } from "../store/store.ts";
import type { Executed, InboxRow, Parts, Turn } from "./path-parts.ts";

/**
 * The way of a message, whole: what routing decides, and the three transactions of a turn
 * (accepted, begun, finished). The last one holds history, the end of the run, the inbox mark and
 * the reply, so that a crash leaves all of them or none.
 */
export class MessagePath {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * The turn that a message asks for; undefined when it asks for none, and then it is marked so.
   */
  async admit(row: InboxRow): Promise<Turn | undefined> {
    const { routing, inbox, store, clock } = this.#parts;
    const { message } = row;
    const decision = routing.decide(message);
    if (decision.kind === "ignore") {
      const knock = decision.why === "stranger" ? routing.knocked(message, clock.now()) : [];
      await store.commit([inbox.ignored(row.id, decision.why), ...knock]);
      return undefined;
    }
    const request: TurnRequest = {
      id: `inbox-${row.id}` as RunId,
      agent: decision.agent,
      session: decision.session,
      text: wordsOf(message),
      origin: {
        kind: "channel",
        address: message.address,
        remoteId: message.remoteId,
        senderName: message.sender.displayName,
        sentAt: message.sentAt,
      },
      // The answer goes where the message came from, whatever happens to routes later (A9).
      replyTo: { address: message.address, remoteId: message.remoteId },
    };
    const acceptedAt = clock.now();
    return { request, attempts: 0, begun: false, acceptedAt, inboxId: row.id, stored: false };
  }

  /** Writes a client's turn down. What resolved here survives anything. */
  async accept(turn: Turn): Promise<void> {
    await this.#parts.store.commit([this.#parts.runs.queued(turn)]);
    turn.stored = true;
  }

  /**
   * Counts an attempt and, the first time, puts the user's words into history. A turn that began
   * before its session was reset or deleted begins again: its journal is part of the past.
   */
  async begin(turn: Turn, at: number): Promise<void> {
    const { inbox, runs, sessions, store, notes } = this.#parts;
    const { request, inboxId, stored } = turn;
    const goesOn = turn.begun && (await sessions.holds(request.session, request.id));
    const note = goesOn ? "" : notes.take(request.session);
    await store.commit([
      ...(inboxId === undefined || stored ? [] : [inbox.taken(inboxId, request.id)]),
      ...(stored ? [] : [runs.queued(turn)]),
      runs.started(request.id, at),
      ...(turn.begun && !goesOn ? [sessions.leftBehind(request.id)] : []),
      ...(goesOn ? [] : sessions.opened(request, at)),
      ...(goesOn ? [] : [sessions.append(firstStep(request, note, at))]),
    ]);
    Object.assign(turn, { stored: true, begun: true, attempts: turn.attempts + 1 });
  }

  /** The agent's part; its steps are on disk one by one. */
  execute(turn: Turn, signal: AbortSignal, onEvent: (event: RunEvent) => void): Promise<Executed> {
    const { request } = turn;
    return this.#parts.agent.execute({ run: runOf(turn), request, signal, onEvent });
  }

  /** Writes the answer down, everywhere at once. */
  async finish(turn: Turn, { outcome, message }: Executed): Promise<void> {
    const { inbox, runs, sessions, store, clock } = this.#parts;
    const { id, session } = turn.request;
    const at = clock.now();
    await store.commit([
      ...(message ? [sessions.append(message)] : []),
      ...sessions.used(session, outcome, at),
      runs.finished(id, outcome, at),
      ...(turn.inboxId === undefined ? [] : [inbox.handled(turn.inboxId)]),
      ...this.#reply(turn, outcome, "run"),
    ]);
  }

  /** An orderly stop is not an attempt that failed. */
  async park({ request }: Turn): Promise<void> {
    await this.#parts.store.commit([this.#parts.runs.parked(request.id)]);
  }

  /** Ends a turn that the user does not want any more before it began. */
  async cancel(turn: Turn, outcome: RunOutcome): Promise<void> {
    const { inbox, runs, store, clock } = this.#parts;
    const { inboxId, stored, request } = turn;
    const waiting = inboxId !== undefined && !stored;
    await store.commit([
      ...(stored ? [runs.finished(request.id, outcome, clock.now())] : []),
      ...(waiting ? [inbox.ignored(inboxId, "aborted")] : []),
      ...(inboxId !== undefined && stored ? [inbox.handled(inboxId)] : []),
    ]);
  }

  /**
   * Ends a turn whose rows are not what they should be: each mark alone, so that one that misses
   * does not keep the others from being made.
   */
  async discard(turn: Turn, outcome: RunOutcome): Promise<void> {
    const { inbox, runs, store, clock } = this.#parts;
    const { inboxId, request } = turn;
    const marks: (readonly Statement[])[] = [
      [runs.finished(request.id, outcome, clock.now())],
      inboxId === undefined ? [] : [inbox.handled(inboxId)],
      inboxId === undefined ? [] : [inbox.ignored(inboxId, "defect")],
      this.#reply(turn, outcome, "broken"),
    ];
    for (const mark of marks) {
      await store.commit(mark).catch((error: unknown) => {
        if (!(error instanceof StaleError)) throw error;
      });
    }
  }

  /**
   * A key that is asked again after a failure is another acceptance, and its reply another reply.
   */
  #reply({ request, acceptedAt }: Turn, outcome: RunOutcome, kind: string): readonly Statement[] {
    const { id, replyTo } = request;
    const silent = outcome.state === "aborted" || outcome.text.trim() === "";
    if (!replyTo || silent) return [];
    const group = `${kind}:${id}@${acceptedAt}`;
    return this.#parts.outbox.reply(group, replyTo.address, outcome.text, replyTo.remoteId);
  }
}

function runOf({ request, attempts, acceptedAt }: Turn): Run {
  const { id, agent, session } = request;
  return { id, agent, session, state: "running", attempts, acceptedAt };
}
