import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

interface Outcome {
  status: number | null;
  said: string;
}

/** A checkout with the bootstrap, and a package manager that does what the test says. */
interface Checkout {
  root: string;
  /**
   * Runs the bootstrap to its end; `env` is added to an otherwise bare environment. With a signal
   * it is sent as soon as the package manager runs.
   */
  setUp(env?: Record<string, string>, signal?: NodeJS.Signals): Promise<Outcome>;
  /** The arguments of each call of the package manager so far. */
  calls(): string[];
}

const MANIFEST = { name: "tree", packageManager: "pnpm@9.9.9", dependencies: { ws: "8.0.0" } };
const STAMP = "node_modules/.zero-stamp";
const LOCK = ".zero-setup.lock";

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** `npx` is a shell script: it notes its call, then does `body`. */
function makeCheckout(body = "mkdir -p node_modules", withNpx = true): Checkout {
  const root = mkdtempSync(join(tmpdir(), "zero-bootstrap-"));
  folders.push(root);
  const write = (file: string, text: string, mode = 0o644) =>
    writeFileSync(join(root, file), text, { mode });
  for (const folder of ["scripts", "packages/wire", "bin", "home"]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  cpSync(join(import.meta.dirname, "bootstrap.mjs"), join(root, "scripts/bootstrap.mjs"));
  write("package.json", JSON.stringify(MANIFEST));
  write("packages/wire/package.json", JSON.stringify({ name: "wire" }));
  write("pnpm-lock.yaml", "lockfileVersion: '9.0'\n");
  if (withNpx) write("bin/npx", `#!/bin/sh\necho "$*" >> calls\n${body}\n`, 0o755);
  const PATH = withNpx ? `${join(root, "bin")}:/usr/bin:/bin` : join(root, "bin");
  return {
    root,
    calls: () =>
      existsSync(join(root, "calls"))
        ? readFileSync(join(root, "calls"), "utf8").trim().split("\n")
        : [],
    async setUp(env, signal) {
      const child = spawn(process.execPath, ["scripts/bootstrap.mjs"], {
        cwd: root,
        env: { PATH, HOME: join(root, "home"), ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
      if (signal) {
        while (!existsSync(join(root, "calls"))) await sleep(20);
        child.kill(signal);
      }
      const [status] = (await once(child, "close")) as [number | null];
      return { status, said };
    },
  };
}

test("a fresh checkout is installed exactly as locked, and no lifecycle script runs", async () => {
  const checkout = makeCheckout('mkdir -p node_modules; echo "$npm_config_ignore_scripts" > env');
  const { status, said } = await checkout.setUp();
  assert.equal(status, 0, said);
  assert.deepEqual(checkout.calls(), [
    "-y pnpm@9.9.9 install --frozen-lockfile --ignore-scripts --reporter=append-only",
  ]);
  assert.equal(readFileSync(join(checkout.root, "env"), "utf8"), "true\n");
  assert.match(said, /setting up; packages come from https:\/\/registry\.npmjs\.org\//);
  assert.match(said, /set up in \d+ s/);
  assert.equal(existsSync(join(checkout.root, LOCK)), false);
});

test("a checkout that is up to date starts no process and says nothing", async () => {
  const checkout = makeCheckout();
  await checkout.setUp();
  const { status, said } = await checkout.setUp();
  assert.equal(status, 0);
  assert.equal(said, "");
  assert.equal(checkout.calls().length, 1);
});

test("a change of what is installed sets up again, a change of a script does not", async () => {
  const checkout = makeCheckout();
  const change = async (file: string, text: string) => {
    writeFileSync(join(checkout.root, file), text);
    await checkout.setUp();
    return checkout.calls().length;
  };
  await checkout.setUp();
  assert.equal(
    await change("package.json", JSON.stringify({ ...MANIFEST, scripts: { a: "b" } })),
    1,
  );
  const dependencies = { ws: "8.0.1" };
  assert.equal(await change("package.json", JSON.stringify({ ...MANIFEST, dependencies })), 2);
  assert.equal(await change("packages/wire/package.json", '{"dependencies":{"a":"1"}}'), 3);
  assert.equal(await change("pnpm-lock.yaml", "lockfileVersion: '9.1'\n"), 4);
  assert.equal(await change("pnpm-workspace.yaml", "packages: []\n"), 5);
});

test("a failed set-up is tried again, even when the one before it had succeeded", async () => {
  const checkout = makeCheckout("mkdir -p node_modules; test ! -e broken");
  await checkout.setUp();
  writeFileSync(join(checkout.root, "broken"), "");
  writeFileSync(join(checkout.root, "pnpm-lock.yaml"), "changed");
  assert.equal((await checkout.setUp()).status, 1);
  assert.equal(existsSync(join(checkout.root, STAMP)), false);
  rmSync(join(checkout.root, "broken"));
  assert.equal((await checkout.setUp()).status, 0);
});

test("a registry that is out of reach gives a sentence that names it and what to do", async () => {
  const checkout = makeCheckout('echo "error: getaddrinfo ENOTFOUND registry.example" >&2; exit 7');
  const registry = "https://registry.example/";
  const { status, said } = await checkout.setUp({ npm_config_registry: registry });
  assert.equal(status, 1);
  assert.match(said, /the package registry https:\/\/registry\.example\/ is out of reach/);
  assert.match(said, /run the same command again/);
  assert.match(said, /ENOTFOUND/);
  assert.doesNotMatch(said, /bootstrap\.mjs:\d+/);
});

test("a lockfile that does not fit package.json says which command mends it", async () => {
  const { said } = await makeCheckout('echo "ERR_PNPM_OUTDATED_LOCKFILE"; exit 1').setUp();
  assert.match(said, /npx pnpm@9\.9\.9 install/);
});

test("any other failure shows the status and the last lines of the package manager", async () => {
  const { said } = await makeCheckout('echo "no idea" >&2; exit 3').setUp();
  assert.match(said, /left with status 3\.\nno idea/);
});

test("a machine without npx, or with an old npm, is told what to install", async () => {
  const missing = await makeCheckout("", false).setUp();
  assert.equal(missing.status, 1);
  assert.match(missing.said, /`npx` was not found\. It comes with npm/);
  const old = await makeCheckout().setUp({ npm_config_user_agent: "npm/6.14.0 node/v18.0.0" });
  assert.equal(old.status, 1);
  assert.match(old.said, /needs npm 8 or newer, this is npm 6/);
});

test("a slow set-up tells how far it is", async () => {
  const body = 'mkdir -p node_modules; echo "Progress: resolved 3, downloaded 2"; sleep 5.5';
  const { status, said } = await makeCheckout(body).setUp();
  assert.equal(status, 0);
  assert.match(said, /5 s: resolved 3, downloaded 2/);
});

test("two set-ups at once install once: the second waits for the first", async () => {
  const checkout = makeCheckout("mkdir -p node_modules; sleep 1");
  const first = checkout.setUp();
  await sleep(300);
  const [one, two] = await Promise.all([first, checkout.setUp()]);
  assert.equal(one.status, 0);
  assert.equal(two.status, 0);
  assert.match(two.said, /another set-up of this folder is running \(process \d+\); waiting/);
  assert.equal(checkout.calls().length, 1);
});

test("an interrupted set-up gives the lock back and leaves with the signal's status", async () => {
  const checkout = makeCheckout("exec sleep 30");
  const { status } = await checkout.setUp({}, "SIGINT");
  assert.equal(status, 130);
  assert.equal(existsSync(join(checkout.root, LOCK)), false);
  assert.equal(existsSync(join(checkout.root, STAMP)), false);
});

test("the lock of a dead process is taken over, that of a live one is not", async () => {
  const dead = spawn(process.execPath, ["-e", "0"]);
  await once(dead, "close");
  const checkout = makeCheckout();
  const lock = join(checkout.root, LOCK);
  writeFileSync(lock, `token\n${hostname()}\n${dead.pid}\n`);
  assert.equal((await checkout.setUp()).status, 0);
  assert.equal(existsSync(lock), false);

  writeFileSync(join(checkout.root, "pnpm-lock.yaml"), "changed");
  writeFileSync(lock, `token\n${hostname()}\n${process.pid}\n`);
  const waiting = checkout.setUp();
  await sleep(700);
  assert.equal(checkout.calls().length, 1);
  rmSync(lock);
  assert.equal((await waiting).status, 0);
  assert.equal(checkout.calls().length, 2);
});

test("a lock that nobody keeps alive is taken over, also one of another machine", async () => {
  const checkout = makeCheckout();
  const lock = join(checkout.root, LOCK);
  writeFileSync(lock, "token\nelsewhere\n1\n");
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, longAgo, longAgo);
  assert.equal((await checkout.setUp()).status, 0);
});
