import JSON5 from "json5";
import type { Path } from "../key-tree.ts";

/** A name, a value that holds no others, or a comment, and where in the text it stands. */
export interface Literal {
  readonly kind: "name" | "value" | "comment";
  readonly start: number;
  readonly end: number;
  /** Of the place that the name or value stands for; of a comment, empty. */
  readonly path: Path;
  /** What it means: a text without quotes and escapes. Of a comment, its own text. */
  readonly value: unknown;
}

/** Everything of JSON5 that is one piece. Each alternative is linear in its length. */
export const TOKEN =
  /\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|[{}[\]:,]|[^\s{}[\]:,"'/]+/g;

interface Holder {
  readonly path: Path;
  /** Names come next in an object; a list counts its places. */
  place: string | number;
  awaitsName: boolean;
  readonly isObject: boolean;
}

/** The literals of a text that `parseDocument` accepted, in order. */
export function literalsOf(text: string): Literal[] {
  const found: Literal[] = [];
  const holders: Holder[] = [];
  for (const { 0: token, index: start } of text.matchAll(TOKEN)) {
    const at = { start, end: start + token.length };
    const holder = holders.at(-1);
    const path = holder ? [...holder.path, holder.place] : [];
    if (token.startsWith("/")) found.push({ kind: "comment", ...at, path: [], value: token });
    else if (token === "{" || token === "[") holders.push(opened(path, token === "{"));
    else if (token === "}" || token === "]") holders.pop();
    else if (token === ",") advance(holder);
    else if (holder?.awaitsName) {
      holder.awaitsName = false;
      holder.place = nameOf(token);
      const named = [...holder.path, holder.place];
      found.push({ kind: "name", ...at, path: named, value: holder.place });
    } else if (token !== ":") {
      found.push({ kind: "value", ...at, path, value: JSON5.parse(token) });
    }
  }
  return found;
}

const opened = (path: Path, isObject: boolean): Holder => {
  return { path, place: isObject ? "" : 0, awaitsName: isObject, isObject };
};

function advance(holder: Holder | undefined): void {
  if (!holder) return;
  if (holder.isObject) holder.awaitsName = true;
  else if (typeof holder.place === "number") holder.place += 1;
}

/** A name may be quoted or bare, and both may hold escapes. */
export function nameOf(token: string): string {
  const [name = ""] = Object.keys(JSON5.parse<object>(`{${token}:0}`));
  return name;
}
