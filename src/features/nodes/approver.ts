import { notAllowed } from "./policy.ts";
import type { LiveNode } from "./registry.ts";

/** Decides about commands that a person has to agree to, before they leave for their node. */
export interface Approver {
  /**
   * The parameters that are sent, which may say what was approved. Rejects with `ZeroError` when
   * the command is not to run. The caller waits meanwhile, and the node may be gone afterwards.
   */
  check(node: LiveNode, command: string, params: unknown): Promise<unknown>;
}

/** Lets everything through but programs: those wait for somebody who can approve them (SR18). */
export const withoutApprovals: Approver = {
  check: async (_node, command, params) => {
    if (command === "system.run") throw notAllowed(command, "approval required");
    return params;
  },
};
