import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { promisify } from "node:util";
import { temporaryFolder } from "../../test/support/store.ts";

const run = promisify(execFile);
const at = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);

interface Entry {
  level: string;
  time: string;
  subsystem: string;
  msg: string;
  [field: string]: unknown;
}

/**
 * Opens a log in a process of its own, whose stdout is the log's, does there what `body` says with
 * `log`, and closes it. `clock` is one that the body can move.
 */
async function logged(t: TestContext, body: string, settings: object = {}) {
  const found = await loggedText(t, body, settings);
  return { ...found, console: entriesOf(found.stdout) };
}

async function loggedText(t: TestContext, body: string, settings: object = {}) {
  const folder = temporaryFolder(t);
  const file = join(folder, "gateway.jsonl");
  const options = { file, fileLevel: "info", consoleLevel: "info", secrets: [], ...settings };
  const script = `
    const { openLog } = await import(${at("./logging.ts")});
    const { systemClock } = await import(${at("../kernel/clock.ts")});
    let later = 0;
    const clock = { ...systemClock,
      now: () => systemClock.now(),
      sleep: (ms) => systemClock.sleep(ms),
      monotonic: () => systemClock.monotonic() + later };
    const options = ${JSON.stringify(options)};
    const log = openLog({ ...options, clock });
    ${body}
    await log.close();`;
  const args = ["--input-type=module", "-e", script];
  const { stdout, stderr } = await run(process.execPath, args, { timeout: 60_000 });
  assert.equal(stderr, "");
  return { folder, file, stdout };
}

function entriesOf(text: string): Entry[] {
  assert.ok(text === "" || text.endsWith("\n"), "the last line is whole");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Entry);
}

const read = (file: string) => readFileSync(file, "utf8");

test("V25 SR25 a record is one JSON line on stdout and in a file that only its owner reads", async (t) => {
  const { file, stdout, console } = await logged(
    t,
    `log.info("first\\nline", { port: 1, text: "a\\nb" }); log.child("net").error("second");`,
  );
  const [first, second, ...more] = console;
  assert.deepEqual(more, []);
  assert.match(first?.time ?? "", /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.deepEqual(
    { ...first, time: "" },
    { level: "info", time: "", subsystem: "gateway", port: 1, text: "a\nb", msg: "first\nline" },
  );
  assert.deepEqual([second?.level, second?.subsystem], ["error", "net"]);
  assert.equal(read(file), stdout);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test("V25 console and file have levels of their own", async (t) => {
  const all = ["debug", "info", "warn", "error"];
  const { file, console } = await logged(t, all.map((level) => `log.${level}("x");`).join(""), {
    consoleLevel: "warn",
    fileLevel: "debug",
  });
  assert.deepEqual(
    console.map(({ level }) => level),
    ["warn", "error"],
  );
  assert.deepEqual(
    entriesOf(read(file)).map(({ level }) => level),
    all,
  );
});

test("SR30 a secret is on neither way out, whatever carries it", async (t) => {
  const secret = 'canary"of-a-secret';
  const { file, stdout } = await logged(
    t,
    `const secret = ${JSON.stringify(secret)};
     const body = JSON.stringify({ secret });
     log.info("says " + secret, { secret, deep: { list: [secret] }, body });
     log.child(secret).warn("x", { [secret]: 1 });`,
    { secrets: [secret] },
  );
  for (const text of [stdout, read(file)]) {
    assert.doesNotMatch(text, /canary/);
    assert.equal(entriesOf(text).length, 2);
  }
});

test("SR30 what the owner's patterns match is on neither way out, and each line stays a record", async (t) => {
  const { file, stdout, console } = await logged(
    t,
    `log.info('of "Anna" and\\nBert', { who: "anna", 12345: [{ n: 12345 }], text: '{"a":"anna"}' });
     log.error("secret-12345-of-the-gateway", { long: "y".repeat(5_000) });`,
    {
      patterns: ["anna", '"[^"]{1,64}"', "and\\nBert", "\\d{5}", "info|gateway"],
      secrets: ["secret-12345-of-the-gateway"],
    },
  );
  assert.equal(read(file), stdout);
  const [first, second] = console;
  assert.deepEqual(
    { ...first, time: "" },
    {
      level: "info",
      time: "",
      subsystem: "gateway",
      who: "***",
      "***": [{ n: "***" }],
      text: "{***:***}",
      msg: "of *** ***",
    },
  );
  assert.equal(second?.long, "*** (5000 characters)");
  assert.equal(second?.msg, "***", "no pattern takes a part of a secret and leaves the rest");
});

test("V25 stdout shows records in the style that the settings name, the file keeps JSON", async (t) => {
  const { file, stdout } = await loggedText(
    t,
    `log.warn("at\\nfirst", { port: 1 });
     log.adopt({ ...options, consoleStyle: "compact" });
     log.error("then", { stack: "Error: x\\n at y" });
     log.adopt({ ...options, consoleStyle: "json" });
     log.info("last");`,
    { consoleStyle: "pretty" },
  );
  const [pretty, compact, json, ...more] = stdout.trimEnd().split("\n");
  assert.match(pretty ?? "", /^\d\d:\d\d:\d\d warn \[gateway\] at ⏎ first port=1$/);
  assert.match(compact ?? "", /^\d{4}-\S+Z error \[gateway\] then$/);
  assert.equal(entriesOf(`${json}\n`)[0]?.msg, "last");
  assert.deepEqual(more, []);
  assert.equal(entriesOf(read(file)).length, 3);
});

test("A25 a record that repeats is written 20 times in a minute, then counted", async (t) => {
  const { console } = await logged(
    t,
    `for (let n = 0; n < 1_000; n += 1) log.warn("storm", { n });
     log.warn("another"); log.child("net").warn("storm");
     later = 61_000;
     log.warn("storm", { n: "last" });`,
  );
  const storm = console.filter((entry) => entry.msg === "storm" && entry.subsystem === "gateway");
  assert.equal(storm.length, 21);
  assert.deepEqual([storm[20]?.n, storm[20]?.repeated], ["last", 980]);
  assert.deepEqual(
    storm.slice(0, 20).map(({ n, repeated }) => [n, repeated]),
    Array.from({ length: 20 }, (_, n) => [n, undefined]),
  );
  assert.equal(console.length, 23, "other records have a count of their own");
});

test("V25 debug records cost nothing when nobody writes them, and are never folded", async (t) => {
  const touch = `
    let reads = 0;
    const fields = { get costly() { reads += 1; return 1; } };
    for (let n = 0; n < 30; n += 1) log.debug("frame", fields);
    log.info("read", { reads });`;
  const off = await logged(t, touch);
  assert.deepEqual(
    off.console.map(({ reads }) => reads),
    [0],
  );
  const on = await logged(t, touch, { consoleLevel: "debug" });
  assert.equal(on.console.filter(({ level }) => level === "debug").length, 30);
});

test("V25 a file that cannot be written costs the file, not the gateway", async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "taken"), "");
  for (const file of [join(folder, "taken", "gateway.jsonl"), folder]) {
    const { console } = await logged(
      t,
      `log.info("one"); await systemClock.sleep(50); log.info("two");`,
      { file },
    );
    assert.deepEqual(
      console.map(({ msg }) => msg),
      ["one", "two"],
    );
  }
});

