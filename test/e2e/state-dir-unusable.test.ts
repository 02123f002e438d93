import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";

/** What makes the state directory, and what it says on the way out. */
const MAKERS: readonly [words: string, says: RegExp][] = [
  ["gateway --allow-unconfigured --port 0", /cannot be used: .*or set ZERO_STATE_DIR\./],
  [
    "backup restore FILE --yes",
    /^Nothing was restored: .* cannot be used: .*or set ZERO_STATE_DIR/,
  ],
  ["config set gateway.mode local", /mkdir/],
  ["node run", /mkdir/],
];

test("where no folder can be made each command ends and names the path, and what to do", async (t) => {
  if (!existsSync("/proc/self")) return t.skip("there is no /proc on this system");
  const cli = CliHome.make(t);
  const FILE = cli.write("file", "no archive");
  for (const ZERO_STATE_DIR of ["/proc/nope", "/proc/nope/deep", FILE]) {
    for (const [words, says] of MAKERS) {
      const args = words.split(" ").map((word) => (word === "FILE" ? FILE : word));
      const { status, stderr } = await cli.run(args, { ZERO_STATE_DIR });
      // Null: it did not end by itself.
      assert.ok(status, `${words} in ${ZERO_STATE_DIR}: ${status}`);
      assert.match(stderr, says);
      // The system names the first folder on the way that cannot be made.
      assert.ok(stderr.includes(ZERO_STATE_DIR.replace("/deep", "")), stderr);
      assert.ok(!stderr.includes("defect of ZERO"), stderr);
    }
    const setup = await cli.run(["setup", "--non-interactive"], { ZERO_STATE_DIR });
    assert.ok(setup.status, `setup in ${ZERO_STATE_DIR}: ${setup.status}`);
  }
});

test("`zero reset` of a state directory that is a file says so, and removes nothing", async (t) => {
  const cli = CliHome.make(t);
  const file = cli.write("file", "mine");
  for (const scope of ["config", "config+creds+sessions", "full"]) {
    const words = ["reset", "--scope", scope, "--yes", "--non-interactive"];
    const { status, stderr } = await cli.run(words, { ZERO_STATE_DIR: file });
    assert.equal(status, 1);
    assert.ok(stderr.startsWith(`${file} is no folder, so it holds no state of ZERO.\n`), stderr);
    assert.match(stderr, /Next: move it away, or set ZERO_STATE_DIR/);
  }
  assert.equal(readFileSync(file, "utf8"), "mine");
});
