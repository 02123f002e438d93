import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { Environment } from "../config/environment.ts";
import { loadConfig } from "../config/load.ts";
import { pathsOf } from "../config/paths.ts";
import { type FoundServer, LOCAL_SERVERS } from "../net/model-servers.ts";
import { type Answer, AnswerProblem } from "./answer.ts";
import { Draft } from "./draft.ts";
import { GivenProblem, Interview } from "./interview.ts";
import type { ServiceSetup, Surroundings } from "./question.ts";
import { writeDraft } from "./settings.ts";
import { ONBOARDING } from "./steps/index.ts";

interface World {
  text?: string;
  variables?: Record<string, string>;
  given?: Record<string, Answer>;
  detailed?: boolean;
  servers?: readonly FoundServer[];
  service?: ServiceSetup;
}

function world(t: TestContext, { text, variables = {}, given = {}, ...rest }: World = {}) {
  const home = mkdtempSync(join(tmpdir(), "zero-setup-"));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const env = Environment.ofProcess({ HOME: home, ...variables });
  const paths = pathsOf(undefined, env);
  const file = join(home, "zero.json");
  if (text !== undefined) writeFileSync(file, text, { mode: 0o600 });
  const load = () => loadConfig({ paths: { ...paths, configPath: file }, env });
  const defaults = { risk: true, flow: "quickstart", channels: [] };
  const draft = new Draft(load(), { given: new Map(Object.entries({ ...defaults, ...given })) });
  const around: Surroundings = {
    program: "zero",
    fetch: () => Promise.reject(new Error("no network here")),
    findServers: async () => rest.servers ?? [],
    write: (written) => writeDraft(written),
    ...(rest.service ? { service: rest.service } : {}),
  };
  return { home, draft, load, interview: new Interview(ONBOARDING, draft, around) };
}

/** Goes on to a step, taking what is suggested on the way. */
async function upTo(interview: Interview, id: string) {
  for (let step = await interview.current(); step; step = await interview.current()) {
    if (step.id === id) return step;
    const { problem } = await interview.answer(step.initialValue);
    assert.equal(problem, undefined, `${step.id}: ${problem}`);
  }
  return assert.fail(`${id} is not asked`);
}

const OLLAMA: FoundServer = {
  server: LOCAL_SERVERS.find(({ id }) => id === "ollama") ?? assert.fail(),
  models: [{ name: "qwen3:8b" }, { name: "llama3" }],
};

test("models of this machine, providers with and without a key, and the configured one are offered", async (t) => {
  const local = world(t, { servers: [OLLAMA], variables: { OPENAI_API_KEY: "k" } });
  const step = await upTo(local.interview, "model");
  const values = step.options?.map(({ value }) => value);
  assert.deepEqual(values?.slice(0, 4), [
    "ollama/qwen3:8b",
    "ollama/llama3",
    "anthropic-api-key",
    "openai-api-key",
  ]);
  assert.equal(step.initialValue, "openai-api-key");
  assert.match(step.options?.[3]?.hint ?? "", /OPENAI_API_KEY/);
  await local.interview.answer("ollama/llama3");
  assert.equal(local.draft.textAt("agents.defaults.model.primary"), "ollama/llama3");

  const only = await upTo(world(t, { servers: [OLLAMA] }).interview, "model");
  assert.equal(only.initialValue, "ollama/qwen3:8b");
  const text = `{ agents: { defaults: { model: { primary: "a/b" } } } }`;
  const kept = await upTo(world(t, { text, servers: [OLLAMA] }).interview, "model");
  assert.deepEqual([kept.initialValue, kept.options?.[0]?.label], ["keep", "Keep a/b"]);
  assert.equal((await upTo(world(t).interview, "model")).initialValue, "skip");
});

const WRONG: readonly [Record<string, Answer>, string, RegExp][] = [
  [{ flow: "advanced", "gateway.port": "7e3" }, "gateway.port", /whole number/],
  [{ "gateway.port": "65536" }, "gateway.port", /whole number/],
  [{ "gateway.bind": "moon" }, "gateway.bind", /loopback, lan/],
  [{ "gateway.token": "short" }, "gateway.token", /At least 8/],
  [{ "gateway.token": "with a space" }, "gateway.token", /without spaces/],
  [{ model: "custom", "model.url": "ftp://x" }, "model.url", /http:/],
  [{ model: "custom", "model.url": "http://me:pw@x" }, "model.url", /the password out/],
  [{ model: "openai-api-key", "model.key": "" }, "model.key", /Paste the key/],
  [{ model: "openai-api-key", "model.key": "a b" }, "model.key", /no spaces/],
  [{ mode: "remote", "remote.url": "http://x" }, "remote.url", /ws:/],
  [{ channels: ["signal"] }, "channels", /telegram/],
  [{ channels: ["telegram"], "telegram.token": "x" }, "telegram.token", /It is digits/],
  [{ workspace: "relative" }, "workspace", /absolute path/],
  [{ workspace: "/a\u0000b" }, "workspace", /plain text/],
];

