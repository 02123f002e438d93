/** Who asks, as the gateway granted it. */
export interface Asker {
  readonly role: "operator" | "node";
  readonly scopes: readonly string[];
}

/**
 * What each scope opens, as the protocol's text lists it: a second opinion that knows nothing of
 * the product's declarations. What no line names is for `operator.admin`.
 */
const OPENED_BY: Readonly<Record<string, string>> = {
  "operator.approvals": "exec.approval.request exec.approval.resolve exec.approval.list",
  "operator.pairing":
    "node.pair.request node.pair.list node.pair.approve node.pair.reject node.pair.verify " +
    "node.pair.remove device.pair.list device.pair.approve device.pair.reject " +
    "device.token.rotate device.token.revoke node.rename",
  "operator.read":
    "health logs.tail channels.status status usage.status usage.cost tts.status tts.providers " +
    "models.list agents.list agent.identity.get skills.status voicewake.get sessions.list " +
    "sessions.preview cron.list cron.status cron.runs system-presence last-heartbeat " +
    "node.list node.describe chat.history " +
    // Not in the protocol's text: an addition of ours.
    "queue.list",
  "operator.write":
    "send agent agent.wait wake talk.mode tts.enable tts.disable tts.convert tts.setProvider " +
    "voicewake.set node.invoke chat.send chat.abort browser.request",
};

/** All that a device may call, and nobody else. */
const FOR_NODES: ReadonlySet<string> = new Set(["node.invoke.result", "node.event", "skills.bins"]);

const NEEDED: ReadonlyMap<string, string> = new Map(
  Object.entries(OPENED_BY).flatMap(([scope, names]) =>
    names.split(" ").map((name) => [name, scope] as const),
  ),
);

/** The words with which the caller is refused, or undefined when the method is open to it. */
export function expectedRefusal({ role, scopes }: Asker, method: string): string | undefined {
  if (FOR_NODES.has(method)) return role === "node" ? undefined : "unauthorized role: operator";
  if (role === "node") return "unauthorized role: node";
  const needed = NEEDED.get(method) ?? "operator.admin";
  const enough = ["operator.admin", needed];
  if (needed === "operator.read") enough.push("operator.write");
  return scopes.some((scope) => enough.includes(scope)) ? undefined : `missing scope: ${needed}`;
}

/** Events about who may join or what may run; all others are for everybody. */
const GATED: readonly (readonly [event: RegExp, scope: string])[] = [
  [/^exec\.approval\./, "operator.approvals"],
  [/^(node|device)\.pair\./, "operator.pairing"],
];

/** What happens in a session is not told to devices. */
const OF_SESSIONS: ReadonlySet<string> = new Set(["agent", "chat"]);

/** Whether the caller sees an event that goes to all who may see it. */
export function expectedToSee({ role, scopes }: Asker, event: string): boolean {
  if (OF_SESSIONS.has(event)) return role === "operator";
  const gate = GATED.find(([pattern]) => pattern.test(event))?.[1];
  if (gate === undefined) return true;
  return role === "operator" && (scopes.includes(gate) || scopes.includes("operator.admin"));
}
