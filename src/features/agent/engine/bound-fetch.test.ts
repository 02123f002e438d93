import assert from "node:assert/strict";
import { test } from "node:test";
import { Secret } from "../../../kernel/secret.ts";
import { boundFetch } from "./bound-fetch.ts";
import type { Fetch, Target } from "./target.ts";

const TARGET: Target = {
  provider: "mock",
  name: "m",
  api: "openai-completions",
  baseUrl: "https://models.test:8443/v1",
  key: new Secret("sk-canary"),
  contextTokens: 1_000,
};

/** A `fetch` that goes nowhere, and what it was asked. */
function recorder(answer: () => Response = () => new Response("ok")) {
  const calls: { url: string; headers: Headers; redirect: string | undefined }[] = [];
  const fetch: Fetch = (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    calls.push({ url, headers: new Headers(init?.headers), redirect: init?.redirect });
    return Promise.resolve(answer());
  };
  return { calls, fetch };
}

test("SR2: nothing goes to another origin, whatever it looks like", async () => {
  const { calls, fetch } = recorder();
  const bound = boundFetch(TARGET, fetch);
  for (const url of [
    "http://models.test:8443/v1",
    "https://models.test/v1",
    "https://models.test.evil:8443/v1",
    "https://evil.test/https://models.test:8443",
    "https://models.test:8443@evil.test/v1",
    "https://user@models.test:8444/v1",
  ]) {
    await assert.rejects(bound(url), /was refused: mock is at https:\/\/models\.test:8443/);
  }
  assert.equal(calls.length, 0);
  await bound("https://models.test:8443/v1/chat/completions", { redirect: "follow" });
  assert.equal(calls[0]?.headers.get("authorization"), "Bearer sk-canary");
  assert.equal(calls[0]?.redirect, "manual");
});

test("SR2: a credential that somebody else put there is taken away", async () => {
  const { calls, fetch } = recorder();
  const headers = { Authorization: "Bearer placeholder", "X-Api-Key": "p", "x-goog-api-key": "p" };
  await boundFetch({ ...TARGET, key: undefined }, fetch)("https://models.test:8443/", { headers });
  for (const name of Object.keys(headers)) assert.equal(calls[0]?.headers.get(name), null);
});

test("SR27: a body without an end is read up to its limit and let go", async () => {
  for (const [status, mebibytes] of [
    [200, 64],
    [500, 0.0625],
  ] as const) {
    let pulled = 0;
    let cancelled = false;
    const piece = new Uint8Array(65_536);
    const endless = () =>
      new ReadableStream({
        pull(controller) {
          pulled += 1;
          controller.enqueue(piece);
        },
        cancel() {
          cancelled = true;
        },
      });
    const { fetch } = recorder(() => new Response(endless(), { status }));
    const response = await boundFetch(TARGET, fetch)("https://models.test:8443/");
    assert.equal(response.status, status);
    await assert.rejects(response.arrayBuffer(), /the response is larger than \d+ bytes/);
    assert.ok(cancelled);
    assert.ok(pulled <= mebibytes * 16 + 3, `${pulled} pieces`);
  }
});
