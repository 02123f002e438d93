import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { temporaryFolder } from "../../test/support/store.ts";
import { Environment } from "./environment.ts";
import { loadConfig } from "./load.ts";
import { pathsOf } from "./paths.ts";
import { viewConfig } from "./view.ts";

const TOKEN = "a token that nobody may see";

function sceneOf(t: TestContext, text?: string) {
  const home = temporaryFolder(t);
  const file = join(home, "zero.json");
  const write = (content: string | Uint8Array) => writeFileSync(file, content);
  if (text !== undefined) write(text);
  const env = Environment.ofProcess({ ZERO_CONFIG_PATH: file });
  const running = loadConfig({ paths: pathsOf(undefined, env, home), env });
  const view = () =>
    viewConfig({
      running,
      scrubbing: (secrets) => (line) =>
        secrets.reduce((left, secret) => left.replaceAll(secret, "***"), line),
    });
  return { home, file, write, view };
}

test("config.get shows the file as it is now, its hash and what it makes", (t) => {
  const { file, write, view } = sceneOf(t, `{ gateway: { port: 1 } }`);
  const bytes = Buffer.from(`\uFEFF{ gateway: { port: 2, auth: { token: '${TOKEN}' } } }`);
  write(bytes);
  const { config, parsed, raw, ...rest } = view();
  assert.deepEqual(rest, {
    path: file,
    exists: true,
    valid: true,
    hash: createHash("sha256").update(bytes).digest("hex"),
    issues: [],
    warnings: [{ path: "", message: "the file is another one than what this gateway runs with" }],
    legacyIssues: [],
  });
  assert.match(raw ?? "", /^\uFEFF\{ gateway: \{ port: 2, auth: \{ token: "\*\*\*\w{8}" \} \} \}$/);
  const { gateway } = config as { gateway: { port: number; bind: string } };
  assert.deepEqual([gateway.port, gateway.bind], [2, "loopback"]);
  assert.ok(!JSON.stringify([config, parsed]).includes(TOKEN));
});

test("a file that breaks, is too large or vanishes is reported; what is in force is shown on", (t) => {
  const { file, write, view } = sceneOf(t, `{ gateway: { port: 1 } }`);
  const inForce = () => (view().config as { gateway: { port: number } }).gateway.port;
  write(`{ gateway: { port: 2, auth: { token: '${TOKEN}' }`);
  const broken = view();
  assert.equal(broken.valid, false);
  assert.match(broken.issues[0]?.message ?? "", /invalid end of input at line 1/);
  assert.deepEqual(
    [broken.raw, { ...(broken.parsed as object) }],
    [null, {}],
    "nothing tells where the secret ends",
  );
  assert.ok(broken.hash);
  assert.equal(inForce(), 1);

  write(`{ gateway: { prot: 2 } }`);
  const [issue] = view().issues;
  assert.equal(issue?.path, "gateway.prot");
  assert.match(issue?.message ?? "", /did you mean "port"/);
  assert.match(view().raw ?? "", /prot: "\*\*\*"/);

  write(" ".repeat(1024 * 1024 + 1));
  assert.match(view().issues[0]?.message ?? "", /the limit is 1048576/);
  assert.deepEqual([view().exists, view().raw, "hash" in view()], [true, null, false]);

  rmSync(file);
  const gone = view();
  assert.deepEqual([gone.exists, gone.valid, gone.raw], [false, false, null]);
  assert.match(gone.issues[0]?.message ?? "", /is gone; it goes on with what it read/);
  assert.equal(inForce(), 1);
});

test("without a file from the start there is nothing wrong, and no hash", (t) => {
  const { view } = sceneOf(t);
  const { exists, raw, valid, issues, warnings } = view();
  assert.deepEqual(
    { exists, raw, valid, issues, warnings },
    {
      exists: false,
      raw: null,
      valid: true,
      issues: [],
      warnings: [],
    },
  );
  assert.equal("hash" in view(), false);
});

test("SR30 an included file's secrets are hidden in what it makes, and its problems name it", (t) => {
  const { home, write, view } = sceneOf(t, "{}");
  write(`{ $include: "./more.json" }`);
  writeFileSync(join(home, "more.json"), `{ gateway: { auth: { token: "${TOKEN}" } } }`);
  assert.match(JSON.stringify(view().config), /"token":"\*\*\*\w{8}"/);
  assert.ok(!JSON.stringify(view()).includes(TOKEN));
  writeFileSync(join(home, "more.json"), "{");
  const [issue] = view().issues;
  assert.match(issue?.message ?? "", /more\.json: invalid end of input/);
});

test("what a channel refuses makes the file invalid", (t) => {
  const { write, view } = sceneOf(t, "{}");
  write(`{ channels: { telegram: { allowFrom: ["@ann"] } } }`);
  const { valid, issues } = view();
  assert.deepEqual([valid, issues[0]?.path], [false, "channels.telegram.allowFrom[0]"]);
});

test("keys of earlier versions are listed with the names that they have now, without their values", (t) => {
  const { write, view } = sceneOf(t, "{}");
  write(`{ gateway: { token: '${TOKEN}' } }`);
  const { legacyIssues, issues, valid, parsed } = view();
  assert.deepEqual(legacyIssues, [
    {
      path: "gateway.token",
      message: "it is gateway.auth.token now; `zero doctor --fix` moves it",
    },
  ]);
  assert.equal(valid, false);
  assert.match(issues[0]?.message ?? "", /^Unrecognized key; it is gateway\.auth\.token now/);
  assert.ok(!JSON.stringify([legacyIssues, issues, parsed]).includes(TOKEN));
});
