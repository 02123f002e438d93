import { CommandError } from "../failures.ts";
import { loadClack } from "./clack.lazy.ts";

export type Clack = Awaited<ReturnType<typeof loadClack>>;

/** Whether somebody sits there who could answer. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** The library, where there is somebody to ask. Throws `CommandError` where there is not. */
export async function openTerminal(): Promise<Clack> {
  if (canAsk()) return loadClack();
  throw new CommandError("This asks questions, and there is no terminal to ask them in.", [
    "Next: run it in a terminal, or give the answers as flags; `--help` shows them.",
  ]);
}

/** The person left: Ctrl-C, Ctrl-D or Escape. */
export class Left extends Error {
  override readonly name = "Left";
}

/**
 * What a person answers. Ctrl-D and a terminal that is gone close the input without an answer: then
 * nothing is left that could bring one, which is the only sign of it.
 */
export function unlessLeft<Value>(answer: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<Value>();
  const leave = () => reject(new Left());
  process.once("beforeExit", leave);
  return Promise.race([answer, promise]).finally(() => process.off("beforeExit", leave));
}

/** Whether a person says yes; whoever leaves says no. Throws `CommandError` without a terminal. */
export async function confirm(message: string): Promise<boolean> {
  const clack = await openTerminal();
  return (await answered(clack.confirm({ message, initialValue: false }))) === true;
}

/** What a person chooses. Throws `CommandError` when they leave, and without a terminal. */
export async function chosen<Value extends string>(
  message: string,
  options: readonly { value: Value; label: string; hint: string }[],
): Promise<Value> {
  const clack = await openTerminal();
  const values: readonly string[] = options.map(({ value }) => value);
  const asked = clack.select<string>({ message, options: [...options] });
  const value: unknown = await answered(asked);
  if (typeof value === "string" && values.includes(value)) return value as Value;
  throw new CommandError("Nothing was chosen, so nothing was done.");
}

/** Undefined when the person left. */
async function answered<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  try {
    return await unlessLeft(answer);
  } catch (error) {
    if (error instanceof Left) return undefined;
    throw error;
  }
}
