import type { AgentParams } from "@zero/protocol";
import type { RunId, SessionKey } from "../../../domain/ids.ts";
import { failureText, type RunOutcome } from "../../../domain/run.ts";
import type { AcceptedTurn, TurnRequest } from "../../../domain/turn.ts";
import { FailureWithPayload, handlers, type Call, type Needs } from "../handlers.ts";
import { MAIN_AGENT } from "../../../domain/ids.ts";
import {
  assertChannel,
  assertMaySend,
  assertNoAttachments,
  badParams,
  filled,
  findPlace,
  namedAgent,
  placeOfKey,
  resolveAddress,
} from "../turn-params.ts";

const WAIT_MS_DEFAULT = 30_000;

type Services = Needs<"turns" | "sessions" | "channels" | "sends">;

export const agent = handlers<typeof import("./agent.schema.ts").agent>({
  agent: async (services: Services, params, call) => {
    const request = await requestOf(services, params);
    const { id, replyTo } = request;
    await assertMaySend(services, request.session);
    if (replyTo && !services.turns.isOpen(id)) services.sends.assertLinked(replyTo.address);
    // Before the turn is on disk: what was accepted is never refused for want of a place.
    call.park();
    const accepted = await services.turns.submit(request);
    const { runId, acceptedAt } = accepted;
    call.accept({ runId, status: "accepted", acceptedAt });
    const outcome = await accepted.done;
    if (outcome.state === "failed") throw failureOf(runId, outcome);
    const durationMs = await durationOf(services, accepted, call);
    // Not before: a reset may have given the session another id while this turn waited.
    const sessionId = await sessionIdOf(services, request.session);
    return completed(runId, outcome, { durationMs, sessionId });
  },

  "agent.wait": async ({ turns }: Needs<"turns">, params, call) => {
    const { runId, timeoutMs = WAIT_MS_DEFAULT } = params;
    call.park();
    const result = await turns.wait(runId as RunId, timeoutMs, call.gone);
    if (result.status === "timeout") return { runId, status: "timeout" as const };
    const { status, startedAt, endedAt, error } = result;
    return {
      runId,
      status,
      endedAt,
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(error === undefined ? {} : { error: error.message }),
    };
  },

  "agents.list": ({ agents }: Needs<"agents">) => agents.list(),

  "agent.identity.get": async ({ agents }: Needs<"agents">, params) => {
    const method = "agent.identity.get";
    const agentId = filled(params.agentId);
    const named = agentId === undefined ? undefined : namedAgent(method, agentId);
    const key = filled(params.sessionKey);
    const place = key === undefined ? undefined : placeOfKey(method, key, named);
    const id = place?.agent ?? named ?? MAIN_AGENT;
    const { identity, name = identity?.name } =
      (await agents.list()).agents.find((agent) => agent.id === id) ?? {};
    const avatar = identity?.avatarUrl ?? identity?.avatar ?? identity?.emoji;
    return {
      agentId: id,
      ...(name === undefined ? {} : { name }),
      ...(avatar === undefined ? {} : { avatar }),
    };
  },
});

/** The error of a run that failed, as both `agent` and `chat.send` answer it (V9). */
export function failureOf(runId: RunId, outcome: RunOutcome): FailureWithPayload {
  const summary = failureText(outcome);
  const code = outcome.error?.code === "AGENT_TIMEOUT" ? "AGENT_TIMEOUT" : "UNAVAILABLE";
  const payload = { runId, status: "error", summary };
  return new FailureWithPayload({ code, message: summary, payload });
}

async function requestOf(services: Services, params: AgentParams): Promise<TurnRequest> {
  assertNoAttachments("agent", params.attachments);
  assertChannel("agent", services, params.channel);
  assertChannel("agent", services, params.replyChannel);
  const { agent, session } = await findPlace("agent", services, params);
  const { timeout, thinking, extraSystemPrompt } = params;
  return {
    id: params.idempotencyKey as RunId,
    agent,
    session,
    text: params.message,
    origin: { kind: "client" },
    ...(params.deliver ? { replyTo: await replyToOf(services, params, session) } : {}),
    ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
    ...(thinking ? { thinking } : {}),
    ...(extraSystemPrompt ? { extraSystemPrompt } : {}),
  };
}

/** Where the answer goes besides the caller, frozen now (A9): to whom is named, or by the route. */
async function replyToOf(
  services: Services,
  params: AgentParams,
  session: SessionKey,
): Promise<TurnRequest["replyTo"]> {
  const to = filled(params.replyTo) ?? filled(params.to);
  if (to) {
    const address = resolveAddress(services, {
      to,
      channel: filled(params.replyChannel) ?? params.channel,
      accountId: filled(params.replyAccountId) ?? params.accountId,
    });
    return { address };
  }
  const address = await services.sessions.route(session);
  if (address) return { address, byRoute: true };
  const why = `deliver needs replyTo or to: nobody wrote to "${session}" through a channel yet`;
  throw badParams("agent", why);
}

async function sessionIdOf({ sessions }: Services, session: SessionKey): Promise<string> {
  try {
    return (await sessions.idOf(session)) ?? "";
  } catch {
    return ""; // The run's own answer matters more than this detail of it.
  }
}

/** How long the run took; for one that was over before, what the store remembers of it. */
async function durationOf(
  { turns }: Services,
  { runId, acceptedAt, status }: AcceptedTurn,
  call: Call,
): Promise<number> {
  if (status !== "done") return Math.max(0, call.now() - acceptedAt);
  const past = await turns.wait(runId, 0);
  return past.status === "timeout" ? 0 : Math.max(0, past.endedAt - (past.startedAt ?? acceptedAt));
}

function completed(
  runId: RunId,
  outcome: RunOutcome,
  meta: { durationMs: number; sessionId: string },
) {
  const { text, usage, provider = "", model = "" } = outcome;
  return {
    runId,
    status: "ok" as const,
    summary: "completed",
    result: {
      payloads: text === "" ? [] : [{ text }],
      meta: {
        durationMs: meta.durationMs,
        agentMeta: { sessionId: meta.sessionId, provider, model, ...(usage ? { usage } : {}) },
        ...(outcome.state === "aborted" ? { aborted: true } : {}),
      },
    },
  };
}
