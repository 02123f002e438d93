import { parseDocument, type Value } from "../file/document.ts";
import type { Path } from "../key-tree.ts";
import {
  type Edit,
  editDocument,
  editedKeys,
  isSameValue,
  nestedValue,
  placeIn,
  refined,
  valueIn,
} from "./edits.ts";
import { type Entry, LivingText, written } from "./living-text.ts";
import { type Branch, type Member, memberOf } from "./text-tree.ts";

const BARE_NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
const INDENT = "  ";
const NAMED_MAX = 5;

/**
 * Changes a JSON5 text that `parseDocument` accepted, and nothing in it but what the edits name:
 * comments, order, quotes and layout of everything else stay as they are, byte for byte. Objects
 * that a path needs are made; a value that already is what it should be is not touched. Throws
 * `EditError` for an edit that the document has no place for. The text is read twice, however many
 * edits there are.
 */
export function editText(text: string, edits: readonly Edit[]): string {
  let wanted = parseDocument(text, "");
  const living = new LivingText(text);
  for (const edit of edits) {
    const steps =
      "remove" in edit ? [edit] : refined(valueIn(wanted, edit.path), edit.path, edit.value);
    wanted = editDocument(wanted, edit);
    for (const step of steps) {
      if ("remove" in step) remove(living, step.path);
      else put(living, step.path, step.value);
    }
  }
  // A tool that changes what nobody asked it to change is worse than one that stops.
  if (isSameValue(parseDocument(living.text, ""), wanted)) return living.text;
  const keys = editedKeys(edits.slice(0, NAMED_MAX)).join(", ");
  throw new Error(`the edit of ${keys} would have changed something else`);
}

function put(living: LivingText, path: Path, value: Value): void {
  let holder = living.root;
  for (const [depth, name] of path.entries()) {
    const member = memberAt(holder, name);
    const rest = path.slice(depth + 1);
    if (!member) {
      insert(living, holder, name, nestedValue(rest, value));
      return;
    }
    if (rest.length === 0 || !holds(member.value, rest[0])) {
      const text = rendered(living, member.value.start, nestedValue(rest, value));
      living.replace(member, text);
      return;
    }
    holder = member.value;
  }
}

/** True where something of that name, or at that place, can stand. */
function holds({ kind }: Branch, name: string | number | undefined): boolean {
  return kind === "list" || (kind === "object" && typeof name === "string");
}

function memberAt(holder: Branch, name: string | number): Member | undefined {
  if (holder.kind !== "list") return memberOf(holder, name);
  return holder.members[placeIn(holder.members.length, name, false)];
}

function insert(living: LivingText, holder: Branch, name: string | number, value: Value): void {
  const last = holder.members.at(-1);
  const isList = holder.kind === "list";
  const label = isList ? "" : `${labelled(living, name, last)}: `;
  const entry = { label, name: isList ? holder.members.length : name };
  if (!last) {
    within(living, holder, { ...entry, value: rendered(living, holder.start, value, INDENT) });
    return;
  }
  const isAlone = beginsLine(living.text, last);
  const text = isAlone ? rendered(living, last.start, value) : inline(living, value);
  behind(living, { holder, last, isAlone }, { ...entry, value: text });
}

function beginsLine(text: string, { start }: Member): boolean {
  return text.slice(startOfLine(text, start), start).trim() === "";
}

/** Puts an entry behind the last one: on a line of its own where that one begins a line. */
function behind(
  living: LivingText,
  { holder, last, isAlone }: { holder: Branch; last: Member; isAlone: boolean },
  entry: Entry,
): void {
  const { text, newline } = living;
  const end = last.comma === undefined ? last.value.end : last.comma + 1;
  const at = end + (isAlone ? restOfLine(text, end) : "").length;
  const before = isAlone ? newline + indentOf(text, last.start) : " ";
  const hasComma = last.comma !== undefined;
  const where = { from: at, to: at, before, after: hasComma ? "," : "" };
  const member = living.insert(holder, entry, where);
  if (hasComma) {
    member.comma = member.value.end;
  } else {
    living.splice(end, end, ",");
    last.comma = end;
  }
}

/** Puts the first entry into an object or list, behind the comments in it. */
function within(living: LivingText, holder: Branch, entry: Entry): void {
  const { text } = living;
  const to = holder.end - 1;
  const from = text.slice(0, to).trimEnd().length;
  const after = living.newline + indentOf(text, holder.start);
  living.insert(holder, entry, { from, to, before: after + INDENT, after });
}

/** A name may stand in an object more than once, and all of them go; of a list, one place. */
function remove(living: LivingText, path: Path): void {
  const holder = holderOf(living.root, path);
  if (!holder || holder.kind === "value") return;
  const name = path.at(-1) ?? "";
  if (holder.kind === "list") {
    const member = memberAt(holder, name);
    if (member) withoutMember(living, holder, member);
    for (const [at, left] of holder.members.entries()) left.name = at;
    return;
  }
  for (;;) {
    const member = memberOf(holder, name);
    if (!member) return;
    withoutMember(living, holder, member);
  }
}

function holderOf(root: Branch, path: Path): Branch | undefined {
  return path.slice(0, -1).reduce<Branch | undefined>((at, name) => {
    return at && at.kind !== "value" ? memberAt(at, name)?.value : undefined;
  }, root);
}

function withoutMember(living: LivingText, holder: Branch, member: Member): void {
  const place = holder.members.indexOf(member);
  const previous = holder.members[place - 1];
  const { start, value } = member;
  // Without a comma behind it, the one before it would end what nothing follows any more.
  const comma = member.comma ?? previous?.comma;
  const isBefore = comma !== undefined && comma < start;
  holder.members.splice(place, 1);
  if (isBefore && previous) delete previous.comma;
  // From behind to the front, so that what is still to be cut has not moved.
  if (comma !== undefined && !isBefore) living.splice(comma, comma + 1, "");
  living.splice(start, value.end, "");
  if (isBefore) living.splice(comma, comma + 1, "");
  const at = isBefore ? start - 1 : start;
  const { text } = living;
  // Of the blanks on both sides one is enough.
  if (text[at - 1] === " " && text[at] === " ") living.splice(at, at + 1, "");
  withoutEmptyLine(living, at);
}

function withoutEmptyLine(living: LivingText, at: number): void {
  const { text } = living;
  const start = startOfLine(text, at);
  const newline = text.indexOf("\n", at);
  if (start === 0 || newline < 0 || text.slice(start, newline).trim() !== "") return;
  living.splice(start, newline + 1, "");
}

/** The value as text, its lines indented as the line on which the place stands. */
function rendered(living: LivingText, at: number, value: Value, deeper = ""): string {
  const newline = living.newline + indentOf(living.text, at) + deeper;
  return written(value, newline, quotesNames(living));
}

/** The same on one line, for an object that is written on one. */
function inline(living: LivingText, value: Value): string {
  return rendered(living, 0, value).replaceAll(/\s*\r?\n\s*/g, " ");
}

/** True for a text that is plain JSON by its first name; an empty one becomes plain JSON. */
function quotesNames({ root, text }: LivingText): boolean {
  const [first] = root.members;
  return first === undefined || /["']/.test(text.charAt(first.start));
}

/** A name as its neighbour is written. */
function labelled(living: LivingText, name: string | number, neighbour?: Member): string {
  const isQuoted = neighbour
    ? /["']/.test(living.text.charAt(neighbour.start))
    : quotesNames(living);
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
