import assert from "node:assert/strict";
import { userInfo } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { Environment } from "./environment.ts";
import { chooseProfile, expandHome, pathsOf, ProfileError } from "./paths.ts";

const env = (variables: Record<string, string> = {}) => Environment.ofProcess(variables);

test("S8 the configuration is ~/.zero/zero.json unless ZERO_CONFIG_PATH says otherwise", () => {
  const plain = pathsOf(undefined, env({ HOME: "/home/ann" }));
  assert.equal(plain.stateDir, "/home/ann/.zero");
  assert.equal(plain.configPath, "/home/ann/.zero/zero.json");
  assert.equal(plain.logFile, "/home/ann/.zero/logs/gateway.jsonl");
  assert.equal(plain.workspace, "/home/ann/zero");
  const moved = pathsOf(undefined, env({ HOME: "/home/ann", ZERO_CONFIG_PATH: "~/a.json" }));
  assert.equal(moved.configPath, "/home/ann/a.json");
  assert.equal(moved.stateDir, "/home/ann/.zero");
});

test("S46 S47 the dev profile lives in ~/.zero-dev", () => {
  const profile = chooseProfile({ dev: true }, env());
  const paths = pathsOf(profile, env({ HOME: "/h" }));
  assert.equal(paths.stateDir, "/h/.zero-dev");
  assert.equal(paths.configPath, "/h/.zero-dev/zero.json");
  assert.equal(paths.workspace, "/h/zero-dev");
});

test("S52 V17 variables win over what the profile says, and the configuration follows the state", () => {
  const paths = pathsOf("dev", env({ HOME: "/h", ZERO_STATE_DIR: "/s" }));
  assert.equal(paths.stateDir, "/s");
  assert.equal(paths.configPath, "/s/zero.json");
  assert.equal(paths.envFile, "/s/.env");
  assert.equal(paths.workspace, "/h/zero-dev");
});

test("a relative HOME is meant from the working directory, and all paths are absolute", () => {
  const { home, stateDir, workspace } = pathsOf(undefined, env({ HOME: "rel" }));
  assert.equal(home, join(process.cwd(), "rel"));
  assert.deepEqual([stateDir, workspace], [join(home, ".zero"), join(home, "zero")]);
});

test("an empty HOME is unset: nothing of ours comes into the working directory", (t) => {
  const before = process.env["HOME"];
  t.after(() => (process.env["HOME"] = before));
  process.env["HOME"] = "";
  const { stateDir, workspace } = pathsOf(undefined, env({ HOME: "" }));
  assert.equal(stateDir, `${userInfo().homedir}/.zero`);
  assert.equal(workspace, `${userInfo().homedir}/zero`);
});

test("an empty variable is unset", () => {
  const paths = pathsOf(undefined, env({ HOME: "/h", ZERO_STATE_DIR: "", ZERO_CONFIG_PATH: "" }));
  assert.equal(paths.configPath, "/h/.zero/zero.json");
  assert.equal(chooseProfile({}, env({ ZERO_PROFILE: "" })), undefined);
});

test("a profile comes from the flag, then from ZERO_PROFILE, and `default` has no name", () => {
  assert.equal(chooseProfile({ profile: "Rescue" }, env({ ZERO_PROFILE: "other" })), "rescue");
  assert.equal(chooseProfile({}, env({ ZERO_PROFILE: "other" })), "other");
  assert.equal(chooseProfile({ profile: "default" }, env()), undefined);
  assert.equal(chooseProfile({ dev: true, profile: "dev" }, env()), "dev");
});

test("impossible profiles are refused in one sentence", () => {
  for (const profile of ["", "-a", "a/b", "..", "x".repeat(65), "a b"]) {
    assert.throws(() => chooseProfile({ profile }, env()), ProfileError, profile);
  }
  assert.throws(() => chooseProfile({ dev: true, profile: "x" }, env()), /Cannot combine --dev/);
});

test("paths that people write are made absolute", () => {
  assert.equal(expandHome("~", "/h"), "/h");
  assert.equal(expandHome("~/a/../b", "/h"), "/h/b");
  assert.equal(expandHome("/abs", "/h"), "/abs");
  assert.equal(expandHome("rel", "/h"), resolve("rel"));
  assert.equal(expandHome("~ann/x", "/h"), resolve("~ann/x"));
});
