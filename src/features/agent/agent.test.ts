import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { answerWith, chunk, modelServer, sse } from "../../../test/support/agent/model-server.ts";
import { MemoryJournal, turnRequest, userStep } from "../../../test/support/agent/run-fixture.ts";
import { temporaryFolder, temporaryStore } from "../../../test/support/store.ts";
import { Environment } from "../../config/environment.ts";
import { loadConfig } from "../../config/load.ts";
import { pathsOf } from "../../config/paths.ts";
import type { Run, RunEvent } from "../../domain/run.ts";
import { systemClock } from "../../kernel/clock.ts";
import { silentLog } from "../../kernel/log.ts";
import { type AgentOptions, createAgent } from "./agent.ts";

/** The keys that the benchmark's example uses, as they stand there. */
function exampleConfig(workspace: string, modelUrl: string): object {
  return {
    agents: {
      defaults: {
        workspace,
        skipBootstrap: true,
        model: { primary: "mock/mock-1" },
        maxConcurrent: 8,
      },
    },
    models: {
      mode: "merge",
      providers: {
        mock: {
          baseUrl: `${modelUrl}/v1`,
          apiKey: "sk-mock",
          api: "openai-completions",
          models: [
            {
              id: "mock-1",
              name: "Mock 1",
              reasoning: false,
              input: ["text"],
              cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
              contextWindow: 200_000,
              maxTokens: 8_192,
            },
          ],
        },
      },
    },
  };
}

/** An agent with a real configuration file, database and workspace. */
async function agentWith(t: TestContext, file: object, more: Partial<AgentOptions> = {}) {
  const home = temporaryFolder(t);
  const env = Environment.ofProcess({ ZERO_CONFIG_PATH: join(home, "zero.json") });
  await writeFile(join(home, "zero.json"), JSON.stringify(file));
  const { config } = loadConfig({ paths: pathsOf(undefined, env, home), env });
  const journal = new MemoryJournal([userStep("hello")]);
  const settings = { settings: config.agents.defaults, models: config.models, keys: new Map() };
  const agent = createAgent({
    config: () => settings,
    store: await temporaryStore(t),
    journal,
    preferences: async () => ({}),
    status: async () => ({}),
    clock: systemClock,
    log: silentLog,
    localServers: [],
    ...more,
  });
  const events: RunEvent[] = [];
  const request = turnRequest("hello");
  const { id, session, agent: owner } = request;
  const run: Run = { id, session, agent: owner, state: "running", attempts: 1, acceptedAt: 0 };
  const signal = new AbortController().signal;
  const execute = () => agent.execute({ run, request, signal, onEvent: (e) => events.push(e) });
  return { agent, config, journal, execute, events, home };
}

test("the benchmark's configuration is accepted as it stands, and a turn runs with it", async (t) => {
  const server = await modelServer(t, (_request, response) => {
    sse(response, [chunk({ role: "assistant", content: "" }), chunk({ content: "Tok0" })]);
    sse(response, [chunk({ content: " tok1" }), chunk({}, "stop"), "data: [DONE]\n\n"]);
    response.end();
  });
  const workspace = temporaryFolder(t);
  await writeFile(join(workspace, "SOUL.md"), "You are terse.");
  const { execute, config, agent } = await agentWith(t, exampleConfig(workspace, server.url));
  assert.equal(config.agents.defaults.maxConcurrent, 8);
  assert.equal(config.agents.defaults.timeoutSeconds, 600);
  assert.deepEqual(await agent.models.current(), { ref: "mock/mock-1", why: "configured" });
  const { outcome } = await execute();
  assert.equal(outcome.text, "Tok0 tok1");
  assert.deepEqual([outcome.provider, outcome.model], ["mock", "mock-1"]);
  const [request] = server.requests;
  assert.equal(request?.headers.authorization, "Bearer sk-mock");
  const body = JSON.parse(request?.body ?? "") as {
    max_tokens: number;
    messages: { content: string }[];
  };
  assert.equal(body.max_tokens, 8_192);
  assert.match(body.messages[0]?.content ?? "", /# SOUL\.md\n\nYou are terse\./);
});

test("with nothing configured the built-in model answers, and says how to connect another", async (t) => {
  const { agent, execute } = await agentWith(t, {});
  await agent.models.detect();
  assert.deepEqual(await agent.models.current(), { ref: "builtin/offline", why: "nothing else" });
  const { outcome } = await execute();
  assert.match(outcome.text, /built-in model[^]*ANTHROPIC_API_KEY/);
  assert.deepEqual(
    (await agent.models.list()).map((model) => `${model.provider}/${model.id}`),
    ["builtin/offline"],
  );
});

test("a model server on this machine is found and used when nothing is configured", async (t) => {
  const server = await modelServer(t, ({ path }, response) => {
    if (path === "/api/tags") response.end(JSON.stringify({ models: [{ name: "tiny" }] }));
    else answerWith(response, "Hello from here.");
  });
  const ollama = { id: "ollama", label: "Ollama", port: server.port, listPath: "/api/tags" };
  const { agent, execute } = await agentWith(
    t,
    { models: { providers: { ollama: { baseUrl: `${server.url}/v1` } } } },
    { localServers: [ollama] },
  );
  assert.deepEqual(await agent.models.current(), { ref: "ollama/tiny", why: "local server" });
  assert.equal((await execute()).outcome.text, "Hello from here.");
});

test("A28: a model that cannot be used is an outcome in a sentence, not a rejection", async (t) => {
  const file = { agents: { defaults: { model: { primary: "nowhere/model" } } } };
  const { execute } = await agentWith(t, file);
  const { outcome, message } = await execute();
  assert.equal(outcome.state, "failed");
  assert.match(outcome.text, /"nowhere" is not configured/);
  assert.equal(message?.stopReason, "error");
});

test("fallbacks of the configuration are asked in order", async (t) => {
  const server = await modelServer(t, (request, response) => {
    const { model } = JSON.parse(request.body) as { model: string };
    if (model === "c") answerWith(response, "c answers");
    else response.writeHead(404).end("{}");
  });
  const { execute } = await agentWith(t, {
    agents: { defaults: { model: { primary: "own/a", fallbacks: ["own/b", "own/c"] } } },
    models: { providers: { own: { baseUrl: `${server.url}/v1` } } },
  });
  assert.equal((await execute()).outcome.text, "c answers");
  assert.equal(server.requests.length, 3);
});
