import type { WireClient } from "../support/wire-client.ts";

/** What a call may build on: a gateway that answers by itself, with Telegram linked. */
export interface World {
  /** May do everything. */
  readonly admin: WireClient;
  /** Somebody who may speak and be spoken to, by id. */
  readonly person: string;
}

/** A call that is right. */
export interface CallFixture {
  /** What is sent; made when something has to be there first. Absent: nothing. */
  readonly params?: object | ((world: World) => object | Promise<object>);
  /** Only where no right call can succeed in this world: the code and the words of the refusal. */
  readonly refused?: { readonly code: string; readonly message: RegExp };
}

const SESSION = "agent:main:conformance";

/** A right call of each method; it is made with the least scope that the method asks for. */
export const CALLS: Readonly<Record<string, CallFixture>> = {
  agent: { params: { message: "2 + 3", sessionKey: SESSION, idempotencyKey: "agent-1" } },
  "agent.wait": {
    params: async ({ admin }) => {
      const id = admin.ask("agent", {
        message: "4 + 5",
        sessionKey: SESSION,
        idempotencyKey: "waited-for",
      });
      await admin.final(id);
      return { runId: "waited-for", timeoutMs: 10_000 };
    },
  },
  "channels.status": { params: { probe: true, timeoutMs: 5_000 } },
  "chat.history": {
    params: async ({ admin }) => {
      await admin.turn({ message: "help", sessionKey: SESSION, idempotencyKey: "told" });
      return { sessionKey: SESSION, limit: 10 };
    },
  },
  "chat.send": { params: { sessionKey: SESSION, message: "6 * 7", idempotencyKey: "chat-1" } },
  "chat.abort": { params: { sessionKey: SESSION } },
  health: { params: { probe: true } },
  "models.list": {},
  send: {
    params: ({ person }) => ({
      to: person,
      message: "good morning",
      channel: "telegram",
      idempotencyKey: "send-1",
    }),
  },
  "sessions.list": { params: { limit: 5, includeLastMessage: true, includeDerivedTitles: true } },
  status: {},
  "system-event": { params: { text: "Node: kitchen", host: "kitchen", tags: ["a"], mode: "ui" } },
  "system-presence": {},
};
