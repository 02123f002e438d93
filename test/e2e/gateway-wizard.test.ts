import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { startTelegram } from "@zero/simulator";
import { GatewayProcess, stateOf } from "../support/gateway-process.ts";
import { connectParams, eventually, WireClient } from "../support/wire-client.ts";

interface Step {
  id: string;
  type: string;
  options?: { value: string }[];
  initialValue?: unknown;
  sensitive?: boolean;
}
interface Progress {
  done: boolean;
  step?: Step;
  status?: string;
  error?: string;
}

const configOf = ({ home }: GatewayProcess): string => join(stateOf(home), "zero.json");

async function world(t: TestContext, config: object = {}) {
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local" }, ...config },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  const client = await WireClient.connect(t, gateway.url);
  return { gateway, client };
}

/** Answers each step until the wizard is over, with what is suggested where nothing is given. */
async function answerAll(
  client: WireClient,
  { sessionId, ...first }: Progress & { sessionId: string },
  answers: Record<string, unknown>,
): Promise<{ last: Progress; steps: Step[] }> {
  const steps: Step[] = [];
  let now: Progress = first;
  while (!now.done) {
    const { step } = now;
    assert.ok(step && steps.length < 40, JSON.stringify(now));
    steps.push(step);
    const value = step.id in answers ? answers[step.id] : step.initialValue;
    const answer = value === undefined ? { stepId: step.id } : { stepId: step.id, value };
    now = await client.call("wizard.next", { sessionId, answer });
    if (!now.done) assert.equal(now.error, undefined, `${step.id}: ${now.error}`);
  }
  return { last: now, steps };
}

test("S29 2.6 a client goes through wizard.* and the file has a token, a workspace and Telegram", async (t) => {
  const telegram = await startTelegram();
  t.after(() => telegram.close());
  const { gateway, client } = await world(t, {
    channels: { telegram: { apiRoot: telegram.apiRoot, enabled: false } },
  });
  const workspace = join(gateway.home, "ws");
  const started = await client.call("wizard.start", { mode: "local", workspace });
  assert.deepEqual([started.done, started.status, started.step.id], [false, "running", "risk"]);
  const { last, steps } = await answerAll(client, started, {
    risk: true,
    model: "openai-api-key",
    "model.key": "sk-wizard-0123456789",
    channels: ["telegram"],
    "telegram.token": telegram.token,
    "telegram.allowFrom": "42",
  });
  assert.deepEqual(last, { done: true, status: "done" });
  const ids = steps.map(({ id }) => id);
  assert.ok(!ids.includes("mode") && !ids.includes("workspace"), "what was given is not asked");
  assert.ok(!ids.includes("service.install"), "a gateway that runs installs no service");
  for (const { id, type, sensitive } of steps) {
    assert.ok(["note", "select", "text", "confirm", "multiselect"].includes(type));
    assert.equal(sensitive === true, ["model.key", "telegram.token"].includes(id), id);
  }
  const config = JSON.parse(readFileSync(configOf(gateway), "utf8"));
  assert.match(config.gateway.auth.token, /^[0-9a-f]{48}$/);
  assert.equal(config.agents.defaults.workspace, workspace);
  assert.equal(config.agents.defaults.model.primary, "openai/gpt-5.2");
  assert.equal(config.channels.telegram.botToken, "${TELEGRAM_BOT_TOKEN}");
  const envFile = join(stateOf(gateway.home), ".env");
  assert.match(readFileSync(envFile, "utf8"), /^OPENAI_API_KEY=sk-wizard-0123456789$/m);
  assert.equal(statSync(envFile).mode & 0o777, 0o600);
  assert.ok(existsSync(join(workspace, "AGENTS.md")));
  // The gateway takes the file up by itself, and from then on asks for the token.
  const { token } = config.gateway.auth;
  await eventually(async () => {
    const asked = await WireClient.open(t, gateway.url).catch(() => undefined);
    const answer = await asked?.request("connect", connectParams()).catch(() => undefined);
    return answer?.error?.message.startsWith("unauthorized: gateway token missing");
  }, "the token is asked for");
  const admin = await WireClient.connect(t, gateway.url, { auth: { token } });
  assert.equal((await admin.call("health")).ok, true);
});

test("2.6 the wizard does not take a gateway from under the client that asks it", async (t) => {
  const { gateway, client } = await world(t);
  const before = readFileSync(configOf(gateway), "utf8");
  const started = await client.call("wizard.start", { mode: "remote" });
  const { last } = await answerAll(client, started, {
    risk: true,
    "remote.url": "ws://127.0.0.1:1",
  });
  assert.equal(last.status, "error");
  assert.match(last.error ?? "", /gateway/);
  assert.equal(readFileSync(configOf(gateway), "utf8"), before);
  assert.equal((await client.call("health")).ok, true);
});

