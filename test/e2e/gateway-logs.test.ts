import assert from "node:assert/strict";
import { appendFileSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { Terminal } from "../support/cli/terminal.ts";
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
  assert.match(text.stdout, /^03:04:05 warn \[channels\/telegram\/default\] turned ⏎ over \[31m$/m);
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

test("SR30 what logging.redactPatterns match is in no log, also not in lines that are older", async (t) => {
  const { cli, gateway, client, file, url } = await sceneOf(t);
  appendFileSync(file, record("Project Bluebird begins", { who: 'say "bluebird"' }));
  const config = { gateway: { mode: "local" } };
  cli.config({ ...config, logging: { redactPatterns: ["(\\w+)+bird"] } });
  await eventually(() => gateway.stdout.includes("Bound them"), "the pattern is refused");
  assert.match(gateway.stdout, /logging\.redactPatterns\[0\]/);
  cli.config({
    ...config,
    logging: { redactPatterns: ["blue[a-z]{1,9}"], redactSensitive: "off" },
  });
  const line = async () => {
    const { lines } = await client.call("logs.tail");
    return lines.findLast((one: string) => one.includes("Project")) as string;
  };
  await eventually(async () => !(await line()).includes("Bluebird"), "the line is covered");
  assert.deepEqual(
    [JSON.parse(await line()).msg, JSON.parse(await line()).who],
    ["Project *** begins", 'say "***"'],
  );
  const shown = await cli.run(["logs", ...url]);
  assert.match(shown.stdout, / warn \[channels\/telegram\/default\] Project \*\*\* begins who=/);
  const audit = await cli.run(["security", "audit"]);
  assert.match(audit.stdout, /^warn .*asks for a log with secrets/m);
  await cli.run(["security", "audit", "--fix"]);
  const written = readFileSync(join(stateOf(cli.home), "zero.json"), "utf8");
  assert.match(written, /"redactSensitive": ?"tools"/);
});

test("V25 on a terminal the log is for people, and logging.consoleStyle chooses another style at once", async (t) => {
  const cli = CliHome.make(t);
  const config = { gateway: { mode: "local" } };
  cli.config(config);
  const terminal = new Terminal(t, cli, ["gateway", "--port", "0"]);
  await terminal.sees(/^\d\d:\d\d:\d\d \[gateway\] the gateway listens url=ws:\S+ addresses=/m);
  cli.config({ ...config, logging: { consoleStyle: "compact" } });
  // The change itself is told in the style that was in force before it.
  await terminal.sees(/^\d\d:\d\d:\d\d \[config\] .* keys=\["logging\.consoleStyle"\]/m);
  cli.config({ ...config, logging: { consoleStyle: "json" } });
  await terminal.sees(/^\d{4}-\d\d-\d\dT\S+Z info \[config\] .*logging\.consoleStyle/m);
  cli.config(config);
  await terminal.sees(/^\{"level":"info",.*logging\.consoleStyle/m);
  assert.ok(terminal.raw.includes("\u001b[36m[gateway]"));
  terminal.press("ctrlC");
  assert.equal(await terminal.leaves(), 0);
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