for (const [given, stepId, message] of WRONG) {
  test(`${JSON.stringify(given)} is refused by the name of its step, and nothing is written`, async (t) => {
    const { interview, draft, home } = world(t, { given: { model: "skip", ...given } });
    await assert.rejects(upTo(interview, "next"), (error) => {
      assert.ok(error instanceof GivenProblem);
      assert.equal(error.stepId, stepId);
      assert.match(error.message, message);
      return true;
    });
    assert.equal(draft.written, undefined);
    assert.equal(existsSync(join(home, "zero.json")), false);
  });
}

test("a token that Telegram could not be asked about is taken when it is entered again, another is not", async (t) => {
  const { interview, draft } = world(t, { given: { model: "skip", channels: ["telegram"] } });
  await upTo(interview, "telegram.token");
  assert.match((await interview.answer("1:abc")).problem ?? "", /Enter it once more/);
  assert.match((await interview.answer("2:abc")).problem ?? "", /Enter it once more/);
  assert.equal((await interview.answer("2:abc")).problem, undefined);
  assert.equal(draft.variables.get("TELEGRAM_BOT_TOKEN")?.reveal(), "2:abc");
});

test("a secret among the answers is shown as a fingerprint, and the existing one is kept", async (t) => {
  const text = `{ "gateway": { "auth": { "token": "of-long-ago" } } }`;
  const { interview, draft, load } = world(t, {
    text,
    given: { model: "openai-api-key", "model.key": "k-secret-1" },
  });
  const review = await upTo(interview, "review");
  assert.doesNotMatch(review.message ?? "", /k-secret-1|of-long-ago/);
  assert.match(review.message ?? "", /OPENAI_API_KEY = \*\*\*[0-9a-f]{8} in /);
  await interview.answer(true);
  assert.ok(draft.written?.[0]?.startsWith("Wrote "));
  assert.equal(load().config.gateway.auth.token?.reveal(), "of-long-ago");
});

test("what is not asked in a quick start is asked by who wants everything", async (t) => {
  const asked = async (flow: string) => {
    const ids: string[] = [];
    const { interview } = world(t, { given: { flow, model: "skip" } });
    for (let step = await interview.current(); step; step = await interview.current()) {
      ids.push(step.id);
      await interview.answer(step.initialValue);
    }
    return ids;
  };
  assert.deepEqual(await asked("quickstart"), ["workspace", "review", "next"]);
  assert.deepEqual(await asked("advanced"), [
    "mode",
    "workspace",
    "gateway.port",
    "gateway.bind",
    "gateway.auth",
    "gateway.token",
    "review",
    "next",
  ]);
});

/** A service that can be installed, on a machine where it ends with the session. */
function service(calls: string[], lingerFails = false): ServiceSetup {
  return {
    label: "service",
    obstacle: async () => undefined,
    install: async () => void calls.push("install"),
    linger: {
      command: "sudo loginctl enable-linger ann",
      isOn: async () => false,
      turnOn: async () => {
        calls.push("linger");
        if (lingerFails) throw new AnswerProblem("It could not be switched on.");
      },
    },
  };
}

test("the service is installed after the review, and then it may linger", async (t) => {
  const calls: string[] = [];
  const { interview } = world(t, { given: { model: "skip" }, service: service(calls) });
  await upTo(interview, "review");
  assert.deepEqual(calls, []);
  const linger = await upTo(interview, "service.linger");
  assert.deepEqual(calls, ["install"]);
  assert.match(linger.message ?? "", /sudo loginctl enable-linger ann/);
  await upTo(interview, "next");
  assert.deepEqual(calls, ["install", "linger"]);
});

test("a linger that cannot be switched on is told, and a no goes on without it", async (t) => {
  const calls: string[] = [];
  const { interview } = world(t, { given: { model: "skip" }, service: service(calls, true) });
  await upTo(interview, "service.linger");
  assert.match(
    (await interview.answer(true)).problem ?? "",
    /could not be switched on\. Answer no/,
  );
  assert.equal((await interview.answer(false)).problem, undefined);
  await upTo(interview, "next");
});

test("no service is installed without a yes, nor where none can be", async (t) => {
  const calls: string[] = [];
  const declined = world(t, { given: { model: "skip" }, service: service(calls) });
  await upTo(declined.interview, "service.install");
  await declined.interview.answer(false);
  await upTo(declined.interview, "next");
  const obstacle = { ...service(calls), obstacle: async () => "there is no systemd" };
  const without = world(t, { given: { model: "skip" }, service: obstacle });
  const note = await upTo(without.interview, "service.obstacle");
  assert.match(note.message ?? "", /^there is no systemd\nUntil then, run `zero gateway`/);
  await upTo(without.interview, "next");
  assert.deepEqual(calls, []);
});
