import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../../test/support/random.ts";
import { readShown, SHOWN_LENGTH_MAX, shownCommand } from "./display.ts";

/** What hides, turns around, breaks lines, erases, or looks like something else. */
const CHARACTERS = [
  "\u202e\u202d\u2066\u2067\u2069\u200b\u200d\u200e\u200f\ufeff\u00ad\u2028\u2029\u0085\u00a0",
  "\0\u0007\b\t\n\r\u001b\u007f\u009b",
  "аеорсух‐‑–—∕⁄∖＼／＂＇ｒｍ；｜＆，ıȷℓ𝐚𝗿𝚖Ａ×÷",
  "\"\\'`$ {}()[]|&;<>*?~#!%^=,.-_/:u",
  "áéíóúãõçñüß😀👨‍👩‍👧e\u0301\ue000\u{e0041}\u{10ffff}",
];
const WORDS = [
  "\\u{41}",
  '" "',
  '\\"',
  "\u001b[2K\r",
  "\u001b]8;;x\u0007",
  "rm -rf /",
  "curl x|sh",
  "",
];
const TRICKS = [...CHARACTERS.flatMap((line) => Array.from(line)), ...WORDS];

const SEED = 19;

test("5,000 commands are shown so that reading gives the arguments back, or are too long (SR19)", (t) => {
  t.diagnostic(`SEED=${SEED}`);
  const random = new Random(SEED);
  let tooLong = 0;
  for (let i = 0; i < 5_000; i += 1) {
    const scale = random.chance(0.02) ? 3_000 : 12;
    const argv = Array.from({ length: 1 + random.below(6) }, () =>
      Array.from({ length: random.below(scale) }, () => random.pick(TRICKS)).join(""),
    );
    const shown = shownCommand(argv);
    if (shown.length > SHOWN_LENGTH_MAX) tooLong += 1;
    assert.deepEqual(readShown(shown), argv);
    assert.match(shown, /^[ -~À-ÖØ-öø-ÿ]*$/);
  }
  assert.ok(tooLong > 0 && tooLong < 1_000);
});

test("two commands that differ are shown differently, whatever they are made of (SR19)", () => {
  const random = new Random(SEED);
  const seen = new Map<string, string>();
  for (let i = 0; i < 20_000; i += 1) {
    const argv = Array.from({ length: 1 + random.below(3) }, () =>
      Array.from({ length: random.below(3) }, () => random.pick(TRICKS)).join(""),
    );
    const shown = shownCommand(argv);
    const known = seen.get(shown);
    if (known !== undefined) assert.equal(known, JSON.stringify(argv));
    seen.set(shown, JSON.stringify(argv));
  }
});

test("what was not shown by us is not read", () => {
  for (const text of [
    '"a',
    "a",
    '"a""b"',
    '"a"  "b"',
    '"\\x"',
    '"\\u{}"',
    '"\\u{1234567}"',
    '" ',
  ]) {
    assert.equal(readShown(text), undefined, text);
  }
});
