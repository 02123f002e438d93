import assert from "node:assert/strict";
import { test } from "node:test";
import { sections } from "../generated/sections.ts";
import { KeyTree } from "../key-tree.ts";
import { redactText } from "../redact.ts";
import { makeRedactor } from "../scrub.ts";
import { EditError } from "./edits.ts";
import { withHidden } from "./hidden.ts";

const show = (text: string) => redactText(text, new KeyTree(sections), makeRedactor([]));

const ORIGINAL = `{
  // token: "an old one"
  gateway: { auth: { token: "first-secret", password: 'second' } }, // plain words
  // key = another
  env: { vars: { A: "third", B: "fourth" } },
}
`;

test("SR29 a text that is sent back as it was shown is the original, byte for byte", () => {
  const shown = show(ORIGINAL);
  for (const secret of ["first-secret", "second", "third", "fourth", "old one", "another"]) {
    assert.ok(!shown.includes(secret), secret);
  }
  assert.equal(withHidden(shown, ORIGINAL, show), ORIGINAL);
});

test("SR29 secrets that moved or were renamed are found, and new ones are taken as they are", () => {
  const moved = show(ORIGINAL).replace("A:", "C:");
  assert.equal(withHidden(moved, ORIGINAL, show), ORIGINAL.replace("A:", "C:"));
  const changed = show(ORIGINAL).replace(/token: "\*\*\*[0-9a-f]{8}"/, 'token: "new"');
  assert.equal(withHidden(changed, ORIGINAL, show), ORIGINAL.replace("first-secret", "new"));
});

test("SR29 a fingerprint of nothing that the file holds is refused instead of written", () => {
  assert.throws(
    () => withHidden('{ gateway: { auth: { token: "***01234567" } } }', ORIGINAL, show),
    (error: Error) => error instanceof EditError && /gateway\.auth\.token/.test(error.message),
  );
});

test("hidden comments come back all or not at all", () => {
  const shown = show(ORIGINAL);
  const none = shown.replaceAll(/ *\/\/ \*\*\*\n/g, "");
  assert.ok(!withHidden(none, ORIGINAL, show).includes("old one"));
  const one = shown.replace(/ *\/\/ \*\*\*\n/, "");
  assert.throws(() => withHidden(one, ORIGINAL, show), /2 comments .* and 1 came back/);
});
