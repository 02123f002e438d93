/**
 * A supervisor could not do what it was asked to. The message says what happened, `hints` what
 * would have been run and what to do.
 */
export class DaemonError extends Error {
  override readonly name = "DaemonError";
  readonly hints: readonly string[];

  constructor(message: string, hints: readonly string[], options: { cause?: unknown } = {}) {
    super(message, options);
    this.hints = hints;
  }
}

/** The commands that are still to be run, as one hint. */
export function stillToRun(commands: readonly string[]): string[] {
  return commands.length === 0 ? [] : [`Would have run: ${commands.join(" && ")}`];
}
