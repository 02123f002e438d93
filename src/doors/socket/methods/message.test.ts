import assert from "node:assert/strict";
import { test } from "node:test";
import type { Address, OutboundMessage } from "@zero/channel";
import { ZeroError } from "../../../kernel/errors.ts";
import type { Call } from "../handlers.ts";
import type { Services } from "../services.ts";
import { message } from "./message.ts";

const ADDRESS = { channel: "telegram", account: "default", conversation: "77" } as Address;

function setUp(scene: { defaultChannel?: string; failure?: ZeroError } = {}) {
  const sent: [string, Address, OutboundMessage][] = [];
  const resolved: object[] = [];
  const services = {
    channels: {
      defaultChannel: () => scene.defaultChannel,
      resolve: (target: { channel?: string }) => {
        resolved.push(target);
        if (target.channel === "pager") {
          throw new ZeroError("INVALID_REQUEST", "unsupported channel: pager");
        }
        return ADDRESS;
      },
      nativeId: (channel: string, remoteId: string) => `${channel} ${remoteId}`,
    },
    sends: {
      send: async (...args: [string, Address, OutboundMessage]) => {
        if (scene.failure) throw scene.failure;
        sent.push(args);
        return [{ remoteId: "1" }, { remoteId: "2" }];
      },
    },
  } as unknown as Services;
  const send = (params: object) =>
    message.send(
      services,
      { to: "77", message: "hi", idempotencyKey: "key-1", ...params },
      {} as Call,
    ) as Promise<object>;
  return { sent, resolved, send };
}

test("S79 a message goes through the only channel there is, or the named one", async () => {
  const { send, sent, resolved } = setUp({ defaultChannel: "telegram" });
  const wanted = {
    runId: "key-1",
    messageId: "telegram 2",
    channel: "telegram",
    chatId: "77",
    conversationId: "77",
  };
  assert.deepEqual(await send({}), wanted);
  assert.deepEqual(await send({ channel: "telegram", accountId: "b" }), wanted);
  assert.deepEqual(sent[0], ["key-1", ADDRESS, { text: "hi" }]);
  assert.deepEqual(resolved, [
    { to: "77", channel: "telegram" },
    { to: "77", channel: "telegram", accountId: "b" },
  ]);
});

for (const [what, params, text] of [
  [
    "no channel",
    {},
    "invalid send params: no channel is named, and not exactly one is configured; pass `channel`",
  ],
  ["an unknown channel", { channel: "pager" }, "unsupported channel: pager"],
  [
    "media",
    { channel: "telegram", mediaUrl: "https://x.example/a.png" },
    "invalid send params: media is not sent by this gateway; send the text alone",
  ],
] as const) {
  test(`S118 ${what} is refused before anything is sent`, async () => {
    const { send, sent } = setUp();
    await assert.rejects(send(params), { code: "INVALID_REQUEST", message: text });
    assert.deepEqual(sent, []);
  });
}

test("S116 a channel that is not linked is the answer", async () => {
  const failure = new ZeroError("NOT_LINKED", "telegram is not linked; set its bot token");
  const { send } = setUp({ defaultChannel: "telegram", failure });
  await assert.rejects(send({}), { code: "NOT_LINKED" });
});

test("a poll goes to the only channel there is, with one selection unless told otherwise", async () => {
  const asked: unknown[] = [];
  const services = {
    channels: {
      defaultChannel: () => "telegram",
      resolve: () => ADDRESS,
      nativeId: (_channel: string, remoteId: string) => remoteId,
    },
    sends: {
      poll: async (...args: unknown[]) => {
        asked.push(args);
        return [{ remoteId: "9" }];
      },
    },
  } as unknown as Services;
  const poll = (more: object) =>
    message.poll(
      services,
      { to: "77", question: "tea?", options: ["yes", "no"], idempotencyKey: "key-1", ...more },
      {} as Call,
    ) as Promise<object>;
  assert.deepEqual(await poll({}), {
    runId: "key-1",
    messageId: "9",
    channel: "telegram",
    conversationId: "77",
  });
  await poll({ maxSelections: 2, durationHours: 3 });
  const question = { question: "tea?", options: ["yes", "no"] };
  assert.deepEqual(asked, [
    ["key-1", ADDRESS, { ...question, maxSelections: 1 }],
    ["key-1", ADDRESS, { ...question, maxSelections: 2, durationHours: 3 }],
  ]);
  await assert.rejects(poll({ maxSelections: 3 }), {
    code: "INVALID_REQUEST",
    message: "invalid poll params: maxSelections is more than there are options",
  });
  assert.equal(asked.length, 2);
});
