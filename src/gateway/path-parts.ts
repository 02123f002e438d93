import type { Address, InboundMessage, RemoteId } from "@zero/channel";
import type { Decision } from "../domain/decision.ts";
import type { RunId, SessionKey } from "../domain/ids.ts";
import type { Message, Run, RunEvent, RunOutcome } from "../domain/run.ts";
import type { TurnRequest } from "../domain/turn.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Statement, Store } from "../store/store.ts";

/** A message that a channel brought and that nobody has handled yet. */
export interface InboxRow {
  id: number;
  message: InboundMessage;
}

/**
 * A turn that is about to run: new from the inbox, new from a client, or found open after a crash.
 */
export interface Turn {
  request: TurnRequest;
  /** Times that it was started and interrupted since; an orderly stop does not count. */
  attempts: number;
  /** It ran before, so its words are in history already. */
  begun: boolean;
  acceptedAt: number;
  /** The inbox row that it answers, where there is one. */
  inboxId?: number;
  /**
   * False until the run has a row: a turn from the inbox gets it in the transaction that starts it.
   */
  stored: boolean;
}

/**
 * What the path needs of each feature. The features do not know one another; these are the only
 * places they meet.
 */
export interface Parts {
  clock: Clock;
  store: Pick<Store, "commit">;
  inbox: {
    taken(id: number, run: RunId): Statement;
    handled(id: number): Statement;
    ignored(id: number, why: string): Statement;
  };
  routing: {
    decide(message: InboundMessage): Decision;
    knocked(message: InboundMessage, at: number): readonly Statement[];
  };
  runs: {
    queued(turn: Turn): Statement;
    started(id: RunId, at: number): Statement;
    parked(id: RunId): Statement;
    finished(id: RunId, outcome: RunOutcome, at: number): Statement;
  };
  sessions: {
    opened(request: TurnRequest, at: number): readonly Statement[];
    append(message: Message): Statement;
    /** False when the words of the run are not in the history that the session has now. */
    holds(session: SessionKey, run: RunId): Promise<boolean>;
    leftBehind(run: RunId): Statement;
    used(session: SessionKey, outcome: RunOutcome, at: number): readonly Statement[];
  };
  agent: {
    execute(input: Execution): Promise<Executed>;
  };
  outbox: {
    reply(group: string, to: Address, text: string, replyTo?: RemoteId): readonly Statement[];
  };
  /** Notes of the system that go before the words of this turn. */
  notes: { take(session: SessionKey): string };
}

/** How a run ended, and the last message of its history. */
export interface Executed {
  readonly outcome: RunOutcome;
  readonly message?: Message;
}

export interface Execution {
  run: Run;
  request: TurnRequest;
  signal: AbortSignal;
  onEvent(event: RunEvent): void;
}

/** Why a run is interrupted when the gateway leaves: it goes on after the next start. */
export class Parked extends Error {
  override readonly name = "Parked";
}
