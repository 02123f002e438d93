import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";

/**
 * A gateway's handler around two fake accounts, of which one drops a rejected promise now and one
 * later.
 */
const PROGRAM = `
import { setTimeout as sleep } from "node:timers/promises";
import { FakeChannel } from "./test/support/channels/fake-channel.ts";
import { Channels } from "./src/features/channels/channels.ts";
import { systemClock } from "./src/kernel/clock.ts";
import { silentLog } from "./src/kernel/log.ts";

const fake = new FakeChannel();
const dropped = { ours: 0, others: 0 };
const channels = new Channels({
  sections: { fake: { accounts: { a: { token: "1" }, b: { token: "2" } } } },
  skip: false, clock: systemClock, log: silentLog, random: () => 0.5,
  receive: async () => void Promise.reject(new Error("the gateway's own mistake")),
  position: async () => undefined,
  knocks: async () => ({ total: 0, newest: [] }),
  changed: () => undefined,
  available: fake.available,
});
process.on("unhandledRejection", (error) => {
  dropped[channels.absorb(error) ? "ours" : "others"] += 1;
});
const { open } = fake.plugin;
fake.plugin.open = (config, host) => {
  const account = open(config, host);
  account.start = () => {
    account.link();
    if (host.account !== "a" || fake.opened.length > 2) return;
    setTimeout(() => void Promise.reject(new Error("late mistake of the channel")), 20);
  };
  return account;
};
await channels.start();
const b = fake.account("b");
await b.host.receive([b.message("1", "x")]);
const accounts = async () => {
  const { channelAccounts } = await channels.status({ probe: false, timeoutMs: 0 });
  return channelAccounts.fake.map((one) => [one.accountId, one.connected, one.reconnectAttempts]);
};
while (fake.opened.length < 3) await sleep(20);
console.log(JSON.stringify({ dropped, accounts: await accounts() }));
await channels.stop();
`;

describe("a rejected promise that nobody waited for", () => {
  it("restarts the account whose code dropped it, and nothing else (A28)", async () => {
    const args = ["--no-experimental-webstorage", "--input-type=module", "--eval", PROGRAM];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    await once(child, "close");
    assert.equal(err, "");
    assert.deepEqual(JSON.parse(out), {
      dropped: { ours: 1, others: 1 },
      accounts: [
        ["a", true, 1],
        ["b", true, 0],
      ],
    });
  });
});
