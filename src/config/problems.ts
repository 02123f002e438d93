/** One thing that is wrong with a configuration. */
export interface Problem {
  /**
   * Dotted path of the key, such as `gateway.port` or `agents.list[0].id`; empty for the whole
   * file.
   */
  readonly path: string;
  /** What is wrong and, where that is known, what would be right. */
  readonly message: string;
}

/** Problems that are listed; the rest is counted. */
const LISTED_MAX = 50;
const BULLET = "- ";

/** A configuration that cannot be used. The message names the file and every problem. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly file: string;
  readonly problems: readonly Problem[];
  /** Every file that was looked at until then, where that is known. */
  readonly files: readonly string[];

  constructor(
    file: string,
    problems: readonly Problem[],
    options: { cause?: unknown; files?: readonly string[] } = {},
  ) {
    super([`Invalid config at ${file}:`, ...linesOf(problems)].join("\n"), options);
    this.file = file;
    this.problems = problems;
    this.files = options.files ?? [];
  }
}

/** One line for each problem. */
export function linesOf(problems: readonly Problem[]): string[] {
  const lines = problems.slice(0, LISTED_MAX).map(lineOf);
  const more = problems.length - lines.length;
  return more > 0 ? [...lines, `${BULLET}and ${more} more`] : lines;
}

/** The same in one sentence. */
export function sentenceOf(problems: readonly Problem[]): string {
  return linesOf(problems)
    .map((line) => line.slice(BULLET.length))
    .join("; ");
}

function lineOf({ path, message }: Problem): string {
  return BULLET + (path === "" ? message : `${path}: ${message}`);
}
