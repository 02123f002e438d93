import assert from "node:assert/strict";
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import fc from "fast-check";
import { temporaryFolder } from "../../../test/support/store.ts";
import { LogTail, type TailQuery } from "./tail.ts";

const ALL: TailQuery = { limit: 500, maxBytes: 250_000 };

function logOf(t: TestContext, text?: string) {
  const folder = temporaryFolder(t);
  const file = join(folder, "gateway.jsonl");
  if (text !== undefined) writeFileSync(file, text);
  const log = new LogTail(file);
  return { folder, file, tail: (query: Partial<TailQuery> = {}) => log.tail({ ...ALL, ...query }) };
}

test("without a cursor the newest lines come, and the cursor goes on behind them", async (t) => {
  const { file, tail } = logOf(t, "a\nb\nc\n");
  assert.deepEqual(await tail({ limit: 2 }), {
    file,
    cursor: 6,
    size: 6,
    lines: ["b", "c"],
    truncated: false,
    reset: false,
  });
  assert.deepEqual((await tail({ cursor: 6 })).lines, []);
  appendFileSync(file, "d\n");
  assert.deepEqual((await tail({ cursor: 6 })).lines, ["d"]);
});

test("a file that is missing is empty; what is no file is refused with what to look at", async (t) => {
  const { file, tail } = logOf(t);
  const empty = { file, cursor: 0, size: 0, lines: [], truncated: false, reset: false };
  assert.deepEqual(await tail(), empty);
  assert.deepEqual(await tail({ cursor: 0 }), empty);
  mkdirSync(file);
  await assert.rejects(tail(), { code: "UNAVAILABLE", message: /it is no file.*logging\.file/ });
});

test("a window that begins within a line drops that line, one that begins between lines drops none", async (t) => {
  const { tail } = logOf(t, "first\nsecond\nthird\n");
  const cut = await tail({ maxBytes: 10 });
  assert.deepEqual([cut.lines, cut.truncated], [["third"], true]);
  const even = await tail({ maxBytes: 13 });
  assert.deepEqual([even.lines, even.truncated], [["second", "third"], true]);
});

test("a line that is being written comes when it is whole, and no character is cut", async (t) => {
  const { file, tail } = logOf(t, "one\n");
  const bytes = Buffer.from("zwölf 🧯\n");
  appendFileSync(file, bytes.subarray(0, 9));
  const half = await tail();
  assert.deepEqual([half.lines, half.cursor, half.size], [["one"], 4, 13]);
  appendFileSync(file, bytes.subarray(9));
  assert.deepEqual((await tail({ cursor: half.cursor })).lines, ["zwölf 🧯"]);
});

test("a cursor that lags further than maxBytes starts anew, and says so", async (t) => {
  const { tail } = logOf(t, `${"x".repeat(50)}\nnear\n`);
  const page = await tail({ cursor: 0, maxBytes: 20 });
  assert.deepEqual([page.lines, page.reset, page.truncated], [["near"], true, true]);
  const near = await tail({ cursor: 51, maxBytes: 5 });
  assert.deepEqual([near.lines, near.reset, near.truncated], [["near"], false, false]);
});

test("a line longer than maxBytes is passed over, not waited for", async (t) => {
  const { file, tail } = logOf(t, "x".repeat(100));
  const stuck = await tail({ cursor: 0, maxBytes: 10 });
  assert.deepEqual([stuck.lines, stuck.cursor], [[], 90]);
  appendFileSync(file, "\nok\n");
  assert.deepEqual((await tail({ cursor: 97, maxBytes: 10 })).lines, ["ok"]);
});

test("after a rotation the rest of the old file comes first, whatever its number", async (t) => {
  const { folder, file, tail } = logOf(t, "old 1\nold 2\n");
  const seen = await tail();
  const older = join(folder, "gateway.2.jsonl");
  writeFileSync(older, "much older\n".repeat(9));
  utimesSync(older, 1, 1);
  appendFileSync(file, "old 3\n");
  renameSync(file, join(folder, "gateway.1.jsonl"));
  // Between the two steps of a rotation there is no file.
  const between = await tail({ cursor: seen.cursor });
  assert.deepEqual([between.lines, between.cursor, between.reset], [["old 3"], 0, true]);
  writeFileSync(file, "new 1\n");
  assert.deepEqual((await tail({ cursor: between.cursor })).lines, ["new 1"]);
  const both = await tail({ cursor: seen.cursor });
  assert.deepEqual([both.lines, both.cursor, both.reset], [["old 3", "new 1"], 6, true]);
  rmSync(join(folder, "gateway.1.jsonl"));
  const lost = await tail({ cursor: 500 });
  assert.deepEqual([lost.lines, lost.reset], [["new 1"], true]);
});

test("a rotation is seen although the new file is longer than the cursor already", async (t) => {
  const { folder, file, tail } = logOf(t, "old 1\n");
  const seen = await tail();
  appendFileSync(file, "old 2\n");
  renameSync(file, join(folder, "gateway.1.jsonl"));
  writeFileSync(file, "new 1\nnew 2\nnew 3\n");
  const next = await tail({ cursor: seen.cursor });
  assert.deepEqual([next.lines, next.reset], [["old 2", "new 1", "new 2", "new 3"], true]);
  appendFileSync(file, "new 4\n");
  const last = await tail({ cursor: next.cursor });
  assert.deepEqual([last.lines, last.reset], [["new 4"], false]);
  const cut = await tail({ cursor: seen.cursor, limit: 2 });
  assert.deepEqual([cut.lines, cut.truncated], [["new 3", "new 4"], true]);
});

test("whatever the sizes of pages, a follower gets every line once and in order", async (t) => {
  const { file, tail } = logOf(t, "");
  const texts = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }), {
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(
      texts,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 40 }),
      async (wanted, limit, split) => {
        const lines = wanted.map((text) => JSON.stringify(text));
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        writeFileSync(file, bytes.subarray(0, split));
        const got: string[] = [];
        let cursor = 0;
        let grown = false;
        for (;;) {
          const page = await tail({ cursor, limit });
          got.push(...page.lines);
          if (page.lines.length === 0 && grown) break;
          if (page.lines.length === 0) {
            appendFileSync(file, bytes.subarray(split));
            grown = true;
          }
          cursor = page.cursor;
        }
        assert.deepEqual(got, lines);
        assert.equal(cursor, statSync(file).size);
      },
    ),
    { numRuns: 60 },
  );
});
