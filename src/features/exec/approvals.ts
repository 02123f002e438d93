import { randomUUID } from "node:crypto";
import { ONLY_ONCE } from "../../domain/exec/allowances.ts";
import { isRunner } from "../../domain/exec/runners.ts";
import type { Decision } from "../../domain/exec/request.ts";
import type { Clock } from "../../kernel/clock.ts";
import { dropOldest } from "../../kernel/drop-oldest.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { ApprovalSubject } from "./subject.ts";

/** What waits for a person. */
export interface WaitingApproval {
  readonly id: string;
  readonly request: ApprovalSubject;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** How a request ended. `null`: nobody decided, which allows nothing. */
export interface Verdict {
  readonly id: string;
  readonly decision: Decision | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

export interface AskOptions {
  /** Chosen by whoever asks; made up when absent. */
  readonly id?: string | undefined;
  readonly timeoutMs?: number | undefined;
  /** Aborts when whoever asked is gone: nothing waits for the decision any more. */
  readonly gone?: AbortSignal | undefined;
}

export interface ApprovalsParts {
  readonly clock: Clock;
  /** Tells those who may decide. */
  readonly tell: (
    event: "exec.approval.requested" | "exec.approval.resolved",
    payload: object,
  ) => void;
}

export const APPROVAL_WAIT_MS = 120_000;
const WAITING_MAX = 64;
/** Ids that are not given again. */
const ENDED_MAX = 1_000;

interface Waiting extends WaitingApproval {
  readonly settle: (decision: Decision | null, by?: string) => void;
}

/** Requests that wait for a person. Each is decided once; silence decides nothing. */
export class Approvals {
  readonly #parts: ApprovalsParts;
  readonly #waiting = new Map<string, Waiting>();
  readonly #ended = new Map<string, true>();

  constructor(parts: ApprovalsParts) {
    this.#parts = parts;
  }

  /**
   * Resolves when somebody decided, after `timeoutMs`, or when whoever asked is gone. Rejects with
   * INVALID_REQUEST for an id that waits already, UNAVAILABLE when too many wait.
   */
  async ask(request: ApprovalSubject, options: AskOptions = {}): Promise<Verdict> {
    const { id = randomUUID(), timeoutMs = APPROVAL_WAIT_MS, gone } = options;
    if (this.#waiting.has(id) || this.#ended.has(id)) {
      throw new ZeroError("INVALID_REQUEST", "this approval id was used already; take another");
    }
    if (this.#waiting.size >= WAITING_MAX) {
      const message = `${WAITING_MAX} commands wait for approval; decide about some, then retry`;
      throw new ZeroError("UNAVAILABLE", message);
    }
    const { clock, tell } = this.#parts;
    const createdAtMs = clock.now();
    const facts = { id, request, createdAtMs, expiresAtMs: createdAtMs + timeoutMs };
    const { promise, resolve } = Promise.withResolvers<Decision | null>();
    const settle = (decision: Decision | null, by?: string) => {
      if (!this.#waiting.delete(id)) return;
      // A click that comes late must not meet another command under the same id.
      this.#ended.set(id, true);
      dropOldest(this.#ended, ENDED_MAX);
      timer.cancel();
      gone?.removeEventListener("abort", leave);
      const resolvedBy = by === undefined ? {} : { resolvedBy: by };
      tell("exec.approval.resolved", { id, decision, ...resolvedBy, ts: clock.now() });
      resolve(decision);
    };
    const leave = () => settle(null);
    const timer = clock.after(timeoutMs, leave);
    this.#waiting.set(id, { ...facts, settle });
    tell("exec.approval.requested", facts);
    gone?.addEventListener("abort", leave, { once: true });
    if (gone?.aborted) leave();
    const decision = await promise;
    return { id, decision, createdAtMs, expiresAtMs: facts.expiresAtMs };
  }

  /**
   * Decides, in the name of `by`. Throws INVALID_REQUEST when nothing waits under this id: it is
   * unknown, over, or decided already; and for allowing a program for good that runs whatever it
   * is given: that one waits on.
   */
  resolve(id: string, decision: Decision, by: string): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) throw new ZeroError("INVALID_REQUEST", "unknown approval id");
    const { resolvedPath } = waiting.request;
    if (decision === "allow-always" && resolvedPath !== undefined && isRunner(resolvedPath)) {
      throw new ZeroError("INVALID_REQUEST", `${resolvedPath} ${ONLY_ONCE}`);
    }
    waiting.settle(decision, by);
  }

  /** What waits, oldest first. */
  list(): readonly WaitingApproval[] {
    return Array.from(this.#waiting.values(), ({ settle: _settle, ...facts }) => facts);
  }

  /** Nobody decides any more: what waits is not allowed. */
  stop(): void {
    for (const { settle } of this.#waiting.values()) settle(null);
  }
}
