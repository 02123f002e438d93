import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import fc from "fast-check";
import { formsOfSecret, Secret, secretsEqual } from "./secret.ts";

test("a secret shows only its fingerprint in text, JSON and inspection (SR30)", () => {
  const secret = new Secret("correct horse battery staple");
  const shown = [
    secret.toString(),
    ["", secret].join(""),
    JSON.stringify({ secret }),
    inspect({ secret }),
    inspect([secret], { depth: 9 }),
  ];
  for (const text of shown) {
    assert.ok(!text.includes("horse"), text);
    assert.ok(text.includes(secret.fingerprint), text);
  }
  assert.equal(secret.reveal(), "correct horse battery staple");
});

test("comparing never throws and is true exactly for equal bytes, for any two texts (SR8)", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme", maxLength: 200 }),
  );
  fc.assert(
    fc.property(text, text, (a, b) => {
      assert.equal(secretsEqual(a, b), Buffer.from(a, "utf8").equals(Buffer.from(b, "utf8")));
      assert.ok(secretsEqual(a, a));
    }),
    { numRuns: 500 },
  );
  assert.ok(!secretsEqual("ä".repeat(4), "abcd"), "equal length in units, not in bytes");
  assert.ok(!secretsEqual("", "x"));
  assert.ok(!secretsEqual("x".repeat(1_000_000), "x"));
});

test("SR30 a secret is found in base64 wherever it begins, in hexadecimal, in JSON, in a URL and in a form", () => {
  for (let length = 9; length < 24; length += 1) {
    const secret = `~?> "${"päss".repeat(6)}`.slice(0, length);
    const forms = formsOfSecret(secret);
    for (const [before, after] of [
      ["", ""],
      ["a", "b"],
      ["ab", "cd"],
      ["abc", ""],
      ["user:", "\n"],
    ] as const) {
      const bytes = Buffer.from(`${before}${secret}${after}`);
      for (const encoding of ["base64", "base64url", "hex"] as const) {
        const text = bytes.toString(encoding);
        assert.ok(
          forms.some((form) => text.includes(form)),
          `${encoding} ${before}${secret}${after}`,
        );
      }
    }
    const url = `?key=${encodeURIComponent(secret)}`;
    const form = new URLSearchParams({ key: secret }).toString();
    const strict = url.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
    for (const text of [JSON.stringify({ secret }), url, strict, form, form.toLowerCase()]) {
      assert.ok(
        forms.some((form) => text.includes(form)),
        text,
      );
    }
  }
  assert.ok(
    formsOfSecret("ab").every((form) => form.length <= 6),
    "a short one hides no words",
  );
});
