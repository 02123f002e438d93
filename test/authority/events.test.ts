import assert from "node:assert/strict";
import { test } from "node:test";
import { events } from "@zero/protocol";
import { startDoor } from "../support/socket-door.ts";
import { askedBy, CALLERS } from "./callers.ts";
import { expectedToSee } from "./second-opinion.ts";

test("D-27 SR4 each event reaches each caller that may see it and nobody else", async (t) => {
  const fixture = await startDoor(t);
  const clients = [];
  for (const caller of CALLERS)
    clients.push({ caller, client: await fixture.connect(askedBy(caller)) });
  // Those that are not numbered are for one connection, and go to nobody else by being sent to it.
  const names = events.filter(({ sequenced }) => sequenced).map(({ name }) => name);
  for (const name of names) fixture.door.broadcast(name, { matrix: true });
  fixture.door.broadcast("tick", { ts: 4711 });
  let cells = 0;
  for (const { caller, client } of clients) {
    await client.event("tick", ({ payload }) => payload.ts === 4711);
    const seen = client.frames.filter(({ payload }) => payload?.matrix).map(({ event }) => event);
    const expected = names.filter((name) => expectedToSee(caller, name));
    assert.deepEqual(seen, expected, `${caller.role} ${JSON.stringify(caller.asked.scopes)}`);
    cells += names.length;
  }
  t.diagnostic(`${cells} cells: ${names.length} events, ${CALLERS.length} callers`);
  assert.equal(cells, names.length * CALLERS.length);
});
