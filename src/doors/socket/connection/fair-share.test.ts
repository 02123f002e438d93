import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../../../kernel/clock.ts";
import { FairShare, type Worker } from "./fair-share.ts";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("everybody who waits works once a turn, in the order of asking", async () => {
  const share = new FairShare(systemClock);
  const done: string[] = [];
  const worker = (name: string, portions: number): Worker => {
    let left = portions;
    const self = {
      work: () => {
        done.push(name);
        left -= 1;
        if (left > 0) share.defer(self);
      },
    };
    return self;
  };
  share.defer(worker("a", 3));
  share.defer(worker("b", 1));
  share.defer(worker("c", 2));
  assert.deepEqual(done, []);
  for (let at = 0; at < 5; at += 1) await turn();
  assert.deepEqual(done, ["a", "b", "c", "a", "c", "a"]);
});

test("a turn ends when its time is over; who was not served comes first in the next one", async () => {
  let now = 0;
  const share = new FairShare({ ...systemClock, monotonic: () => now });
  const done: string[] = [];
  const work = (name: string) => {
    done.push(name);
    now += 5;
  };
  for (const name of ["a", "b", "c"]) share.defer({ work: () => work(name) });
  await turn();
  assert.deepEqual(done, ["a", "b"]);
  await turn();
  assert.deepEqual(done, ["a", "b", "c"]);
});

test("who left does not work any more", async () => {
  const share = new FairShare(systemClock);
  const worker = { work: () => assert.fail("it was forgotten") };
  share.defer(worker);
  share.forget(worker);
  await turn();
});

test("the number of the turn rises with the event loop, as long as somebody asks", async () => {
  const share = new FairShare(systemClock);
  const first = share.turn;
  assert.equal(share.turn, first);
  await turn();
  await turn();
  assert.equal(share.turn, first + 1);
});
