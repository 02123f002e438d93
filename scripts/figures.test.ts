import assert from "node:assert/strict";
import { test } from "node:test";
import { withFigure } from "./figures.ts";

const figure = (proof: string, figures: string) => ({
  proof,
  figures,
  seed: 7,
  scale: 1,
  commit: "abc1234",
  date: "2026-11-22",
});

const rows = (page: string): string[] => page.split("\n").filter((line) => /^\| [a-z]/.test(line));

test("a proof has one row on the page of figures, the newest, sorted by name", () => {
  const once = withFigure("", figure("fuzz", "1 frame"));
  const twice = withFigure(once, figure("crash", "0 lost"));
  assert.deepEqual(rows(withFigure(twice, figure("fuzz", "2 frames | 0 crashes"))), [
    "| proof | figures | scale | seed | commit | date |",
    "| crash | 0 lost | 1 | 7 | abc1234 | 2026-11-22 |",
    "| fuzz | 2 frames \\| 0 crashes | 1 | 7 | abc1234 | 2026-11-22 |",
  ]);
});

test("recording the same run again changes nothing", () => {
  const page = withFigure("", figure("fuzz", "1 frame"));
  assert.equal(withFigure(page, figure("fuzz", "1 frame")), page);
});
