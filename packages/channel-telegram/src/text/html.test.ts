import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { escapeHtml, shownLength } from "./escape.ts";
import { renderHtml } from "./html.ts";
import { Work } from "./lexer.ts";

/** Each of these took between 10 and 200 times as long as prose of its length. */
const HOSTILE = ["a**_", "_*a", "(~a", "> ", "> - ", "1. ", "\\[", "_a<]", "_a__b "];

const cases: readonly (readonly [name: string, markdown: string, html: string])[] = [
  ["plain words", "hello", "hello"],
  ["emphasis", "**b** *i* ~~s~~ `c`", "<b>b</b> <i>i</i> <s>s</s> <code>c</code>"],
  ["nested emphasis", "**b *i***", "<b>b <i>i</i></b>"],
  ["tags as text", "<b>x</b> & <script>", "&lt;b&gt;x&lt;/b&gt; &amp; &lt;script&gt;"],
  ["references in prose", "a &lt; b &amp; c &#128512;", "a &lt; b &amp; c 😀"],
  ["references in code", "`&lt;`", "<code>&amp;lt;</code>"],
  ["headings", "# One\n\n### Two", "<b>One</b>\n\n<b>Two</b>"],
  ["a list", "- a\n- b", "• a\n• b"],
  ["a nested list", "1. a\n   - b\n     - c\n2. d", "1. a\n  • b\n    • c\n2. d"],
  ["a list from seven", "7. a\n8. b", "7. a\n8. b"],
  ["tasks", "- [x] done\n- [ ] open", "• ☑ done\n• ☐ open"],
  ["a quotation", "> a\n> b", "<blockquote>a\nb</blockquote>"],
  ["a quotation in a quotation", "> a\n>> b", "<blockquote>a\n\nb</blockquote>"],
  ["a rule", "a\n\n---\n\nb", "a\n\n──────────\n\nb"],
  ["a hard break", "a  \nb<br>c", "a\nb\nc"],
  ["code", "```\na < b\n```", "<pre>a &lt; b</pre>"],
  ["code with a language", "```c++ x\na\n```", '<pre><code class="language-c++">a</code></pre>'],
  ["code with a strange language", '```"><b>\na\n```', "<pre>a</pre>"],
  ["a link", "[a](https://x.y/?q=1&r=2)", '<a href="https://x.y/?q=1&amp;r=2">a</a>'],
  ["a link of Telegram", "[a](tg://user?id=1)", '<a href="tg://user?id=1">a</a>'],
  ["a mail address", "<me@x.org>", '<a href="mailto:me@x.org">me@x.org</a>'],
  ["a dangerous link", "[a](javascript:alert(1))", "a (javascript:alert(1))"],
  ["a hidden dangerous link", "[a](&#106;avascript:1)", "a (javascript:1)"],
  ["a file's name", "[a](README.md)", "a (README.md)"],
  [
    "a link that closes its tag",
    '[a](https://x/"><b>)',
    '<a href="https://x/&quot;&gt;&lt;b&gt;">a</a>',
  ],
  ["an image", "![alt](https://x.y/a.png)", '<a href="https://x.y/a.png">alt</a>'],
  ["half a character", "a\uD83Db", "a\uFFFDb"],
  ["nothing", "", ""],
];

describe("Markdown in Telegram's HTML", () => {
  for (const [name, markdown, html] of cases) {
    it(`shows ${name}`, () => assert.equal(renderHtml(markdown), html));
  }

  it("lays a table out in characters of one width", () => {
    const html = renderHtml("| a | bb |\n|--:|:--|\n| 1 | **two** |\n| `10` | x |");
    assert.equal(html, "<pre>  a | bb\n----|----\n  1 | two\n 10 | x</pre>");
  });

  it("shows what is nested too deep as it was written", () => {
    for (const text of [">".repeat(4000), "[".repeat(4000), "*".repeat(4000), "- ".repeat(2000)]) {
      assert.equal(typeof renderHtml(text), "string");
    }
  });

  it("shows formatting as it was written when reading it would take far too long", () => {
    for (const piece of HOSTILE) {
      const text = piece.repeat(4000 / piece.length);
      const work = new Work();
      assert.equal(renderHtml(text, work), escapeHtml(text), piece);
      assert.ok(work.used < work.max + text.length ** 2, `${piece}: it went on after the limit`);
    }
  });

  it("never takes more work than is allowed, whatever is repeated", () => {
    const piece = fc.constantFrom(
      ..."*_~`[]()<>!|-#:\\a 1.".split(""),
      "\n",
      "> ",
      "- ",
      "**",
      "1. ",
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const unit = pieces.join("");
        const text = unit.repeat(2000 / unit.length);
        const work = new Work(50_000);
        renderHtml(text, work);
        assert.ok(work.used < work.max + text.length ** 2, unit);
      }),
      { numRuns: 500 },
    );
  });

  it("reads a message that is full of honest formatting", () => {
    for (const piece of [
      "• **Item one** is *nice* and **very much** so with `code`\n",
      "* **Item one** is *nice* with `code`: ",
      "- **Item**: some *words* with `code` and [link](https://a.b/c) here\n",
    ]) {
      assert.match(renderHtml(piece.repeat(4000 / piece.length)), /<b>Item/);
    }
  });

  it("makes only tags that Telegram knows, all closed, whatever is written (SR33)", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ..."**|_|`|```|\n|\n\n|> |- |1. |[|](|)|<b>|</b>|&|&lt;|~~|#|| |---|  |\\|http://a.b|![".split(
          "|",
        ),
        "|",
      ),
      fc.string({ unit: "grapheme", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const html = renderHtml(pieces.join(""));
        assert.ok(html.isWellFormed());
        assert.doesNotMatch(html.replace(TAG, ""), /[<>]/);
        assertBalanced(html);
        assert.ok(shownLength(html) <= html.length);
      }),
      { numRuns: 2_000 },
    );
  });
});

const TAG = /<(\/?)(b|i|s|a|code|pre|blockquote)( (?:href|class)="[^"<>]*")?>/g;

function assertBalanced(html: string): void {
  const open: string[] = [];
  for (const [, slash, tag = ""] of html.matchAll(TAG)) {
    if (slash === "") open.push(tag);
    else assert.equal(open.pop(), tag, html);
  }
  assert.deepEqual(open, [], html);
}
