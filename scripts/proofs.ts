import { globSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./child.ts";

export interface ProofOptions {
  /** Everything that is random comes from it: the same seed is the same run. */
  seed: number;
  /** 1 is the size that the bar names; less is a smaller run of the same shape. */
  scale: number;
  /**
   * How many times slower than its goal a figure of speed may be: 1 is the goal itself. On every
   * change it is more, so that a slow hour of the machine is told apart from a slower gateway.
   */
  slack: number;
  log(line: string): void;
}

/** A bar of the project at full size: `test/<area>/<file>.proof.ts` exports these names. */
export interface Proof {
  name: string;
  /** What it shows, in one line. */
  summary: string;
  /** The scale at which it runs on every change; 0.1 when absent. */
  ciScale?: number;
  run(options: ProofOptions): Promise<ProofResult>;
}

export interface ProofResult {
  ok: boolean;
  figures: string;
}

export const CI_SCALE = 0.1;
export const CI_SLACK = 2;

function isProof(module: object): module is Proof {
  const proof = module as Partial<Proof>;
  return typeof proof.name === "string" && typeof proof.run === "function";
}

/**
 * Loads every proof of the checkout, sorted by name. Throws for a file that is none, and for a name
 * used twice.
 */
export async function findProofs(): Promise<Proof[]> {
  const proofs = new Map<string, Proof>();
  for (const file of globSync("test/*/*.proof.ts", { cwd: ROOT }).toSorted()) {
    const module = (await import(join(ROOT, file))) as object;
    if (!isProof(module)) throw new Error(`${file} exports no name, summary and run`);
    if (proofs.has(module.name)) throw new Error(`${file}: another proof is named ${module.name}`);
    proofs.set(module.name, module);
  }
  return [...proofs.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
