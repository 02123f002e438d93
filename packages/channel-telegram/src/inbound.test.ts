import type { AccountId, ChannelId } from "@zero/channel";
import type { Update } from "grammy/types";
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readUpdate, type Reader } from "./inbound.ts";

const reader: Reader = {
  bot: 7,
  username: "zero_bot",
  channel: "telegram" as ChannelId,
  account: "default" as AccountId,
};
const ann = { id: 42, is_bot: false, first_name: "Ann", last_name: "Lee", username: "ann" };
const chat = { id: 42, type: "private", first_name: "Ann" };

const read = (message: object, update: object = {}) =>
  readUpdate({ update_id: 1, message, ...update } as Update, reader);
const base = { message_id: 5, date: 1_700_000_000, from: ann, chat };

describe("reading an update", () => {
  it("takes the words, the sender's id and the time", () => {
    assert.deepEqual(read({ ...base, text: "hi" }), {
      address: { channel: "telegram", account: "default", conversation: "42" },
      remoteId: "7:42:5",
      sender: { id: "42", displayName: "Ann Lee" },
      sentAt: 1_700_000_000_000,
      text: "hi",
      attachments: [],
      group: false,
      mentionsUs: true,
    });
  });

  it("recognises people by number whatever they call themselves (SR12)", () => {
    const named = { ...base, from: { ...ann, first_name: "1", username: "7" }, text: "hi" };
    assert.equal(read(named)?.sender.id, "42");
  });

  it("takes captions, and attachments by what they say about themselves", () => {
    const photo = [
      { file_id: "a", file_size: 1 },
      { file_id: "b", file_size: 9 },
    ];
    const message = read({ ...base, caption: "look", photo });
    assert.equal(message?.text, "look");
    assert.deepEqual(message?.attachments, [
      { kind: "image", mimeType: "image/jpeg", sizeBytes: 9 },
    ]);
    const document = { file_name: "a.pdf", mime_type: "application/pdf", file_size: 3 };
    assert.deepEqual(read({ ...base, document })?.attachments, [
      { kind: "document", mimeType: "application/pdf", fileName: "a.pdf", sizeBytes: 3 },
    ]);
    assert.equal(read({ ...base, voice: {} })?.attachments[0]?.kind, "audio");
  });

  it("tells groups apart, and whether they mean us", () => {
    const group = { ...base, chat: { id: -5, type: "supergroup", title: "g" } };
    const plain = read({ ...group, text: "hello all" });
    assert.deepEqual([plain?.group, plain?.mentionsUs], [true, false]);
    const entities = [{ type: "mention", offset: 3, length: 9 }];
    assert.equal(read({ ...group, text: "hi @Zero_Bot", entities })?.mentionsUs, true);
    const reply_to_message = { message_id: 4, from: { id: 7 } };
    const answer = read({ ...group, text: "yes", reply_to_message });
    assert.deepEqual([answer?.mentionsUs, answer?.replyTo], [true, "7:-5:4"]);
  });

  it("finds nothing where there is nothing for us", () => {
    assert.equal(read({ ...base }), undefined, "service messages");
    assert.equal(read({ ...base, text: "hi", from: undefined }), undefined, "no sender");
    assert.equal(
      read({ ...base, text: "hi", from: { ...ann, id: 7 } }),
      undefined,
      "ourselves (A8)",
    );
    assert.equal(read({ ...base, text: "hi", chat: {} }), undefined, "no chat");
    const edited = { update_id: 1, edited_message: { ...base, text: "hi" } } as unknown as Update;
    assert.equal(readUpdate(edited, reader), undefined, "an edit");
  });
});
