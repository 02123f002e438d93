import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import { type Answering, modelServer } from "../../test/support/agent/model-server.ts";
import { systemClock } from "../kernel/clock.ts";
import { detectServers, LOCAL_SERVERS, type LocalServer } from "./model-servers.ts";

const json =
  (value: unknown): Answering =>
  (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };

async function serverFor(t: TestContext, id: string, answer: Answering) {
  const { port, requests } = await modelServer(t, answer);
  const kind = LOCAL_SERVERS.find((server) => server.id === id);
  assert.ok(kind);
  return { server: { ...kind, port }, requests };
}

const detect = (servers: readonly LocalServer[], budgetMs = 5_000) =>
  detectServers({ clock: systemClock, fetch: globalThis.fetch, servers, budgetMs });

test("Ollama and servers of the other kind are found with the models that can talk", async (t) => {
  const models = [{ name: "nomic-embed-text:latest" }, { name: "qwen3:8b" }, { name: "llama3" }];
  const ollama = await serverFor(t, "ollama", json({ models }));
  const data = [{ id: "some/model", max_model_len: 32_768 }, { id: "bge-reranker" }];
  const vllm = await serverFor(t, "vllm", json({ object: "list", data }));
  const found = await detect([ollama.server, vllm.server]);
  assert.deepEqual(
    found.map(({ server, models }) => [server.id, models]),
    [
      ["ollama", [{ name: "qwen3:8b" }, { name: "llama3" }]],
      ["vllm", [{ name: "some/model", contextTokens: 32_768 }]],
    ],
  );
  assert.equal(ollama.requests[0]?.path, "/api/tags");
  assert.equal(vllm.requests[0]?.path, "/v1/models");
});

test("SR2: servers are asked without any credential", async (t) => {
  const ollama = await serverFor(t, "ollama", json({ models: [{ name: "a" }] }));
  await detect([ollama.server]);
  const headers = ollama.requests[0]?.headers ?? {};
  for (const name of ["authorization", "x-api-key", "x-goog-api-key", "cookie"]) {
    assert.equal(headers[name], undefined, name);
  }
});

const NO_SERVERS: readonly (readonly [string, Answering])[] = [
  ["something else on the port", json({ hello: "world" })],
  ["a list", json([1, 2])],
  [
    "names that are no names",
    json({ models: [{ name: 7 }, null, { id: "" }, { id: "x".repeat(300) }] }),
  ],
  ["an error", (_request, response) => void response.writeHead(500).end()],
  ["a web page", (_request, response) => void response.end("<html>")],
  [
    "a redirect",
    (_request, response) => void response.writeHead(302, { location: "/v1/models" }).end(),
  ],
  ["a cut connection", (_request, response) => void response.destroy()],
  ["an endless list", (_request, response) => void response.end(`"${"x".repeat(3_000_000)}"`)],
];

for (const [what, answer] of NO_SERVERS) {
  test(`${what} is no model server`, async (t) => {
    const { server } = await serverFor(t, "lmstudio", answer);
    assert.deepEqual(await detect([server]), []);
  });
}

test("what does not answer in time is left out, and what did is kept", async (t) => {
  const silent = await serverFor(t, "ollama", () => undefined);
  const quick = await serverFor(t, "vllm", json({ data: [{ id: "m" }] }));
  const found = await detect([silent.server, quick.server], 400);
  assert.deepEqual(
    found.map(({ server }) => server.id),
    ["vllm"],
  );
});

test("detection ends in its budget, also when nothing obeys the signal", async () => {
  const clock = new FakeClock();
  const found = detectServers({ clock, fetch: () => new Promise(() => undefined) });
  await clock.advance(300);
  assert.deepEqual(await found, []);
  assert.equal(clock.pending, 0);
});
