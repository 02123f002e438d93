import { randomUUID } from "node:crypto";
import type { AllowanceStore } from "../config/file/allowances.ts";
import { allows, entryOf, ONLY_ONCE, withEntry } from "../domain/exec/allowances.ts";
import { isRunner } from "../domain/exec/runners.ts";
import { shownCommand } from "../domain/exec/display.ts";
import type { OwnVariables } from "../domain/exec/environment.ts";
import type { AnnouncedPlan, ExecPlan } from "../domain/exec/plan.ts";
import {
  isRunDecision,
  parseRunRequest,
  type RunDecision,
  type RunRequest,
} from "../domain/exec/request.ts";
import type { Clock } from "../kernel/clock.ts";
import { messageOf, ZeroError } from "../kernel/errors.ts";
import { isRecord } from "../kernel/is-record.ts";
import { runPlan } from "./child.ts";
import { HostError } from "./host-error.ts";
import { PendingPlans } from "./plan/pending-plans.ts";
import { openPlan, type OpenPlan } from "./plan/planner.ts";

export interface SystemRunParts {
  readonly clock: Clock;
  readonly nodeId: string;
  readonly own: OwnVariables;
  readonly allowances: Pick<AllowanceStore, "read" | "update">;
  /** Tells the gateway what a run does. Never throws. */
  readonly tell: (event: ExecEvent, payload: object) => void;
  readonly leaving: AbortSignal;
}

type ExecEvent = "exec.started" | "exec.finished" | "exec.denied";

const RUNNING_MAX = 16;
const EVENT_COMMAND_MAX = 2_000;

interface Approval {
  readonly planId: string;
  readonly hash: string;
  readonly decision: RunDecision;
}

interface Order {
  readonly runId: string;
  readonly request: RunRequest;
  /** Absent: make a plan and announce it. */
  readonly approval: Approval | undefined;
}

/**
 * `system.run`, in two steps of which only the second runs anything: a plan is announced, then run
 * once when it was approved and is still what would happen (SR18).
 */
export class SystemRun {
  readonly #parts: SystemRunParts;
  readonly #pending: PendingPlans;
  #running = 0;

  constructor(parts: SystemRunParts) {
    this.#parts = parts;
    this.#pending = new PendingPlans(parts.clock);
  }

  /** Throws `HostError`, or INVALID_REQUEST for parameters that are none. */
  async handle(params: unknown): Promise<object> {
    const order = parseOrder(params);
    return order.approval ? this.#settle(order, order.approval) : this.#announce(order);
  }

  /** A new connection knows nothing of what was announced on the last one. */
  forget(): void {
    this.#pending.clear();
  }

  async #announce({ runId, request }: Order): Promise<AnnouncedPlan> {
    const expiresAtMs = this.#pending.expiry();
    const planId = randomUUID();
    const open = await this.#open(request, { planId, expiresAtMs });
    await open.close();
    const { plan, hash } = open;
    this.#pending.add(planId, { hash, runId, expiresAtMs });
    return { planId, hash, plan, listed: this.#isListed(plan) };
  }

  async #settle({ runId, request }: Order, approval: Approval): Promise<object> {
    const pending = this.#pending.take({ ...approval, runId });
    const about = aboutOf(runId, request);
    if (approval.decision === "deny") {
      this.#parts.tell("exec.denied", { ...about, reason: "not approved" });
      return { runId, denied: true };
    }
    const { expiresAtMs } = pending;
    const open = await this.#open(request, { planId: approval.planId, expiresAtMs });
    try {
      await this.#assertApproved(open, pending.hash, approval);
      return await this.#execute(runId, open, about);
    } catch (error) {
      if (error instanceof HostError && error.code !== "CANNOT_START") {
        this.#parts.tell("exec.denied", { ...about, reason: error.message });
      }
      throw error;
    } finally {
      await open.close();
    }
  }

  async #assertApproved(open: OpenPlan, approved: string, { decision }: Approval): Promise<void> {
    if (open.hash !== approved) {
      const message = "the program, the folder, the arguments or the variables changed meanwhile";
      throw new HostError("CHANGED", `${message}; ask again to approve what is there now`);
    }
    if (decision === "listed" && !this.#isListed(open.plan)) {
      throw new HostError("NOT_APPROVED", "the list of this machine does not allow it any more");
    }
    if (decision !== "allow-always") return;
    const { path } = open.plan.binary;
    if (isRunner(path)) throw new HostError("NOT_APPROVED", `${path} ${ONLY_ONCE}`);
    const entry = entryOf(open.plan, { id: randomUUID(), at: this.#parts.clock.now() });
    await this.#parts.allowances.update((file) => withEntry(file, entry));
  }

  async #execute(runId: string, open: OpenPlan, about: object): Promise<object> {
    if (this.#running >= RUNNING_MAX) {
      throw new HostError("BUSY", `${RUNNING_MAX} commands run already; try later`);
    }
    this.#running += 1;
    try {
      const { tail, ...finished } = await runPlan(open, {
        ...this.#parts,
        started: () => this.#parts.tell("exec.started", about),
      });
      const { exitCode, timedOut } = finished;
      const success = exitCode === 0 && !timedOut;
      this.#parts.tell("exec.finished", { ...about, exitCode, timedOut, success, output: tail });
      return { runId, success, ...finished };
    } finally {
      this.#running -= 1;
    }
  }

  #open(request: RunRequest, of: { planId: string; expiresAtMs: number }): Promise<OpenPlan> {
    const { nodeId, own } = this.#parts;
    return openPlan(request, { nodeId, home: own.home, ...of });
  }

  /** A list that cannot be used allows nothing. */
  #isListed(plan: ExecPlan): boolean {
    try {
      return this.#parts.allowances.read().file.allowlist.some((entry) => allows(entry, plan));
    } catch (error) {
      if (error instanceof ZeroError) return false;
      throw error;
    }
  }
}

function aboutOf(runId: string, { command, sessionKey }: RunRequest) {
  const shown = shownCommand(command);
  const isLong = shown.length > EVENT_COMMAND_MAX;
  return {
    runId,
    ...(sessionKey === undefined ? {} : { sessionKey }),
    command: isLong ? `${shown.slice(0, EVENT_COMMAND_MAX)}…` : shown,
  };
}

const ID = /^[0-9a-f-]{16,64}$/;
const HASH = /^[0-9a-f]{64}$/;

function parseOrder(params: unknown): Order {
  if (!isRecord(params)) throw new HostError("INVALID_PARAMS", "parameters must be an object");
  const { runId, approval, ...rest } = params;
  if (typeof runId !== "string" || !ID.test(runId)) {
    throw new HostError("INVALID_PARAMS", "a run needs the runId that the gateway gave it");
  }
  try {
    const request = parseRunRequest(rest);
    return {
      runId,
      request,
      approval: approval === undefined ? undefined : parseApproval(approval),
    };
  } catch (error) {
    if (error instanceof HostError) throw error;
    throw new HostError("INVALID_PARAMS", messageOf(error), error);
  }
}

function parseApproval(value: unknown): Approval {
  if (isRecord(value)) {
    const { planId, hash, decision, ...rest } = value;
    const isWhole =
      Object.keys(rest).length === 0 &&
      typeof planId === "string" &&
      ID.test(planId) &&
      typeof hash === "string" &&
      HASH.test(hash);
    if (isWhole && isRunDecision(decision)) return { planId, hash, decision };
  }
  throw new HostError("INVALID_PARAMS", "the approval must have planId, hash and decision");
}
