import { LIMITS, type ChatMessage, type ChatSendParams } from "@zero/protocol";
import type { RunId } from "../../../domain/ids.ts";
import type { Content, Message } from "../../../domain/run.ts";
import { ZeroError } from "../../../kernel/errors.ts";
import { Encoded, handlers, type Needs } from "../handlers.ts";
import {
  assertMaySend,
  assertNoAttachments,
  badParams,
  placeOfKey,
  type Place,
} from "../turn-params.ts";
import { failureOf } from "./agent.ts";

const HISTORY_DEFAULT = 200;

/** A message of only one of these aborts what runs instead of being answered. */
const STOP_WORDS: ReadonlySet<string> = new Set([
  "stop",
  "/stop",
  "esc",
  "abort",
  "wait",
  "exit",
  "interrupt",
]);

export const chat = handlers<typeof import("./chat.schema.ts").chat>({
  "chat.history": async ({ sessions }: Needs<"sessions">, params) => {
    const { session } = placeOfKey("chat.history", params.sessionKey);
    const history = await sessions.history(session, params.limit ?? HISTORY_DEFAULT);
    const { sessionId, thinkingLevel } = history;
    const head = JSON.stringify({ sessionKey: session, sessionId, thinkingLevel });
    const messages = newestThatFit(history.messages, LIMITS.chatHistoryBytesMax);
    return new Encoded(`${head.slice(0, -1)},"messages":[${messages.join(",")}]}`);
  },

  "chat.send": async ({ turns, sessions }: Needs<"turns" | "sessions">, params) => {
    const place = placeOfKey("chat.send", params.sessionKey);
    if (STOP_WORDS.has(params.message.trim().toLowerCase())) {
      return aborted(await turns.abort(place.session));
    }
    const runId = params.idempotencyKey as RunId;
    const request = requestOf(place, params);
    await assertMaySend({ sessions }, place.session);
    const turn = await turns.submit(request);
    if (turn.status === "new") return { runId, status: "started" as const };
    if (turn.status === "running") return { runId, status: "in_flight" as const };
    const outcome = await turn.done;
    if (outcome.state === "failed") throw failureOf(runId, outcome);
    return { runId, status: "ok" as const };
  },

  "chat.abort": async ({ turns }: Needs<"turns">, { sessionKey, runId }) => {
    const { session } = placeOfKey("chat.abort", sessionKey);
    return aborted(await turns.abort(session, runId as RunId | undefined));
  },

  "chat.inject": async ({ sessions }: Needs<"sessions">, params) => {
    const { session } = placeOfKey("chat.inject", params.sessionKey);
    const { run } = await sessions.inject(session, params.message, params.label);
    return { ok: true as const, messageId: run };
  },
});

function aborted(runIds: readonly RunId[]) {
  return { ok: true as const, aborted: runIds.length > 0, runIds };
}

function requestOf({ agent, session }: Place, params: ChatSendParams) {
  const { message: text, thinking, timeoutMs } = params;
  assertNoAttachments("chat.send", params.attachments);
  if (text.trim() === "") throw new ZeroError("INVALID_REQUEST", "message or attachment required");
  if (params.deliver) {
    throw badParams("chat.send", "deliver needs a target; use the method agent with replyTo");
  }
  return {
    id: params.idempotencyKey as RunId,
    agent,
    session,
    text,
    origin: { kind: "client" as const },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(thinking ? { thinking } : {}),
  };
}

/** JSON of the newest messages, oldest first; the oldest are left out above the limit. */
function newestThatFit(messages: readonly Message[], bytesMax: number): string[] {
  const kept: string[] = [];
  let bytes = 0;
  for (const message of messages.toReversed()) {
    const json = JSON.stringify(shownMessage(message));
    bytes += Buffer.byteLength(json) + 1;
    if (bytes > bytesMax) break;
    kept.push(json);
  }
  return kept.toReversed();
}

/** What a provider wants back with its tool call is nobody else's. */
function shownPart(part: Content): Content {
  if (part.type !== "toolCall") return part;
  const { opaque: _kept, ...shown } = part;
  return shown;
}

/** A message as clients get it. */
export function shownMessage(message: Message): ChatMessage {
  const { role, content, at, run, stopReason, provider, model, usage } = message;
  return {
    role,
    content: content.map(shownPart),
    timestamp: at,
    runId: run,
    ...(stopReason ? { stopReason } : {}),
    ...(provider ? { provider } : {}),
    ...(model ? { model } : {}),
    ...(usage ? { usage: { ...usage } } : {}),
  };
}
