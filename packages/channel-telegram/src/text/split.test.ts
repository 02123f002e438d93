import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { shownLength } from "./escape.ts";
import { renderHtml } from "./html.ts";
import { Work } from "./lexer.ts";
import { splitMarkdown, TEXT_LENGTH_MAX } from "./split.ts";

const withoutSpace = (text: string) => text.replace(/\s+/g, "");

describe("cutting a text into messages", () => {
  it("leaves a short text as it is", () => {
    assert.deepEqual(splitMarkdown("a\n\nb"), ["a\n\nb"]);
    assert.deepEqual(splitMarkdown("x".repeat(4000)).length, 1);
    assert.deepEqual(splitMarkdown("x".repeat(4001)).length, 2);
  });

  it("stands something in for a text without anything to show", () => {
    for (const text of ["", " ", "\n\n"]) assert.deepEqual(splitMarkdown(text), ["(no text)"]);
  });

  it("cuts between paragraphs, else lines, else words", () => {
    const paragraph = "word ".repeat(15).trim();
    assert.deepEqual(splitMarkdown(`${paragraph}\n\n${paragraph}`, 100), [paragraph, paragraph]);
    assert.deepEqual(splitMarkdown(`${paragraph}\n${paragraph}`, 100), [paragraph, paragraph]);
    const [first = "", second = ""] = splitMarkdown("word ".repeat(30), 100);
    assert.ok(first.endsWith("word") && second.startsWith("word"));
  });

  it("counts UTF-16 units and never cuts a character in two", () => {
    for (const lengthMax of [64, 65, 66, 67]) {
      const parts = splitMarkdown(`a${"😀".repeat(200)}`, lengthMax);
      assert.ok(parts.every((part) => part.length <= lengthMax && part.isWellFormed()));
      assert.equal(parts.join(""), `a${"😀".repeat(200)}`);
    }
  });

  it("closes a code block that it cuts and opens it again with its language", () => {
    const code = Array.from({ length: 20 }, (_, n) => `line ${n};`).join("\n");
    const parts = splitMarkdown(`before\n\n\`\`\`ts\n${code}\n\`\`\`\n\nafter`, 100);
    assert.ok(parts.length > 2);
    for (const part of parts) {
      assert.equal((part.match(/^```/gm) ?? []).length % 2, 0, part);
      assert.doesNotMatch(part, /^```ts\n```$/, "no empty block");
    }
    assert.ok(parts.slice(1, -1).every((part) => part.startsWith("```ts\n")));
    const lines = parts.join("\n").match(/line \d+;/g);
    assert.equal(lines?.length, 20);
  });

  it("does not take a fence of the other kind for the end of a block", () => {
    const text = `~~~\n${"```\nline of code\n".repeat(20)}~~~`;
    for (const part of splitMarkdown(text, 100)) assert.match(part, /^~~~\n[^]*~~~$/);
  });

  it("makes parts that fit once they are rendered, also when a table grows", () => {
    const row = `| ${"b".repeat(39)} | a |\n`;
    const table = `| x | y |\n|---|---|\n${row}${"| 1 | 2 |\n".repeat(300)}`;
    const parts = splitMarkdown(table);
    assert.ok(parts.length > 1);
    for (const part of parts) assert.ok(shownLength(renderHtml(part)) <= TEXT_LENGTH_MAX);
  });

  it("measures no prose, and of hostile text no more than is allowed", () => {
    const table = "\n|-|-|\n";
    for (const piece of ["a**_", "The quick brown fox.\n\n", "[", "`"]) {
      const work = new Work();
      splitMarkdown(piece.repeat(200_000 / piece.length), 4000, work);
      assert.equal(work.used, 0, piece);
    }
    for (const piece of ["_*a", "(~a", "\\[", "> "]) {
      const part = piece.repeat(1_500 / piece.length) + table;
      const work = new Work(100_000);
      const parts = splitMarkdown(part.repeat(200_000 / part.length), 4000, work);
      assert.ok(work.used < work.max + parts.length * 50_000, piece);
      assert.ok(parts.every((one) => one.length <= 4000));
    }
  });

  it("loses no character of any text, and keeps to its limits", () => {
    const piece = fc.oneof(
      fc.constantFrom("\n", "\n\n", " ", ". ", "*", "_", "> ", "- ", "word", "| a | b |\n"),
      fc.string({ unit: "binary", maxLength: 60 }).map((text) => text.replaceAll(/[`~]/g, "")),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 80 }),
        fc.integer({ min: 64, max: 400 }),
        (pieces, lengthMax) => {
          const text = pieces.join("").toWellFormed();
          const parts = splitMarkdown(text, lengthMax);
          assert.ok(parts.every((part) => part.trim() !== "" && part.length <= lengthMax));
          if (text.trim() !== "") assert.equal(withoutSpace(parts.join("")), withoutSpace(text));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("keeps to its limits with fences anywhere", () => {
    const piece = fc.constantFrom(
      "```",
      "```ts\n",
      "~~~\n",
      "\n",
      "\n\n",
      "code ",
      "```\n",
      "q".repeat(40),
      // A backtick before it: no description of a code block, which each of its parts repeats.
      ".`" + "z".repeat(40),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.integer({ min: 64, max: 300 }),
        (pieces, lengthMax) => {
          const text = pieces.join("");
          const parts = splitMarkdown(text, lengthMax);
          assert.ok(parts.every((part) => part.trim() !== "" && part.length <= lengthMax));
          const count = (letter: string, all: string) => all.split(letter).length - 1;
          assert.equal(count("z", parts.join("")), count("z", text));
          assert.ok(count("q", parts.join("")) >= count("q", text));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
