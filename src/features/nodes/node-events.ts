import { randomUUID } from "node:crypto";
import type { Address } from "@zero/channel";
import type { NodeEventParams } from "@zero/protocol";
import { MAIN_AGENT, type RunId, type SessionKey } from "../../domain/ids.ts";
import { agentOf, mainSession, parseSessionKey } from "../../domain/session.ts";
import type { AcceptedTurn, TurnRequest } from "../../domain/turn.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { isRecord } from "../../kernel/is-record.ts";
import { parseJson } from "../../net/json.ts";
import type { IssuedRuns } from "./issued-runs.ts";
import type { LiveNode } from "./registry.ts";

/** Words of one event, in UTF-16 units. */
const WORDS_MAX = 20_000;
/** Turns of one node that wait or run: it may not take the owner's lanes. */
const TURNS_MAX = 16;
/** Sessions that one node follows. */
const SESSIONS_MAX = 64;
const KEY_MAX = 128;
const SHORT_MAX = 256;
const SESSION_KEY_MAX = 512;
const TIMEOUT_SECONDS_MAX = 86_400;

export interface NodeEventsParts {
  readonly turns: { submit(request: TurnRequest): Promise<AcceptedTurn> };
  /** Where the newest message of a session came from that came through a channel. */
  readonly route: (session: SessionKey) => Promise<Address | undefined>;
  readonly resolve: (target: { to: string; channel?: string }) => Address;
  readonly note: (session: SessionKey, text: string) => void;
  /** False for a session that its owner closed to what clients send. */
  readonly maySend: (session: SessionKey) => Promise<boolean>;
  readonly runs: IssuedRuns;
}

type Payload = Readonly<Record<string, unknown>>;

/**
 * What nodes report. Everything happens with the authority of the node: it says something in a
 * session, follows one, or tells how a program went that it was given, and no more than that.
 */
export class NodeEvents {
  readonly #parts: NodeEventsParts;
  /** Turns of each node that are not over. */
  readonly #turns = new Map<string, number>();

  constructor(parts: NodeEventsParts) {
    this.#parts = parts;
  }

  /** Resolves when the event took effect; a turn is on disk then. Rejects with INVALID_REQUEST. */
  async take(node: LiveNode, { event, payload, payloadJSON }: NodeEventParams): Promise<void> {
    const told = payloadOf(payload, payloadJSON);
    switch (event) {
      case "voice.transcript":
        return this.#submit(node, await this.#heard(node, told));
      case "agent.request":
        return this.#submit(node, await this.#asked(node, told));
      case "chat.subscribe":
        return follow(node, sessionIn(told, "required"));
      case "chat.unsubscribe":
        node.sessions.delete(sessionIn(told, "required"));
        return;
      case "exec.started":
      case "exec.finished":
      case "exec.denied":
        return this.#program(node, event, told);
      default:
        throw invalid(`unknown event "${event}"`);
    }
  }

