import { CommandError } from "../failures.ts";

/** The value of `--params`. Throws a `CommandError` that shows how it looks. */
export function parseParams(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const lines = [`--params '{"key":"value"}' is how it looks.`];
    throw new CommandError(`--params is no JSON: ${error.message}`, lines, { cause: error });
  }
}
