import assert from "node:assert/strict";
import { once } from "node:events";
import { test, type TestContext } from "node:test";
import { CliHome, collect } from "../support/cli-process.ts";
import {
  type Peer,
  Refusal,
  type Script,
  ScriptedGateway,
  SILENCE,
} from "../support/scripted-gateway.ts";

type AgentHandler = NonNullable<Script["methods"]>[string];

async function setting(t: TestContext, agent: AgentHandler) {
  const gateway = await ScriptedGateway.start({ methods: { agent } });
  t.after(() => gateway.close());
  const cli = CliHome.make(t);
  return { gateway, cli, env: { ZERO_GATEWAY_PORT: `${gateway.port}` } };
}

function stream(peer: Peer, runId: string, deltas: readonly string[]): void {
  let text = "";
  for (const [at, delta] of deltas.entries()) {
    text += delta;
    const data = { text, delta };
    peer.event("agent", { runId, seq: at + 1, stream: "assistant", ts: 1, data });
  }
}

function completed(runId: string, text: string): object {
  const agentMeta = { sessionId: "s", provider: "p", model: "m" };
  const result = { payloads: [{ text }], meta: { durationMs: 1, agentMeta } };
  return { runId, status: "ok", summary: "completed", result };
}

test("S182 the answer is printed as it comes, and the turn is waited for", async (t) => {
  const { cli, env, gateway } = await setting(t, async (params, peer, id) => {
    const runId = params.idempotencyKey;
    peer.accept(id, { runId, acceptedAt: 1 });
    stream(peer, "another-run", ["not ours"]);
    stream(peer, runId, ["Hello", ", "]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    stream(peer, runId, ["you."]);
    return completed(runId, "Hello, you.");
  });
  const child = cli.spawn(["agent", "--message", "hi", "--to", "7"], env);
  const [first] = (await once(child.stdout ?? child, "data")) as [Buffer];
  const rest = await collect(child);
  assert.ok("Hello, ".startsWith(first.toString()), first.toString());
  assert.equal(first.toString() + rest.stdout, "Hello, you.\n");
  assert.equal(rest.status, 0);
  const { params } = gateway.requests[1] ?? {};
  assert.deepEqual(
    { ...params, idempotencyKey: "" },
    { message: "hi", to: "7", idempotencyKey: "" },
  );
});

test("`zero agent --message` without a target names none: the gateway takes the main session", async (t) => {
  const { cli, env, gateway } = await setting(t, (params) =>
    completed(params.idempotencyKey, "ok"),
  );
  const { status, stdout } = await cli.run(["agent", "-m", "hi"], env);
  assert.equal(status, 0);
  assert.equal(stdout, "ok\n");
  assert.deepEqual(Object.keys(gateway.requests[1]?.params).toSorted(), [
    "idempotencyKey",
    "message",
  ]);
});

test("every option goes out under its name on the wire", async (t) => {
  const { cli, env, gateway } = await setting(t, (params) =>
    completed(params.idempotencyKey, "ok"),
  );
  await cli.run(
    (
      "agent -m hi --session-id s --agent a --thinking low --deliver --channel telegram " +
      "--reply-to 9 --timeout 5 --reply-channel telegram --reply-account b"
    ).split(" "),
    env,
  );
  assert.deepEqual(
    { ...gateway.requests[1]?.params, idempotencyKey: "" },
    {
      message: "hi",
      sessionId: "s",
      agentId: "a",
      thinking: "low",
      deliver: true,
      channel: "telegram",
      replyTo: "9",
      replyChannel: "telegram",
      replyAccountId: "b",
      timeout: 5,
      idempotencyKey: "",
    },
  );
});

test("what was lost while streaming is made up for at the end", async (t) => {
  const { cli, env } = await setting(t, (params, peer, id) => {
    const runId = params.idempotencyKey;
    peer.accept(id, { runId });
    if (params.message === "none") return completed(runId, "All of it.");
    stream(peer, runId, ["One, "]);
    peer.lose(1);
    if (params.message === "middle") stream(peer, runId, ["three."]);
    return completed(runId, "One, two, three.");
  });
  assert.equal((await cli.run(["agent", "-m", "none"], env)).stdout, "All of it.\n");
  assert.equal((await cli.run(["agent", "-m", "end"], env)).stdout, "One, two, three.\n");
  const middle = await cli.run(["agent", "-m", "middle"], env);
  assert.equal(middle.stdout, "One, three.\nOne, two, three.\n");
});

test("--json prints the final answer and nothing else", async (t) => {
  const { cli, env } = await setting(t, (params, peer, id) => {
    const runId = params.idempotencyKey;
    peer.accept(id, { runId });
    if (params.message === "fail") throw new Refusal("AGENT_TIMEOUT", "no answer in 5 s");
    stream(peer, runId, ["x"]);
    return completed(runId, "x");
  });
  const { stdout, stderr } = await cli.run(["agent", "-m", "hi", "--json"], env);
  assert.deepEqual(Object.keys(JSON.parse(stdout)), ["runId", "status", "summary", "result"]);
  assert.equal(stderr, "");
  const failed = await cli.run(["agent", "-m", "fail"], env);
  assert.equal(failed.status, 1);
  assert.equal(failed.stderr, "agent failed: no answer in 5 s (AGENT_TIMEOUT)\n");
});

test("tool calls are shown on stderr when --verbose on asks for it", async (t) => {
  const { cli, env } = await setting(t, (params, peer, id) => {
    const runId = params.idempotencyKey;
    peer.accept(id, { runId });
    const data = { phase: "start", name: "time", toolCallId: "c", args: {} };
    peer.event("agent", { runId, seq: 1, stream: "tool", ts: 1, data });
    return completed(runId, "noon");
  });
  const loud = await cli.run(["agent", "-m", "hi", "--verbose", "on"], env);
  assert.equal(loud.stderr, "[tool] time\n");
  assert.equal(loud.stdout, "noon\n");
  assert.equal((await cli.run(["agent", "-m", "hi"], env)).stderr, "");
});

test("Ctrl-C ends the wait, tells the run's id, and a run that was accepted goes on", async (t) => {
  const { cli, env, gateway } = await setting(t, (params, peer, id) => {
    peer.accept(id, { runId: params.idempotencyKey });
    stream(peer, params.idempotencyKey, ["beginning"]);
    return SILENCE;
  });
  const child = cli.spawn(["agent", "-m", "hi"], env);
  await once(child.stdout ?? child, "data");
  const ended = collect(child);
  child.kill("SIGINT");
  const { status, stderr } = await ended;
  const runId = gateway.requests[1]?.params.idempotencyKey;
  assert.equal(status, 1);
  assert.equal(
    stderr,
    `Stopped waiting.\nRun ${runId} was accepted and goes on at the gateway.\n` +
      `Next: zero gateway call agent.wait --params '{"runId":"${runId}"}'\n`,
  );
});

test("a gateway that goes away while a run is on says that the run goes on", async (t) => {
  const { cli, env, gateway } = await setting(t, (params, peer, id) => {
    peer.accept(id, { runId: params.idempotencyKey });
    setTimeout(() => gateway.peer.socket.close(1012, "service restart"), 20);
    return SILENCE;
  });
  const { status, stderr } = await cli.run(["agent", "-m", "hi"], env);
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^gateway closed \(1012 service restart\): service restart\nRun [0-9a-f-]{36} was accepted/,
  );
});

test("control characters of an answer do not reach the terminal", async (t) => {
  const { cli, env } = await setting(t, (params, peer, id) => {
    const runId = params.idempotencyKey;
    peer.accept(id, { runId });
    stream(peer, runId, ["a\u001b[2Jb\r\n", "\tc\u0007"]);
    return completed(runId, "a\u001b[2Jb\r\n\tc\u0007");
  });
  assert.equal((await cli.run(["agent", "-m", "hi"], env)).stdout, "a[2Jb\n\tc\n");
});
