import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import { GuessBudget } from "./guess-budget.ts";
import { NET_LIMITS } from "./limits.ts";
import { peerOf, type Peer } from "./peer.ts";

const peer = (ip: string): Peer => peerOf(ip, { host: "gateway:1" });
const OWNER = peerOf("127.0.0.1", { host: "localhost:1" });
const PROXIED = peerOf("127.0.0.1", { host: "localhost:1", "x-forwarded-for": "203.0.113.9" });

/** Wrong secrets from one peer until the budget says wait. */
function guessUntilRefused(budget: GuessBudget, from: Peer): number {
  for (let count = 0; ; count += 1) if (budget.failed(from) > 0) return count;
}

test("SR7 one address may be wrong ten times a minute, and again when time has passed", async () => {
  const clock = new FakeClock();
  const budget = new GuessBudget(clock);
  const from = peer("203.0.113.9");
  assert.equal(guessUntilRefused(budget, from), 10);
  const waitMs = budget.retryAfterMs(from);
  assert.equal(waitMs, 6_000);
  await clock.advance(waitMs);
  assert.equal(guessUntilRefused(budget, from), 1);
  await clock.advance(60_000);
  assert.equal(guessUntilRefused(budget, from), 10);
});

test("SR7 every notation of an address is one address", () => {
  const budget = new GuessBudget(new FakeClock());
  assert.equal(guessUntilRefused(budget, peer("203.0.113.9")), 10);
  assert.equal(guessUntilRefused(budget, peer("::ffff:203.0.113.9")), 0);
  assert.equal(guessUntilRefused(budget, peer("2001:db8::1")), 10);
  assert.equal(guessUntilRefused(budget, peer("2001:db8::ffff:2")), 0);
});

test("SR7 all addresses together may be wrong sixty times a minute", () => {
  const budget = new GuessBudget(new FakeClock());
  let wrong = 0;
  for (let at = 0; at < 20; at += 1) wrong += guessUntilRefused(budget, peer(`203.0.113.${at}`));
  assert.equal(wrong, 60);
});

test("SR7 a weak secret is not compared from a stranger's address whose budget is spent", () => {
  const budget = new GuessBudget(new FakeClock());
  const from = peer("203.0.113.9");
  assert.deepEqual(budget.verdict(from, false), { evaluate: true });
  guessUntilRefused(budget, from);
  assert.deepEqual(budget.verdict(from, false), { evaluate: false, retryAfterMs: 6_000 });
});

test("SR7 whoever holds a strong secret, sits at this machine or was right before is never locked out", () => {
  const budget = new GuessBudget(new FakeClock());
  const known = peer("203.0.113.1");
  budget.succeeded(known);
  for (const from of [known, OWNER, peer("203.0.113.9")]) guessUntilRefused(budget, from);
  assert.equal(budget.verdict(known, false).evaluate, true);
  assert.equal(budget.verdict(OWNER, false).evaluate, true);
  assert.equal(budget.verdict(peer("203.0.113.9"), true).evaluate, true);
  assert.equal(budget.verdict(peer("203.0.113.9"), false).evaluate, false);
});

test("SR6 SR7 strangers behind a proxy of this machine are strangers, also after the owner was right", () => {
  const budget = new GuessBudget(new FakeClock());
  budget.succeeded(OWNER);
  budget.succeeded(PROXIED);
  guessUntilRefused(budget, PROXIED);
  assert.equal(budget.verdict(PROXIED, false).evaluate, false);
  assert.equal(budget.verdict(peer("127.0.0.1"), false).evaluate, false, "asked by another name");
  assert.equal(budget.verdict(PROXIED, true).evaluate, true);
});

test("SR7 an address that only a header names is never a known one", () => {
  const budget = new GuessBudget(new FakeClock());
  const trusted = new Set(["10.0.0.2"]);
  const header = { "x-forwarded-for": "198.51.100.7" };
  const claimed = peerOf("10.0.0.2", header, trusted);
  const behind = peerOf("10.0.0.3", header, trusted);
  for (const from of [peer("198.51.100.7"), claimed, behind]) budget.succeeded(from);
  for (const from of [claimed, behind]) {
    guessUntilRefused(budget, from);
    assert.equal(budget.verdict(from, false).evaluate, false, from.via);
  }
});

test("SR7 this machine's own guesses are held back once there were too many, nobody else's", async () => {
  const clock = new FakeClock();
  const budget = new GuessBudget(clock);
  assert.equal(budget.pauseMs(OWNER), 0);
  guessUntilRefused(budget, OWNER);
  assert.equal(budget.pauseMs(OWNER), NET_LIMITS.localGuessPauseMs);
  assert.equal(budget.pauseMs(PROXIED), 0, "it is not looked at anyway");
  assert.equal(budget.pauseMs(peer("203.0.113.9")), 0);
  await clock.advance(6_000);
  assert.equal(budget.pauseMs(OWNER), 0);
});

test("SR7 the tables stay small however many addresses there are; the quiet ones are forgotten first", async () => {
  const clock = new FakeClock();
  const budget = new GuessBudget(clock);
  const first = peer("198.51.100.1");
  guessUntilRefused(budget, first);
  await clock.advance(5_000);
  for (let at = 0; at < NET_LIMITS.guessAddressesMax; at += 1) {
    budget.retryAfterMs(peer(`10.0.${at >> 8}.${at & 255}`));
  }
  assert.equal(budget.retryAfterMs(first), 0, "forgotten, so the global budget is what binds");
  for (let at = 0; at < 2 * NET_LIMITS.knownAddressesMax; at += 1) {
    budget.succeeded(peer(`10.1.${at >> 8}.${at & 255}`));
  }
  for (let at = 0; at < 60; at += 1) budget.failed(peer(`192.0.2.${at}`));
  assert.equal(budget.verdict(peer("10.1.0.0"), false).evaluate, false);
  assert.equal(budget.verdict(peer("10.1.1.255"), false).evaluate, true);
});
