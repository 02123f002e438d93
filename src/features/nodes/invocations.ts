import { createHash, randomUUID } from "node:crypto";
import type { NodeInvokeParams, NodeInvokeResultParams } from "@zero/protocol";
import { commandNotAllowed } from "../../domain/node-command.ts";
import type { Authority } from "../../domain/scope.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import type { Clock, Timer } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import { parseJson } from "../../net/json.ts";
import type { Store } from "../../store/store.ts";
import type { Approver } from "./approver.ts";
import { type Outcome, Outcomes, type OutcomesLimits, replay, reused } from "./outcomes.ts";
import { type CommandSettings, whyNot } from "./policy.ts";
import type { LiveNode } from "./registry.ts";

const TIMEOUT_MS_DEFAULT = 30_000;
/** Commands that wait for one node; one more is refused. */
const COMMANDS_MAX = 64;
/** In a frame the text is escaped once more, so it has to be well below the size of one. */
const PARAMS_BYTES_MAX = 256 * 1024;
const MESSAGE_CHARS_MAX = 2_000;

export interface InvocationsParts {
  readonly store: Pick<Store, "commit" | "row">;
  readonly clock: Clock;
  readonly log: Log;
  readonly find: (nodeId: string) => LiveNode | undefined;
  readonly settings: () => CommandSettings;
  readonly approver: Approver;
  /** Throws when what the caller may was taken away since it connected. */
  readonly assertHeld: (by: Authority) => void;
  /** A command is about to leave under this id. */
  readonly issued: (node: LiveNode, command: string, sent: { id: string; params: unknown }) => void;
  readonly limits?: OutcomesLimits & { readonly commandsMax?: number };
}

/** What the caller of a command that ended well is told. */
export interface Invoked {
  readonly payload: unknown;
  readonly payloadJSON: string | null;
}

/** What the gateway itself wants of a node. */
export interface Question {
  readonly nodeId: string;
  readonly command: string;
  readonly params: object;
  readonly timeoutMs: number;
}

/** A command and who asked for it first. */
interface Asked {
  readonly request: NodeInvokeParams;
  readonly by: Authority;
}

interface Waiting {
  readonly node: LiveNode;
  readonly command: string;
  readonly timer: Timer;
  readonly settle: (outcome: Outcome) => void;
}

/**
 * Commands on their way to nodes and back. A key stands for one command: whoever asks again while
 * it runs gets the same answer, and whoever asks later gets the stored one.
 */
export class Invocations {
  readonly #parts: InvocationsParts;
  readonly #outcomes: Outcomes;
  readonly #running = new Map<string, { digest: string; outcome: Promise<Outcome> }>();
  readonly #waiting = new Map<string, Waiting>();

  constructor(parts: InvocationsParts) {
    this.#parts = parts;
    this.#outcomes = new Outcomes(parts.store, parts.limits);
  }

  /**
   * Resolves with what the node answers. Rejects with UNAVAILABLE when it is not connected, fails
   * or does not answer in time, with INVALID_REQUEST when the command is not allowed or the key was
   * used for another one.
   */
  async invoke(request: NodeInvokeParams, by: Authority): Promise<Invoked> {
    const { idempotencyKey: key, nodeId, command, params = null } = request;
    const digest = hash(canonicalJson({ nodeId, command, params }));
    let running = this.#running.get(key);
    if (!running) {
      const outcome = this.#run({ request, by }, digest).finally(() => this.#running.delete(key));
      this.#running.set(key, (running = { digest, outcome }));
    }
    if (running.digest !== digest) throw reused();
    return invokedOf(await running.outcome);
  }

  /**
   * Asks a node at once, past keys and approvals: for what the gateway itself has to know. Resolves
   * with its payload; rejects as `invoke` does.
   */
  async ask(question: Question): Promise<unknown> {
    const { params } = question;
    const request = { ...question, idempotencyKey: randomUUID() };
    const node = this.#ready(request);
    const sent = { params, paramsJSON: encoded(params) };
    return invokedOf(await this.#send(node, request, sent)).payload;
  }

  /**
   * A node's answer. False when nobody waits for it any more. Throws INVALID_REQUEST when it is
   * about another node, or is no JSON.
   */
  settle(node: LiveNode, { id, nodeId, ok, error, ...answer }: NodeInvokeResultParams): boolean {
    const waiting = this.#waiting.get(id);
    if (nodeId !== node.nodeId || (waiting && waiting.node !== node)) {
      throw new ZeroError("INVALID_REQUEST", "nodeId mismatch");
    }
    if (!waiting) return false;
    if (!ok) {
      waiting.settle({ ok: false, error: tidy(error) });
      return true;
    }
    const { payload, payloadJSON = payload === undefined ? undefined : JSON.stringify(payload) } =
      answer;
    const parsed = payloadJSON === undefined ? undefined : parseJson(payloadJSON);
    if (parsed && !parsed.ok) {
      const message = `the node's answer cannot be read: ${parsed.why}`;
      waiting.settle({ ok: false, error: { code: "INVALID_RESULT", message } });
      throw new ZeroError("INVALID_REQUEST", `payloadJSON cannot be read: ${parsed.why}`);
    }
    waiting.settle({ ok: true, payloadJSON });
    return true;
  }

  /** The connection of this node is gone, and with it every answer. */
  left(node: LiveNode): void {
    for (const waiting of this.#waiting.values()) {
      if (waiting.node !== node) continue;
      const message = `node disconnected (${waiting.command})`;
      waiting.settle({ ok: false, error: { code: "DISCONNECTED", message } });
    }
  }

  /** Deletes a batch of what is kept long enough. */
  prune(): Promise<number> {
    return this.#outcomes.prune(this.#parts.clock.now());
  }

  async #run({ request, by }: Asked, digest: string): Promise<Outcome> {
    const { idempotencyKey: key } = request;
    const kept = await this.#outcomes.find(key);
    if (kept) return replay(kept, digest);
    const node = this.#ready(request);
    const { commandsMax = COMMANDS_MAX } = this.#parts.limits ?? {};
    if (node.commands >= commandsMax) {
      const why = `${commandsMax} commands wait for this node; try again in a moment`;
      throw new ZeroError("UNAVAILABLE", why, { retryAfterMs: 1_000 });
    }
    node.commands += 1;
    try {
      return await this.#ask(node, { request, by }, digest);
    } finally {
      node.commands -= 1;
    }
  }

