import { MAIN_AGENT } from "../domain/ids.ts";
import type { Services } from "../doors/socket/services.ts";
import type { Spine } from "./introduce.ts";

/** What the door may do with sessions: work on a whole one happens between two of its turns. */
export function sessionServices(spine: Spine): Services["sessions"] {
  const { sessions, turns, hub } = spine;
  return {
    path: sessions.path,
    history: (key, limit) => sessions.history(key, limit),
    idOf: async (key) => (await sessions.find(key))?.sessionId,
    list: (query) => sessions.list(query),
    route: (key) => sessions.route(key),
    locate: async (target) =>
      "sessionId" in target
        ? sessions.keyOf(target.sessionId)
        : spine.sessionAt(target.agent, target.address),
    sendPolicy: async (key) => (await sessions.settings(key)).sendPolicy,
    preview: (keys, limits) => sessions.preview(keys, limits),
    resolve: (query, key) => sessions.resolve(query, key),
    patch: (key, agent, patch) => sessions.patch(key, agent, patch),
    reset: (key, agent) => turns.between(key, () => sessions.reset(key, agent)),
    remove: (key) => turns.between(key, () => sessions.remove(key)),
    compact: (key, lines) => sessions.compact(key, lines),
    inject: async (key, words, label) => {
      const message = await sessions.inject(key, words, label);
      hub.emit("injected", message);
      return message;
    },
  };
}

/** How sessions are named and shared; part of hello-ok and of `agents.list`. */
export const SESSION_SCOPE = {
  mainKey: "main",
  scope: "per-sender",
} as const;

/** One agent is all there is until more can be configured. */
export function agentServices({ agent }: Spine): Services["agents"] {
  return {
    list: async () => {
      const identity = await agent.identity();
      const isKnown = Object.keys(identity).length > 0;
      return {
        defaultId: MAIN_AGENT,
        ...SESSION_SCOPE,
        agents: [{ id: MAIN_AGENT, ...(isKnown ? { identity } : {}) }],
      };
    },
  };
}
