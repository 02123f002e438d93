import type { Problem } from "../problems.ts";
import { stepsOf } from "./cost.ts";
import { parsePattern } from "./parse.ts";

/** A text that is longer is not searched: it is hidden as a whole. */
const SEARCHED_UNITS_MAX = 4_096;
/** Steps from one place of such a text; from all of its places that is a tenth of a second. */
const STEPS_MAX = 8 * SEARCHED_UNITS_MAX;
const CODE_UNITS = 0x1_0000;
const FLAGS = /^[gimsu]*$/;
const HIDDEN = "***";

interface Written {
  readonly source: string;
  readonly flags: string;
}

/** A piece of a text, from its first character to behind its last. */
export type Span = readonly [from: number, to: number];

/**
 * Makes the function that hides whatever these patterns of a valid configuration match. Each is
 * the text of a regular expression, for upper and lower case alike, or `/text/flags`. Of what is
 * `covered` besides, nothing is left that a match has a part of.
 */
export function makeHider(
  patterns: readonly string[],
  covered: (text: string) => readonly Span[] = () => [],
): (text: string) => string {
  const compiled = patterns.map((pattern) => compile(writtenOf(pattern)));
  return (text) => {
    if (compiled.length === 0) return text;
    if (text.length > SEARCHED_UNITS_MAX) return `${HIDDEN} (${text.length} characters)`;
    const matches = compiled.flatMap((pattern) => spansOf(text, pattern));
    if (matches.length === 0) return text;
    return joined(matches, covered(text)).reduceRight(
      (left, [from, to]) => left.slice(0, from) + HIDDEN + left.slice(to),
      text,
    );
  };
}

/** Where a pattern that looks everywhere matches something. */
export function spansOf(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)]
    .map((match): Span => [match.index, match.index + match[0].length])
    .filter(([from, to]) => to > from);
}

/** The matches in order, each with all that it has a part of. */
function joined(matches: readonly Span[], covered: readonly Span[]): Span[] {
  const all = [
    ...matches.map(([from, to]) => ({ from, to, isMatch: true })),
    ...covered.map(([from, to]) => ({ from, to, isMatch: false })),
  ].toSorted((a, b) => a.from - b.from);
  const found: { from: number; to: number; isMatch: boolean }[] = [];
  for (const span of all) {
    const last = found.at(-1);
    if (last === undefined || span.from >= last.to) {
      found.push(span);
      continue;
    }
    last.to = Math.max(last.to, span.to);
    last.isMatch ||= span.isMatch;
  }
  return found.filter(({ isMatch }) => isMatch).map(({ from, to }) => [from, to]);
}

/** What is wrong with the patterns of the log, each at its place. */
export function patternProblems(patterns: readonly string[]): Problem[] {
  return patterns.flatMap((pattern, at) => {
    const message = problemOf(writtenOf(pattern));
    return message === undefined ? [] : [{ path: `logging.redactPatterns[${at}]`, message }];
  });
}

function problemOf(written: Written): string | undefined {
  const { source, flags } = written;
  if (!FLAGS.test(flags)) return `has flags other than i, m, s and u: ${flags}`;
  try {
    if (compile(written).test(""))
      return "matches an empty text, and so every text; say what it must hold";
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return `is no regular expression (${error.message})`;
  }
  const branches = parsePattern(source);
  if (!branches) return "refers back to a group or changes flags on the way; say it without";
  const units = SEARCHED_UNITS_MAX;
  if (stepsOf(branches, { units, areApart: () => false }) <= STEPS_MAX) return undefined;
  if (stepsOf(branches, { units, areApart: apartBy(flags) }) <= STEPS_MAX) return undefined;
  return (
    "may take too long on some text: repeats that can share characters multiply. Bound them, such as " +
    "\\S{1,64} instead of \\S+, and write one-letter alternatives as a class, such as [ab] instead of a|b"
  );
}

function writtenOf(pattern: string): Written {
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/s.exec(pattern) ?? [];
  return source === undefined ? { source: pattern, flags: "i" } : { source, flags: flags ?? "" };
}

/** The one place where a text of the configuration becomes a regular expression. */
function compile({ source, flags }: Written): RegExp {
  return new RegExp(source, `${flags.replace("g", "")}g`);
}

/** Tells characters apart by trying all of them; those beyond 16 bits are not looked at. */
function apartBy(flags: string): (one: string, other: string) => boolean {
  const known = new Map<string, Uint8Array>();
  const matchedBy = (source: string): Uint8Array => {
    const found = known.get(source);
    if (found) return found;
    const pattern = compile({ source: `^(?:${source})$`, flags: flags.replace("m", "") });
    const matched = Uint8Array.from({ length: CODE_UNITS }, (_, unit) => {
      pattern.lastIndex = 0;
      return pattern.test(String.fromCharCode(unit)) ? 1 : 0;
    });
    known.set(source, matched);
    return matched;
  };
  return (one, other) => {
    // Without the flag u these are no escapes, and with it a character may be two units.
    if (flags.includes("u") || [one, other].some((source) => /^\\[pu]\{/i.test(source)))
      return false;
    const others = matchedBy(other);
    return !matchedBy(one).some((is, unit) => is === 1 && others[unit] === 1);
  };
}
