import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test, type TestContext } from "node:test";
import { CliHome } from "../support/cli-process.ts";

/** What a shell prints that runs a program with a script of ours; undefined without the shell. */
async function inShell(
  t: TestContext,
  [shell, ...options]: readonly [string, ...string[]],
  program: string,
): Promise<string[] | undefined> {
  if (spawnSync(shell, ["--version"]).error) return undefined;
  const cli = CliHome.make(t);
  const { status, stdout, stderr } = await cli.run(["completion", shell]);
  assert.equal(status, 0, stderr);
  const script = cli.write(`zero.${shell}`, stdout);
  assert.equal(spawnSync(shell, ["-n", script]).status, 0, `${shell} -n`);
  const ran = spawnSync(shell, [...options, "-c", program.replaceAll("SCRIPT", script)], {
    cwd: cli.home,
    env: { HOME: cli.home, PATH: process.env.PATH, TERM: "dumb" },
    encoding: "utf8",
  });
  assert.equal(ran.stderr, "", shell);
  return ran.stdout.split("\n");
}

const BASH = `source SCRIPT; complete -p zero
offer() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _zero; echo "\${COMPREPLY[*]}"; }
offer zero gatew
offer zero gateway call --par
offer zero --profile gateway health --ti
offer zero gateway run --bind ""
offer zero approvals allowlist ""
offer zero reset --scope full --dr
touch here.json; offer zero setup --workspace her
`;

test("bash completes words, options, their values and files, and needs no program for it", async (t) => {
  const lines = await inShell(t, ["bash", "--norc"], BASH);
  assert.deepEqual(lines, [
    "complete -o filenames -F _zero zero",
    "gateway",
    "--params",
    "--timeout",
    "loopback lan tailnet auto custom",
    "remove --help",
    "--dry-run",
    "here.json",
    "",
  ]);
});

test("zsh takes the script and offers the same", async (t) => {
  const program = `compdef() { :; }; source SCRIPT
_describe() { print -- \${offered%%:*}; }; compadd() { print -- "$@"; }; _files() { print files; }
offer() { words=("$@"); CURRENT=$#; _zero; }
offer zero approvals allowlist ""
offer zero --dev gateway run --bind ""
offer zero setup --workspace ""
`;
  const lines = await inShell(t, ["zsh", "-f"], program);
  if (!lines) return t.skip("there is no zsh");
  assert.deepEqual(lines, ["remove --help", "-- loopback lan tailnet auto custom", "files", ""]);
});

test("fish takes the script and offers the same", async (t) => {
  const program = `source SCRIPT
complete -C "zero gatew"; complete -C "zero --profile x gateway call --par"
complete -C "zero approvals allowlist r"; complete -C "zero gateway run --bind lo"
`;
  const lines = await inShell(t, ["fish", "--no-config"], program);
  if (!lines) return t.skip("there is no fish");
  const words = lines.map((line) => line.split("\t")[0]);
  assert.deepEqual(words, ["gateway", "--params", "remove", "loopback", ""]);
});

test("a shell without a script is refused by name", async (t) => {
  const { status, stderr } = await CliHome.make(t).run(["completion", "tcsh"]);
  assert.equal(status, 64);
  assert.match(stderr, /there are scripts for bash, zsh, fish; not for tcsh/);
});
