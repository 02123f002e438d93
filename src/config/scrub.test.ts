import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { makeRedactor } from "./scrub.ts";

const redact = makeRedactor(["canary-of-a-secret", "canary-of-a-secret-that-is-longer", "short"]);

test("SR30 a known secret is taken out wherever it stands, the longer one first", () => {
  assert.equal(
    redact('{"a":"canary-of-a-secret-that-is-longer","b":"xcanary-of-a-secretx"}'),
    '{"a":"***","b":"x***x"}',
  );
  assert.equal(redact("short words stay readable"), "short words stay readable");
});

test("SR30 what looks like a credential is taken out although nobody named it", () => {
  const credentials = [
    `700000001:${"a".repeat(35)}`,
    `sk-${"a1".repeat(12)}`,
    `ghp_${"a".repeat(20)}`,
    `github_pat_${"a".repeat(22)}`,
    `AIza${"a".repeat(35)}`,
    `Bearer ${"a".repeat(16)}`,
    "-----BEGIN PRIVATE KEY-----abc",
    "OPENAI_API_KEY=abc-0123456789",
    "--token 0123456789abcdef",
    "--password=hunter2hunter2",
    "https://ana:pass-word@models.test/v1",
    "https://models.test/v1?version=2&key=abc123",
  ];
  for (const credential of credentials) {
    assert.equal(redact(`before ${credential} after`).includes(credential), false, credential);
  }
  const harmless = '{"time":"2026-01-02T03:04:05.678Z","port":18789,"run":"inbox-12"}';
  assert.equal(redact(harmless), harmless);
  const advice = "Next: pass --token or --password, or set ZERO_GATEWAY_TOKEN= in the environment.";
  assert.equal(redact(advice), advice);
});

test("SR31 whatever is taken out, a line of JSON stays one, with all its fields", () => {
  const key = `-----BEGIN PRIVATE KEY-----\nMIIEvQ+/=\r\n${"A".repeat(64)}\n`;
  const credential = fc.constantFrom(
    "https://m.test/v1?key=abc123",
    "https://ana:pass@m.test",
    key,
    `${key}-----END PRIVATE KEY-----`,
    "API_KEY=abcdefgh1",
    "--token abcdefgh1",
    "Bearer abcdefghijkl",
  );
  const around = fc.stringMatching(/^["'\\\n\r\t {}:,a-z@?=-]{0,6}$/);
  const text = fc.array(fc.oneof(credential, around), { maxLength: 6 }).map((all) => all.join(""));
  fc.assert(
    fc.property(text, (msg) => {
      for (const value of [msg, JSON.stringify({ msg })]) {
        const line = redact(`${JSON.stringify({ level: "info", msg: value, next: 1 })}\n`);
        assert.equal(line.split("\n").length, 2);
        const { level, next } = JSON.parse(line);
        assert.deepEqual([level, next], ["info", 1]);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("SR31 characters that turn a line around or end it are taken out", () => {
  assert.equal(redact("a\u202eb\u2028c\u2066d\u009b\u061ce"), "abcde");
});

test("SR30 a secret is found where JSON or a URL writes it in another way", () => {
  const secret = 'päss"wörd\\with\tmore/signs?';
  const clean = makeRedactor([secret, "half of a pair: \ud800"]);
  const lines = [
    secret,
    JSON.stringify({ secret }),
    JSON.stringify({ body: JSON.stringify({ secret }) }),
    `https://example.org/?key=${encodeURIComponent(secret)}`,
  ];
  for (const line of lines) {
    assert.match(clean(line), /\*\*\*/);
    assert.doesNotMatch(clean(line), /wörd|w%C3%B6rd/);
  }
});

test("SR30 what an owner's pattern matches of a secret does not leave the rest of it to be read", () => {
  const token = "123456789:AAEabcdefghijklmnopqrstuvwxyz0123456";
  const clean = makeRedactor(["supersecret4321abcdefgh"], ["\\d{4,}", "acme-\\w+"]);
  assert.equal(clean(`a supersecret4321abcdefgh acme-1 ${token} 98765`), "a *** *** *** ***");
});

test("SR30 a pattern that spans a secret takes all that it matches, and a part that it meets goes whole", () => {
  const secret = "supersecret4321abcdefgh";
  const spanning = makeRedactor([secret], ["user=\\w+ key=\\w+", "\\w+:\\w+@\\w+"]);
  assert.equal(spanning(`a user=anna key=${secret} b`), "a *** b");
  assert.equal(spanning("to mongodb://anna:pw123456@dbhost now"), "to mongodb://*** now");
  const meeting = makeRedactor([secret], ["4321abc", "x su"]);
  assert.equal(meeting(`x ${secret}, and ${secret} again`), "***, and *** again");
});
