import type { LiveNode } from "./registry.ts";

/** A command on its way to a node, as its caller asked for it. */
export interface AskedCommand {
  readonly command: string;
  readonly params: unknown;
  /** How long the caller waits once it has left. */
  readonly timeoutMs: number;
}

/** Decides about commands that a person has to agree to, before they leave for their node. */
export interface Approver {
  /**
   * The parameters that are sent, which may say what was approved. Rejects with `ZeroError` when
   * the command is not to run. The caller waits meanwhile, and the node may be gone afterwards. A
   * caller that leaves takes nothing back: it may come again with its key and hear the answer.
   */
  check(node: LiveNode, asked: AskedCommand): Promise<unknown>;
}
