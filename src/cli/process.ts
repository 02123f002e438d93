import { EXIT } from "../kernel/errors.ts";
import { runCli } from "./run.ts";
import { createIo } from "./io.ts";

/** Runs one command line in this process and ends it with the command's status. */
export async function runProcess(argv: readonly string[], version: string): Promise<void> {
  const { stdout } = process;
  // Whoever read our output has gone, as `| head` does, or their terminal: nothing is left to say.
  stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (code === "EPIPE" || (code === "EIO" && stdout.isTTY)) process.exit();
    // Nobody may take a part of the result for all of it.
    process.stderr.write(`zero: the result could not be written: ${message}\n`);
    process.exit(EXIT.crashed);
  });
  // Notes are for people: that nobody reads them, or their disk is full, must not end a gateway.
  process.stderr.on("error", () => undefined);
  process.exitCode = await runCli(argv, { io: createIo(process), version });
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  process.exit();
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}
