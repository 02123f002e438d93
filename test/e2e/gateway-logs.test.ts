import assert from "node:assert/strict";
import { appendFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { CliHome, collect } from "../support/cli-process.ts";
import { GatewayProcess, stateOf } from "../support/gateway-process.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

async function sceneOf(t: TestContext) {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local" } });
  const gateway = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  const file = join(stateOf(cli.home), "logs", "gateway.jsonl");
  const client = await WireClient.connect(t, gateway.url);
  await eventually(async () => (await client.call("logs.tail")).lines.length > 0, "a first line");
  return { cli, gateway, client, file, url: ["--url", gateway.url] };
}

const record = (msg: string, more: object = {}) =>
  `${JSON.stringify({ level: "warn", time: "2026-01-02T03:04:05.678Z", subsystem: "channels/telegram/default", ...more, msg })}\n`;

test("V25 S144 logs.tail gives the lines of the gateway's own file, page by page", async (t) => {
  const { client, file, gateway } = await sceneOf(t);
  const first = await client.call("logs.tail");
  assert.equal(first.file, file);
  assert.ok(first.lines.every((line: string) => JSON.parse(line).time));
  assert.ok(first.lines.some((line: string) => line.includes(gateway.url)));
  appendFileSync(file, record("one") + record("two"));
  const next = await client.call("logs.tail", { cursor: first.cursor, limit: 1 });
  assert.deepEqual(
    next.lines.map((line: string) => JSON.parse(line).msg),
    ["one"],
  );
  const last = await client.call("logs.tail", { cursor: next.cursor });
  assert.equal(JSON.parse(last.lines[0]).msg, "two");
  const ahead = await client.call("logs.tail", { cursor: last.size + 1_000 });
  assert.deepEqual([ahead.reset, ahead.truncated], [true, false]);
});

test("S144 zero logs prints the log, --json one object a line", async (t) => {
  const { cli, file, url } = await sceneOf(t);
  // The first command of a home makes its device known, and the log says so.
  await cli.run(["logs", ...url]);
  appendFileSync(file, `${record("turned\nover \u001b[31m")}no record\n`);
  const text = await cli.run(["logs", ...url], { TZ: "UTC" });
  assert.equal(text.status, 0, text.stderr);
  assert.match(text.stdout, /^03:04:05 warn channels\/telegram\/default turned ⏎ over \[31m$/m);
  assert.match(text.stdout, /^no record$/m);
  assert.equal(text.stderr, `Log file: ${file}\n`);
  const json = await cli.run(["logs", "--json", "--limit", "2", ...url]);
  const entries = json.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    entries.map(({ type }) => type),
    ["meta", "log", "raw"],
  );
  assert.equal(entries[0].file, file);
  assert.deepEqual(
    { ...entries[1], raw: "" },
    {
      type: "log",
      time: "2026-01-02T03:04:05.678Z",
      level: "warn",
      subsystem: "channels/telegram/default",
      module: "telegram/default",
      message: "turned\nover \u001b[31m",
      raw: "",
    },
  );
});

test("S135 zero logs --follow goes on over a rotation until it is interrupted", async (t) => {
  const { cli, file, url } = await sceneOf(t);
  const child = cli.spawn(["logs", "--follow", "--interval", "50", "--json", ...url]);
  let seen = "";
  child.stdout?.on("data", (chunk: Buffer) => (seen += chunk.toString()));
  const done = collect(child);
  const sees = (what: string) => eventually(() => seen.includes(what), `${what} in ${seen}`);
  await sees('"type":"meta"');
  appendFileSync(file, record("before the rotation"));
  await sees("before the rotation");
  appendFileSync(file, record("last of the old file"));
  const old = file.replace(".jsonl", ".1.jsonl");
  renameSync(file, old);
  appendFileSync(file, record("first of the new file"));
  await sees("first of the new file");
  assert.ok(seen.includes("last of the old file") && existsSync(old));
  assert.equal(seen.match(/"message":"before the rotation"/g)?.length, 1);
  child.kill("SIGINT");
  assert.equal((await done).status, 0);
});

test("zero logs without a gateway fails, and says what to do", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local" } });
  const { status, stdout, stderr } = await cli.run(["logs", "--json", "--url", "ws://127.0.0.1:1"]);
  assert.equal(status, 1);
  assert.equal(JSON.parse(stdout).type, "error");
  assert.match(stderr, /gateway closed.*\n(.*\n)*Next: /);
  rmSync(cli.home, { recursive: true });
});
