import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { Environment } from "../environment.ts";
import { pathsOf } from "../paths.ts";
import { portForProfile } from "./profile-port.ts";

function homeIn(t: TestContext): string {
  const home = mkdtempSync(join(tmpdir(), "zero-profiles-"));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

function portIn(home: string): number | undefined {
  return portForProfile(pathsOf("rescue", Environment.ofProcess({ HOME: home }), home));
}

/** Root may list every folder. */
function asNobody<Result>(work: () => Result): Result {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

test("S57 a home that is missing or cannot be listed knows of no other profile", (t) => {
  const home = homeIn(t);
  mkdirSync(join(home, ".zero-other"));
  writeFileSync(join(home, ".zero-other/zero.json"), "{ gateway: { port: 19201 } }");
  assert.equal(portIn(home), 19_401);
  assert.equal(portIn(join(home, "missing")), 19_201);
  chmodSync(home, 0);
  const unlisted = asNobody(() => portIn(home));
  chmodSync(home, 0o700);
  assert.equal(unlisted, 19_201);
});