  async #heard(node: LiveNode, told: Payload): Promise<TurnRequest> {
    return requestOf(node, told, { text: words(told, "text"), id: `node-${randomUUID()}` });
  }

  async #asked(node: LiveNode, told: Payload): Promise<TurnRequest> {
    const key = word(told, "key", KEY_MAX);
    const id = key === undefined ? `node-${randomUUID()}` : `node:${node.nodeId}:${key}`;
    const request = requestOf(node, told, { text: words(told, "message"), id });
    const thinking = word(told, "thinking", SHORT_MAX);
    const seconds = told["timeoutSeconds"];
    if (seconds !== undefined && !isCount(seconds, TIMEOUT_SECONDS_MAX)) {
      throw invalid(`timeoutSeconds must be a whole number, 0 to ${TIMEOUT_SECONDS_MAX}`);
    }
    return {
      ...request,
      ...(told["deliver"] === true ? { replyTo: await this.#replyTo(request.session, told) } : {}),
      ...(seconds === undefined ? {} : { timeoutMs: seconds * 1_000 }),
      ...(thinking === undefined ? {} : { thinking }),
    };
  }

  /**
   * The answer may go where the session's people are, and nowhere else: choosing a recipient is
   * sending, which a node may not (SR4).
   */
  async #replyTo(session: SessionKey, told: Payload): Promise<TurnRequest["replyTo"]> {
    const address = await this.#parts.route(session);
    if (!address) throw invalid(`nobody wrote to "${session}" through a channel yet`);
    const to = word(told, "to", SHORT_MAX);
    const channel = word(told, "channel", SHORT_MAX);
    const named = to && this.#parts.resolve({ to, ...(channel ? { channel } : {}) });
    const isElsewhere = named
      ? named.channel !== address.channel || named.conversation !== address.conversation
      : channel !== undefined && channel !== address.channel;
    if (isElsewhere) throw invalid("a node may not choose a recipient; leave out to and channel");
    return { address, byRoute: true };
  }

  async #submit(node: LiveNode, request: TurnRequest): Promise<void> {
    const { nodeId } = node;
    const open = this.#turns.get(nodeId) ?? 0;
    if (open >= TURNS_MAX) {
      const why = `${TURNS_MAX} turns of this node are not over; try again in a moment`;
      throw new ZeroError("UNAVAILABLE", why, { retryAfterMs: 1_000 });
    }
    if (!(await this.#parts.maySend(request.session))) {
      throw new ZeroError("INVALID_REQUEST", "send blocked by session policy");
    }
    this.#count(nodeId, 1);
    const over = () => this.#count(nodeId, -1);
    try {
      const { done } = await this.#parts.turns.submit(request);
      done.then(over, over);
    } catch (error) {
      over();
      throw error;
    }
  }

  /** By node, not by connection: coming back makes no room. */
  #count(nodeId: string, by: 1 | -1): void {
    const open = (this.#turns.get(nodeId) ?? 0) + by;
    if (open > 0) this.#turns.set(nodeId, open);
    else this.#turns.delete(nodeId);
  }

  /** Nothing that the node itself says enters a note: notes are the gateway's own words (SR32). */
  #program(node: LiveNode, event: string, told: Payload): void {
    const runId = word(told, "runId", SHORT_MAX);
    const run = runId === undefined ? undefined : this.#parts.runs.find(node.nodeId, runId);
    if (!run) throw invalid("unknown runId: this gateway gave the node no such run");
    const { exitCode, timedOut } = told;
    const place = `on node ${node.nodeId}`;
    const text = {
      "exec.started": `Started ${place}: ${run.command}`,
      "exec.finished": `Ended ${place} with ${ending(exitCode, timedOut)}: ${run.command}`,
      "exec.denied": `Refused ${place}: ${run.command}`,
    }[event];
    if (text === undefined) return;
    if (event === "exec.started") {
      if (run.started) throw invalid("this run began already");
      run.started = true;
    } else this.#parts.runs.end(run);
    this.#parts.note(run.session, text);
  }
}

function ending(exitCode: unknown, timedOut: unknown): string {
  if (timedOut === true) return "no answer in time";
  return Number.isSafeInteger(exitCode) ? `status ${String(exitCode)}` : "no status";
}

function requestOf(
  { nodeId, claims }: LiveNode,
  told: Payload,
  { id, text }: { id: string; text: string },
): TurnRequest {
  const session = sessionIn(told, "optional");
  const { displayName: name } = claims;
  const origin = { kind: "node" as const, nodeId, ...(name === undefined ? {} : { name }) };
  return { id: id as RunId, agent: MAIN_AGENT, session, text, origin };
}

function follow({ sessions }: LiveNode, session: SessionKey): void {
  if (sessions.size >= SESSIONS_MAX && !sessions.has(session)) {
    throw invalid(`${SESSIONS_MAX} sessions are followed already; leave one first`);
  }
  sessions.add(session);
}

function payloadOf(payload: unknown, json: string | undefined): Payload {
  let value = payload;
  if (json !== undefined) {
    const parsed = parseJson(json);
    if (!parsed.ok) throw invalid(`payloadJSON cannot be read: ${parsed.why}`);
    ({ value } = parsed);
  }
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) throw invalid("the payload must be an object");
  return value;
}

function sessionIn(told: Payload, need: "required" | "optional"): SessionKey {
  const key = word(told, "sessionKey", SESSION_KEY_MAX);
  if (key === undefined && need === "optional") return mainSession(MAIN_AGENT);
  const session = key === undefined ? undefined : parseSessionKey(key);
  if (!session) throw invalid(key === undefined ? "sessionKey required" : "no such session key");
  if (agentOf(session) !== MAIN_AGENT) throw invalid(`unknown agent id "${agentOf(session)}"`);
  return session;
}

function words(told: Payload, name: string): string {
  const text = word(told, name, WORDS_MAX);
  if (text === undefined || text.trim() === "") throw invalid(`${name} required`);
  return text;
}

/** A word of the payload; an empty one is none. */
function word(told: Payload, name: string, max: number): string | undefined {
  const value = told[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw invalid(`${name} must be text`);
  if (value.length > max) throw invalid(`${name} is longer than ${max} characters`);
  return value;
}

function isCount(value: unknown, max: number): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= max;
}

function invalid(why: string): ZeroError {
  return new ZeroError("INVALID_REQUEST", `invalid node.event params: ${why}`);
}
