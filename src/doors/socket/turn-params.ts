import type { Address } from "@zero/channel";
import { MAIN_AGENT, parseAgentId, type AgentId, type SessionKey } from "../../domain/ids.ts";
import { agentOf, mainSession, parseSessionKey } from "../../domain/session.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { Needs } from "./handlers.ts";

/** Whose turn it is, and in which conversation. */
export interface Place {
  readonly agent: AgentId;
  readonly session: SessionKey;
}

/** What a client may say to name one; the first that is there decides (11.1). */
export interface PlaceParams {
  readonly agentId?: string;
  readonly sessionKey?: string;
  readonly sessionId?: string;
  readonly to?: string;
  readonly channel?: string;
  readonly accountId?: string;
}

/** Clients send empty words for what they leave out. */
export function filled(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

/** The refusal of a parameter that its schema lets pass. */
export function badParams(method: string, why: string): ZeroError {
  return new ZeroError("INVALID_REQUEST", `invalid ${method} params: ${why}`);
}

/**
 * The agent and the session of a request: by key, by the session's id, by the person, else the
 * agent's main session. Rejects with INVALID_REQUEST when what was named does not exist.
 */
export async function findPlace(
  method: string,
  services: Needs<"sessions" | "channels">,
  params: PlaceParams,
): Promise<Place> {
  const { agentId } = params;
  const agent = agentId === undefined ? undefined : namedAgent(method, agentId);
  if (params.sessionKey) return placeOfKey(method, params.sessionKey, agent);
  const owner = agent ?? MAIN_AGENT;
  if (params.sessionId) {
    const { sessionId } = params;
    const session = await services.sessions.locate({ agent: owner, sessionId });
    if (!session) throw badParams(method, `unknown session id "${sessionId}"`);
    return { agent: owner, session };
  }
  if (params.to) {
    const { to, channel, accountId } = params;
    const address = resolveAddress(services, { to, channel, accountId });
    const session = await services.sessions.locate({ agent: owner, address });
    if (session) return { agent: owner, session };
  }
  return { agent: owner, session: mainSession(owner) };
}

/** The session that `key` names; rejects one that cannot be, or that an unknown agent owns. */
export function placeOfKey(method: string, key: string, agent?: AgentId): Place {
  const session = parseSessionKey(key, agent);
  if (!session) throw badParams(method, `"${key}" is no session key`);
  const owner = agentOf(session);
  if (agent !== undefined && owner !== agent) {
    const mismatch = `agent "${agent}" does not match session key agent "${owner}"`;
    throw badParams(method, mismatch);
  }
  return { agent: known(method, owner), session };
}

/** Rejects with INVALID_REQUEST when the owner closed the session to what clients send. */
export async function assertMaySend(
  { sessions }: Needs<"sessions">,
  session: SessionKey,
): Promise<void> {
  if ((await sessions.sendPolicy(session)) !== "deny") return;
  throw new ZeroError("INVALID_REQUEST", "send blocked by session policy");
}

/** The address that a person's words name; rejects with INVALID_REQUEST when they name none. */
export function resolveAddress(
  { channels }: Needs<"channels">,
  target: { to: string; channel?: string | undefined; accountId?: string | undefined },
): Address {
  const channel = filled(target.channel);
  return channels.resolve({
    to: target.to,
    ...(channel === undefined ? {} : { channel }),
    ...(target.accountId ? { accountId: target.accountId } : {}),
  });
}

export function assertChannel(
  method: string,
  { channels }: Needs<"channels">,
  channel: string | undefined,
): void {
  if (!channel || channels.has(channel)) return;
  throw badParams(method, `unknown channel: ${channel}`);
}

export function assertNoAttachments(method: string, attachments: readonly unknown[] = []): void {
  if (attachments.length === 0) return;
  throw badParams(method, "attachments are not taken by this gateway; send the text alone");
}

/** The agent of that id; rejects with INVALID_REQUEST when there is none. */
export function namedAgent(method: string, agentId: string): AgentId {
  const agent = parseAgentId(agentId);
  if (!agent) throw badParams(method, `unknown agent id "${agentId}"`);
  return known(method, agent);
}

/** One agent is all there is until more can be configured. */
function known(method: string, agent: AgentId): AgentId {
  if (agent !== MAIN_AGENT) throw badParams(method, `unknown agent id "${agent}"`);
  return agent;
}
