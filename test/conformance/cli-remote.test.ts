import assert from "node:assert/strict";
import { test } from "node:test";
import { PassThrough } from "node:stream";
import type { OptionTable } from "../../src/cli/argv/options.ts";
import { dashed } from "../../src/cli/argv/options.ts";
import { createIo } from "../../src/cli/io.ts";
import { runCli } from "../../src/cli/run.ts";
import { TABLE } from "../../src/cli/table.ts";
import { CliHome } from "../support/cli-process.ts";
import { Refusal, ScriptedGateway, unusedPort } from "../support/scripted-gateway.ts";

/** What a command wants to be told besides its required options before it asks anybody. */
const WORDS: Record<string, readonly string[]> = {
  agent: ["--session-id", "s"],
  "gateway call": ["health"],
  "security audit": ["--deep"],
};

/** The fewest words with which a command goes to the gateway. */
function wordsFor(name: string, options: OptionTable, hasArgument: boolean): string[] {
  const required = Object.entries(options).flatMap(([option, { required: isRequired, choices }]) =>
    isRequired === true ? [`--${dashed(option)}`, choices?.[0] ?? "x"] : [],
  );
  const more = WORDS[name] ?? (hasArgument ? ["x"] : []);
  return [...name.split(" "), ...required, ...more];
}

/** Everything that takes the address of a gateway, and the node. */
async function askingCommands() {
  const rows = Object.entries(TABLE).map(async ([name, { load }]) => {
    const { options, argument } = await load();
    const asks = name === "node run" || Object.hasOwn(options, "url");
    return asks ? [{ name, words: wordsFor(name, options, argument !== undefined) }] : [];
  });
  return (await Promise.all(rows)).flat();
}

/** Runs a command in this process, as somebody with this home; resolves with what it said. */
async function said(home: string, words: readonly string[]): Promise<string> {
  const out = new PassThrough();
  const io = createIo({ stdout: out, stderr: out, once: () => undefined }, false);
  const before = process.env["HOME"];
  process.env["HOME"] = home;
  try {
    const status = await runCli(words, { io, version: "1.0.0" });
    return `${status}: ${String(out.read())}`;
  } finally {
    process.env["HOME"] = before;
  }
}

test("S31 S185 every command that asks a gateway asks the remote one in remote mode, with its token", async (t) => {
  const far = await ScriptedGateway.start({
    onConnect: () => {
      throw new Refusal("INVALID_REQUEST", "unauthorized: gateway token mismatch (x)");
    },
  });
  t.after(() => far.close());
  const cli = CliHome.make(t);
  const remote = { url: far.url, token: "of-the-far-gateway" };
  cli.config({ gateway: { mode: "remote", port: await unusedPort(), remote } });
  WORDS["approvals set"] = ["--file", cli.write("approvals.json", { version: 1, entries: [] })];
  const commands = await askingCommands();
  assert.ok(commands.length > 25, "the table was read");
  for (const { name, words } of commands) {
    const before = far.requests.length;
    const output = await said(cli.home, words);
    const advice = "what it has to be told belongs into WORDS";
    assert.ok(far.requests.length > before, `${name} asked nobody; ${advice}: ${output}`);
  }
  const tokens = far.requests.map(({ params }) => params.auth.token);
  assert.deepEqual([...new Set(tokens)], [remote.token]);
});
