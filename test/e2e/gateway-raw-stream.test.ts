import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { chunk, modelServer, sse } from "../support/agent/model-server.ts";
import { CliHome } from "../support/cli-process.ts";
import { type GatewayOptions, GatewayProcess, stateOf } from "../support/gateway-process.ts";
import { answeredBy } from "../support/paced-model.ts";
import { WireClient } from "../support/wire-client.ts";

const ARGS = ["--port", "0", "--allow-unconfigured"];
const KEY = "key-of-a-provider-that-nobody-may-read";

interface Line {
  ts: number;
  runId: string;
  sessionKey: string;
  provider: string;
  model: string;
  event: { type: string; delta?: string };
}

async function gatewayOf(t: TestContext, options: GatewayOptions): Promise<GatewayProcess> {
  const gateway = await GatewayProcess.start(options);
  t.after(() => gateway.clean());
  return gateway;
}

async function say(t: TestContext, gateway: GatewayProcess, message: string): Promise<string> {
  const client = await WireClient.connect(t, gateway.url, {});
  const { runId } = await client.turn({ message, idempotencyKey: `key of ${message}` });
  return runId as string;
}

const linesOf = (path: string): Line[] =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const textOf = (lines: readonly Line[]): string =>
  lines
    .filter(({ event }) => event.type === "text-delta" || event.type === "text")
    .map(({ event }) => event.delta)
    .join("");

test("`--raw-stream` writes each event of a model's stream to a file for its owner alone, without its key, and says so at the start", async (t) => {
  const model = await modelServer(t, (_request, response) => {
    const words = ["One ", `of them is ${KEY}`, ", said a model."];
    sse(response, [
      ...words.map((content) => chunk({ content })),
      chunk({}, "stop"),
      "data: [DONE]\n\n",
    ]);
    response.end();
  });
  const config = answeredBy(`${model.url}/v1`, {}, { apiKey: KEY });
  const gateway = await gatewayOf(t, { args: [...ARGS, "--raw-stream"], config });
  const path = join(stateOf(gateway.home), "logs/raw-stream.jsonl");
  assert.ok(gateway.stderr.includes(`is written to a file, until the gateway stops: ${path}. `));
  const runId = await say(t, gateway, "a question");
  assert.equal(await gateway.stop(), 0);

  const lines = linesOf(path);
  assert.equal(textOf(lines), "One of them is ***, said a model.");
  assert.ok(lines.some(({ event }) => event.type === "finish"));
  for (const line of lines) {
    assert.deepEqual([line.runId, line.sessionKey], [runId, "agent:main:main"]);
    assert.equal(`${line.provider}/${line.model}`, "wire/test-model");
    assert.ok(Math.abs(line.ts - Date.now()) < 60_000);
  }
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.ok(!readFileSync(path, "utf8").includes(KEY));
  assert.ok(!gateway.stdout.includes("said a model"), "the log says what was said");
});

test("without it there is no such file; `ZERO_RAW_STREAM` and a path of one's own turn it on", async (t) => {
  const off = await gatewayOf(t, { args: ARGS, env: { ZERO_RAW_STREAM_PATH: "elsewhere.jsonl" } });
  await say(t, off, "hi");
  assert.equal(await off.stop(), 0);
  assert.deepEqual(readdirSync(join(stateOf(off.home), "logs")).toSorted(), ["gateway.jsonl"]);
  assert.equal(existsSync(join(off.home, "elsewhere.jsonl")), false);
  assert.doesNotMatch(off.stderr, /is written to a file/);

  const env = { ZERO_RAW_STREAM: "1" };
  const byVariable = await gatewayOf(t, { args: ARGS, env });
  await say(t, byVariable, "hi");
  assert.equal(await byVariable.stop(), 0);
  const [line] = linesOf(join(stateOf(byVariable.home), "logs/raw-stream.jsonl"));
  assert.deepEqual([line?.provider, line?.model], ["builtin", "offline"]);

  const named = await gatewayOf(t, { args: [...ARGS, "--raw-stream-path", "~/own.jsonl"], env });
  await say(t, named, "hi");
  assert.equal(await named.stop(), 0);
  assert.notEqual(textOf(linesOf(join(named.home, "own.jsonl"))), "");
  assert.equal(existsSync(join(stateOf(named.home), "logs/raw-stream.jsonl")), false);
});

test("a raw stream stays within the budget of the log, and an event of any size is a line that can be read", async (t) => {
  const tooLong = "y".repeat(100_000);
  const model = await modelServer(t, (_request, response) => {
    const some = Array.from({ length: 90 }, (_, at) =>
      chunk({ content: `${at} ${"x".repeat(1_900)}` }),
    );
    const thought = chunk({ reasoning_content: tooLong });
    const round = [thought, ...some];
    sse(response, [...round, chunk({}, "stop"), "data: [DONE]\n\n"]);
    response.end();
  });
  const config = {
    ...answeredBy(`${model.url}/v1`),
    logging: { budgetMb: 4 },
  };
  const gateway = await gatewayOf(t, { args: [...ARGS, "--raw-stream"], config });
  const folder = join(stateOf(gateway.home), "logs");
  const names = () => readdirSync(folder).filter((name) => name.startsWith("raw-stream"));
  for (let turn = 0; turn < 28; turn += 1) await say(t, gateway, `turn ${turn}`);
  assert.equal(await gateway.stop(), 0);
  const total = names().reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  assert.ok(
    total <= 4 * 1024 * 1024 && total > 2 * 1024 * 1024,
    `${total} bytes in ${names().join()}`,
  );
  const lines = names().flatMap((name) => linesOf(join(folder, name)));
  assert.ok(lines.some(({ event }) => "cut" in event));
});

test("`--raw-stream-path` refuses the log itself, and what is no such file", async (t) => {
  const cli = CliHome.make(t);
  for (const [name, why] of [
    ["logs/gateway.jsonl", /^zero: .*gateway\.jsonl is the log; name another file/],
    ["logs/../logs//gateway.jsonl", /^zero: .*gateway\.jsonl is the log; name another file/],
    ["logs/gateway.1.jsonl", /^zero: .*gateway\.1\.jsonl is the log; name another file/],
    ["logs/gateway.errors.jsonl", /^zero: .*is the log; name another file/],
    ["zero.json", /^zero: .*zero\.json does not end in \.jsonl; name another file/],
    ["identity/x.jsonl", /^zero: .*x\.jsonl is a file of its own already \(credentials\)/],
  ] as const) {
    const file = `${cli.path(".zero")}/${name}`;
    const { status, stderr } = await cli.run(["gateway", ...ARGS, "--raw-stream-path", file]);
    assert.equal(status, 64);
    assert.match(stderr, why);
  }
});
