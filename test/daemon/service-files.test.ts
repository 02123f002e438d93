import assert from "node:assert/strict";
import { test } from "node:test";
import { findFaults } from "./hostile.ts";

test("SR22 hostile paths and values are read back equal or are refused, in units, property lists and secrets", (t) => {
  const { faults, foreign, units, plists, refusedUnits, refusedPlists } = findFaults(
    20_261_122,
    2_000,
  );
  assert.deepEqual(faults, []);
  assert.ok(units > 300 && plists > 300, "most cases are written");
  assert.ok(refusedUnits > 100 && refusedPlists > 100, "and many are refused");
  if (foreign === 0)
    t.diagnostic("no python3 here: property lists were read by our own reader alone");
  else assert.equal(foreign, plists);
});
