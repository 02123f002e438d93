import { MAIN_AGENT, parseAgentId, type AgentId, type SessionKey } from "./ids.ts";

/** Longest session key that is accepted, in UTF-16 units. */
const SESSION_KEY_LENGTH_MAX = 512;

export type SessionKind = "direct" | "group" | "global" | "unknown";

/** The session that an agent uses when nothing names another. */
export function mainSession(agent: AgentId): SessionKey {
  return `agent:${agent}:main` as SessionKey;
}

/**
 * The key as it is stored, for what a client wrote: `main` is the agent's main session, a bare word
 * is a session of that agent, a full key stays. Undefined when it is empty, too long or names an
 * impossible agent (spec.md 11.1).
 */
export function parseSessionKey(text: string, agent: AgentId = MAIN_AGENT): SessionKey | undefined {
  const key = text.trim().toLowerCase();
  if (key === "" || key.length > SESSION_KEY_LENGTH_MAX || /\p{Cc}/u.test(key)) return undefined;
  if (key === "global" || key === "unknown") return key as SessionKey;
  if (!key.startsWith("agent:")) return `agent:${agent}:${key}` as SessionKey;
  const [, owner = "", ...rest] = key.split(":");
  if (parseAgentId(owner) === undefined || rest.join(":") === "") return undefined;
  return key as SessionKey;
}

/** The agent that owns the session; `main` for the keys that name none. */
export function agentOf(key: SessionKey): AgentId {
  const [prefix, owner = ""] = key.split(":");
  return prefix === "agent" ? (parseAgentId(owner) ?? MAIN_AGENT) : MAIN_AGENT;
}

export function kindOf(key: SessionKey): SessionKind {
  if (key === "global" || key === "unknown") return key as string as SessionKind;
  return /:(group|channel):/.test(key) ? "group" : "direct";
}

/** How messages of people are spread over sessions; `session.dmScope` (spec.md 7.4). */
export type DmScope = "main" | "per-peer" | "per-channel-peer" | "per-account-channel-peer";

/** The session of a direct conversation (spec.md 11.1). */
export function directSession(
  agent: AgentId,
  scope: DmScope,
  peer: { channel: string; account: string; sender: string },
): SessionKey {
  const key = {
    main: "main",
    "per-peer": `dm:${peer.sender}`,
    "per-channel-peer": `${peer.channel}:dm:${peer.sender}`,
    "per-account-channel-peer": `${peer.channel}:${peer.account}:dm:${peer.sender}`,
  }[scope];
  return `agent:${agent}:${key}`.toLowerCase() as SessionKey;
}
