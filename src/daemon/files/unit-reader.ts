/**
 * Reads units as systemd does, whoever wrote them: continued lines, comments, quotes, escapes and
 * specifiers. It knows nothing of how ours are written, so that it can contradict.
 */

/** What a unit says, as far as a gateway's unit is looked at. */
export interface UnitReading {
  readonly description: string | undefined;
  /** Undefined: there is no command, or it cannot be read. */
  readonly programArguments: readonly string[] | undefined;
  readonly workingDirectory: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly environmentFiles: readonly string[];
  /** The words of every value of a list such as `After`; of a single one, the last value. */
  readonly list: (section: string, key: string) => readonly string[];
}

interface Entry {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/** `home` stands for `%h`; other specifiers than that and `%%` are left as they are. */
export function readUnit(text: string, home: string): UnitReading {
  const entries = entriesOf(text);
  const values = (section: string, key: string) => {
    const all = entries.filter((entry) => entry.section === section && entry.key === key);
    // An empty value takes back what stood before.
    const reset = all.findLastIndex(({ value }) => value === "");
    return all.slice(reset + 1).map(({ value }) => value);
  };
  const resolved = (value: string) => withSpecifiers(value, home);
  return {
    description: values("Unit", "Description").map(resolved).at(-1),
    programArguments: commandOf(values("Service", "ExecStart").at(-1), resolved),
    workingDirectory: values("Service", "WorkingDirectory").map(resolved).at(-1),
    environment: environmentOf(values("Service", "Environment"), resolved),
    environmentFiles: values("Service", "EnvironmentFile").map((value) =>
      withoutGlob(resolved(value.replace(/^-/, ""))),
    ),
    list: (section, key) => values(section, key).flatMap((value) => wordsOf(value) ?? [value]),
  };
}

/** Assignments in their order, continued lines joined, comments left out. */
function entriesOf(text: string): Entry[] {
  const entries: Entry[] = [];
  let section = "";
  for (const line of joinedLines(text)) {
    const heading = /^\[(.*)\]$/.exec(line);
    if (heading) {
      section = heading[1] ?? "";
      continue;
    }
    const at = line.indexOf("=");
    if (at <= 0) continue;
    const key = trimmed(line.slice(0, at));
    entries.push({ section, key, value: trimmed(line.slice(at + 1)) });
  }
  return entries;
}

/** A backslash at the end of a line joins the next one; comments may stand in between. */
function joinedLines(text: string): string[] {
  const lines: string[] = [];
  let open = "";
  for (const raw of text.split(/\r\n|[\n\r]/)) {
    const line = trimmedStart(raw);
    if (line.startsWith("#") || line.startsWith(";")) continue;
    const piece = open + (open === "" ? line : raw);
    if (/(^|[^\\])(\\\\)*\\$/.test(piece)) open = `${piece.slice(0, -1)} `;
    else {
      if (trimmed(piece) !== "") lines.push(trimmed(piece));
      open = "";
    }
  }
  if (trimmed(open) !== "") lines.push(trimmed(open));
  return lines;
}

const trimmedStart = (text: string): string => text.replace(/^[ \t]+/, "");
const trimmed = (text: string): string => trimmedStart(text).replace(/[ \t]+$/, "");

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  s: " ",
  "\\": "\\",
  '"': '"',
  "'": "'",
};

/** Unquoted, unescaped words; undefined when a quote stays open. */
function wordsOf(value: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === "\\") {
      const [text, length] = unescaped(value.slice(at + 1));
      word = (word ?? "") + text;
      at += length;
    } else if (quote !== "") {
      if (character === quote) quote = "";
      else word = (word ?? "") + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= "";
    } else if (/[ \t\n\r]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + character;
  }
  if (quote !== "") return undefined;
  return word === undefined ? words : [...words, word];
}

/** What stands behind a backslash: its meaning, and how many characters of the text it took. */
function unescaped(rest: string): [text: string, length: number] {
  const simple = SIMPLE_ESCAPES[rest.charAt(0)];
  if (simple !== undefined) return [simple, 1];
  const numbered = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([0-7]{3}))/i.exec(rest);
  if (!numbered) return ["\\", 0];
  const [all, byte, short, long, octal] = numbered;
  const code =
    octal === undefined ? Number.parseInt(byte ?? short ?? long ?? "", 16) : octalOf(octal);
  return code > 0x10_ffff ? ["\\", 0] : [String.fromCodePoint(code), all.length];
}

const octalOf = (digits: string): number => Number.parseInt(digits, 8);

function withSpecifiers(value: string, home: string): string {
  return value.replace(/%([%h])/g, (_, letter: string) => (letter === "%" ? "%" : home));
}

/** A pattern without anything to match is a path. */
function withoutGlob(pattern: string): string {
  return pattern.replace(/\\(.)/gu, "$1");
}

function commandOf(
  value: string | undefined,
  resolved: (word: string) => string,
): readonly string[] | undefined {
  const [first, ...rest] = (value === undefined ? undefined : wordsOf(value)) ?? [];
  if (first === undefined) return undefined;
  const [, prefixes = "", program = ""] = /^([@\-:+!]*)(.*)$/su.exec(first) ?? [];
  if (program === "") return undefined;
  // The program's path is never looked at for variables; its arguments are, unless told otherwise.
  const dollar = (word: string) => (prefixes.includes(":") ? word : word.replaceAll("$$", "$"));
  return [resolved(program), ...rest.map((word) => dollar(resolved(word)))];
}

function environmentOf(
  values: readonly string[],
  resolved: (word: string) => string,
): Record<string, string> {
  const words = values.flatMap((value) => wordsOf(value) ?? []);
  const pairs = words.flatMap((word) => {
    const text = resolved(word);
    const at = text.indexOf("=");
    return at > 0 ? [[text.slice(0, at), text.slice(at + 1)] as const] : [];
  });
  return Object.fromEntries(pairs);
}
