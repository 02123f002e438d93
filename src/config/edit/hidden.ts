import { literalsOf, type Literal } from "../file/literals.ts";
import { pathText } from "../key-tree.ts";
import { EditError } from "./edits.ts";

/** What stands in the place of a secret. */
const FINGERPRINT = /^\*\*\*[0-9a-f]{8}$/;

/**
 * Puts back what was hidden from whoever wrote this text: a client that read what `show` makes of
 * the file, changed something and sends all of it back would otherwise write fingerprints in the
 * place of secrets. Throws `EditError` where a fingerprint belongs to nothing that is known, and
 * where hidden comments cannot be told apart.
 */
export function withHidden(text: string, original: string, show: (text: string) => string): string {
  const found = hiddenIn(original, show(original));
  const literals = literalsOf(text);
  const comments = literals.filter(({ kind, value }) => {
    return kind === "comment" && found.comments.some(({ shown }) => shown === value);
  });
  if (comments.length > 0 && comments.length !== found.comments.length) {
    throw new EditError(
      `${found.comments.length} comments of the file are hidden from clients and ${comments.length} came back; ` +
        "send all of them as they were, or none, or change single keys with config.patch",
    );
  }
  let from = 0;
  const parts = literals.map((literal) => {
    const { start, end } = literal;
    const written = text.slice(start, end);
    const at = comments.indexOf(literal);
    const part =
      text.slice(from, start) + (found.comments[at]?.was ?? found.valueFor(literal, written));
    from = end;
    return part;
  });
  return parts.join("") + text.slice(from);
}

interface Hidden {
  readonly shown: string;
  readonly was: string;
}

function hiddenIn(original: string, shown: string) {
  const before = literalsOf(original);
  const after = literalsOf(shown);
  const pairs = before.flatMap((literal, at) => {
    const other = after[at];
    if (!other) return [];
    const was = original.slice(literal.start, literal.end);
    const now = shown.slice(other.start, other.end);
    return was === now ? [] : [{ literal, shown: now, was }];
  });
  const comments: Hidden[] = pairs.filter(({ literal }) => literal.kind === "comment");
  // A file may hold thousands of secrets: each literal looks only at those that look like it.
  const values = pairs.filter(({ literal }) => literal.kind === "value");
  const byPlace = Map.groupBy(values, ({ literal }) => pathText(literal.path));
  const byMeaning = Map.groupBy(values, (pair) => meaning(pair.shown));
  const valueFor = ({ kind, value, path }: Literal, written: string): string => {
    if (kind !== "value") return written;
    const place = pathText(path);
    const same = byPlace.get(place)?.find((one) => meaning(one.shown) === value);
    if (same) return same.was;
    if (typeof value !== "string" || !FINGERPRINT.test(value)) return written;
    // It moved: entries of a list changed their places, or a key was renamed.
    const [only] = byMeaning.get(value) ?? [];
    if (only) return only.was;
    throw new EditError(
      `${place} is "${value}", which stands for a secret that the file does not hold`,
    );
  };
  return { comments, valueFor };
}

const meaning = (text: string): unknown => literalsOf(text)[0]?.value;
