import assert from "node:assert/strict";
import { test } from "node:test";
import type { Config } from "../config/generated/sections.ts";
import { Secret } from "../kernel/secret.ts";
import { authOf, bindOf } from "./access-settings.ts";

type Gateway = Config["gateway"];

const token = new Secret("a-token");
const password = new Secret("a-password");

for (const [what, auth, expected] of [
  ["nothing is set", {}, { mode: "none" }],
  ["there is a token", { token }, { mode: "token", secret: token }],
  ["there is a password", { password }, { mode: "password", secret: password }],
  ["there are both", { token, password }, { mode: "password", secret: password }],
  [
    "a token is wanted and there are both",
    { mode: "token", token, password },
    { mode: "token", secret: token },
  ],
  ["nothing is wanted and there is a token", { mode: "none", token }, { mode: "none" }],
  ["a token is wanted and there is none", { mode: "token", password }, { mode: "token" }],
] as const) {
  test(`V1: when ${what}, the mode is ${expected.mode}`, () => {
    assert.deepEqual(authOf(auth as Gateway["auth"]), expected);
  });
}

for (const [bind, customBindHost, expected] of [
  ["loopback", undefined, { mode: "loopback" }],
  ["auto", undefined, { mode: "auto" }],
  ["lan", undefined, { mode: "lan" }],
  ["custom", "192.0.2.7", { mode: "custom", host: "192.0.2.7" }],
  ["custom", undefined, { mode: "lan" }],
] as const) {
  test(`the bind mode ${bind} with ${customBindHost ?? "no address"} opens ${expected.mode}`, () => {
    assert.deepEqual(bindOf({ bind, customBindHost } as Gateway), expected);
  });
}

test("a tailnet is its own address, and loopback where there is none; never all addresses", () => {
  const found = bindOf({ bind: "tailnet" } as Gateway);
  if (found.mode === "custom") assert.match(found.host, /^100\.\d+\.\d+\.\d+$/);
  else assert.deepEqual(found, { mode: "loopback" });
});
