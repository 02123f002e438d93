import assert from "node:assert/strict";
import { test } from "node:test";
import type { Configuration } from "../../config/load.ts";
import { Secret } from "../../kernel/secret.ts";
import { masked, maskFor } from "./mask.ts";

const configuration = {
  config: {
    gateway: { auth: { token: new Secret("my-own-token") } },
    logging: { redactPatterns: ["blue-\\w+"] },
  },
} as unknown as Configuration;
const mask = maskFor(configuration, "/home/ann");

for (const [text, shown] of [
  ["call +49 170 1234567 now", "call [number] now"],
  ["chat -1001234567890 of 4915112345678", "chat [number] of [number]"],
  ["4915112345678@s.whatsapp.net left", "[address] left"],
  ["ann.lee@example.org wrote", "[address] wrote"],
  ["linked as @anns_bot", "linked as [name]"],
  ["token my-own-token, twice: my-own-token", "token ***, twice: ***"],
  ["the project blue-whale is late", "the project *** is late"],
  ["/home/ann/.zero/zero.db", "~/.zero/zero.db"],
  ["/home/bob/x and /Users/eve/y", "/home/[user]/x and /Users/[user]/y"],
  ["connect ECONNREFUSED 192.168.1.7:18789", "connect ECONNREFUSED [ip]:18789"],
  // What helps and belongs to nobody stays.
  ["connect ECONNREFUSED 127.0.0.1:18789", "connect ECONNREFUSED 127.0.0.1:18789"],
  ["ws://127.0.0.1:18789, version 1.2.3", "ws://127.0.0.1:18789, version 1.2.3"],
  ["no answer within 120000 ms", "no answer within [number] ms"],
  ["HTTP 409 after 5 attempts", "HTTP 409 after 5 attempts"],
] as const) {
  test(`a report that is pasted says "${shown}" for "${text}"`, () => {
    assert.equal(mask(text), shown);
  });
}

test("every text of a structure is masked, whatever it stands in", () => {
  const value = { a: ["@someone", { b: "4915112345678" }], n: 4_915_112_345_678, no: null };
  assert.deepEqual(masked(value, mask), {
    a: ["[name]", { b: "[number]" }],
    n: 4_915_112_345_678,
    no: null,
  });
});
