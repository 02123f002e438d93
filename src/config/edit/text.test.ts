import assert from "node:assert/strict";
import { describe, test } from "node:test";
import JSON5 from "json5";
import { Random } from "../../../test/support/random.ts";
import type { Value } from "../file/document.ts";
import { literalsOf } from "../file/literals.ts";
import { type Edit, editDocument, EditError, editsOfPatch, parsePath } from "./edits.ts";
import { editText } from "./text.ts";

const set = (text: string, path: string, value: Value) =>
  editText(text, [{ path: parsePath(path), value }]);
const remove = (text: string, path: string) =>
  editText(text, [{ path: parsePath(path), remove: true }]);

const WRITTEN = `// mine
{
  // where it listens
  gateway: { port: 0x10, /* why */ bind: 'lan', }, // tail
  "list": [1, 2, /* three */ 3], // last
}
// end
`;

describe("an edit changes what it names and nothing else", () => {
  test("a value is replaced where it stands", () => {
    assert.equal(set(WRITTEN, "gateway.port", 5), WRITTEN.replace("0x10", "5"));
    assert.equal(set(WRITTEN, "gateway.port", 16), WRITTEN, "it is 16 already");
    assert.equal(set(WRITTEN, "list[1]", "b"), WRITTEN.replace("[1, 2,", '[1, "b",'));
  });

  test("an object that replaces another changes only what differs", () => {
    const next = set(WRITTEN, "gateway", { port: 16, bind: "loopback" });
    assert.equal(next, WRITTEN.replace("'lan'", '"loopback"'));
  });

  test("a new key goes behind the last one, in the way of its neighbours", () => {
    assert.equal(
      set(WRITTEN, "gateway.mode", "local"),
      WRITTEN.replace("'lan', }", "'lan', mode: \"local\", }"),
    );
    assert.equal(
      set(WRITTEN, "logging.level", "warn"),
      WRITTEN.replace("// last\n", '// last\n  "logging": {\n    level: "warn"\n  },\n'),
    );
    assert.equal(set("{a:1 // c\n}", "b", 2), "{a:1, b: 2 // c\n}");
    assert.equal(set("{\r\n\ta: 1 // c\r\n}\r\n", "b", 2), "{\r\n\ta: 1, // c\r\n\tb: 2\r\n}\r\n");
    assert.equal(set("{}", "a.b", 1), '{\n  "a": {\n    "b": 1\n  }\n}');
    assert.equal(set("{\n  // soon\n}\n", "a", 1), '{\n  // soon\n  "a": 1\n}\n');
    assert.equal(set("{ a: [] }", "a[0]", 1), "{ a: [\n  1\n] }");
  });

  test("what is removed leaves its comments", () => {
    assert.equal(remove(WRITTEN, "gateway.bind"), WRITTEN.replace("bind: 'lan', ", ""));
    assert.equal(
      remove(WRITTEN, "list"),
      WRITTEN.replace('"list": [1, 2, /* three */ 3], // last', "// last"),
    );
    assert.equal(remove('{\n  "a": 1,\n  "b": 2\n}\n', "b"), '{\n  "a": 1\n}\n');
    assert.equal(remove("{\n  a: 1,\n}\n", "a"), "{\n}\n");
    assert.equal(remove("{a: 1, b: 2, a: 3}", "a"), "{ b: 2 }");
    assert.equal(remove(WRITTEN, "nothing.here"), WRITTEN);
    assert.equal(remove(WRITTEN, "list[2]"), WRITTEN.replace("2, /* three */ 3", "2 /* three */ "));
  });

  test("a byte order mark and the ends of lines stay", () => {
    const text =
      "\uFEFF// mine\r\n{\r\n  a: { b: 1 }, // tail\r\n  c: [\r\n    2,\r\n  ],\r\n}\r\n";
    assert.equal(set(text, "a.b", 2), text.replace("b: 1", "b: 2"));
    assert.equal(
      set(text, "d", { e: { f: [1] } }),
      text.replace(
        "],",
        "],\r\n  d: {\r\n    e: {\r\n      f: [\r\n        1\r\n      ]\r\n    }\r\n  },",
      ),
    );
    assert.equal(set(text, "c[1]", 3), text.replace("2,", "2,\r\n    3,"));
    assert.equal(remove(text, "c"), text.replace("  c: [\r\n    2,\r\n  ],\r\n", ""));
    assert.equal(set("\uFEFF{a: 1}", "b", 2), "\uFEFF{a: 1, b: 2}");
  });

  test("what has no place is refused", () => {
    assert.throws(() => set(WRITTEN, "list[9]", 1), EditError);
    assert.throws(() => set(WRITTEN, "list.name", 1), EditError);
    assert.throws(() => parsePath("a..b"), EditError);
    assert.throws(() => parsePath("[0]"), EditError);
    assert.deepEqual(parsePath('a.b-c[2]["d.e"]'), ["a", "b-c", 2, "d.e"]);
  });
});

