import assert from "node:assert/strict";
import { test } from "node:test";
import { startDoor } from "../support/socket-door.ts";
import { askedBy, CALLERS } from "./callers.ts";
import { runClaims } from "./claims.ts";
import { IDENTITY_FIELDS } from "./identity-fields.ts";

const SEED = 20_260_727;

test("SR4 D-27 whoever a request claims to be, what is decided is the same", async (t) => {
  const { cases, refused, stopped, answered, wrong } = await runClaims(SEED, 2_000);
  t.diagnostic(`seed ${SEED}: ${cases} cases, ${refused} refused, ${answered} answered`);
  assert.deepEqual(wrong, []);
  assert.equal(refused + stopped + answered, 2_000);
  assert.ok(refused > 200 && stopped > 200 && answered > 10, "each kind is among them");
});

test("SR4 sixty names claim to be somebody, each of them once", () => {
  assert.equal(new Set(IDENTITY_FIELDS).size, 60);
  assert.equal(IDENTITY_FIELDS.length, 60);
});

test("SR4 a connect that claims more than the protocol knows is refused and names the claim", async (t) => {
  const fixture = await startDoor(t);
  const caller = CALLERS.find(({ asked }) => asked.scopes?.length === 0) ?? assert.fail();
  for (const at of ["", "client", "auth"]) {
    for (const field of IDENTITY_FIELDS) {
      const params = structuredClone(askedBy(caller, { auth: {} }));
      // What the protocol does know is no boolean anywhere.
      Object.assign(at === "" ? params : (params[at] as object), { [field]: true });
      const client = await fixture.open();
      const { error } = await client.request("connect", params);
      assert.match(error?.message ?? "", /^invalid connect params: /, `${at} ${field}`);
      assert.ok(error?.message.includes(field), `${at} ${field}: ${error?.message}`);
      assert.equal((await client.closed).code, 1008);
    }
  }
});
