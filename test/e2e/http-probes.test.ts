import assert from "node:assert/strict";
import { request } from "node:http";
import { test, type TestContext } from "node:test";
import { startTelegram } from "@zero/simulator";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { answeredBy, heldModel } from "../support/paced-model.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const TOKEN = "a-token-that-nobody-guesses-0123456789";
const OPEN = ["/healthz", "/readyz"];
const CLOSED = ["/readyz/details", "/metrics"];

interface Answer {
  status: number;
  body: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

interface Asking {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** One request on a connection of its own, whatever headers a browser would forbid. */
function ask(port: number, path: string, how: Asking = {}): Promise<Answer> {
  const { method = "GET", headers = {}, body } = how;
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers, agent: false });
    asked.once("error", reject);
    asked.once("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }),
      );
    });
    asked.end(body);
  });
}

const bearer = (secret: string) => ({ headers: { Authorization: `Bearer ${secret}` } });

async function gatewayOf(t: TestContext, more: object = {}): Promise<GatewayProcess> {
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local", auth: { token: TOKEN } }, ...more },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  return gateway;
}

test("S14 the probes are one word and a status for anybody, everything else needs the secret (SR3)", async (t) => {
  const { port } = await gatewayOf(t);
  for (const [path, word] of [
    ["/healthz", "ok"],
    ["/readyz", "ready"],
  ] as const) {
    const { status, body } = await ask(port, path);
    assert.deepEqual([status, body], [200, word], path);
  }
  for (const path of CLOSED) {
    for (const how of [{}, bearer("wrong"), bearer(""), { headers: { Authorization: TOKEN } }]) {
      const { status, body, headers } = await ask(port, path, how);
      assert.equal(status, 401, path);
      assert.deepEqual(JSON.parse(body), {
        error: { message: "Unauthorized", type: "unauthorized" },
      });
      assert.equal(headers["connection"], "close");
    }
    assert.equal((await ask(port, path, bearer(TOKEN))).status, 200, path);
    const lower = { headers: { authorization: `bearer ${TOKEN}` } };
    assert.equal((await ask(port, path, lower)).status, 200, "the scheme has no case");
  }
});

test("V35 a secret in an address is refused, even beside the right one in the header", async (t) => {
  const { port } = await gatewayOf(t);
  for (const path of [...OPEN, ...CLOSED]) {
    for (const name of ["token", "password", "access_token", "auth", "Token", "api-key"]) {
      const { status } = await ask(port, `${path}?${name}=${TOKEN}`, bearer(TOKEN));
      assert.equal(status, 401, `${path} ${name}`);
    }
    assert.notEqual((await ask(port, `${path}?verbose=1`, bearer(TOKEN))).status, 401);
  }
});

test("HEAD answers as GET without a body, other methods are 405, other paths 404", async (t) => {
  const { port } = await gatewayOf(t);
  for (const path of [...OPEN, ...CLOSED]) {
    const head = await ask(port, path, { method: "HEAD", ...bearer(TOKEN) });
    assert.deepEqual([head.status, head.body], [200, ""], path);
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]) {
      const body = method.startsWith("P") ? { body: "x".repeat(1_000) } : {};
      const { status, headers } = await ask(port, path, { method, ...body });
      assert.deepEqual([status, headers["allow"]], [405, "GET, HEAD"], `${method} ${path}`);
    }
  }
  for (const path of ["/", "/healthz/", "/readyz/x", "/Metrics", "//metrics", "/%6detrics/x"]) {
    const { status, body } = await ask(port, path, bearer(TOKEN));
    assert.deepEqual([status, body], [404, "Not Found"], path);
  }
});

test("SR1 SR6 SR7 the door has the gate and the guess budget of the socket", async (t) => {
  const weak = await gatewayOf(t, { gateway: { mode: "local", auth: { password: "short" } } });
  const { port } = weak;
  assert.equal((await ask(port, "/healthz", { headers: { Host: "evil.example" } })).status, 421);
  const origin = { headers: { Origin: "http://evil.example" } };
  assert.equal((await ask(port, "/readyz", origin)).status, 403);
  const far = { "x-forwarded-for": "203.0.113.9" };
  const guess = { headers: { ...far, Authorization: "Bearer wrong" } };
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1) statuses.push((await ask(port, "/metrics", guess)).status);
  assert.deepEqual(new Set(statuses.slice(0, 10)), new Set([401]));
  assert.deepEqual(new Set(statuses.slice(10)), new Set([429]));
  const right = { headers: { ...far, Authorization: "Bearer short" } };
  const late = await ask(port, "/metrics", right);
  assert.equal(late.status, 429, "a weak secret is not even compared");
  assert.ok(Number(late.headers["retry-after"]) >= 1);
  // The guesses count on the socket as well, and the other way round.
  const stranger = await WireClient.open(t, weak.url, far);
  const { error } = await stranger.request("connect", {
    minProtocol: 3,
    maxProtocol: 3,
    client: { id: "t", version: "1", platform: "linux", mode: "test" },
    auth: { password: "short" },
  });
  assert.match(error?.message ?? "", /too many wrong attempts/);
});

