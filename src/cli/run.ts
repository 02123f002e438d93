import { report, STATUS, UsageError } from "./failures.ts";
import { groupHelp, overview } from "./argv/help.ts";
import type { Io } from "./io.ts";
import { loadParser } from "./argv/parse.lazy.ts";
import { configurationOf, sceneOf } from "./scene.ts";
import { TABLE } from "./table.ts";
import { type GlobalFlags, readWords, type Request } from "./argv/words.ts";

export interface Host {
  io: Io;
  version: string;
}

/**
 * Runs one command line. Never rejects: what went wrong is on stderr, and the status says how bad
 * it is.
 */
export async function runCli(argv: readonly string[], { io, version }: Host): Promise<number> {
  let shown = io;
  try {
    const { flags, request } = readWords(argv);
    if (flags.color === false) shown = io.plain();
    return await answer(request, flags, { io: shown, version });
  } catch (error) {
    return report(error, shown);
  }
}

async function answer(
  request: Request,
  flags: GlobalFlags,
  { io, version }: Host,
): Promise<number> {
  switch (request.kind) {
    case "version":
      io.line(version);
      return STATUS.ok;
    case "help":
      io.line(request.group === undefined ? overview(version) : groupHelp(request.group));
      return STATUS.ok;
    case "run":
      return runCommand(request.words, request.rest, flags, { io, version });
  }
}

async function runCommand(
  words: string,
  rest: readonly string[],
  flags: GlobalFlags,
  { io, version }: Host,
): Promise<number> {
  const row = TABLE[words];
  if (!row) throw new UsageError(`unknown command "${words}"`);
  const [command, { parse }] = await Promise.all([row.load(), loadParser()]);
  const parsed = parse({ name: `zero ${words}`, ...command }, rest);
  if (parsed.kind === "help") {
    io.write(parsed.text);
    return STATUS.ok;
  }
  const note = (line: string) => io.note(line);
  const { argument, more } = parsed;
  const scene = sceneOf(flags, { version, argument, more, commands: TABLE, note });
  const checked = row.toleratesInvalidConfig ? {} : { checked: configurationOf(scene) };
  return command.run(io, parsed.options as never, { ...scene, ...checked });
}
