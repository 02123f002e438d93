import assert from "node:assert/strict";
import { test } from "node:test";
import { Encoded, type Call } from "../handlers.ts";
import type { Services } from "../services.ts";
import { channels } from "./channels.ts";
import { health } from "./health.ts";
import { models } from "./models.ts";
import { sessions } from "./sessions.ts";
import { system } from "./system.ts";

const CALL = {} as Call;
const jsonOf = (result: unknown) => {
  assert.ok(result instanceof Encoded);
  return JSON.parse(result.json) as unknown;
};

test("S75 S76 health and status are sent as they were encoded; probe is passed on", async () => {
  const probes: boolean[] = [];
  const view: Services["health"] = {
    summary: async (probe) => {
      probes.push(probe);
      return '{"ok":true}';
    },
    status: async () => '{"heartbeat":1}',
  };
  const services = { health: view } as Services;
  assert.deepEqual(jsonOf(await health.health(services, {}, CALL)), { ok: true });
  await health.health(services, { probe: true }, CALL);
  assert.deepEqual(probes, [false, true]);
  assert.deepEqual(jsonOf(await health.status(services, {}, CALL)), { heartbeat: 1 });
});

test("channels.status waits ten seconds for networks unless told otherwise, never less than one", async () => {
  const asked: object[] = [];
  const services = {
    channels: {
      status: async (options: object) => {
        asked.push(options);
        return { ts: 1 };
      },
    },
  } as unknown as Services;
  const status = channels["channels.status"];
  assert.deepEqual(jsonOf(await status(services, {}, CALL)), { ts: 1 });
  await status(services, { probe: true, timeoutMs: 5 }, CALL);
  await status(services, { timeoutMs: 60_000 }, CALL);
  assert.deepEqual(asked, [
    { probe: false, timeoutMs: 10_000 },
    { probe: true, timeoutMs: 1_000 },
    { probe: false, timeoutMs: 60_000 },
  ]);
});

test("sessions.list and models.list pass on what is asked and what is found", async () => {
  const asked: object[] = [];
  const list = async (query: object) => {
    asked.push(query);
    return { count: 0 };
  };
  const query = { limit: 3, search: "x" };
  const services = { sessions: { list } } as unknown as Services;
  assert.deepEqual(jsonOf(await sessions["sessions.list"](services, query, CALL)), { count: 0 });
  assert.deepEqual(asked, [query]);
  const found = [{ id: "p/m", name: "M", provider: "p" }];
  const view = { models: { list: async () => found } } as unknown as Services;
  assert.deepEqual(await models["models.list"](view, {}, CALL), { models: found });
});

test("S77 S78 V8 presence is sent as it was encoded; a note loses empty words and half seconds", () => {
  const notes: object[] = [];
  const presence: Services["presence"] = {
    encoded: () => "[]",
    note: (event) => void notes.push(event),
  };
  const services = { presence } as Services;
  assert.deepEqual(jsonOf(system["system-presence"](services, {}, CALL)), []);
  const params = {
    text: "hi",
    host: "mac",
    lastInputSeconds: 1.9,
    tags: ["a", " "],
    roles: ["", "operator"],
    scopes: [],
  };
  assert.deepEqual(system["system-event"](services, params, CALL), { ok: true });
  assert.deepEqual(notes, [
    { text: "hi", host: "mac", lastInputSeconds: 1, roles: ["operator"], scopes: [], tags: ["a"] },
  ]);
  assert.throws(() => system["system-event"](services, { text: " \t" }, CALL), {
    code: "INVALID_REQUEST",
    message: "text required",
  });
});
