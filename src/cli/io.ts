import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** How a command speaks to whoever started it. */
export interface Io {
  /** One line of the result, on stdout. */
  line(text?: string): void;
  /** Part of the result, on stdout, as it is. */
  write(text: string): void;
  /** The result as JSON, on stdout. */
  json(value: unknown): void;
  /** One line about what went wrong or what to know, on stderr: stdout stays parseable. */
  note(text: string): void;
  /** The text in a colour, where stdout shows colours. */
  style(style: Style, text: string): string;
  /** The same without colours. */
  plain(): Io;
  /**
   * From the first call on, Ctrl-C aborts this signal instead of ending the process; a second one
   * ends it.
   */
  interrupted(): AbortSignal;
}

/** The part of `process` that is used. */
export interface Terminal {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  once(signal: "SIGINT", listener: () => void): unknown;
}

export function createIo(terminal: Terminal, color = true): Io {
  const { stdout, stderr } = terminal;
  return {
    line: (text = "") => void stdout.write(`${text}\n`),
    write: (text) => void stdout.write(text),
    json: (value) => void stdout.write(`${JSON.stringify(value ?? null, null, 2)}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    // By itself it looks whether stdout is a terminal and what NO_COLOR says.
    style: (style, text) => (color ? styleText(style, text, { stream: stdout }) : text),
    plain: () => createIo(terminal, false),
    interrupted() {
      const controller = new AbortController();
      terminal.once("SIGINT", () => controller.abort(new Interrupted()));
      return controller.signal;
    },
  };
}

/** The person pressed Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/**
 * Text from elsewhere as a terminal may show it: without control characters other than line breaks
 * and tabs.
 */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
}