  async #ask(node: LiveNode, { request, by }: Asked, digest: string): Promise<Outcome> {
    const { approver, assertHeld, clock, log } = this.#parts;
    const { idempotencyKey: key, nodeId, command } = request;
    const { timeoutMs = TIMEOUT_MS_DEFAULT } = request;
    const params = await approver.check(node, { command, params: request.params, timeoutMs });
    // A person may have taken minutes: who asked must still be who asked (SR9).
    assertHeld(by);
    const paramsJSON = encoded(params);
    this.#assertStill(node, request);
    await this.#outcomes.sent({ key, digest, nodeId, command, at: clock.now() });
    try {
      this.#assertStill(node, request);
    } catch (error) {
      await this.#outcomes.forget(key);
      throw error;
    }
    const outcome = await this.#send(node, request, { params, paramsJSON });
    try {
      await this.#outcomes.ended(key, outcome);
    } catch (error) {
      // The answer is here; that a repetition will not know it is no reason to withhold it.
      log.error("the answer of a node could not be kept", {
        nodeId,
        command,
        ...errorFields(error),
      });
    }
    return outcome;
  }

  #send(
    node: LiveNode,
    { nodeId, command, idempotencyKey, timeoutMs = TIMEOUT_MS_DEFAULT }: NodeInvokeParams,
    { params, paramsJSON }: { params: unknown; paramsJSON: string | null },
  ): Promise<Outcome> {
    const id = randomUUID();
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const settle = (outcome: Outcome) => {
      timer.cancel();
      this.#waiting.delete(id);
      resolve(outcome);
    };
    const timer = this.#parts.clock.after(timeoutMs, () =>
      settle({ ok: false, error: { code: "TIMEOUT", message: "node invoke timed out" } }),
    );
    this.#waiting.set(id, { node, command, timer, settle });
    this.#parts.issued(node, command, { id, params });
    const payload = { id, nodeId, command, paramsJSON, timeoutMs, idempotencyKey };
    node.link.tell("node.invoke.request", payload);
    return promise;
  }

  /** The node, when it is connected and may be asked for this. */
  #ready({ nodeId, command }: NodeInvokeParams): LiveNode {
    const node = this.#parts.find(nodeId);
    if (!node) throw notConnected();
    const machine = { ...node.claims, declared: node.claims.commands };
    const reason = whyNot(command, machine, this.#parts.settings());
    if (reason !== undefined) throw commandNotAllowed(command, reason);
    return node;
  }

  /** Whoever was asked for an approval, or the disk, took its time. */
  #assertStill(node: LiveNode, request: NodeInvokeParams): void {
    if (this.#ready(request) !== node) throw notConnected();
  }
}

function notConnected(): ZeroError {
  const details = { code: "NOT_CONNECTED" };
  return new ZeroError("UNAVAILABLE", "node not connected", { details });
}

function encoded(params: unknown): string | null {
  if (params === undefined) return null;
  const json = JSON.stringify(params);
  if (Buffer.byteLength(json) <= PARAMS_BYTES_MAX) return json;
  const why = `params are larger than ${PARAMS_BYTES_MAX / 1024} KiB; send less at once`;
  throw new ZeroError("INVALID_REQUEST", `invalid node.invoke params: ${why}`);
}

function tidy(error: NodeInvokeResultParams["error"]): { code: string; message: string } {
  const code = error?.code?.trim() ?? "";
  const message = error?.message?.trim() ?? "";
  return {
    code: code === "" ? "UNAVAILABLE" : code,
    message: message === "" ? "the node failed and gave no reason" : cut(message),
  };
}

function cut(message: string): string {
  return message.slice(0, MESSAGE_CHARS_MAX).toWellFormed();
}

function invokedOf(outcome: Outcome): Invoked {
  if (!outcome.ok) {
    const { error: nodeError } = outcome;
    // The outcome is kept under its key: the same request gets it again.
    const details = { nodeError };
    throw new ZeroError("UNAVAILABLE", nodeError.message, { details, retryable: false });
  }
  const { payloadJSON = null } = outcome;
  const payload: unknown = payloadJSON === null ? null : JSON.parse(payloadJSON);
  return { payload, payloadJSON };
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
