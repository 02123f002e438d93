/** Longest command that a person can be expected to read; a longer one cannot be approved. */
export const SHOWN_LENGTH_MAX = 16_384;

/** A command in the words of whoever asks, or as it is shown to whoever decides. */
export interface ExecWords {
  readonly command: string;
  readonly cwd?: string;
  readonly host?: string;
  readonly security?: string;
  readonly ask?: string;
  readonly agentId?: string;
  readonly resolvedPath?: string;
  readonly sessionKey?: string;
}

/**
 * The text in quotes, in characters that every screen shows and that no two of look alike: ASCII
 * and the letters of western Europe stay, anything else becomes `\u{…}`. So control, bidi and
 * invisible characters, letters of other scripts and line ends can be seen (SR19).
 */
export function shownText(text: string): string {
  return `"${shownLine(text)}"`;
}

/** The same without quotes, for what stands in a line of its own. */
export function shownLine(text: string): string {
  let shown = "";
  for (const character of text) shown += shownCharacter(character);
  return shown;
}

/** The arguments of a command, each in quotes. `readShown` gives them back exactly. */
export function shownCommand(argv: readonly string[]): string {
  return argv.map(shownText).join(" ");
}

/** What `shownCommand` showed, or undefined when the text is none of its. */
export function readShown(shown: string): string[] | undefined {
  const list: string[] = [];
  let at = 0;
  while (at < shown.length) {
    const isNext = list.length > 0;
    const quoted =
      isNext && shown[at] !== " " ? undefined : readQuoted(shown, isNext ? at + 1 : at);
    if (!quoted) return undefined;
    list.push(quoted.text);
    at = quoted.end;
  }
  return list;
}

function shownCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === '"' || character === "\\") return `\\${character}`;
  const isAscii = code >= 0x20 && code <= 0x7e;
  // Letters with an accent as one character; × and ÷ are signs, and look like others.
  const isLatin = code >= 0xc0 && code <= 0xff && code !== 0xd7 && code !== 0xf7;
  return isAscii || isLatin ? character : `\\u{${code.toString(16)}}`;
}

const ESCAPE = /^\\(?:(["\\])|u\{([0-9a-f]{1,6})\})/;

function readQuoted(shown: string, start: number): { text: string; end: number } | undefined {
  if (shown[start] !== '"') return undefined;
  let text = "";
  let at = start + 1;
  while (at < shown.length) {
    const character = shown.charAt(at);
    if (character === '"') return { text, end: at + 1 };
    if (character !== "\\") {
      text += character;
      at += 1;
      continue;
    }
    const [whole, plain, code] = ESCAPE.exec(shown.slice(at, at + 10)) ?? [];
    if (whole === undefined) return undefined;
    text += plain ?? String.fromCodePoint(Number.parseInt(code ?? "0", 16));
    at += whole.length;
  }
  return undefined;
}
