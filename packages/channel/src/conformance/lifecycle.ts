import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { RemoteId } from "../index.ts";
import type { MakeHarness } from "./harness.ts";
import { Trial, until } from "./trial.ts";

/**
 * Starting, stopping and being well or not: trouble is state, and there is one reader whatever
 * happens.
 */
export function describeLifecycle(make: MakeHarness): void {
  describe("living", () => {
    it("does nothing before it is started", async () => {
      const trial = await Trial.of(make);
      await sleep(50);
      assert.equal(trial.network.requests(), 0);
      assert.deepEqual(trial.host.states, []);
    });

    it("is linked once the network knows it, and says as whom", async () => {
      const trial = await Trial.linked(make);
      const { state } = trial.host;
      assert.ok(state?.kind === "linked" && state.self !== "");
      const probe = await trial.account.probe?.();
      if (probe) assert.equal(probe.self, state.self);
    });

    it("is unlinked, with a sentence, when the network refuses its credential", async () => {
      const trial = await Trial.of(make, true);
      trial.account.start();
      await until("the account is unlinked", () => trial.host.state?.kind === "unlinked");
      const { state } = trial.host;
      assert.ok(state?.kind === "unlinked" && state.reason.length > 20, "it says what to do");
    });

    it("waits, with a time, while the network cannot be reached, and is linked again after", async () => {
      const trial = await Trial.of(make);
      trial.network.cutReads(2);
      trial.account.start();
      await trial.linked();
      trial.network.cutReads(2);
      trial.network.say("wake up");
      await until("it waited", () => trial.host.states.some((state) => state.kind === "waiting"));
      await trial.stored("wake up");
      await trial.linked();
    });

    it("reads with one connection however often it is started and stopped (A10)", async () => {
      const trial = await Trial.linked(make);
      for (let n = 0; n < 40; n += 1) {
        trial.account.start();
        const stopped = trial.account.stop();
        if (n % 3 === 0) await stopped;
        trial.account.start();
        if (n % 4 === 0) await sleep(n % 7);
      }
      trial.network.say("after all that");
      await trial.stored("after all that");
      await trial.confirmed();
      assert.equal(trial.network.overlaps(), 0);
    });

    it("is silent after it was stopped, and stopping twice is no mistake", async () => {
      const trial = await Trial.linked(make);
      await Promise.all([trial.account.stop(), trial.account.stop()]);
      await sleep(30);
      const before = trial.network.requests();
      trial.network.say("nobody listens");
      await sleep(150);
      assert.equal(trial.network.requests(), before);
      assert.deepEqual(trial.disk.texts, []);
    });

    it("stops while the host still thinks about a message, which then comes again", async () => {
      const trial = await Trial.linked(make);
      trial.host.mode = "hold";
      trial.network.say("patience");
      await until("the host was asked", () => trial.host.waiting === 1);
      await trial.account.stop();
      trial.host.release();
      trial.account.start();
      await trial.stored("patience");
      await trial.confirmed();
    });

    it("stops while it waits for its next attempt", async () => {
      const trial = await Trial.of(make);
      trial.network.cutReads(1_000);
      trial.account.start();
      await until("it waits", () => trial.host.state?.kind === "waiting");
      await trial.account.stop();
    });

    it("does not connect as somebody that another account of the gateway is already (A10)", async () => {
      const trial = await Trial.of(make);
      trial.host.claim = () => false;
      trial.network.say("not for this one");
      trial.account.start();
      await until("the account is unlinked", () => trial.host.state?.kind === "unlinked");
      assert.deepEqual(trial.disk.texts, []);
      assert.equal(trial.network.pending(), 1);
    });

    it("names a message that it did not make as it is", async () => {
      const trial = await Trial.of(make);
      const foreign = "no such message !" as RemoteId;
      assert.equal(trial.harness.plugin.nativeId(foreign), foreign);
    });

    it("takes the target that a person types, or says that it is none", async () => {
      const trial = await Trial.of(make);
      const { plugin, network } = trial.harness;
      assert.equal(plugin.parseTarget(network.conversation), network.conversation);
      assert.equal(
        plugin.parseTarget(`${plugin.id}:${network.conversation}`),
        network.conversation,
      );
      assert.equal(plugin.parseTarget(""), undefined);
      assert.equal(plugin.parseTarget("no such thing !"), undefined);
    });
  });
}
