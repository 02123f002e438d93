import assert from "node:assert/strict";
import { test } from "node:test";
import { temporaryStore } from "../../test/support/store.ts";
import type { AgentId, RunId, SessionKey } from "../domain/ids.ts";
import type { Message, RunOutcome } from "../domain/run.ts";
import type { TurnRequest } from "../domain/turn.ts";
import { Runs } from "../features/agent/index.ts";
import { Sessions } from "../features/sessions/sessions.ts";
import { systemClock } from "../kernel/clock.ts";

const REQUEST: TurnRequest = {
  id: "weekly-report" as RunId,
  agent: "main" as AgentId,
  session: "agent:main:main" as SessionKey,
  text: "report",
  origin: { kind: "client" },
};
const DONE: RunOutcome = { state: "done", text: "here it is" };

const words = (step: number, role: "user" | "assistant", at: number): Message => ({
  session: REQUEST.session,
  run: REQUEST.id,
  step,
  role,
  content: [{ type: "text", text: `${role} at ${at}` }],
  at,
});

test("a key that was forgotten after a week may be used again, and history keeps both runs (V31)", async (t) => {
  const store = await temporaryStore(t);
  const runs = new Runs(store);
  const sessions = new Sessions({
    store,
    clock: systemClock,
    path: "zero.db",
    defaults: () => ({ modelProvider: null, model: null, contextTokens: null }),
  });
  for (const at of [1_000, 2_000]) {
    await store.commit([
      runs.queued({ request: REQUEST, acceptedAt: at }),
      runs.started(REQUEST.id, at),
      ...sessions.opened(REQUEST, at),
      sessions.append(words(0, "user", at)),
    ]);
    await store.commit([
      sessions.append(words(1, "assistant", at)),
      runs.finished(REQUEST.id, DONE, at),
    ]);
    const expired = await runs.expired(at + 1);
    await store.commit(expired.flatMap((run) => [sessions.retired(run), runs.deleted(run.id)]));
    assert.equal(await runs.find(REQUEST.id), undefined);
  }
  const { messages } = await sessions.history(REQUEST.session, 10);
  assert.deepEqual(
    messages.map(({ run, at }) => [run, at]),
    [
      ["weekly-report@1000", 1_000],
      ["weekly-report@1000", 1_000],
      ["weekly-report@2000", 2_000],
      ["weekly-report@2000", 2_000],
    ],
  );
});
