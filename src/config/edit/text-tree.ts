import { nameOf, TOKEN } from "../file/literals.ts";

/** A value of a JSON5 text and where it stands, from its first character to behind its last. */
export interface Branch {
  readonly kind: "object" | "list" | "value";
  start: number;
  end: number;
  /** What is in an object or a list, in order. */
  readonly members: Member[];
}

/** One entry of an object or of a list. */
export interface Member {
  /** Of the name, or of the value in a list. */
  start: number;
  /** Its meaning without quotes and escapes; the place in a list. */
  name: string | number;
  value: Branch;
  /** Where the comma behind it stands; undefined when there is none. */
  comma?: number;
}

/** The value of a text that `parseDocument` accepted. */
export function treeOf(text: string): Branch {
  const root: Branch = { kind: "list", start: 0, end: text.length, members: [] };
  const holders: Branch[] = [root];
  let name: { start: number; text: string } | undefined;
  for (const { 0: token, index: start } of text.matchAll(TOKEN)) {
    const holder = holders.at(-1) ?? root;
    if (token.startsWith("/") || token === ":") continue;
    if (token === "}" || token === "]") {
      holder.end = start + 1;
      holders.pop();
    } else if (token === ",") {
      const last = holder.members.at(-1);
      if (last) last.comma = start;
    } else if (holder.kind === "object" && name === undefined) {
      name = { start, text: nameOf(token) };
    } else {
      const value = branchAt(token, start);
      const at = { start: name?.start ?? start, name: name?.text ?? holder.members.length };
      holder.members.push({ ...at, value });
      name = undefined;
      if (value.kind !== "value") holders.push(value);
    }
  }
  const [only] = root.members;
  if (!only) throw new Error("a text without a value was never accepted");
  return only.value;
}

function branchAt(token: string, start: number): Branch {
  const kind = token === "{" ? "object" : token === "[" ? "list" : "value";
  return { kind, start, end: start + token.length, members: [] };
}

/** The last member of that name: in JSON5 it is the one that counts. */
export function memberOf(branch: Branch, name: string | number): Member | undefined {
  return branch.members.findLast((member) => member.name === name);
}
