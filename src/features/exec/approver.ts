import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type AnnouncedPlan, parseAnnouncedPlan } from "../../domain/exec/plan.ts";
import {
  parseRunRequest,
  RUN_LIMITS,
  type RunDecision,
  type RunRequest,
} from "../../domain/exec/request.ts";
import { commandNotAllowed } from "../../domain/node-command.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import type { Approvals } from "./approvals.ts";
import { subjectOfPlan } from "./subject.ts";

/** Asks a node directly, on its own connection, past everything that callers go through. */
export interface NodeAsker {
  /** The payload of its answer. Rejects with `ZeroError` as `node.invoke` does. */
  ask(question: NodeQuestion): Promise<unknown>;
}

export interface NodeQuestion {
  readonly nodeId: string;
  readonly command: string;
  readonly params: object;
  readonly timeoutMs: number;
}

/** A `node.invoke` that is about to go out. */
export interface AskedCommand {
  readonly nodeId: string;
  readonly command: string;
  readonly params: unknown;
  /** How long the caller lets the node take, once it was approved. */
  readonly timeoutMs?: number | undefined;
  /** Aborts when whoever asked is gone. */
  readonly gone?: AbortSignal | undefined;
}

export interface ApproverParts {
  readonly approvals: Pick<Approvals, "ask">;
  readonly nodes: NodeAsker;
  readonly log: Log;
  /** True for a session whose owner wants no program to run for it. */
  readonly isClosed: (sessionKey: string) => Promise<boolean>;
}

/** Commands that change what is allowed: for `exec.approvals.node.*` alone, which need more. */
const OWN_COMMANDS: ReadonlySet<string> = new Set([
  "system.execApprovals.get",
  "system.execApprovals.set",
]);

const PLAN_WITHIN_MS = 15_000;
const DENY_WITHIN_MS = 5_000;
const INVOKE_MS_DEFAULT = 30_000;
/** A command ends before its caller stops waiting, so that the caller hears how. */
const ANSWER_MARGIN_MS = 1_000;

/** What is sent to a node: the caller's words, and what only this gateway adds. */
interface SentRun extends RunRequest {
  readonly runId: string;
}

/** Stands before every command that a caller sends to a node. */
export class Approver {
  readonly #parts: ApproverParts;

  constructor(parts: ApproverParts) {
    this.#parts = parts;
  }

  /**
   * The parameters that may go to the node. Those of `system.run` come back with a run id and with
   * the approval of exactly one plan, after somebody allowed it. Rejects with INVALID_REQUEST when
   * it is not to go out, for whatever reason, and with UNAVAILABLE when the node does not answer.
   */
  async check(asked: AskedCommand): Promise<unknown> {
    const { command, params } = asked;
    if (OWN_COMMANDS.has(command))
      throw commandNotAllowed(command, "use exec.approvals.node.get or .set");
    if (command !== "system.run") return params;
    const sent = sentRun(params, asked.timeoutMs ?? INVOKE_MS_DEFAULT);
    if (sent.sessionKey !== undefined && (await this.#parts.isClosed(sent.sessionKey))) {
      throw commandNotAllowed(command, "denied by the execSecurity of the session");
    }
    const announced = await this.#plan(asked, sent);
    const decision = announced.listed ? "listed" : await this.#decide(asked, sent, announced);
    return { ...sent, approval: approvalOf(announced, decision) };
  }

  async #plan({ nodeId, command }: AskedCommand, sent: SentRun): Promise<AnnouncedPlan> {
    const question = { nodeId, command, params: sent, timeoutMs: PLAN_WITHIN_MS };
    const answer = await this.#parts.nodes.ask(question);
    const announced = parseAnnouncedPlan(answer);
    if (announced && isFor(announced, sent, nodeId)) return announced;
    const message = "the node answered with a plan that is not for this command; nothing was run";
    throw new ZeroError("UNAVAILABLE", message);
  }

  async #decide(
    asked: AskedCommand,
    sent: SentRun,
    announced: AnnouncedPlan,
  ): Promise<"allow-once" | "allow-always"> {
    try {
      const subject = subjectOfPlan(announced.plan, announced.hash);
      const { decision } = await this.#parts.approvals.ask(subject, { gone: asked.gone });
      if (decision === "allow-once" || decision === "allow-always") return decision;
      const reason = decision === "deny" ? "approval denied" : "nobody approved it in time";
      throw commandNotAllowed(asked.command, reason);
    } catch (error) {
      await this.#deny(asked, sent, announced);
      throw error;
    }
  }

  /** The plan is of no use any more. A node that does not hear it forgets the plan by itself. */
  async #deny({ nodeId, command }: AskedCommand, sent: SentRun, announced: AnnouncedPlan) {
    const params = { ...sent, approval: approvalOf(announced, "deny") };
    try {
      await this.#parts.nodes.ask({ nodeId, command, params, timeoutMs: DENY_WITHIN_MS });
    } catch (error) {
      this.#parts.log.warn("a node was not told of a denial", { nodeId, ...errorFields(error) });
    }
  }
}

function sentRun(params: unknown, invokeMs: number): SentRun {
  const request = parseRunRequest(params);
  const defaultMs = Math.min(Math.max(1, invokeMs - ANSWER_MARGIN_MS), RUN_LIMITS.timeoutMs);
  return { ...request, timeoutMs: request.timeoutMs ?? defaultMs, runId: randomUUID() };
}

function approvalOf({ planId, hash }: AnnouncedPlan, decision: RunDecision) {
  return { planId, hash, decision };
}

/** A node that plans something else than it was asked is broken, or worse. */
function isFor({ plan }: AnnouncedPlan, sent: SentRun, nodeId: string): boolean {
  const { command, env = {}, timeoutMs, sessionKey = null, agentId = null } = sent;
  const wanted = { nodeId, argv: command, env, timeoutMs, sessionKey, agentId };
  const {
    binary: _binary,
    interpreter: _interpreter,
    cwd: _cwd,
    expiresAtMs: _until,
    ...own
  } = plan;
  return isDeepStrictEqual({ ...own, env: { ...own.env } }, { ...wanted, env: { ...env } });
}
