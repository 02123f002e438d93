import assert from "node:assert/strict";
import { test } from "node:test";
import { CLOSE } from "@zero/protocol";
import { startDoor } from "../../../test/support/socket-door.ts";
import type { JoinedClient } from "./services.ts";

const KIB = 1024;

/** A door that keeps who came, and counts who went. */
async function attended(t: Parameters<typeof startDoor>[0], limits = {}) {
  const joined: JoinedClient[] = [];
  const gone = Promise.withResolvers<void>();
  const attend = (client: JoinedClient) => {
    joined.push(client);
    return () => gone.resolve();
  };
  const gateway = await startDoor(t, { attend, limits });
  const client = await gateway.connect({ role: "node", caps: ["canvas"] });
  const [first] = joined;
  assert.ok(first);
  return { gateway, client, joined: first, gone: gone.promise };
}

test("whoever attends to a client hears when it is welcome and when it is gone", async (t) => {
  const { client, joined, gone } = await attended(t);
  assert.equal(joined.caller.role, "node");
  assert.deepEqual(joined.params.caps, ["canvas"]);
  assert.equal(joined.ip, undefined, "a peer on this machine has no address");
  joined.close("not today");
  assert.deepEqual(await client.closed, { code: CLOSE.policy, reason: "not today" });
  await gone;
});

test("what one client is told alone has no seq, and takes none", async (t) => {
  const { gateway, client, joined } = await attended(t);
  gateway.door.broadcast("tick", { ts: 1 });
  joined.tell("tick", { ts: 2 });
  gateway.door.broadcast("tick", { ts: 3 });
  await client.event("tick", ({ payload }) => payload.ts === 3);
  const [first, alone, last] = client.events("tick");
  assert.equal(alone?.seq, undefined);
  assert.equal((last?.seq ?? 0) - (first?.seq ?? 0), 1);
  assert.throws(() => joined.tell("no.such", {}), /has no declaration/);
});

test("a client that does not read loses what may be lost and is cut by what may not", async (t) => {
  const { client, joined, gone } = await attended(t, { maxBufferedBytes: 64 * KIB });
  client.socket.pause();
  const text = "x".repeat(256 * KIB);
  for (let i = 0; i < 100; i += 1) joined.tell("tick", { ts: 1, text });
  client.socket.resume();
  await client.request("health");
  const got = client.events("tick").length;
  assert.ok(got > 0 && got < 100, `${got} of 100`);
  client.socket.pause();
  for (let i = 0; i < 100; i += 1) joined.tell("shutdown", { reason: text });
  await gone;
});
