import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { MakeHarness } from "./harness.ts";
import { Trial, until } from "./trial.ts";

/** Long enough for a channel that does not wait to show it. */
const A_WHILE_MS = 150;

const ODD_TEXTS = [
  "👩‍👩‍👧‍👦 family, 🇧🇷 flag, 👍🏽 skin",
  "combining a\u0301\u0323 and ﷽ and 𝒻𝒶𝓃𝒸𝓎",
  "right to left: שלום (\u202eabc\u202c) مرحبا",
  "zero\u200bwidth, tab\tand\nnew line",
  "<b>&amp;</b> 'quotes' \"double\" \\ backslash \u2028 separator",
  "🤖".repeat(2000),
];

/** How messages come in: each once, in order, and confirmed only when they are on disk. */
export function describeInbound(make: MakeHarness): void {
  describe("taking messages in", () => {
    it("gives each message its words, its sender and the address of its conversation", async () => {
      const trial = await Trial.linked(make);
      trial.network.say("hello");
      await trial.stored("hello");
      const [message] = trial.disk.messages;
      assert.ok(message);
      assert.equal(message.address.channel, trial.harness.plugin.id);
      assert.equal(message.address.account, trial.host.account);
      assert.equal(message.address.conversation, trial.network.conversation);
      assert.notEqual(message.sender.id, "");
      assert.equal(message.group, false);
      assert.ok(Math.abs(message.sentAt - Date.now()) < 60_000, "sentAt is in milliseconds");
    });

    it("keeps odd Unicode as it is", async () => {
      const trial = await Trial.linked(make);
      for (const text of ODD_TEXTS) trial.network.say(text);
      await trial.stored(...ODD_TEXTS);
    });

    it("keeps the order of a burst and takes each message once", async () => {
      const trial = await Trial.of(make);
      const texts = Array.from({ length: 250 }, (_, n) => `burst ${n}`);
      for (const text of texts) trial.network.say(text);
      trial.account.start();
      await trial.stored(...texts);
      await trial.confirmed();
      assert.equal(trial.disk.duplicates, 0);
    });

    it("gives a message that is delivered twice the same id both times (A11)", async () => {
      const trial = await Trial.linked(make);
      trial.network.say("once");
      trial.network.repeat();
      await until("the duplicate arrived", () => trial.disk.duplicates === 1);
      await trial.stored("once");
    });

    it("goes past what is no message for us", async () => {
      const trial = await Trial.of(make);
      trial.network.disturb();
      trial.network.say("behind it");
      trial.account.start();
      await trial.stored("behind it");
      await trial.confirmed();
    });

    it("confirms nothing while the host waits, so that back-pressure reaches the network (A11)", async () => {
      const trial = await Trial.linked(make);
      trial.host.mode = "hold";
      trial.network.say("one");
      await until("the host was asked", () => trial.host.waiting === 1);
      trial.network.say("two");
      await sleep(A_WHILE_MS);
      assert.equal(trial.host.waiting, 1, "one call at a time");
      assert.equal(trial.network.pending(), 2);
      trial.host.release();
      await trial.stored("one", "two");
      await trial.confirmed();
    });

    it("advances by nothing when the host cannot write, and delivers when it can again (A11)", async () => {
      const trial = await Trial.linked(make);
      trial.host.mode = "refuse";
      trial.network.say("kept");
      await until("the host refused twice", () => trial.host.refused >= 2);
      assert.equal(trial.network.pending(), 1);
      assert.equal(trial.disk.positions.size === 0 || trial.network.pending() > 0, true);
      trial.host.mode = "take";
      await trial.stored("kept");
      await trial.confirmed();
      assert.equal(trial.disk.duplicates, 0);
      await trial.linked();
    });

    it("loses nothing when the process dies before the commit (A11)", async () => {
      const trial = await Trial.linked(make);
      trial.host.mode = "hold";
      trial.network.say("survivor");
      await until("the host was asked", () => trial.host.waiting === 1);
      const { host } = trial;
      host.receive = () => Promise.reject(new Error("dead"));
      host.mode = "refuse";
      await trial.crash();
      trial.account.start();
      await trial.stored("survivor");
    });

    it("takes nothing twice when the process dies after the commit (A11)", async () => {
      const trial = await Trial.linked(make);
      trial.network.say("first");
      await trial.stored("first");
      await trial.crash();
      trial.network.say("second");
      trial.account.start();
      await trial.stored("first", "second");
      await trial.confirmed();
    });

    it("comes back after broken connections without losing a message", async () => {
      const trial = await Trial.linked(make);
      trial.network.cutReads(3);
      trial.network.say("through the storm");
      await trial.stored("through the storm");
      await trial.linked();
    });
  });
}
