import type { RunId } from "../domain/ids.ts";
import type { Message, Run, RunEvent, RunOutcome } from "../domain/run.ts";
import { type TurnRequest, wordsOf } from "../domain/turn.ts";
import { type InboxRow, Parked, type Parts, type Turn } from "./path-parts.ts";

/** A run that was interrupted this often is not started again: it is what ends the process. */
const ATTEMPTS_MAX = 11;

const POISONED: RunOutcome = {
  state: "failed",
  text: "I could not finish this: the gateway stopped several times while I was working on it. Please ask again.",
  error: { code: "UNAVAILABLE", message: `given up after ${ATTEMPTS_MAX} interrupted attempts` },
};

/**
 * The way of a message, whole: what routing decides, and the three transactions of a turn
 * (accepted, started, answered). The last one holds history, inbox mark and reply, so that a crash
 * leaves all of them or none.
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
   * Starts the turn, runs the agent and writes the answer down, in that order. Parked turns are
   * left to their journal.
   */
  async perform(
    turn: Turn,
    signal: AbortSignal,
    onEvent: (event: RunEvent) => void,
  ): Promise<RunOutcome> {
    const startedAt = this.#parts.clock.now();
    const poisoned = turn.attempts >= ATTEMPTS_MAX;
    if (!poisoned) await this.#start(turn, startedAt);
    onEvent({ kind: "start", at: startedAt });
    const { outcome, message } = poisoned
      ? { outcome: POISONED, message: undefined }
      : await this.#parts.agent.execute({
          run: runOf(turn),
          request: turn.request,
          signal,
          onEvent,
        });
    // A turn that was stopped because the gateway leaves is not over: its journal is taken up at
    // the next start.
    if (signal.aborted && signal.reason instanceof Parked) {
      await this.#parts.store.commit([this.#parts.runs.parked(turn.request.id)]);
      throw signal.reason;
    }
    await this.#finish(turn, outcome, message);
    onEvent({ kind: "end", startedAt, at: this.#parts.clock.now(), outcome });
    return outcome;
  }

  async #start(turn: Turn, at: number): Promise<void> {
    const { inbox, runs, sessions, store, notes } = this.#parts;
    const { request, inboxId } = turn;
    const first = !turn.begun;
    const words = first ? notes.take(request.session) + request.text : "";
    await store.commit([
      ...(inboxId === undefined || turn.stored ? [] : [inbox.taken(inboxId, request.id)]),
      ...(turn.stored ? [] : [runs.queued(turn)]),
      runs.started(request.id, at),
      ...(first
        ? [...sessions.opened(request, at), sessions.append(userMessage(request, words, at))]
        : []),
    ]);
    turn.stored = true;
    turn.begun = true;
    turn.attempts += 1;
  }

  async #finish(turn: Turn, outcome: RunOutcome, message: Message | undefined): Promise<void> {
    const { inbox, runs, sessions, outbox, store, clock } = this.#parts;
    const { id, session, replyTo } = turn.request;
    const at = clock.now();
    const silent = outcome.state === "aborted" || outcome.text.trim() === "";
    await store.commit([
      ...(message ? [sessions.append(message)] : []),
      ...sessions.used(session, outcome, at),
      runs.finished(id, outcome, at),
      ...(turn.inboxId === undefined ? [] : [inbox.handled(turn.inboxId)]),
      ...(replyTo && !silent
        ? outbox.reply(`run:${id}`, replyTo.address, outcome.text, replyTo.remoteId)
        : []),
    ]);
  }
}

function runOf(turn: Turn): Run {
  const { id, agent, session } = turn.request;
  return {
    id,
    agent,
    session,
    state: "running",
    attempts: turn.attempts,
    acceptedAt: turn.acceptedAt,
  };
}

function userMessage(request: TurnRequest, text: string, at: number): Message {
  const { id, session } = request;
  return { session, run: id, step: 0, role: "user", content: [{ type: "text", text }], at };
}
