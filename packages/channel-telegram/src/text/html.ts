import type { MarkedToken, Token, Tokens } from "marked";
import { decodeReferences, escapeHtml } from "./escape.ts";
import { lexMarkdown, TooMuchWork, Work } from "./lexer.ts";
import { layOutTable } from "./table.ts";

/** Other links would do something on the reader's device that a chat message should not. */
const LINK = /^(?:https?:\/\/|tg:\/\/|mailto:)/i;
const LANGUAGE = /^[A-Za-z0-9+#._-]{1,40}/;
const RULE = "──────────";

/**
 * Markdown as models write it, in the HTML that Telegram reads. Every text is escaped, so nothing a
 * model says can make a tag. What Telegram does not know is shown by what it knows: headings bold,
 * lists with bullets, tables as preformatted text. What is nested too deep, or would take too much
 * work to be read, is shown as it was written.
 */
export function renderHtml(markdown: string, work: Work = new Work()): string {
  const text = markdown.toWellFormed();
  try {
    return blocks(lexMarkdown(text, work), { quoted: false }).trim();
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TooMuchWork)) throw error;
    return escapeHtml(text);
  }
}

interface Surroundings {
  /** Telegram knows no quotation within a quotation. */
  quoted: boolean;
}

function blocks(tokens: readonly Token[], around: Surroundings): string {
  const parts = tokens.map((token) => block(token as MarkedToken, around));
  return parts.filter((part) => part !== "").join("\n\n");
}

function block(token: MarkedToken, around: Surroundings): string {
  switch (token.type) {
    case "space":
    case "def":
      return "";
    case "heading":
      return bold(token.tokens);
    case "paragraph":
      return inline(token.tokens).trim();
    case "code":
      return codeBlock(token);
    case "blockquote":
      return quotation(token, around);
    case "list":
      return list(token, around, "");
    case "table":
      return `<pre>${escapeHtml(layOutTable(token))}</pre>`;
    case "hr":
      return RULE;
    case "html":
      return escapeHtml(token.text.trimEnd());
    case "text":
      return token.tokens ? inline(token.tokens) : prose(token.text);
    default:
      return inline([token]);
  }
}

function codeBlock({ text, lang = "" }: Tokens.Code): string {
  const language = LANGUAGE.exec(lang)?.[0];
  const body = escapeHtml(text);
  if (text.trim() === "") return "";
  if (language === undefined) return `<pre>${body}</pre>`;
  return `<pre><code class="language-${escapeHtml(language)}">${body}</code></pre>`;
}

function quotation({ tokens }: Tokens.Blockquote, { quoted }: Surroundings): string {
  const body = blocks(tokens, { quoted: true });
  if (body === "") return "";
  return quoted ? body : `<blockquote>${body}</blockquote>`;
}

function list(token: Tokens.List, around: Surroundings, indent: string): string {
  const first = typeof token.start === "number" ? token.start : 1;
  const items = token.items.map((item, index) => {
    const mark = token.ordered ? `${first + index}. ` : "• ";
    return indent + mark + listItem(item, around, indent);
  });
  return items.join("\n");
}

function listItem(item: Tokens.ListItem, around: Surroundings, indent: string): string {
  const inner = `${indent}  `;
  const box = item.task ? (item.checked ? "☑ " : "☐ ") : "";
  const parts = item.tokens
    .filter((token) => token.type !== "checkbox" && token.type !== "space")
    .map((token) => {
      const known = token as MarkedToken;
      return known.type === "list" ? list(known, around, inner) : block(known, around);
    });
  return box + parts.filter((part) => part !== "").join("\n");
}

function inline(tokens: readonly Token[]): string {
  return tokens.map((token) => span(token as MarkedToken)).join("");
}

function span(token: MarkedToken): string {
  switch (token.type) {
    case "strong":
      return bold(token.tokens);
    case "em":
      return tagged("i", inline(token.tokens));
    case "del":
      return tagged("s", inline(token.tokens));
    case "codespan":
      return tagged("code", escapeHtml(token.text));
    case "br":
      return "\n";
    case "link":
      return link(token.href, inline(token.tokens));
    case "image":
      return link(token.href, prose(token.text || "image"));
    case "html":
      return /^<br\s*\/?>$/i.test(token.text) ? "\n" : escapeHtml(token.text);
    case "escape":
      return escapeHtml(token.text);
    case "text":
      return token.tokens ? inline(token.tokens) : prose(token.text);
    case "checkbox":
      return token.checked ? "☑ " : "☐ ";
    default:
      return escapeHtml(token.raw);
  }
}

/** A link that is safe to follow; any other shows where it leads and does nothing. */
function link(href: string, label: string): string {
  const target = decodeReferences(href);
  if (LINK.test(target) && label !== "") return `<a href="${escapeHtml(target)}">${label}</a>`;
  const shown = escapeHtml(target);
  return label === "" || label === shown ? shown : `${label} (${shown})`;
}

const prose = (text: string): string => escapeHtml(decodeReferences(text));

const bold = (tokens: readonly Token[]): string => tagged("b", inline(tokens));

const tagged = (tag: string, body: string): string =>
  body.trim() === "" ? body : `<${tag}>${body}</${tag}>`;
