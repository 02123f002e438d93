import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SendError } from "../index.ts";
import type { MakeHarness } from "./harness.ts";
import { Trial, until } from "./trial.ts";

const LONG_TEXT = [
  "# Heading",
  "A paragraph with **bold** words, a [link](https://example.org/?a=1&b=2) and `code`. ".repeat(60),
  `\`\`\`ts\n${"const value = { a: 1 < 2 && 3 > 2 };\n".repeat(200)}\`\`\``,
  "😀👩‍👩‍👧‍👦".repeat(1500),
  "Ω".repeat(9000),
  "| a | b |\n|---|---|\n" + "| one | two |\n".repeat(300),
].join("\n\n");

const ODD_TEXTS = [
  "<script>alert(1)</script> & <b>unclosed",
  "*unbalanced _markup [link](javascript:alert(1)) `code",
  "lone surrogate \uD83D here",
  "```\nunclosed fence",
  "שלום 👍🏽 \u202eabc",
  "- list\n  - nested\n    1. deeper\n> quote\n>> deeper quote",
];

/**
 * How messages go out: what the network took is `sent`, and whatever is not certain is not called
 * certain.
 */
export function describeOutbound(make: MakeHarness): void {
  describe("sending", () => {
    it("shows the person the words and returns the network's id", async () => {
      const trial = await Trial.linked(make);
      assert.equal(await trial.send("plain words"), "sent");
      assert.deepEqual(trial.network.shown(), ["plain words"]);
    });

    it("cuts a long text into parts that the network takes, without losing a character", async () => {
      const trial = await Trial.linked(make);
      const { plugin } = trial.harness;
      const parts = plugin.split(LONG_TEXT);
      assert.ok(parts.length > 1);
      for (const part of parts) {
        assert.ok(part.length <= plugin.limits.textLength);
        assert.ok(part.isWellFormed(), "no character is cut in two");
        assert.equal(await trial.send(part), "sent");
      }
      const shown = trial.network.shown().join("");
      assert.equal(shown.match(/Ω/g)?.length, 9000);
      assert.equal(shown.match(/😀/gu)?.length, 1500);
      assert.equal(shown.match(/const value/g)?.length, 200);
    });

    it("never makes an empty part", async () => {
      const trial = await Trial.of(make);
      for (const text of ["", " ", "\n\n", "\u200b", "a", "```\n```"]) {
        const parts = trial.harness.plugin.split(text);
        assert.ok(parts.length > 0);
        assert.ok(parts.every((part) => part.trim() !== ""));
      }
    });

    it("sends whatever a model may write", async () => {
      const trial = await Trial.linked(make);
      for (const text of ODD_TEXTS) assert.equal(await trial.send(text), "sent", text);
      assert.equal(trial.network.shown().length, ODD_TEXTS.length);
    });

    it("says `rejected` when the network refuses for good", async () => {
      const trial = await Trial.linked(make);
      assert.equal(await trial.send("to nobody", trial.network.nowhere), "rejected");
    });

    it("says `retry`, and for how long to wait, when the network asks to slow down", async () => {
      const trial = await Trial.linked(make);
      trial.network.breakNextSend("slow-down");
      const { conversation } = trial.network;
      await assert.rejects(
        trial.account.send(conversation, { text: "later" }, "key"),
        (error) =>
          error instanceof SendError && error.failure === "retry" && error.retryAfterMs === 2_000,
      );
      assert.deepEqual(trial.network.shown(), []);
      assert.equal(await trial.send("later"), "sent");
    });

    it("says `uncertain` when the connection breaks after the hand-off, or the network fails", async () => {
      const trial = await Trial.linked(make);
      for (const fault of ["cut-after", "cut-before", "server-error"] as const) {
        trial.network.breakNextSend(fault);
        assert.equal(await trial.send(fault), "uncertain", fault);
      }
      assert.equal(await trial.send("fine again"), "sent");
    });

    it("says `retry` while the account is not connected: nothing left the machine", async () => {
      const trial = await Trial.of(make);
      assert.equal(await trial.send("too early"), "retry");
      assert.equal(trial.network.requests(), 0);
    });

    it("asks a question under the rules of a message, where it has polls", async () => {
      const poll = { question: "tea?", options: ["yes", "no"], maxSelections: 1 };
      const early = await Trial.of(make);
      if (!early.account.sendPoll) return;
      const { conversation, nowhere } = early.network;
      const fails = (failure: string) => (error: unknown) =>
        error instanceof SendError && error.failure === failure;
      await assert.rejects(early.account.sendPoll(conversation, poll, "key"), fails("retry"));
      const trial = await Trial.linked(make);
      const ask = async (to = trial.network.conversation) =>
        trial.account.sendPoll?.(to, poll, "key");
      assert.ok((await ask())?.remoteId);
      await assert.rejects(ask(nowhere), fails("rejected"));
      await trial.account.stop();
      await assert.rejects(ask(), fails("retry"));
    });

    it("delivers a key that is sent twice once, where the channel promises that", async () => {
      const trial = await Trial.linked(make);
      assert.equal(await trial.send("once"), "sent");
      assert.equal(await trial.send("once"), "sent");
      const promised = trial.harness.plugin.limits.idempotentSend;
      assert.deepEqual(trial.network.shown(), promised ? ["once"] : ["once", "once"]);
    });

    it("never fails for typing, wherever it is shown", async () => {
      const trial = await Trial.linked(make);
      await trial.account.setTyping?.(trial.network.conversation);
      await trial.account.setTyping?.(trial.network.nowhere);
      await trial.account.stop();
      await trial.account.setTyping?.(trial.network.conversation);
    });

    it("ends a send that is in flight when the account is stopped, as `uncertain`", async () => {
      const trial = await Trial.linked(make);
      const { arrived, release } = trial.network.holdNextSend();
      const outcome = trial.send("in flight");
      await arrived;
      await trial.account.stop();
      assert.equal(await outcome, "uncertain");
      release();
    });

    it("ends a send when the account is unlinked meanwhile, and says so as state", async () => {
      const trial = await Trial.linked(make);
      trial.network.revoke();
      const outcome = await trial.send("unwanted");
      assert.notEqual(outcome, "sent");
      await until("the account is unlinked", () => trial.host.state?.kind === "unlinked");
      assert.equal(await trial.send("still unwanted"), "retry");
      assert.deepEqual(trial.network.shown(), []);
    });
  });
}
