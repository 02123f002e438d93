import assert from "node:assert/strict";
import { parseEnv } from "node:util";
import { test } from "node:test";
import fc from "fast-check";
import { Secret } from "../kernel/secret.ts";
import { withVariables } from "./env-file.ts";

const set = (text: string, variables: Record<string, string>): string | undefined =>
  withVariables(
    text,
    new Map(Object.entries(variables).map(([name, value]) => [name, new Secret(value)])),
  );

test("a variable is replaced where it stands, and everything else stays as it was written", () => {
  const text = "# mine\nA=1\nexport B = 'two' # b\n\nC=3";
  assert.equal(set(text, { B: "x y" }), "# mine\nA=1\nB='x y'\n\nC=3");
  assert.equal(set(text, { D: "4" }), `${text}\nD=4\n`);
  assert.equal(set("", { A: "1" }), "A=1\n");
});

test("a line that only looks like the variable, inside another's value, is never broken", () => {
  const text = 'LONG="first\nA=inside\nlast"\n';
  assert.equal(set(text, { A: "1" }), undefined);
});

test("whatever the value is, it is read back equal or refused", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (value) => {
      const text = "X=1\n# note\n";
      const changed = set(text, { KEY: value });
      if (changed === undefined) return;
      assert.deepEqual({ ...parseEnv(changed) }, { X: "1", KEY: value });
    }),
    { numRuns: 500 },
  );
});
