import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseHtml } from "./entities.ts";

const refusal = (html: string) => {
  try {
    parseHtml(html);
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.message.replace("Bad Request: can't parse entities: ", "");
  }
  return "accepted";
};

describe("the simulator's HTML reader", () => {
  it("returns the text that a chat shows, with its entities", () => {
    assert.deepEqual(parseHtml('a <b>b<i>c</i></b> &lt;d&gt; <a href="https://x.y/">e</a>'), {
      text: "a bc <d> e",
      entities: [
        { type: "bold", offset: 2, length: 2 },
        { type: "italic", offset: 3, length: 1 },
        { type: "text_link", offset: 9, length: 1, url: "https://x.y/" },
      ],
    });
    assert.deepEqual(parseHtml('<pre><code class="language-ts">let a</code></pre>').entities[0], {
      type: "pre",
      offset: 0,
      length: 5,
      language: "ts",
    });
  });

  it("counts offsets in UTF-16 units and places of mistakes in bytes", () => {
    assert.deepEqual(parseHtml("😀<b>x</b>").entities, [{ type: "bold", offset: 2, length: 1 }]);
    assert.equal(refusal("😀<x>"), 'Unsupported start tag "x" at byte offset 4');
  });

  it("refuses what Telegram refuses", () => {
    assert.equal(refusal("<b>a"), 'Can\'t find end tag corresponding to start tag "b"');
    assert.equal(refusal("a</b>"), "Unexpected end tag at byte offset 1");
    assert.match(refusal("<b><i>a</b></i>"), /^Unmatched end tag at byte offset 7, expected/);
    assert.equal(refusal("a < b"), "Unclosed start tag at byte offset 2");
    assert.match(refusal("<span>a</span>"), /must have class "tg-spoiler"/);
    assert.match(refusal("<a href>a</a>"), /^Expected equal sign/);
    assert.equal(refusal("a &amp; b &nope; <u>c</u>"), "accepted");
  });
});
