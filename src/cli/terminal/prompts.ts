import { loadClack } from "./clack.lazy.ts";

/** Whether somebody sits there who could answer. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** Asks for a yes or a no; whoever leaves the question said no. */
export async function confirm(message: string): Promise<boolean> {
  const clack = await loadClack();
  return (await clack.confirm({ message, initialValue: false })) === true;
}
