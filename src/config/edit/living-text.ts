import type { Value } from "../file/document.ts";
import { type Branch, type Member, treeOf } from "./text-tree.ts";

/** An entry as it is to be written. */
export interface Entry {
  /** The name with its colon; empty in a list. */
  readonly label: string;
  readonly name: string | number;
  /** The value as text. */
  readonly value: string;
}

/**
 * A JSON5 text that `parseDocument` accepted, with its tree: read once, and kept in step with every
 * change, so that many changes cost about as much as one.
 */
export class LivingText {
  readonly root: Branch;
  /** How lines end in it. */
  readonly newline: string;
  #text: string;

  constructor(text: string) {
    this.#text = text;
    this.root = treeOf(text);
    this.newline = text.includes("\r\n") ? "\r\n" : "\n";
  }

  get text(): string {
    return this.#text;
  }

  /** Puts a text between two places. No value may begin or end within what it replaces. */
  splice(from: number, to: number, text: string): void {
    this.#text = this.#text.slice(0, from) + text + this.#text.slice(to);
    shift(this.root, { from, to, by: text.length - (to - from) });
  }

  /** Writes another value in the place of a member's. */
  replace(member: Member, text: string): void {
    const { start, end } = member.value;
    this.splice(start, end, text);
    member.value = branchOf(text, start);
  }

  /** Writes an entry, with something before and behind it, as the last one of its holder. */
  insert(
    holder: Branch,
    { label, name, value }: Entry,
    where: { readonly from: number; readonly to: number; before: string; after: string },
  ): Member {
    const { from, to, before, after } = where;
    this.splice(from, to, before + label + value + after);
    const start = from + before.length;
    const member: Member = { start, name, value: branchOf(value, start + label.length) };
    holder.members.push(member);
    return member;
  }
}

/** The tree of a value that stands there. */
function branchOf(text: string, at: number): Branch {
  const branch = treeOf(text);
  shift(branch, { from: -1, to: -1, by: at });
  return branch;
}

interface Shift {
  readonly from: number;
  readonly to: number;
  readonly by: number;
}

/** Moves all that stands behind a change. */
function shift(branch: Branch, change: Shift): void {
  const { from, to, by } = change;
  if (branch.end <= from) return;
  if (branch.start >= to) branch.start += by;
  branch.end += by;
  for (const member of branch.members) {
    if (member.start >= to) member.start += by;
    if (member.comma !== undefined && member.comma >= to) member.comma += by;
    shift(member.value, change);
  }
}

/** The value as text, on lines that are all indented by `newline`. */
export function written(value: Value, newline: string, isJson: boolean): string {
  const json = JSON.stringify(value, null, "  ");
  // In JSON every line that begins with a text and a colon begins with a name.
  const named = isJson ? json : json.replaceAll(/^( *)"([A-Za-z_$][\w$]*)":/gm, "$1$2:");
  return named.replaceAll("\n", newline);
}
