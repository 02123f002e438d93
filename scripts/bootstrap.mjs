// Sets this checkout up: installs exactly what the lockfile names, once, and returns at once when
// nothing changed. Plain JavaScript without dependencies, because it runs before there are any, on
// whatever Node (18 or newer) the machine has. `npm start` and `npm test` call it first.
import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STAMP = join(ROOT, "node_modules/.zero-stamp");
const LOCK = join(ROOT, ".zero-setup.lock");

const NODE_MAJOR_MIN = 18;
const NPM_MAJOR_MIN = 8;
/** How often a set-up that goes on says so. */
const PROGRESS_MS = 5_000;
/** The owner of the lock shows every second that it lives; one this old has no owner any more. */
const HEARTBEAT_MS = 1_000;
const LOCK_STALE_MS = 30_000;
/** Lines of the package manager that are shown when it fails. */
const TAIL_LINES = 30;

/** What decides the installed files. A script or a description may change without a new install. */
const INSTALL_FIELDS = [
  "name",
  "version",
  "bin",
  "packageManager",
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "peerDependencies",
];

const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET|META_FETCH|dns error|error sending request|network|fetch failed|certificate/i;

/** Ends the set-up with a sentence for a person. */
class SetupError extends Error {}

const say = (text) => process.stderr.write(`zero: ${text}\n`);

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** A digest of everything that decides what is installed, on this kind of machine. */
function wantedStamp() {
  const folder = join(ROOT, "packages");
  const packages = existsSync(folder) ? readdirSync(folder).sort() : [];
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  for (const path of ["", ...packages.map((name) => join("packages", name))]) {
    const file = join(ROOT, path, "package.json");
    if (!existsSync(file)) continue;
    const manifest = readJson(file);
    hash.update(JSON.stringify(INSTALL_FIELDS.map((field) => manifest[field] ?? null)));
  }
  for (const name of ["pnpm-lock.yaml", "pnpm-workspace.yaml"]) {
    const file = join(ROOT, name);
    hash.update(existsSync(file) ? readFileSync(file) : "none");
  }
  return hash.digest("hex");
}

function isUpToDate() {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === wantedStamp();
}

function checkTools() {
  const node = Number.parseInt(process.versions.node, 10);
  if (node < NODE_MAJOR_MIN) {
    throw new SetupError(
      `setting up needs Node ${NODE_MAJOR_MIN} or newer, this is ${process.version}. ` +
        "Install a newer one from https://nodejs.org and run the same command again.",
    );
  }
  if (process.platform === "win32") {
    throw new SetupError("Windows is supported through WSL2: run the same command inside it.");
  }
  const npm = /\bnpm\/(\d+)\./.exec(process.env.npm_config_user_agent ?? "");
  if (npm && Number(npm[1]) < NPM_MAJOR_MIN) {
    throw new SetupError(
      `setting up needs npm ${NPM_MAJOR_MIN} or newer, this is npm ${npm[1]}. ` +
        "Run `npm install --global npm` and then the same command again.",
    );
  }
}

