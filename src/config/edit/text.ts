import { isObject, parseDocument, type Value, type ValueObject } from "../file/document.ts";
import type { Path } from "../key-tree.ts";
import {
  type Edit,
  editDocument,
  editedKeys,
  isSameValue,
  nestedValue,
  placeIn,
  refined,
} from "./edits.ts";
import { type Branch, type Member, memberOf, treeOf } from "./text-tree.ts";

const BARE_NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
const INDENT = "  ";

/**
 * Changes a JSON5 text that `parseDocument` accepted, and nothing in it but what the edits name:
 * comments, order, quotes and layout of everything else stay as they are, byte for byte. Objects
 * that a path needs are made; a value that already is what it should be is not touched. Throws
 * `EditError` for an edit that the document has no place for.
 */
export function editText(text: string, edits: readonly Edit[]): string {
  let edited = text;
  for (const edit of edits) edited = applied(edited, edit);
  return edited;
}

function applied(text: string, edit: Edit): string {
  const before = parseDocument(text, "");
  const wanted = editDocument(before, edit);
  const steps =
    "remove" in edit ? [edit] : refined(valueOf(before, edit.path), edit.path, edit.value);
  let after = text;
  for (const step of steps) {
    after = "remove" in step ? removed(after, step.path) : put(after, step.path, step.value);
  }
  // A tool that changes what nobody asked it to change is worse than one that stops.
  if (isSameValue(parseDocument(after, ""), wanted)) return after;
  throw new Error(`the edit of ${editedKeys([edit]).join()} would have changed something else`);
}

function valueOf(document: ValueObject, path: Path): Value | undefined {
  return path.reduce<Value | undefined>((at, name) => {
    if (Array.isArray(at)) return at[Number(name)];
    return isObject(at) ? at[name] : undefined;
  }, document);
}

function put(text: string, path: Path, value: Value): string {
  let holder = treeOf(text);
  for (const [depth, name] of path.entries()) {
    const member = memberAt(holder, name);
    const rest = path.slice(depth + 1);
    if (!member) return inserted(text, holder, name, nestedValue(rest, value));
    if (rest.length === 0 || !holds(member.value, rest[0])) {
      return replaced(text, member.value, nestedValue(rest, value));
    }
    holder = member.value;
  }
  return text;
}

/** True where something of that name, or at that place, can stand. */
function holds({ kind }: Branch, name: string | number | undefined): boolean {
  return kind === "list" || (kind === "object" && typeof name === "string");
}

function memberAt(holder: Branch, name: string | number): Member | undefined {
  if (holder.kind !== "list") return memberOf(holder, name);
  return holder.members[placeIn(holder.members.length, name, false)];
}

function replaced(text: string, at: Branch, value: Value): string {
  return text.slice(0, at.start) + rendered(text, at.start, value) + text.slice(at.end);
}

function inserted(text: string, holder: Branch, name: string | number, value: Value): string {
  const last = holder.members.at(-1);
  const label = holder.kind === "list" ? "" : `${labelled(text, name, last)}: `;
  if (!last) return within(text, holder, label + rendered(text, holder.start, value, INDENT));
  const entry = beginsLine(text, last) ? rendered(text, last.start, value) : inline(text, value);
  return behind(text, last, label + entry);
}

function beginsLine(text: string, { start }: Member): boolean {
  return text.slice(startOfLine(text, start), start).trim() === "";
}

/** Puts an entry behind the last one: on a line of its own where that one begins a line. */
function behind(text: string, last: Member, entry: string): string {
  const end = last.comma === undefined ? last.value.end : last.comma + 1;
  const isAlone = beginsLine(text, last);
  const tail = isAlone ? restOfLine(text, end) : "";
  const gap = isAlone ? newlineOf(text) + indentOf(text, last.start) : " ";
  const [before, after] = last.comma === undefined ? [",", ""] : ["", ","];
  return text.slice(0, end) + before + tail + gap + entry + after + text.slice(end + tail.length);
}

/** Puts the first entry into an object or list, behind the comments in it. */
function within(text: string, holder: Branch, entry: string): string {
  const kept = text.slice(0, holder.end - 1).trimEnd();
  const newline = newlineOf(text) + indentOf(text, holder.start);
  return kept + newline + INDENT + entry + newline + text.slice(holder.end - 1);
}

