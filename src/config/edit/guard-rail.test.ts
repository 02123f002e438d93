import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { systemClock } from "../../kernel/clock.ts";
import { Environment } from "../environment.ts";
import { sections } from "../generated/sections.ts";
import { pathsOf } from "../paths.ts";
import { ConfigEditor, GuardRailError } from "./editor.ts";
import type { Path } from "../key-tree.ts";
import type { Value, ValueObject } from "../file/document.ts";

const BY = { by: "agent" } as const;
const START = `// Mine.
{ gateway: { mode: "local", auth: { token: "a-token-of-the-owner" } } }
`;

function world(t: TestContext, text = START) {
  const home = mkdtempSync(join(tmpdir(), "zero-guard-"));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const env = Environment.ofProcess({ HOME: home });
  const paths = pathsOf(undefined, env, home);
  mkdirSync(paths.stateDir, { recursive: true });
  writeFileSync(paths.configPath, text);
  const editor = new ConfigEditor({ load: { paths, env }, clock: systemClock });
  return { editor, text: () => readFileSync(paths.configPath, "utf8") };
}

/** A place that the key means: some name of a record, the first place of a list. */
function placeOf(key: string): Path {
  return key.split(".").map((name) => (name === "*" ? "some" : name));
}

const nested = ([name, ...rest]: Path, value: Value): ValueObject => ({
  [String(name)]: rest.length === 0 ? value : nested(rest, value),
});

const isRefused = async (work: Promise<unknown>): Promise<boolean> => {
  try {
    await work;
  } catch (error) {
    // A value that its own rule refuses came past the guard rail.
    return error instanceof GuardRailError;
  }
  return false;
};

test("SR16 of every key the agent can set, remove and rewrite just those that say so", async (t) => {
  for (const { key, type, default: value = "x", agentMayChange = false } of sections) {
    const path = placeOf(key);
    if (type === "object" || type === "record") continue;
    const given = value as Value;
    const set = world(t);
    const isSet = !(await isRefused(set.editor.edit(() => [{ path, value: given }], BY)));
    const whole = { gateway: { mode: "local" }, ...nested(path, given) };
    const own = world(t, JSON.stringify({ gateway: { mode: "local" } }));
    const isApplied = !(await isRefused(own.editor.replace(() => JSON.stringify(whole), BY)));
    const full = world(t, JSON.stringify(nested(path, given)));
    const isRemoved = !(await isRefused(full.editor.edit(() => [{ path, remove: true }], BY)));
    assert.deepEqual(
      { isSet, isApplied, isRemoved },
      {
        isSet: agentMayChange,
        isApplied: agentMayChange,
        isRemoved: agentMayChange,
      },
      key,
    );
    if (!agentMayChange) assert.equal(set.text(), START);
  }
});

test("SR16 the agent brings in no file, no variable, no section and no way around a key", async (t) => {
  const { editor, text } = world(t);
  const wholes = [
    '{ $include: "./mine.json5" }',
    '{ gateway: { mode: "local", auth: { token: "a-token-of-the-owner" } }, env: { A: "b" } }',
    '{ gateway: { mode: "local", auth: { token: "a-token-of-the-owner" } }, channels: {} }',
    '{ gateway: "open" }',
    "{}",
    '{ gateway: { mode: "local", auth: {} } }',
  ];
  for (const whole of wholes) {
    assert.ok(await isRefused(editor.replace(() => whole, { ...BY, force: true })), whole);
  }
  const path = ["agents", "defaults", "model", "primary"];
  const value = "${HOME}/model";
  const reference = editor.edit(() => [{ path, value }], BY);
  await assert.rejects(reference, /may not refer to a variable/);
  assert.equal(text(), START);
});

test("SR16 what the agent may change is written like any other change, and the history names it", async (t) => {
  const { editor, text } = world(t);
  const edits = [{ path: ["agents", "defaults", "verboseDefault"], value: "on" }];
  const { configuration } = await editor.edit(() => edits, BY);
  assert.equal(configuration.config.agents.defaults.verboseDefault, "on");
  assert.match(text(), /^\/\/ Mine\./);
  assert.equal(editor.versions().at(-1)?.by, "agent");
  const own = [{ path: ["gateway", "auth", "token"], value: "another-token" }];
  const refused = editor.edit(() => own, BY);
  await assert.rejects(refused, /the agent may not change gateway\.auth\.token; its owner can/);
});

test("SR16 no reference and no file comes in by a list, a name or the place of a broken value", async (t) => {
  const broken = '{ gateway: { mode: "local" }, agents: { defaults: { model: { primary: {} } } } }';
  const model = ["agents", "defaults", "model"];
  const reaching: [text: string, path: string[], value: Value][] = [
    [broken, [...model, "primary"], "${HOME}/x"],
    [START, [...model, "fallbacks"], [{ $include: "./.env" }]],
    [START, ["agents", "defaults", "models", "$include", "alias"], "./.env"],
  ];
  for (const [text, path, value] of reaching) {
    const refused = world(t, text).editor.edit(() => [{ path, value }], BY);
    await assert.rejects(refused, /may not refer to a variable or a file/, path.join("."));
  }
});

test("SR16 a whole text of the agent is what it changes, and the owner's comments stay", async (t) => {
  const { editor, text } = world(t);
  const whole = { gateway: { mode: "local", auth: { token: "a-token-of-the-owner" } } };
  const next = { ...whole, agents: { defaults: { verboseDefault: "on" } } };
  await editor.replace(() => JSON.stringify(next), BY);
  assert.match(text(), /^\/\/ Mine\.[^]*"?verboseDefault"?: "on"/);
});
