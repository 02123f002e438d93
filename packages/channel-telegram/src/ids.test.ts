import type { ConversationId, RemoteId } from "@zero/channel";
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  chatOf,
  conversationOf,
  messageOf,
  nativeId,
  parseSender,
  parseTarget,
  remoteIdOf,
} from "./ids.ts";

describe("Telegram's ids", () => {
  it("keeps messages of two bots apart in the same chat (A11)", () => {
    assert.notEqual(remoteIdOf(1, 42, 7), remoteIdOf(2, 42, 7));
    assert.equal(messageOf(remoteIdOf(1, 42, 7), 1, 42), 7);
    assert.equal(messageOf(remoteIdOf(1, 42, 7), 2, 42), undefined);
    assert.equal(messageOf(remoteIdOf(1, 42, 7), 1, 43), undefined);
    assert.equal(messageOf("nonsense" as RemoteId, 1, 42), undefined);
  });

  it("shows a message by Telegram's own number, and what it did not make as it is", () => {
    assert.equal(nativeId(remoteIdOf(1, -42, 7)), "7");
    assert.equal(nativeId("nonsense" as RemoteId), "nonsense");
  });

  it("reads back the conversations that it made, and no others", () => {
    assert.equal(chatOf(conversationOf(-1001234567890)), -1001234567890);
    for (const text of ["", "0", "042", "4.2", "4e2", "12345678901234567890", " 42", "@name"]) {
      assert.equal(chatOf(text as ConversationId), undefined, text);
    }
  });

  it("takes numeric targets with and without prefix, and never a name (SR12)", () => {
    for (const text of ["42", " 42 ", "telegram:42", "tg:42", "TG:42"]) {
      assert.equal(parseTarget(text), "42", text);
    }
    for (const text of ["@ann", "ann", "tg:@ann", "https://t.me/ann", "4 2", "signal:42", ""]) {
      assert.equal(parseTarget(text), undefined, text);
    }
  });

  it("takes numbers of people and nothing else for an owner's entry (SR12, V46)", () => {
    assert.equal(parseSender("42"), "42");
    for (const text of ["@ann", "ann", "-42", "042", "4２", "", "*", "42 ", "12345678901234567"]) {
      assert.equal(parseSender(text), undefined, text);
    }
  });
});
