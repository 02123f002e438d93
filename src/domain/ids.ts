declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** `^[a-z0-9][a-z0-9_-]{0,63}$` (spec.md 11.1). */
export type AgentId = Branded<"AgentId">;
/** The caller's idempotency key, or an id of ours for a message from a channel. */
export type RunId = Branded<"RunId">;
/** Where a conversation's history is found, such as `agent:main:main`; always lower case. */
export type SessionKey = Branded<"SessionKey">;

export const MAIN_AGENT = "main" as AgentId;

const AGENT_ID = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** The id in lower case, or undefined when it is none. */
export function parseAgentId(text: string): AgentId | undefined {
  const id = text.trim().toLowerCase();
  return AGENT_ID.test(id) ? (id as AgentId) : undefined;
}
