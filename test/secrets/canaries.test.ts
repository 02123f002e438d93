import assert from "node:assert/strict";
import { test } from "node:test";
import { Aviary, TELLINGS } from "./canaries.ts";

test("D-29 a canary is found in every telling, alone, among other words and split over chunks", () => {
  for (let seed = 1; seed < 60; seed += 1) {
    const aviary = new Aviary(seed);
    const value = aviary.add("configuration", "one");
    for (const tell of TELLINGS) {
      for (const before of ["", "x", "xy", "xyz"]) {
        const text = `${before}${tell(value)} and more`;
        assert.deepEqual(aviary.in(text, ["configuration"]), ["configuration/one"], text);
      }
    }
    const [first, last] = [value.slice(0, 8), value.slice(8)];
    for (const split of [
      `{"delta":${JSON.stringify(first)}}${JSON.stringify(last)}`,
      `"${first}",\n"${last}"`,
    ]) {
      assert.deepEqual(aviary.in(split, ["configuration"]), ["configuration/one"], split);
    }
    assert.deepEqual(aviary.in(value, ["message"]), [], "only where it was asked for");
  }
});
