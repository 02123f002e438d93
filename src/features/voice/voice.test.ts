import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import { temporaryStore } from "../../../test/support/store.ts";
import { type TalkMode, Voice } from "./voice.ts";

async function open(store: Awaited<ReturnType<typeof temporaryStore>>) {
  const changes: (readonly string[])[] = [];
  const modes: TalkMode[] = [];
  const voice = new Voice({
    store,
    clock: new FakeClock(),
    changed: (triggers) => void changes.push(triggers),
    talked: (mode) => void modes.push(mode),
  });
  return { voice, changes, modes };
}

test("triggers are trimmed, each once, in order, and outlive the process", async (t) => {
  const store = await temporaryStore(t);
  const { voice, changes } = await open(store);
  assert.deepEqual(await voice.triggers(), ["zero"]);
  const set = await voice.setTriggers(["  Hey   you ", "zero", "", "hey you", " "]);
  assert.deepEqual(set, ["hey you", "zero"]);
  assert.deepEqual(changes, [set]);
  assert.deepEqual(await (await open(store)).voice.triggers(), set);
});

test("without any trigger our own counts again; what changes nothing is not told", async (t) => {
  const { voice, changes } = await open(await temporaryStore(t));
  await voice.setTriggers(["zero"]);
  await voice.setTriggers([" "]);
  assert.deepEqual(changes, []);
  await voice.setTriggers(["computer"]);
  assert.deepEqual(await voice.setTriggers([]), ["zero"]);
  assert.deepEqual(changes, [["computer"], ["zero"]]);
});

test("changes that come together are made one after the other, and the last one stays", async (t) => {
  const { voice, changes } = await open(await temporaryStore(t));
  const wanted = ["a", "b", "c"].map((word) => [word]);
  assert.deepEqual(await Promise.all(wanted.map((words) => voice.setTriggers(words))), wanted);
  assert.deepEqual([changes, await voice.triggers()], [wanted, ["c"]]);
});

test("a mode is told with its time, and a phase that is missing is null", async (t) => {
  const { voice, modes } = await open(await temporaryStore(t));
  const mode = voice.talk(true, undefined);
  assert.deepEqual([mode.enabled, mode.phase, typeof mode.ts], [true, null, "number"]);
  assert.deepEqual(modes, [mode]);
});
