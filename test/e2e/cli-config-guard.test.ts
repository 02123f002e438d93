import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { TABLE } from "../../src/cli/table.ts";
import { CliHome } from "../support/cli-process.ts";

const BROKEN = '{\n  gateway: { mode: "local", prot: 1 },\n  "loging": {},\n}';

/** What follows the words of a command that takes no call without more. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  agent: ["--message", "hi"],
  "approvals allowlist remove": ["1"],
  "approvals approve": ["1"],
  "approvals deny": ["1"],
  "approvals set": ["--file", "none.json"],
  "browser create-profile": ["one"],
  "browser delete-profile": ["one"],
  "config get": ["gateway.port"],
  "devices approve": ["1"],
  "devices reject": ["1"],
  "devices revoke": ["--device", "1", "--role", "operator"],
  "devices rotate": ["--device", "1", "--role", "operator"],
  "message poll": ["-t", "1", "--poll-question", "x", "--poll-option", "y"],
  "message send": ["-t", "1", "-m", "x"],
  "nodes approve": ["1"],
  "nodes describe": ["--node", "1"],
  "nodes invoke": ["--node", "1", "--command", "x"],
  "nodes reject": ["1"],
  "nodes remove": ["--node", "1"],
  "nodes rename": ["--node", "1", "--name", "x"],
  "queue cancel": ["1"],
  "queue resend": ["1"],
};

test("a broken configuration refuses every command that relies on it, with the file, the problems and what to do", async (t) => {
  const cli = CliHome.make(t);
  const path = cli.config(BROKEN);
  const said = [
    `Config invalid: ${path}`,
    '- loging: Unrecognized key; did you mean "logging"?',
    '- gateway.prot: Unrecognized key; did you mean "port"?',
    "Correct what is named above, in that file or in the variable, and run the command again.",
    "",
  ].join("\n");
  const guarded = Object.entries(TABLE).filter(([, row]) => !row.toleratesInvalidConfig);
  for (const some of batches(guarded.map(([words]) => words))) {
    const ran = some.map(async (words) => {
      const { status, stdout, stderr } = await cli.run([
        ...words.split(" "),
        ...(MORE[words] ?? []),
      ]);
      assert.deepEqual(
        { words, status, stdout, stderr },
        { words, status: 1, stdout: "", stderr: said },
      );
    });
    await Promise.all(ran);
  }
  assert.equal(readFileSync(path, "utf8"), BROKEN);
  for (const words of ["sessions", "security audit", "config get", "queue list", "agent"]) {
    assert.ok(
      guarded.some(([one]) => one === words),
      words,
    );
  }
});

function batches(all: readonly string[]): string[][] {
  const each = 4;
  return Array.from({ length: Math.ceil(all.length / each) }, (_, at) => {
    return all.slice(at * each, (at + 1) * each);
  });
}

test("the words of a command are judged before its configuration, and help and version need none", async (t) => {
  const cli = CliHome.make(t);
  cli.config(BROKEN);
  const usage = await cli.run(["sessions", "--nope"]);
  assert.equal(usage.status, 64);
  for (const words of [["sessions", "--help"], ["help"], ["config", "--help"], ["--version"]]) {
    const { status, stderr } = await cli.run(words);
    assert.deepEqual([status, stderr], [0, ""], words.join(" "));
  }
});

test("what asks, saves or removes a gateway works beside a broken configuration", async (t) => {
  const cli = CliHome.make(t);
  await cli.run(["setup"]);
  const path = cli.config(BROKEN);
  const works: readonly (readonly string[])[] = [
    ["status"],
    ["gateway", "status", "--no-probe"],
    ["config", "schema"],
    ["config", "history"],
    ["config", "diff", "1"],
    ["backup", "create", "--output", cli.path("kept.tar")],
    ["backup", "verify", cli.path("kept.tar")],
    ["reset", "--scope", "full", "--dry-run"],
    ["uninstall", "--all", "--dry-run"],
    ["completion", "bash"],
  ];
  for (const words of works) {
    const { status, stdout, stderr } = await cli.run(words);
    assert.equal(status, 0, `${words.join(" ")}: ${stderr}`);
    assert.notEqual(stdout, "", words.join(" "));
  }
  for (const words of [
    ["health"],
    ["gateway", "health"],
    ["gateway", "call", "health"],
    ["logs"],
  ]) {
    const { stderr } = await cli.run([...words], { ZERO_GATEWAY_PORT: "1" });
    assert.match(stderr, /^Config invalid: [^]*(?:gateway|log)/, words.join(" "));
    assert.notEqual(stderr.trimEnd().split("\n").length, 4, `${words.join(" ")} went on`);
  }
  const begun = ["onboard", "--reset", "--non-interactive", "--accept-risk", "--skip-health"];
  assert.equal((await cli.run(begun)).status, 0);
  assert.ok(existsSync(`${path}.before-reset`));
});

test("a broken configuration is mended by `config unset` or `config rollback`, and then every command works", async (t) => {
  const cli = CliHome.make(t);
  await cli.run(["setup"]);
  await cli.run(["config", "set", "gateway.port", "23001"]);
  const good = readFileSync(cli.path(".zero/zero.json"), "utf8");
  cli.config(good.replace(/\{/, "{ loging: {},"));
  const get = ["config", "get", "gateway.port"];
  assert.deepEqual(await statusAndText(cli, get), [1, ""]);
  assert.equal((await cli.run(["config", "validate"])).status, 1);
  assert.equal((await cli.run(["config", "unset", "loging"])).status, 0);
  assert.deepEqual(await statusAndText(cli, get), [0, "23001\n"]);
  cli.config("{ broken");
  assert.deepEqual(await statusAndText(cli, get), [1, ""]);
  assert.equal((await cli.run(["config", "rollback", "1"])).status, 0);
  assert.equal((await cli.run(["security", "audit"])).status, 0);
});

async function statusAndText(cli: CliHome, words: readonly string[]) {
  const { status, stdout } = await cli.run(words);
  return [status, stdout];
}
