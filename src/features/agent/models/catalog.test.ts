import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock, settle } from "../../../../test/support/fake-clock.ts";
import { answerWith, modelServer } from "../../../../test/support/agent/model-server.ts";
import { silentLog } from "../../../kernel/log.ts";
import { Secret } from "../../../kernel/secret.ts";
import { type Model, ModelError, type ModelPart } from "../model.ts";
import type { AgentSettings, ModelSettings, ProviderSettings } from "../settings.ts";
import { Catalog } from "./catalog.ts";
import { Choice } from "./choice.ts";
import { type FoundServer, LOCAL_SERVERS } from "../../../net/model-servers.ts";
import { KEY_VARIABLES } from "../../../domain/model-provider.ts";

interface Setting {
  providers?: Record<string, Partial<ProviderSettings>>;
  mode?: ModelSettings["mode"];
  keys?: Record<string, string>;
  aliases?: AgentSettings["models"];
  fetch?: typeof globalThis.fetch;
}

function catalogOf({ providers = {}, mode = "merge", keys = {}, aliases = {}, fetch }: Setting) {
  const complete = Object.entries(providers).map(([id, own]): [string, ProviderSettings] => [
    id,
    { models: [], ...own },
  ]);
  return new Catalog({
    agents: { models: aliases },
    models: { mode, providers: Object.fromEntries(complete) },
    keys: new Map(Object.entries(keys).map(([name, key]) => [name, new Secret(key)])),
    fetch: fetch ?? globalThis.fetch,
    clock: new FakeClock(),
  });
}

interface ChoiceSetting extends Setting {
  primary?: string;
  fallbacks?: string[];
  detect?: () => Promise<readonly FoundServer[]>;
}

function choiceOf(setting: ChoiceSetting) {
  const { primary, fallbacks = [], detect = async () => [] } = setting;
  const clock = new FakeClock();
  const catalog = catalogOf(setting);
  const settings = { model: { ...(primary ? { primary } : {}), fallbacks } };
  return {
    clock,
    catalog,
    choice: new Choice({ settings, catalog, detect, clock, log: silentLog }),
  };
}

const [ollama] = LOCAL_SERVERS;
const FOUND: readonly FoundServer[] = ollama
  ? [{ server: ollama, models: [{ name: "qwen3" }] }]
  : [];

const abilities = ({ ref, contextTokens, outputTokens, reasoning }: Model) => ({
  ref,
  contextTokens,
  outputTokens,
  reasoning,
});

test("a configured model has the abilities that the configuration says", () => {
  const models = [{ id: "big/one", contextWindow: 50_000, maxTokens: 900, reasoning: true }];
  const catalog = catalogOf({ providers: { own: { baseUrl: "http://127.0.0.1:1/v1/", models } } });
  assert.deepEqual(abilities(catalog.resolve("own/big/one")), {
    ref: "own/big/one",
    contextTokens: 50_000,
    outputTokens: 900,
    reasoning: true,
  });
  const other = catalog.resolve("own/another");
  assert.equal(other.contextTokens, 128_000, "a careful assumption");
  assert.equal(catalog.resolve("own/another"), other, "the same model stays open");
});

