import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import { type LogFields, silentLog } from "../kernel/log.ts";
import { Housekeeping } from "./housekeeping.ts";

const MINUTE = 60_000;

/** Tables with so many old rows, from which 100 are deleted at once. */
function setUp(rows: Record<string, number>) {
  const clock = new FakeClock();
  const told: LogFields[] = [];
  const warned: LogFields[] = [];
  const batches: Record<string, number> = {};
  const prune = Object.fromEntries(
    Object.keys(rows).map((what) => [
      what,
      async () => {
        batches[what] = (batches[what] ?? 0) + 1;
        const left = rows[what] ?? 0;
        if (left < 0) throw new Error("the disk is full");
        const deleted = Math.min(100, left);
        rows[what] = left - deleted;
        return deleted;
      },
    ]),
  );
  const log = {
    ...silentLog,
    info: (_message: string, fields: LogFields = {}) => void told.push(fields),
    warn: (_message: string, fields: LogFields = {}) => void warned.push(fields),
  };
  return {
    clock,
    rows,
    batches,
    told,
    warned,
    housekeeping: new Housekeeping({ prune, clock, log }),
  };
}

test("old rows go ten minutes after the start and then once an hour, batch by batch", async () => {
  const { clock, rows, batches, told, housekeeping } = setUp({ inbox: 250, runs: 0 });
  await housekeeping.start();
  await clock.advance(10 * MINUTE - 1);
  assert.deepEqual(batches, {}, "a start has better things to do");
  await clock.advance(MINUTE);
  assert.deepEqual([rows.inbox, batches], [0, { inbox: 4, runs: 1 }]);
  assert.deepEqual(told, [{ what: "inbox", rows: 250 }], "nothing is said about nothing");
  rows.runs = 1;
  await clock.advance(60 * MINUTE);
  assert.deepEqual(told[1], { what: "runs", rows: 1 });
  await housekeeping.stop();
});

test("SR27: one round has at most 200 batches; the next one goes on", async () => {
  const { clock, rows, housekeeping } = setUp({ inbox: 30_000 });
  await housekeeping.start();
  await clock.advance(11 * MINUTE);
  assert.equal(rows.inbox, 10_000);
  await clock.advance(60 * MINUTE);
  assert.equal(rows.inbox, 0);
  await housekeeping.stop();
});

test("a stop ends the work between two batches, and no timer is left", async () => {
  const { clock, rows, warned, housekeeping } = setUp({ inbox: 1_000 });
  await housekeeping.start();
  await clock.advance(10 * MINUTE + 120);
  await housekeeping.stop();
  const left = rows.inbox;
  assert.ok(left !== undefined && left > 0 && left < 1_000);
  await clock.advance(120 * MINUTE);
  assert.equal(rows.inbox, left);
  assert.deepEqual([clock.pending, warned], [0, []]);
});

test("a round that fails is told and tried again in an hour", async () => {
  const { clock, rows, warned, housekeeping } = setUp({ inbox: -1 });
  await housekeeping.start();
  await clock.advance(11 * MINUTE);
  assert.equal(warned[0]?.error, "the disk is full");
  rows.inbox = 5;
  await clock.advance(60 * MINUTE);
  assert.equal(rows.inbox, 0);
  await housekeeping.stop();
});