/** The lock as it is on disk, or undefined when nobody holds it. */
function readLock() {
  try {
    const ageMs = Date.now() - statSync(LOCK).mtimeMs;
    const [token = "", host = "", pid = ""] = readFileSync(LOCK, "utf8").split("\n");
    return { token, host, pid: Number(pid), ageMs };
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function isStale(lock) {
  if (lock.ageMs > LOCK_STALE_MS) return true;
  return lock.host === hostname() && lock.pid > 0 && !isAlive(lock.pid);
}

/** Takes the lock, or returns undefined when somebody else has it. */
function tryLock() {
  const token = randomUUID();
  try {
    writeFileSync(LOCK, `${token}\n${hostname()}\n${process.pid}\n`, { flag: "wx" });
  } catch (error) {
    if (error.code === "EEXIST") return undefined;
    throw error;
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    if (readLock()?.token === token) utimesSync(LOCK, now, now);
  }, HEARTBEAT_MS);
  return () => {
    clearInterval(heartbeat);
    if (readLock()?.token === token) rmSync(LOCK, { force: true });
  };
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for its turn. Resolves to the function that gives the lock back. */
async function lock() {
  let told = false;
  for (;;) {
    const release = tryLock();
    if (release) return release;
    const held = readLock();
    if (held && isStale(held)) {
      // Whoever else saw the same dead owner must not remove the lock that replaces it.
      await sleep(100 + Math.random() * 200);
      if (readLock()?.token === held.token) rmSync(LOCK, { force: true });
    } else {
      if (held && !told)
        say(`another set-up of this folder is running (process ${held.pid}); waiting`);
      told = true;
      await sleep(250);
    }
  }
}

/** Keeps the last lines of a child and what its newest progress line said. */
function follow(stream, state) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const progress = /^Progress: (.+)$/.exec(line);
      if (progress) state.progress = progress[1];
      else if (line.trim() !== "") state.tail.push(line);
      state.heardAt = Date.now();
    }
    state.tail.splice(0, Math.max(0, state.tail.length - TAIL_LINES));
  });
}

function explain(command, registry, status, tail) {
  const output = tail.join("\n");
  if (/OUTDATED_LOCKFILE/.test(output)) {
    return (
      "pnpm-lock.yaml does not fit package.json. If you changed the dependencies, run\n" +
      `  npx ${command} install\nand then the same command again.`
    );
  }
  if (/ENOSPC|no space left/i.test(output)) return `the disk is full.\n${output}`;
  if (UNREACHABLE.test(output)) {
    return (
      `the package registry ${registry} is out of reach. Check the network connection, and the ` +
      "`registry` and `proxy` settings of npm; then run the same command again. What was already " +
      `downloaded is kept.\n${output}`
    );
  }
  return `the package manager left with status ${status}.\n${output}`;
}

/** Runs the pinned package manager through npx, and tells a person how far it is. */
function install(release) {
  const manager = readJson(join(ROOT, "package.json")).packageManager;
  const registry = process.env.npm_config_registry ?? "https://registry.npmjs.org/";
  const args = ["-y", manager, "install", "--frozen-lockfile", "--ignore-scripts"];
  const startedAt = Date.now();
  const state = { tail: [], progress: "fetching the package manager", heardAt: startedAt };
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
  say(`setting up; packages come from ${registry}`);
  return new Promise((resolve, reject) => {
    let child = null;
    // From before there is anything to end: a signal may come at any moment.
    const leave = (signal) => {
      child?.kill(signal);
      release();
      process.exit(signal === "SIGINT" ? 130 : 143);
    };
    process.once("SIGINT", leave).once("SIGTERM", leave);
    child = spawn("npx", [...args, "--reporter=append-only"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      // A lifecycle script is foreign code; nothing that we install needs one.
      env: {
        ...process.env,
        npm_config_ignore_scripts: "true",
        npm_config_fund: "false",
        CI: "true",
      },
    });
    const progress = setInterval(() => say(`${seconds()}: ${state.progress}`), PROGRESS_MS);
    follow(child.stdout, state);
    follow(child.stderr, state);
    child.once("error", (error) => {
      clearInterval(progress);
      const missing = "`npx` was not found. It comes with npm 8 or newer; install it beside Node.";
      reject(new SetupError(error.code === "ENOENT" ? missing : `npx: ${error.message}`));
    });
    child.once("close", (status) => {
      clearInterval(progress);
      if (status !== 0) reject(new SetupError(explain(manager, registry, status, state.tail)));
      else resolve(say(`set up in ${seconds()}`));
    });
  });
}

async function main() {
  checkTools();
  if (isUpToDate()) return;
  const release = await lock();
  try {
    if (isUpToDate()) return;
    rmSync(STAMP, { force: true });
    await install(release);
    mkdirSync(dirname(STAMP), { recursive: true });
    writeFileSync(STAMP, wantedStamp());
  } finally {
    release();
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
