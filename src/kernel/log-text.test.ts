import assert from "node:assert/strict";
import { test } from "node:test";
import { compactText, logRecordOf, type Paint, prettyText } from "./log-text.ts";

const none: Paint = (_color, text) => text;
const time = "2026-01-02T03:04:05.678Z";

function shown(fields: object, paint = none) {
  const line = JSON.stringify({ level: "info", time, subsystem: "net", msg: "done", ...fields });
  const record = logRecordOf(line);
  assert.ok(record);
  return { pretty: prettyText(record, paint), compact: compactText(record) };
}

test("a record is shown with its fields, quoted where they could be taken for several", () => {
  const { pretty, compact } = shown({ port: 1, why: "a b=c", deep: { is: true }, none: null });
  const fields = 'done port=1 why="a b=c" deep={"is":true} none=null';
  assert.match(pretty, /^\d\d:\d\d:05 \[net\] /);
  assert.ok(pretty.endsWith(`] ${fields}`), pretty);
  assert.equal(compact, `${time} info [net] ${fields}`);
});

test("the level is seen where it is not info", () => {
  const paint: Paint = (color, text) => `<${color}>${text}</>`;
  assert.match(shown({ level: "warn" }, paint).pretty, / <yellow>warn<\/> <cyan>\[net\]<\/> done$/);
  assert.match(shown({ level: "error" }, paint).pretty, / <red>error<\/> /);
  assert.doesNotMatch(shown({}, paint).pretty, /info/);
});

test("SR31 no text of a record begins a line, colours anything or turns the line around", () => {
  const evil = 'a\n03:04:05 [gateway] b\r\u001b[31m\u0007\u202e\u2028c\td"e';
  const record = {
    level: "error",
    subsystem: evil,
    msg: evil,
    [evil]: evil,
    deep: { [evil]: [evil] },
    stack: `Error: ${evil}\n    at x`,
  };
  const { pretty, compact } = shown(record);
  const lines = pretty.split("\n");
  assert.ok(
    lines.slice(1).every((line) => line.startsWith("    ")),
    pretty,
  );
  for (const text of [...lines, compact]) assert.doesNotMatch(text, /[\p{Cc}\u202e\u2028]/u);
});

test("a stack is shown of an error, with those of its causes, and on one line of none", () => {
  const cause = { error: "deeper", stack: "Error: deeper\n    at b", cause: { error: "root" } };
  const fields = { error: "failed", cause, stack: "Error: failed\n    at a" };
  const [first = "", ...more] = shown({ level: "error", ...fields }).pretty.split("\n");
  assert.ok(
    first.endsWith('error=failed cause={"error":"deeper","cause":{"error":"root"}}'),
    first,
  );
  assert.deepEqual(
    more.map((line) => line.trim()),
    ["Error: failed", "at a", "caused by: Error: deeper", "at b"],
  );
  assert.equal(shown({ level: "warn", ...fields }).pretty.split("\n").length, 1);
  assert.equal(shown({ level: "error", ...fields }).compact.split("\n").length, 1);
});

test("a line that the logger did not write is no record", () => {
  for (const line of ["", "x", "[]", "null", '{"level":"info"}']) {
    assert.equal(logRecordOf(line), undefined);
  }
});

test("blanks cost what they are long, however many stand in a row", () => {
  // From every blank to the end of the run, this many would take hours.
  const message = `${" ".repeat(2_000_000)}x`;
  const record = { time, level: "info", subsystem: "net", message, fields: {} };
  assert.ok(compactText(record).endsWith(` [net] ${message}`));
  const broken = compactText({ ...record, message: "a \t\r\n\n b\tc" });
  assert.ok(broken.endsWith(" [net] a ⏎ b c"), broken);
});
