import { existsSync, rmSync } from "node:fs";
import { CommandError, STATUS, UsageError } from "../failures.ts";
import { holdState } from "../hold-state.ts";
import type { Io } from "../io.ts";
import type { Scene } from "../scene.ts";
import { confirm } from "../terminal/prompts.ts";
import { moveAside } from "./config-file.ts";
import { assertOurs, type Removal } from "./plan.ts";

export interface Consent {
  readonly yes?: boolean | undefined;
  readonly nonInteractive?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

export const CONSENT_OPTIONS = {
  yes: { type: "boolean", summary: "Do it without asking." },
  nonInteractive: { type: "boolean", summary: "Ask nothing; needs --yes." },
  dryRun: { type: "boolean", summary: "Only say what would be done." },
} as const;

interface Work extends Consent {
  readonly removals: readonly Removal[];
  /** What else goes away before the files do, such as the service. */
  readonly before?: { readonly what: string; do(): Promise<void> };
}

/** Throws `UsageError` when nobody could be asked and nobody said yes. */
export function assertConsent({ yes, nonInteractive, dryRun }: Consent): void {
  if (nonInteractive && !yes && !dryRun) throw new UsageError("--non-interactive needs --yes");
}

/**
 * Says what goes away, asks unless that was answered already, and removes it while no gateway runs
 * on that state. Resolves with the status to leave with.
 */
export async function carryOut(io: Io, scene: Scene, work: Work): Promise<number> {
  const { removals, before, yes = false, dryRun = false } = work;
  assertOurs(removals, scene.paths);
  if (removals.length === 0 && !before) {
    io.line("There is nothing to remove.");
    return STATUS.ok;
  }
  io.line(dryRun ? "This would go away:" : "This goes away:");
  if (before) io.line(`  ${before.what}`);
  for (const { path, what, how } of removals) {
    io.line(`  ${path} (${what}${how === "aside" ? "; kept under another name" : ""})`);
  }
  if (dryRun) return STATUS.ok;
  if (!yes && !(await confirm("Remove it?"))) {
    throw new CommandError("Nothing was removed.");
  }
  await before?.do();
  for (const line of removeAll(removals, scene)) io.line(line);
  return STATUS.ok;
}

/**
 * Removes what is ours while no gateway runs on that state, and returns what to say of it. Throws
 * `CommandError` when one does, or when a folder holds more than what is ours.
 */
export function removeAll(removals: readonly Removal[], scene: Scene): string[] {
  assertOurs(removals, scene.paths);
  const held = existsSync(scene.paths.stateDir) ? holdState(scene, "removed") : undefined;
  try {
    return removals.map(remove);
  } finally {
    held?.release();
  }
}

function remove({ path, how }: Removal): string {
  if (how === "aside") return `Kept ${path} as ${moveAside(path)?.path ?? path}`;
  rmSync(path, { recursive: true, force: true });
  return `Removed ${path}`;
}
