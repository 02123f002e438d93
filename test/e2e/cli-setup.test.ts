import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";

const FILES = ["AGENTS.md", "IDENTITY.md", "SOUL.md", "TOOLS.md", "USER.md"];
const modeOf = (path: string) => statSync(path).mode & 0o777;
const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));

test("S29 `zero setup` writes a configuration with a token for loopback too, and a workspace", async (t) => {
  const cli = CliHome.make(t);
  const { status, stdout, stderr } = await cli.run(["setup"]);
  assert.equal(status, 0, stderr);
  const path = cli.path(".zero/zero.json");
  const config = read(path);
  assert.match(config.gateway.auth.token, /^[0-9a-f]{48}$/);
  assert.equal(config.gateway.auth.mode, "token");
  assert.equal(config.gateway.mode, "local");
  assert.equal(config.agents.defaults.workspace, "~/zero");
  assert.ok(stdout.startsWith(`Wrote ${path}\n`), stdout);
  assert.match(stdout, /^Workspace OK: .*\/zero \(made AGENTS\.md, /m);
  assert.ok(!stdout.includes(config.gateway.auth.token), "the token is never shown");
  assert.deepEqual(readdirSync(cli.path("zero")).toSorted(), FILES);
  assert.equal(modeOf(path), 0o600);
  assert.equal(modeOf(cli.path(".zero")), 0o700);
});

test("a second `zero setup` changes nothing", async (t) => {
  const cli = CliHome.make(t);
  await cli.run(["setup"]);
  const path = cli.path(".zero/zero.json");
  const before = readFileSync(path, "utf8");
  writeFileSync(cli.path("zero/USER.md"), "mine");
  const { status, stdout } = await cli.run(["setup", "--non-interactive"]);
  assert.equal(status, 0);
  assert.ok(stdout.startsWith(`Config OK: ${path}\nWorkspace OK: ${cli.path("zero")}\n`), stdout);
  assert.equal(readFileSync(path, "utf8"), before);
  assert.equal(readFileSync(cli.path("zero/USER.md"), "utf8"), "mine");
});

test("A2 `zero setup` adds what is missing and keeps the rest", async (t) => {
  const cli = CliHome.make(t);
  const path = cli.config({ gateway: { port: 1234 }, agents: { defaults: { workspace: "~/w" } } });
  const { status, stdout, stderr } = await cli.run(["setup"]);
  assert.equal(status, 0, stderr);
  const config = read(path);
  assert.equal(config.gateway.port, 1234);
  assert.equal(config.gateway.mode, "local");
  assert.match(config.gateway.auth.token, /^[0-9a-f]{48}$/);
  assert.equal(config.agents.defaults.workspace, "~/w");
  assert.match(stdout, /added gateway\.mode = "local"/);
  assert.match(stdout, /added gateway\.auth\.token = \*\*\*[0-9a-f]{8}/);
  assert.deepEqual(readdirSync(cli.path("w")).toSorted(), FILES);
});

test("A2 a flag of `zero setup` changes what the file says, and is never dropped", async (t) => {
  const cli = CliHome.make(t);
  const local = { mode: "local", auth: { token: "t".repeat(40) } };
  const path = cli.config({ gateway: local, agents: { defaults: { workspace: "~/w" } } });
  const written = readFileSync(path, "utf8");
  const refused = async (words: readonly string[], why: RegExp) => {
    const { status, stderr } = await cli.run(["setup", ...words]);
    assert.equal(status, 64, stderr);
    assert.match(stderr, why);
    assert.equal(readFileSync(path, "utf8"), written);
  };
  await refused(["--remote-url", "ws://127.0.0.1:1"], /^zero: --remote-url needs --mode remote; /);
  await refused(["--remote-token", "t0p"], /^zero: --remote-token needs --mode remote; /);
  await refused(["--mode", "remote", "--remote-url", "foo"], /--remote-url: Write it as ws:/);
  const moved = await cli.run(["setup", "--workspace", "~/other"]);
  assert.match(moved.stdout, /^ {2}changed agents\.defaults\.workspace = "~\/other"$/m);
  assert.deepEqual(readdirSync(cli.path("other")).toSorted(), FILES);
  const remote = ["--mode", "remote", "--remote-url", "ws://127.0.0.1:1", "--remote-token", "t0p"];
  const { status, stdout } = await cli.run(["setup", ...remote]);
  assert.equal(status, 0);
  assert.match(stdout, /^ {2}changed gateway\.mode = "remote"$/m);
  assert.deepEqual(read(path).gateway, {
    ...local,
    mode: "remote",
    remote: { url: "ws://127.0.0.1:1", token: "t0p" },
  });
});

test("A2 `zero onboard` refuses a flag that no answer goes with, before anything is written", async (t) => {
  const cli = CliHome.make(t);
  const quiet = ["onboard", "--non-interactive", "--accept-risk"];
  const trials: readonly (readonly [string, RegExp])[] = [
    ["--remote-url ws://127.0.0.1:1", /--remote-url needs --mode remote/],
    ["--gateway-custom-host 127.0.0.2", /--gateway-custom-host needs --gateway-bind custom/],
    ["--gateway-password twelve-letters", /--gateway-password needs --gateway-auth password/],
    ["--telegram-allow-from 1", /--telegram-allow-from needs --telegram-bot-token/],
    [
      "--mode remote --remote-url ws://127.0.0.1:1 --gateway-port 1",
      /--gateway-port is for a gateway on this machine, and gateway\.mode is remote/,
    ],
  ];
  for (const [words, why] of trials) {
    const given = ["--auth-choice", "skip", ...words.split(" ")];
    const { status, stderr } = await cli.run([...quiet, ...given]);
    assert.equal(status, 64, words);
    assert.match(stderr, why);
  }
  assert.equal(existsSync(cli.path(".zero/zero.json")), false);
});

test("A2 an answer that replaces one is said to change it", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local", bind: "lan", auth: { token: "t".repeat(40) } } });
  const words = ["onboard", "--non-interactive", "--accept-risk", "--auth-choice", "skip"];
  const bind = ["--gateway-bind", "loopback", "--gateway-port", "23042"];
  const { status, stdout, stderr } = await cli.run([...words, ...bind]);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^ {2}changed gateway\.bind = "loopback"$/m);
  assert.match(stdout, /^ {2}added gateway\.port = 23042$/m);
});