test("A25 V25 the files stay within their budget, and the newest records are the ones that stay", async (t) => {
  const { folder } = await logged(
    t,
    `const text = "x".repeat(50_000);
     for (let n = 0; n < 300; n += 1) {
       log.debug("n" + n, { text });
       if (n % 10 === 0) await systemClock.sleep(5);
     }`,
    { consoleLevel: "error", fileLevel: "debug", budgetMb: 4 },
  );
  const files = readdirSync(folder).toSorted();
  const numbered = [1, 2, 3, 4, 5, 6, 7].map((n) => `gateway.${n}.jsonl`);
  assert.deepEqual(files, [...numbered, "gateway.jsonl"]);
  const sizes = files.map((name) => statSync(join(folder, name)).size);
  assert.ok(sizes.reduce((a, b) => a + b, 0) <= 4 * 1024 * 1024, sizes.join());
  for (const name of files) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600, name);
  const numbers = [...numbered.toReversed(), "gateway.jsonl"].flatMap((name) =>
    entriesOf(read(join(folder, name))).map(({ msg }) => Number(msg.slice(1))),
  );
  assert.deepEqual(
    numbers,
    Array.from({ length: numbers.length }, (_, at) => 300 - numbers.length + at),
  );
});

test("A25 warnings and errors are kept apart from a flood of everything else", async (t) => {
  const { folder, file } = await logged(
    t,
    `log.error("the one that matters", { n: 1 });
     const text = "x".repeat(50_000);
     for (let n = 0; n < 200; n += 1) {
       log.debug("n" + n, { text });
       if (n % 10 === 0) await systemClock.sleep(5);
     }
     log.warn("and this one");`,
    { consoleLevel: "error", fileLevel: "debug", budgetMb: 4 },
  );
  assert.doesNotMatch(read(file), /the one that matters/);
  const kept = entriesOf(read(join(folder, "gateway.errors.jsonl")));
  assert.deepEqual(
    kept.map(({ msg }) => msg),
    ["the one that matters", "and this one"],
  );
});

test("A25 what was folded is told when its minute is over, and when the log closes", async (t) => {
  const { console } = await logged(
    t,
    `for (let n = 0; n < 25; n += 1) log.error("ended", { n });
     for (let n = 0; n < 30; n += 1) log.warn("still", { n });`,
  );
  const told = console.filter(({ repeated }) => repeated !== undefined);
  assert.deepEqual(
    told.map(({ level, msg, n, repeated }) => [level, msg, n, repeated]),
    [
      ["error", "ended", 24, 5],
      ["warn", "still", 29, 10],
    ],
  );
});

test("A25 a record that is far too long keeps what says where it came from", async (t) => {
  const { console } = await logged(t, `log.info("long", { text: "x".repeat(1_000_000) });`);
  assert.deepEqual([console[0]?.msg, console[0]?.subsystem], ["long", "gateway"]);
  assert.ok(Number(console[0]?.["cut"]) > 1_000_000);
});
