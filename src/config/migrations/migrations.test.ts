import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { parseDocument, type Value, type ValueObject } from "../file/document.ts";
import { sections } from "../generated/sections.ts";
import { KeyTree } from "../key-tree.ts";
import { validate } from "../validate.ts";
import { CONFIG_MIGRATIONS, legacyIssues, migrateDocument } from "./index.ts";

const FIXTURES = join(import.meta.dirname, "fixtures");
const tree = new KeyTree(sections);

const fixture = (name: string): ValueObject =>
  parseDocument(readFileSync(join(FIXTURES, name), "utf8"), name);
const plain = (value: Value): unknown => JSON.parse(JSON.stringify(value));
const read = (text: string) => parseDocument(text, "zero.json");

test("S148 each migration makes of its fixture what stands beside it, and a second time changes nothing", () => {
  const names = globSync("*.before.json5", { cwd: FIXTURES });
  const expected = CONFIG_MIGRATIONS.map(({ name }) => `${name}.before.json5`);
  assert.deepEqual(names.toSorted(), expected.toSorted(), "one pair for each");
  for (const { name, run } of CONFIG_MIGRATIONS) {
    const before = fixture(`${name}.before.json5`);
    const text = JSON.stringify(before);
    const { document } = run(before, tree);
    assert.deepEqual(plain(document), plain(fixture(`${name}.after.json5`)), name);
    assert.deepEqual(run(document, tree).changes, [], `${name} again`);
    assert.equal(JSON.stringify(before), text, "it is a pure function");
  }
});

test("what has no place today stays, and its issue says what became of it", () => {
  const { changes, stuck } = migrateDocument(fixture("routing.before.json5"), tree);
  assert.deepEqual(changes, []);
  assert.deepEqual(stuck.map(({ path }) => path.join(".")).toSorted(), [
    "identity",
    "routing.allowFrom",
    "routing.queue",
  ]);
  assert.ok(stuck.every(({ isObsolete }) => isObsolete));
  assert.match(stuck[0]?.message ?? "", /^this version has no such setting \(.+\): remove it$/);
});

test("two values for one key are never chosen between: both stay until somebody decides", () => {
  const document = read('{ gateway: { token: "old", auth: { token: "new" } } }');
  const { changes, stuck, document: after } = migrateDocument(document, tree);
  assert.deepEqual(changes, []);
  assert.deepEqual(plain(after), plain(document));
  assert.match(
    stuck[0]?.message ?? "",
    /^it is gateway\.auth\.token now, which is set to something/,
  );
  const same = migrateDocument(read('{ gateway: { token: "a", auth: { token: "a" } } }'), tree);
  assert.deepEqual(plain(same.document), { gateway: { auth: { token: "a" } } });
});

test("a legacy issue names the old key and the new one", () => {
  assert.deepEqual(
    legacyIssues(read('{ gateway: { token: "x" }, agent: { model: "a/b" } }'), tree),
    [
      {
        path: "gateway.token",
        message: "it is gateway.auth.token now; `zero doctor --fix` moves it",
      },
      {
        path: "agent.model",
        message: "it is agents.defaults.model.primary now; `zero doctor --fix` moves it",
      },
    ],
  );
  assert.deepEqual(legacyIssues(read("{ gateway: { port: 1 } }"), tree), []);
  assert.match(
    legacyIssues(read("{ agent: { model: 7 } }"), tree)[0]?.message ?? "",
    /write it anew/,
  );
});

test("whatever document is given, migrating loses no value of a key that it does not know", () => {
  const names = fc.constantFrom("gateway", "token", "telegram", "agent", "model", "x", "providers");
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      fc.constantFrom("a", "b", 1),
      fc.dictionary(names, tie("value"), { maxKeys: 4 }),
    ),
  })).value;
  fc.assert(
    fc.property(fc.dictionary(names, value, { maxKeys: 5 }), (given) => {
      const before = read(JSON.stringify(given));
      const { document } = migrateDocument(before, tree);
      assert.deepEqual(plain(migrateDocument(document, tree).document), plain(document));
      const own = (all: ValueObject) => JSON.stringify(all["x"] ?? null);
      assert.equal(own(document), own(before));
    }),
    { numRuns: 500 },
  );
});

test("validation names the old key and the new one", () => {
  const lines = (text: string) => {
    const document = read(text);
    return validate(document, tree).map(({ path, message }) => `${path}: ${message}`);
  };
  assert.deepEqual(lines("{ gateway: { token: 'x' } }"), [
    "gateway.token: Unrecognized key; it is gateway.auth.token now; `zero doctor --fix` moves it",
  ]);
  assert.match(
    lines("{ agent: { model: 'a/b', workspace: '~' } }")[0] ?? "",
    /^agent: Unrecognized key; agent\.model: it is agents\.defaults\.model\.primary now.*and 1 more/,
  );
});