test("a known provider at a broken address hides no other model, and its key goes nowhere", () => {
  const keys = { OPENAI_API_KEY: "from-env", ANTHROPIC_API_KEY: "from-env" };
  const catalog = catalogOf({ keys, providers: { openai: { baseUrl: "https://[" } } });
  const providers = new Set(catalog.list().map((entry) => entry.provider));
  assert.deepEqual([...providers].toSorted(), ["anthropic", "builtin"]);
  assert.match(catalog.firstWithKey() ?? "", /^anthropic\//);
});

test("aliases lead to models: the owner's own before the built-in ones", () => {
  const catalog = catalogOf({ aliases: { "anthropic/claude-sonnet-4-5": { alias: "Fast" } } });
  assert.equal(catalog.resolve("fast").ref, "anthropic/claude-sonnet-4-5");
  assert.equal(catalog.resolve("opus").ref, "anthropic/claude-opus-4-5");
  assert.equal(catalog.resolve("builtin/offline").provider, "builtin");
  assert.equal(catalog.resolve("ollama/qwen3").contextTokens, 8_192);
});

for (const [ref, setting, sentence] of [
  ["nonsense", {}, /write it as provider\/name/],
  ["/x", {}, /write it as provider\/name/],
  ["where/model", {}, /"where" is not configured. Add models\.providers\.where\.baseUrl/],
  ["own/model", { providers: { own: {} } }, /"own" has no baseUrl/],
  ["own/model", { providers: { own: { baseUrl: "http://[" } } }, /baseUrl is no address/],
  ["openai/gpt-5.2", { mode: "replace" }, /"openai" is not configured/],
  ["__proto__/x", {}, /is not configured/],
] as const) {
  test(`"${ref}" in ${JSON.stringify(setting)} cannot be used, and the sentence says why`, () => {
    assert.throws(
      () => catalogOf(setting).resolve(ref),
      (error) => error instanceof ModelError && sentence.test(error.message),
    );
  });
}

async function headersOf(t: Parameters<typeof modelServer>[0], setting: Setting, ref: string) {
  const server = await modelServer(t, (_request, response) => answerWith(response, "ok"));
  // The official address is where the test's server is.
  const fetch: typeof globalThis.fetch = (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    return globalThis.fetch(`${server.url}/?${new URL(url).origin}`, init);
  };
  const model = catalogOf({ ...setting, fetch }).resolve(ref);
  const request = { system: "", messages: [], tools: [] };
  const parts: ModelPart[] = [];
  for await (const part of model.stream(request, new AbortController().signal)) parts.push(part);
  return server.requests[0]?.headers.authorization;
}

const openAi = { api: "openai-completions" } as const;
const elsewhere = { ...openAi, baseUrl: "http://elsewhere.test/v1" };

test("V30 SR2: a key of the environment wins at the provider's own address", async (t) => {
  const keys = { OPENAI_API_KEY: "from-env" };
  const providers = { openai: { ...openAi, apiKey: new Secret("from-file") } };
  assert.equal(await headersOf(t, { keys, providers }, "openai/m"), "Bearer from-env");
  assert.equal(await headersOf(t, { providers }, "openai/m"), "Bearer from-file");
});

test("SR2: a key of the environment is not sent to another address", async (t) => {
  const keys = { OPENAI_API_KEY: "from-env" };
  assert.equal(
    await headersOf(t, { keys, providers: { openai: elsewhere } }, "openai/m"),
    undefined,
  );
  const providers = { openai: { ...elsewhere, apiKey: new Secret("from-file") } };
  assert.equal(await headersOf(t, { keys, providers }, "openai/m"), "Bearer from-file");
});

test("models.list shows what is configured, what there are keys for, and what was found", () => {
  const catalog = catalogOf({
    providers: { mock: { baseUrl: "http://127.0.0.1:1", models: [{ id: "m", name: "Mock" }] } },
    keys: { GEMINI_API_KEY: "x" },
  });
  catalog.found(FOUND);
  assert.deepEqual(
    catalog.list().map(({ provider, id, name }) => `${provider}/${id} ${name}`),
    [
      "mock/m Mock",
      "google/gemini-pro-latest Gemini Pro",
      "google/gemini-flash-latest Gemini Flash",
      "ollama/qwen3 qwen3 (Ollama)",
      "builtin/offline Built-in (offline)",
    ],
  );
  const chosen = catalogOf({ keys: { OPENAI_API_KEY: "x" }, aliases: { gpt: {} } });
  assert.deepEqual(
    chosen.list().map(({ id }) => id),
    ["gpt-5.2"],
  );
});

for (const [what, setting, ref, why] of [
  [
    "the configured model",
    { primary: "mock/m", keys: { OPENAI_API_KEY: "x" } },
    "mock/m",
    "configured",
  ],
  [
    "the first model of a configured provider",
    { providers: { empty: {}, mock: { models: [{ id: "m" }] } }, keys: { OPENAI_API_KEY: "x" } },
    "mock/m",
    "configured",
  ],
  ["that of a key", { keys: { OPENAI_API_KEY: "x" } }, "openai/gpt-5.2", "key"],
  [
    "the first of several keys",
    { keys: { OPENROUTER_API_KEY: "x", GEMINI_API_KEY: "x" } },
    "google/gemini-pro-latest",
    "key",
  ],
  [
    "that of a key in the file",
    { providers: { anthropic: { apiKey: new Secret("x") } } },
    "anthropic/claude-opus-4-5",
    "key",
  ],
  ["a server on this machine", { detect: async () => FOUND }, "ollama/qwen3", "local server"],
  ["the built-in one", {}, "builtin/offline", "nothing else"],
  [
    "the built-in one without keys",
    { mode: "replace", keys: { OPENAI_API_KEY: "x" } },
    "builtin/offline",
    "nothing else",
  ],
] as const) {
  test(`${what} answers (${why})`, async () => {
    assert.deepEqual(await choiceOf(setting as ChoiceSetting).choice.current(), { ref, why });
  });
}

test("this machine is looked at again when a turn depends on it, and not more often than that", async () => {
  let looks = 0;
  let found: readonly FoundServer[] = [];
  const detect = () => {
    looks += 1;
    return Promise.resolve(found);
  };
  const { choice, clock } = choiceOf({ detect });
  await choice.detect();
  assert.equal((await choice.current()).why, "nothing else");
  found = FOUND;
  assert.equal((await choice.current()).why, "nothing else");
  assert.equal(looks, 1);
  await clock.advance(31_000);
  assert.equal((await choice.current()).why, "local server");
  assert.equal(looks, 2);
  const configured = choiceOf({ detect, primary: "mock/m" });
  await configured.choice.current();
  assert.equal(looks, 2, "never for a configured model");
});

test("what is known of the model that answers never waits for a look at this machine", async () => {
  assert.equal(choiceOf({ primary: "mock/m" }).choice.known()?.ref, "mock/m");
  assert.equal(choiceOf({ keys: { OPENAI_API_KEY: "x" } }).choice.known()?.ref, "openai/gpt-5.2");
  let looks = 0;
  const looked = Promise.withResolvers<readonly FoundServer[]>();
  const detect = () => {
    looks += 1;
    return looked.promise;
  };
  const { choice, clock } = choiceOf({ detect });
  assert.equal(choice.known(), undefined, "nobody has looked yet");
  assert.equal(choice.known(), undefined);
  assert.equal(looks, 1, "asking starts one look");
  looked.resolve(FOUND);
  await settle();
  assert.deepEqual(choice.known(), { ref: "ollama/qwen3", why: "local server" });
  await clock.advance(31_000);
  assert.equal(choice.known()?.ref, "ollama/qwen3");
  assert.equal(looks, 2, "an old look is renewed behind the answer");
});

test("fallbacks stand behind the chosen model; those that cannot be used are skipped", async () => {
  const providers = { mock: { baseUrl: "http://127.0.0.1:1" } };
  const fallbacks = ["nowhere/x", "mock/b", "mock/a", "builtin/offline"];
  const { choice } = choiceOf({ providers, primary: "mock/a", fallbacks });
  assert.deepEqual(
    (await choice.candidates()).map((model) => model.ref),
    ["mock/a", "mock/b", "builtin/offline"],
  );
  const none = choiceOf({ primary: "nowhere/x" });
  await assert.rejects(none.choice.candidates(), /"nowhere" is not configured/);
});

test("the variables that may hold keys are named for whoever reads the environment", () => {
  assert.deepEqual(KEY_VARIABLES, [
    "ANTHROPIC_API_KEY",
    "OPENAI_API_KEY",
    "GEMINI_API_KEY",
    "GOOGLE_GENERATIVE_AI_API_KEY",
    "OPENROUTER_API_KEY",
  ]);
});

test("a model may be chosen when it can be asked, and an alias becomes its reference", () => {
  const catalog = catalogOf({
    providers: { own: { baseUrl: "http://127.0.0.1:1/v1" } },
    keys: { ANTHROPIC_API_KEY: "k" },
  });
  assert.equal(catalog.usable("own/any"), "own/any");
  assert.equal(catalog.usable("opus"), "anthropic/claude-opus-4-5");
  assert.equal(catalog.usable("builtin/offline"), "builtin/offline");
  assert.throws(
    () => catalog.usable("openai/gpt-5.2"),
    /openai wants an API key and there is none/,
  );
  assert.throws(() => catalog.usable("nowhere/x"), /"nowhere" is not configured/);
});

test("where the configuration names models, no other one may be chosen", () => {
  const catalog = catalogOf({
    providers: { own: { baseUrl: "http://127.0.0.1:1/v1" } },
    aliases: { "own/one": { alias: "mine" } },
  });
  assert.equal(catalog.usable("mine"), "own/one");
  assert.throws(() => catalog.usable("own/two"), /own\/two is not among the models of agents\.def/);
});

test("a session's own model stands for the configured one, and the fallbacks stay", async () => {
  const { choice } = choiceOf({
    providers: { own: { baseUrl: "http://127.0.0.1:1/v1" } },
    primary: "own/first",
    fallbacks: ["own/second"],
  });
  const refs = async (chosen?: string) => (await choice.candidates(chosen)).map(({ ref }) => ref);
  assert.deepEqual(await refs(), ["own/first", "own/second"]);
  assert.deepEqual(await refs("own/third"), ["own/third", "own/second"]);
});