test("a merge patch deletes with null, merges objects and replaces the rest (RFC 7396)", () => {
  const document = JSON5.parse<{ [key: string]: Value }>("{ a: { b: 1, c: 2 }, d: [1] }");
  const patch = { a: { b: null, e: { f: null, g: 1 } }, d: [2] };
  const next = editsOfPatch(document, patch).reduce(editDocument, document);
  assert.deepEqual(JSON.parse(JSON.stringify(next)), { a: { c: 2, e: { g: 1 } }, d: [2] });
});

test("D-06 3,000 drawn edits of drawn texts mean what they should and keep every comment", () => {
  const random = new Random(20_261_122);
  for (let round = 0; round < 300; round++) {
    let text = drawText(random);
    for (let step = 0; step < 10; step++) {
      const path = Array.from({ length: 1 + random.below(3) }, () => random.pick(NAMES));
      const isGone = random.chance(0.3);
      const value = drawValue(random, 2);
      const before = commentsOf(text);
      const edited = tryEdit(text, isGone ? { path, remove: true } : { path, value });
      const kept = commentsOf(edited);
      // A list or a value that was replaced or removed takes the comments within it along.
      const lost = before.filter((comment) => !kept.includes(comment));
      for (const comment of lost) assert.ok(comment.includes("within"), `${text}\n→ ${edited}`);
      text = edited;
    }
  }
});

test("D-06 many edits at once write what they write one after the other, byte for byte", () => {
  const random = new Random(20_261_123);
  for (let round = 0; round < 400; round++) {
    const start = drawText(random);
    let text = start;
    const edits: Edit[] = [];
    for (let step = 0; step < 12; step++) {
      const path = Array.from({ length: 1 + random.below(3) }, () => random.pick(NAMES));
      const isGone = random.chance(0.4);
      const edit = isGone ? { path, remove: true as const } : { path, value: drawValue(random, 2) };
      try {
        text = editText(text, [edit]);
        edits.push(edit);
      } catch (error) {
        assert.ok(error instanceof EditError, `${text}: ${String(error)}`);
      }
    }
    const given = structuredClone(edits);
    assert.equal(editText(start, edits), text, `${start}\n${JSON.stringify(edits)}`);
    assert.deepEqual(edits, given, "the edits belong to the caller");
  }
});

/** A name has no place in a list, and then nothing happens. */
function tryEdit(text: string, edit: Edit): string {
  try {
    return editText(text, [edit]);
  } catch (error) {
    assert.ok(error instanceof EditError, `${text}: ${String(error)}`);
    return text;
  }
}

const NAMES = ["a", "b", "c", "d-e"];
let drawn = 0;

const commentsOf = (text: string) =>
  literalsOf(text).flatMap(({ kind, value }) => (kind === "comment" ? [String(value)] : []));

function drawText(random: Random): string {
  return `${drawComment(random, "top")}{${drawMembers(random, 3)}}${drawComment(random, "end")}\n`;
}

function drawMembers(random: Random, depth: number): string {
  const newline = random.pick(["\n", " ", "\n\n  ", ""]);
  const members = NAMES.filter(() => random.chance(0.6)).map((name) => {
    const key = name === "d-e" ? "'d-e'" : random.pick([name, `"${name}"`]);
    const inner =
      depth > 1 && random.chance(0.5) ? `{${drawMembers(random, depth - 1)}}` : drawScalar(random);
    return `${drawComment(random, "in")}${newline}${key}:${drawComment(random, "in")} ${inner}${drawComment(random, "in")}`;
  });
  const comma = members.length > 0 && random.chance(0.5) ? "," : "";
  return members.join(",") + comma + drawComment(random, "in") + newline;
}

function drawComment(random: Random, where: string): string {
  if (random.chance(0.6)) return "";
  drawn += 1;
  const kind = where === "in" ? "within" : where;
  return random.pick([` /* ${kind} ${drawn} */ `, ` // ${kind} ${drawn}\n`]);
}

function drawScalar(random: Random): string {
  return random.pick(["1", "'x'", '"y, }"', "null", "true", "[1, 2]", "[]", "0x1f"]);
}

function drawValue(random: Random, depth: number): Value {
  if (depth > 0 && random.chance(0.3)) {
    return Object.fromEntries(
      NAMES.filter(() => random.chance(0.4)).map((name) => [name, drawValue(random, depth - 1)]),
    );
  }
  return random.pick<Value>([1, "text", false, ["l"], "// no comment"]);
}