test("2.6 there is one wizard at a time; it can be cancelled, and writes nothing then", async (t) => {
  const { gateway, client } = await world(t);
  const before = readFileSync(configOf(gateway), "utf8");
  const { sessionId } = await client.call("wizard.start", {});
  const other = await WireClient.connect(t, gateway.url);
  const second = await other.request("wizard.start", {});
  assert.deepEqual(
    [second.error?.code, second.error?.message],
    ["UNAVAILABLE", "wizard already running"],
  );
  assert.equal((await other.call("wizard.status", { sessionId })).status, "running");
  assert.deepEqual(await other.call("wizard.cancel", { sessionId }), { status: "cancelled" });
  assert.deepEqual(await client.call("wizard.status", { sessionId }), { status: "cancelled" });
  const late = await client.request("wizard.next", { sessionId });
  assert.deepEqual(
    [late.error?.code, late.error?.message],
    ["INVALID_REQUEST", "wizard not running"],
  );
  for (const method of ["wizard.next", "wizard.cancel", "wizard.status"]) {
    const { error } = await client.request(method, { sessionId: "nobody" });
    assert.deepEqual([error?.code, error?.message], ["INVALID_REQUEST", "wizard not found"]);
  }
  const { sessionId: third } = await client.call("wizard.start", {});
  assert.ok(third !== sessionId);
  const no = { sessionId: third, answer: { stepId: "risk", value: false } };
  const { done, status } = await client.call("wizard.next", no);
  assert.deepEqual([done, status], [true, "cancelled"], "a no to the risk ends it");
  assert.equal(readFileSync(configOf(gateway), "utf8"), before);
});

test("2.6 an answer that cannot be taken says why, and the same step waits on", async (t) => {
  const { client } = await world(t);
  const { sessionId, step } = await client.call("wizard.start", {});
  const answer = (stepId: string, value: unknown) =>
    client.request("wizard.next", { sessionId, answer: { stepId, value } });
  for (const value of ["yes", 1, null, [], {}, "x".repeat(10_000)]) {
    const { payload } = await answer("risk", value);
    assert.deepEqual([payload.done, payload.step, payload.status], [false, step, "running"]);
    assert.ok(payload.error.length > 0);
  }
  const elsewhere = await answer("model", "skip");
  assert.equal(elsewhere.error?.code, "INVALID_REQUEST");
  assert.match(elsewhere.error?.message ?? "", /"risk" waits for an answer/);
  const next = (await answer("risk", true)).payload;
  assert.equal(next.step.id, "flow");
  assert.match((await answer("flow", "sideways")).payload.error, /Choose one of: quickstart, adv/);
  await answer("flow", "quickstart");
  for (const value of ["relative/path", "", "/a\nb", 7]) {
    assert.equal((await answer("workspace", value)).payload.step.id, "workspace", `${value}`);
  }
  assert.equal((await client.call("wizard.status", { sessionId })).status, "running");
});

test("2.6 a wrong word in wizard.start ends the wizard with what is wrong about it", async (t) => {
  const { client } = await world(t);
  const { sessionId } = await client.call("wizard.start", { workspace: "not/absolute" });
  await client.call("wizard.next", { sessionId, answer: { stepId: "risk", value: true } });
  const answer = { stepId: "flow", value: "quickstart" };
  const { done, status, error } = await client.call("wizard.next", { sessionId, answer });
  assert.deepEqual([done, status], [true, "error"]);
  assert.match(error, /^workspace: Write an absolute path/);
  assert.deepEqual(await client.call("wizard.status", { sessionId }), { status: "error", error });
  assert.equal((await client.call("wizard.start", {})).done, false);
});

test("2.6 a file that somebody changed while the wizard asked is not overwritten", async (t) => {
  const { gateway, client } = await world(t);
  const { sessionId, ...first } = await client.call("wizard.start", {});
  const text = `{"gateway":{"mode":"local","bind":"loopback"}}`;
  const answers: Record<string, unknown> = { risk: true, channels: [] };
  let now: Progress = first;
  while (!now.done) {
    const { id: stepId, initialValue } = now.step ?? { id: "" };
    if (stepId === "review") writeFileSync(configOf(gateway), text);
    const value = answers[stepId] ?? initialValue;
    now = await client.call("wizard.next", { sessionId, answer: { stepId, value } });
  }
  assert.equal(now.status, "error");
  assert.match(now.error ?? "", /changed/);
  assert.equal(readFileSync(configOf(gateway), "utf8"), text);
});
