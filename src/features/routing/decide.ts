import type { InboundMessage } from "@zero/channel";
import type { Decision, DmPolicy } from "../../domain/decision.ts";
import type { AgentId } from "../../domain/ids.ts";
import { directSession, type DmScope } from "../../domain/session.ts";

/** What holds for the account that a message came to. */
export interface Policy {
  readonly dmPolicy: DmPolicy;
  /** Ids of people on this network; `*` is everybody, and only with the policy `open`. */
  readonly allowFrom: readonly string[];
  readonly agent: AgentId;
  readonly dmScope: DmScope;
}

/**
 * Says what becomes of a message: whom it is for and in which session, or why nobody answers. Pure.
 * It lets in only who is spelled out: an empty list is nobody, ids match exactly, and whatever is
 * missing or unknown is a stranger (SR13).
 */
export function decide(message: InboundMessage, policy: Policy): Decision {
  // A row from an older version may lack it; then it is not known to be private.
  const group: unknown = message.group;
  if (group !== false) return { kind: "ignore", why: "group" };
  const { dmPolicy } = policy;
  if (dmPolicy !== "open" && dmPolicy !== "allowlist") return { kind: "ignore", why: "disabled" };
  if (!isAdmitted(message.sender?.id, policy)) return { kind: "ignore", why: "stranger" };
  if (isEmpty(message)) return { kind: "ignore", why: "empty" };
  const { channel, account } = message.address;
  const peer = { channel, account, sender: message.sender.id };
  const { agent, dmScope } = policy;
  return { kind: "answer", agent, session: directSession(agent, dmScope, peer) };
}

function isAdmitted(sender: unknown, { dmPolicy, allowFrom }: Policy): boolean {
  // Nobody is called "*", whatever a network says.
  if (typeof sender !== "string" || sender === "" || sender === "*") return false;
  if (!Array.isArray(allowFrom)) return false;
  return allowFrom.includes(sender) || (dmPolicy === "open" && allowFrom.includes("*"));
}

function isEmpty({ text, attachments }: InboundMessage): boolean {
  return text.trim() === "" && attachments.length === 0;
}
