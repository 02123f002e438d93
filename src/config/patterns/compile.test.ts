import assert from "node:assert/strict";
import { test } from "node:test";
import { makeHider, patternProblems } from "./compile.ts";

const problemOf = (pattern: string): string | undefined => patternProblems([pattern])[0]?.message;

test("SR30 what a pattern matches is hidden, in any case unless it says otherwise", () => {
  const hide = makeHider(["acme-[0-9]{4}", "/Case-[a-z]+/", "/^first$/m"]);
  assert.equal(hide("ACME-1234 acme-99999 x"), "*** ***9 x");
  assert.equal(hide("Case-abc case-abc"), "*** case-abc");
  assert.equal(hide("zero\nfirst\nlast"), "zero\n***\nlast");
  assert.equal(makeHider([])("x".repeat(10_000)).length, 10_000);
});

test("SR30 a text too long to be searched is hidden as a whole", () => {
  assert.equal(makeHider(["nothing"])("x".repeat(4_097)), "*** (4097 characters)");
  assert.equal(makeHider(["nothing"])("x".repeat(4_096)), "x".repeat(4_096));
});

test("a place that takes nothing hides nothing", () => {
  assert.equal(makeHider(["\\b(?=z)|q"])("a zq"), "a z***");
});

const PATTERNS_PEOPLE_WRITE = [
  "acme-[0-9]{4}",
  "\\b[A-Z0-9._%+-]+@[A-Z0-9-]{1,63}\\.[A-Z]{2,8}",
  "[\"']?password[\"']?\\s*[:=]\\s*(\\S+)",
  "Authorization\\s*[:=]\\s*Bearer\\s+([A-Za-z0-9._\\-+=]+)",
  "\\b(sk-[A-Za-z0-9_-]{8,})\\b",
  "BEGIN KEY[\\s\\S]{1,2000}?END",
  "(?:\\d{4}[ -]?){3}\\d{4}",
  "\\+\\d{1,3}[ \\d]{6,14}",
  "(?<=user=)\\w+",
  "/(?<name>anna|bert)/u",
  "^.+$",
  "\\w+@[\\w.]+\\.com",
];

test("patterns that people write are accepted", () => {
  const refused = PATTERNS_PEOPLE_WRITE.flatMap((pattern) =>
    patternProblems([pattern]).map(({ message }) => `${pattern}: ${message}`),
  );
  assert.deepEqual(refused, []);
});

const ENDLESS = [
  "(a+)+$",
  "(a|a)*b",
  "(?:\\w+\\s?)*x",
  "\\w*\\w*\\w*x",
  ".*.*=.*;",
  "a*a*b",
  "(a?){40}a{40}",
  "(?=.*.*.*x)",
  "(?<=x.*.*.*)y",
  "\\s*\\012\\s*x",
];

test("patterns that could stop the gateway are refused, and the message says what to write", () => {
  for (const pattern of ENDLESS) assert.match(problemOf(pattern) ?? pattern, /Bound them/);
  assert.equal(problemOf("\\w{0,16}\\w{0,16}x"), undefined);
});

test("what cannot be used as a pattern is said at its place", () => {
  const wrong = ["fine", "(", "/x/y", "a*", "(a)\\1", "(?i:a)"];
  assert.deepEqual(
    patternProblems(wrong).map(({ path, message }) => [path.slice(-3), message.slice(0, 24)]),
    [
      ["[1]", "is no regular expression"],
      ["[2]", "has flags other than i, "],
      ["[3]", "matches an empty text, a"],
      ["[4]", "refers back to a group o"],
      ["[5]", "refers back to a group o"],
    ],
  );
});