test("A2 what a file with comments lacks is added, and its comments and layout stay", async (t) => {
  const cli = CliHome.make(t);
  const text = "{\n  // my own words\n  gateway: { port: 1, /* mine */ },\n}\n";
  const path = cli.config(text);
  const { status, stdout, stderr } = await cli.run(["setup"]);
  assert.equal(status, 0, stderr);
  const written = readFileSync(path, "utf8");
  assert.match(written, /^\{\n {2}\/\/ my own words\n {2}gateway: \{ port: 1, /);
  assert.match(written, /\/\* mine \*\//);
  assert.match(stdout, /added gateway\.auth\.token = \*\*\*/);
  const again = await cli.run(["setup"]);
  assert.match(again.stdout, /^Config OK: /);
  assert.equal(readFileSync(path, "utf8"), written);
});

test("a broken file stops `zero setup` before anything is written", async (t) => {
  const cli = CliHome.make(t);
  const path = cli.config("{ gateway: ");
  const { status, stderr } = await cli.run(["setup"]);
  assert.equal(status, 1);
  assert.match(stderr, /^Config invalid: .*\n- invalid end of input at line 1, column 12\n/);
  assert.equal(readFileSync(path, "utf8"), "{ gateway: ");
  assert.equal(existsSync(cli.path("zero")), false);
});

test("S42 S46 S47 S51 `zero --dev setup` makes an instance of its own and touches no other", async (t) => {
  const cli = CliHome.make(t);
  const { status, stdout } = await cli.run(["--dev", "setup"]);
  assert.equal(status, 0);
  const config = read(cli.path(".zero-dev/zero.json"));
  assert.equal(config.agents.defaults.workspace, "~/zero-dev");
  assert.equal(config.gateway.port, undefined);
  assert.deepEqual(readdirSync(cli.home).toSorted(), [".zero-dev", "zero-dev"]);
  assert.match(stdout, /Next: zero --dev gateway, and in a second terminal: zero --dev agent/);
});

test("S42 `zero --dev setup` leaves a main instance as it was, to the byte", async (t) => {
  const cli = CliHome.make(t);
  assert.equal((await cli.run(["setup"])).status, 0);
  writeFileSync(cli.path("zero/USER.md"), "mine");
  const picture = () =>
    [".zero", "zero"].flatMap((folder) =>
      readdirSync(cli.path(folder), { recursive: true, encoding: "utf8" })
        .toSorted()
        .map((name) => {
          const path = cli.path(folder, name);
          const { mode, mtimeMs, ino } = statSync(path);
          const content = statSync(path).isFile() ? readFileSync(path, "latin1") : "";
          return [path, mode, mtimeMs, ino, content];
        }),
    );
  const before = picture();
  assert.equal((await cli.run(["--dev", "setup"])).status, 0);
  assert.deepEqual(picture(), before);
  const token = (name: string) => read(cli.path(name, "zero.json")).gateway.auth.token;
  assert.notEqual(token(".zero"), token(".zero-dev"));
});

test("S8 `zero setup` follows ZERO_CONFIG_PATH, ZERO_STATE_DIR and --workspace", async (t) => {
  const cli = CliHome.make(t);
  const env = { ZERO_CONFIG_PATH: cli.path("c/my.json"), ZERO_STATE_DIR: cli.path("state") };
  const { status } = await cli.run(["setup", "--workspace", cli.path("ws")], env);
  assert.equal(status, 0);
  assert.equal(read(cli.path("c/my.json")).agents.defaults.workspace, cli.path("ws"));
  assert.equal(modeOf(cli.path("state")), 0o700);
  assert.equal(existsSync(cli.path(".zero")), false);
});

test("`zero setup --mode remote` points this machine at another gateway", async (t) => {
  const cli = CliHome.make(t);
  const remote = ["--mode", "remote", "--remote-url", "ws://127.0.0.1:1", "--remote-token", "t0p"];
  const { status, stdout } = await cli.run(["setup", ...remote]);
  assert.equal(status, 0);
  assert.deepEqual(read(cli.path(".zero/zero.json")).gateway, {
    mode: "remote",
    remote: { url: "ws://127.0.0.1:1", token: "t0p" },
  });
  assert.ok(!stdout.includes("t0p"));
  assert.equal(existsSync(cli.path("zero")), false);
});

test("a folder that cannot be made is told in the system's words, without a stack", async (t) => {
  const cli = CliHome.make(t);
  cli.write("file", "");
  const { status, stderr } = await cli.run(["setup", "--workspace", cli.path("file/ws")]);
  assert.equal(status, 1);
  assert.match(stderr, /^zero: ENOTDIR: not a directory, mkdir '.*file\/ws'\n$/);
});

test("a file in the place of the state directory is told in a sentence with the next step", async (t) => {
  const cli = CliHome.make(t);
  const file = cli.write("plain", "mine");
  for (const folder of [file, cli.path("plain/below")]) {
    const { status, stderr } = await cli.run(["setup"], { ZERO_STATE_DIR: folder });
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^The state directory .*plain.* cannot be used: something that is no folder/,
    );
    assert.match(stderr, /\nNext: .*ZERO_STATE_DIR/);
  }
  assert.equal(readFileSync(file, "utf8"), "mine");
});