test("V1 SR6 without a secret only this machine sees more than a word", async (t) => {
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local" } },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  for (const path of CLOSED) {
    assert.equal((await ask(gateway.port, path)).status, 200, path);
    const proxied = await ask(gateway.port, path, { headers: { "x-forwarded-for": "1.2.3.4" } });
    assert.equal(proxied.status, 401, path);
  }
});

/** The value of a metric, by its name with its labels. */
const valueOf = (text: string, name: string): number =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${name} `))
      ?.split(" ")[1],
  );

test("metrics are Prometheus text and count what happened, without anybody's words", async (t) => {
  const telegram = await startTelegram();
  t.after(() => telegram.close());
  const { token: botToken, apiRoot } = telegram;
  const gateway = await gatewayOf(t, {
    channels: { telegram: { botToken, apiRoot, allowFrom: [4_001] } },
  });
  telegram.say(4_001, "2 + 3");
  await eventually(() => telegram.sentTo(4_001).length === 1, "an answer");
  await ask(gateway.port, "/metrics", bearer(TOKEN));
  const text = await eventually(async () => {
    const { body } = await ask(gateway.port, "/metrics", bearer(TOKEN));
    const isMeasured = valueOf(body, 'zero_event_loop_delay_seconds{stat="p99"}') >= 0;
    return isMeasured && valueOf(body, 'zero_turns_total{state="done"}') === 1 && body;
  }, "the turn is counted");
  for (const line of text.trimEnd().split("\n")) {
    const fits = /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="[^"]*",?)+\})? -?[\d.e+-]+)$/;
    assert.match(line, fits);
  }
  assert.equal(valueOf(text, "zero_ready"), 1);
  assert.ok(valueOf(text, "zero_store_commits_total") >= 4);
  assert.ok(valueOf(text, "process_resident_memory_bytes") > 10_000_000);
  const account = 'zero_channel_account{channel="telegram",account="default",state="linked"}';
  assert.equal(valueOf(text, account), 1);
  assert.doesNotMatch(text, /4001|2 \+ 3/);
});

test("readiness ends with the first moment of stopping, while turns still end", async (t) => {
  const model = await heldModel(t);
  const gateway = await gatewayOf(t, answeredBy(model.baseUrl));
  const client = await WireClient.connect(t, gateway.url, { auth: { token: TOKEN } });
  assert.equal((await ask(gateway.port, "/readyz")).body, "ready");
  client.ask("agent", { message: "one", idempotencyKey: "run-1" });
  await eventually(() => model.asked === 1, "a turn that runs");
  gateway.child.kill("SIGTERM");
  await client.event("shutdown");
  const { status, body } = await ask(gateway.port, "/readyz");
  assert.deepEqual([status, body], [503, "stopping"]);
  assert.equal((await ask(gateway.port, "/healthz")).status, 200);
  model.release();
  assert.equal((await gateway.exited).code, 0);
});

test("readiness is a commit on the disk, not a running process (A27)", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local" } });
  const gateway = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  assert.equal((await ask(gateway.port, "/readyz")).body, "ready");
  // Whoever holds the write lock is a disk that takes nothing.
  const { DatabaseSync } = await import("node:sqlite");
  const other = new DatabaseSync(cli.path(".zero", "zero.db"));
  other.exec("BEGIN IMMEDIATE");
  t.after(() => other.isOpen && other.close());
  const failing = await eventually(async () => {
    const answer = await ask(gateway.port, "/readyz");
    return answer.status === 503 && answer;
  }, "not ready");
  assert.equal(failing.body, "failing");
  assert.equal((await ask(gateway.port, "/healthz")).body, "ok");
  const details = await ask(gateway.port, "/readyz/details");
  assert.equal(details.status, 503);
  assert.match(JSON.parse(details.body).reasons.join(), /store: nothing was saved/);
  other.exec("ROLLBACK");
  await eventually(async () => (await ask(gateway.port, "/readyz")).status === 200, "ready again");
});