/** A name may stand in an object more than once, and all of them go; of a list, one place. */
function removed(text: string, path: Path): string {
  let rest = text;
  for (;;) {
    const before = rest;
    const holder = holderOf(treeOf(rest), path);
    const member = holder && memberAt(holder, path.at(-1) ?? "");
    if (holder && member) rest = withoutMember(rest, holder, member);
    if (rest === before || holder?.kind === "list") return rest;
  }
}

function holderOf(root: Branch, path: Path): Branch | undefined {
  return path.slice(0, -1).reduce<Branch | undefined>((at, name) => {
    return at && at.kind !== "value" ? memberAt(at, name)?.value : undefined;
  }, root);
}

function withoutMember(text: string, holder: Branch, member: Member): string {
  const previous = holder.members[holder.members.indexOf(member) - 1];
  // Without a comma behind it, the one before it would end what nothing follows any more.
  const comma = member.comma ?? previous?.comma;
  const cuts: [number, number][] = [[member.start, member.value.end]];
  if (comma !== undefined) cuts.push([comma, comma + 1]);
  const rest = cuts
    .toSorted(([a], [b]) => b - a)
    .reduce((left, [from, to]) => left.slice(0, from) + left.slice(to), text);
  const isBefore = comma !== undefined && comma < member.start;
  const at = isBefore ? member.start - 1 : member.start;
  // Of the blanks on both sides one is enough.
  const isDouble = rest[at - 1] === " " && rest[at] === " ";
  return withoutEmptyLine(isDouble ? rest.slice(0, at) + rest.slice(at + 1) : rest, at);
}

function withoutEmptyLine(text: string, at: number): string {
  const start = startOfLine(text, at);
  const newline = text.indexOf("\n", at);
  if (start === 0 || newline < 0 || text.slice(start, newline).trim() !== "") return text;
  return text.slice(0, start) + text.slice(newline + 1);
}

/** The value as text, its lines indented as the line on which the place stands. */
function rendered(text: string, at: number, value: Value, deeper = ""): string {
  const newline = newlineOf(text) + indentOf(text, at) + deeper;
  const json = JSON.stringify(value, null, INDENT);
  // In JSON every line that begins with a text and a colon begins with a name.
  const named = quotesNames(text) ? json : json.replaceAll(/^( *)"([A-Za-z_$][\w$]*)":/gm, "$1$2:");
  return named.replaceAll("\n", newline);
}

/** The same on one line, for an object that is written on one. */
function inline(text: string, value: Value): string {
  return rendered(text, 0, value).replaceAll(/\s*\r?\n\s*/g, " ");
}

/** True for a text that is plain JSON in this respect, by its first name. */
function quotesNames(text: string): boolean {
  const [first] = treeOf(text).members;
  return first !== undefined && /["']/.test(text.charAt(first.start));
}

/** A name as its neighbour is written. */
function labelled(text: string, name: string | number, neighbour: Member | undefined): string {
  const isQuoted = neighbour ? /["']/.test(text.charAt(neighbour.start)) : quotesNames(text);
  const bare = `${name}`;
  return isQuoted || !BARE_NAME.test(bare) ? JSON.stringify(bare) : bare;
}

/** Blanks and comments behind a place, when nothing else follows on its line. */
function restOfLine(text: string, from: number): string {
  let at = from;
  for (;;) {
    while (text[at] === " " || text[at] === "\t") at += 1;
    const end = endOfLine(text, at);
    if (text.startsWith("//", at)) at = end;
    else if (text.startsWith("/*", at)) {
      const close = text.indexOf("*/", at) + 2;
      if (close > end) return "";
      at = close;
    } else return text.slice(at, end).trim() === "" ? text.slice(from, at) : "";
  }
}

function startOfLine(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function endOfLine(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  if (newline < 0) return text.length;
  return text[newline - 1] === "\r" ? newline - 1 : newline;
}

function indentOf(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(startOfLine(text, at)))?.[0] ?? "";
}

const newlineOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");
