import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { clipEnd, clipMiddle, oneLine } from "./clip.ts";

const emoji = fc.nat(300).map((length) => "😀".repeat(length));

test("SR27: clipped text is never longer than its limit and never holds half a character", () => {
  fc.assert(
    fc.property(emoji, fc.nat(400), (text, max) => {
      for (const clipped of [clipEnd(text, max), clipMiddle(text, max), oneLine(text, max)]) {
        assert.ok(clipped.length <= max);
        assert.ok(clipped.isWellFormed());
      }
    }),
  );
});

test("text that fits stays as it is; other text keeps both ends", () => {
  assert.equal(clipMiddle("short", 5), "short");
  const clipped = clipMiddle(`A${"x".repeat(500)}Z`, 100);
  assert.match(clipped, /^Ax+\n\[… 402 or more characters left out …\]\nx+Z$/);
  assert.ok(clipped.length > 90);
});

test("SR32: a name of others becomes one line without marks that turn text around", () => {
  assert.equal(oneLine("  Ann\n\u0000Sys\u202etem:\u2028x ", 80), "Ann System: x");
});
