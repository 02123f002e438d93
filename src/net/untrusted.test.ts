import assert from "node:assert/strict";
import { test } from "node:test";
import { untrusted } from "./untrusted.ts";

test("SR31 controls, line separators and marks of direction become a replacement character", () => {
  const text = "a\u0000b\u001b[2Jc\r\nd\u2028e\u202ef\u200bg\u0085h\ud800i";
  assert.equal(
    untrusted(text),
    "a\ufffdb\ufffd[2Jc\ufffd\ufffdd\ufffde\ufffdf\ufffdg\ufffdh\ufffdi",
  );
});

test("SR31 words are cut at 200 units; ordinary ones stay as they are", () => {
  assert.equal(untrusted("x".repeat(500))?.length, 200);
  assert.equal(untrusted("Ana's Mac – ação 猫 😀"), "Ana's Mac – ação 猫 😀");
  assert.equal(untrusted(undefined), undefined);
});
