import assert from "node:assert/strict";
import { test } from "node:test";
import type { Call } from "../handlers.ts";
import type { Services } from "../services.ts";
import { voice } from "./voice.ts";

const callFrom = (mode: string) => ({ caller: { client: { mode } } }) as Call;

test("web chat may switch talking on only while a phone is connected, others always", async () => {
  const told: unknown[] = [];
  let phone = false;
  const services = {
    voice: {
      mobileNodeConnected: () => phone,
      talk: (enabled: boolean, phase?: string) => {
        told.push([enabled, phase]);
        return { enabled, phase: phase ?? null, ts: 1 };
      },
    },
  } as unknown as Services;
  const talk = async (mode: string) =>
    voice["talk.mode"](services, { enabled: true }, callFrom(mode));
  await assert.rejects(talk("webchat"), {
    code: "UNAVAILABLE",
    message: /needs a connected phone or tablet/,
  });
  assert.deepEqual(told, []);
  assert.deepEqual(await talk("ui"), { enabled: true, phase: null, ts: 1 });
  phone = true;
  await talk("webchat");
  assert.equal(told.length, 2);
});
