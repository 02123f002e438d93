import { type AllowanceView, parseAllowances } from "../../domain/exec/allowances.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { isRecord } from "../../kernel/is-record.ts";
import type { NodeAsker } from "./approver.ts";

const WITHIN_MS = 10_000;
const PATH_MAX = 4_096;
const HASH = /^[0-9a-f]{64}$/;

/** The list of what is allowed for good on a node, which only the node itself keeps. */
export class NodeAllowances {
  readonly #nodes: NodeAsker;

  constructor(nodes: NodeAsker) {
    this.#nodes = nodes;
  }

  /** Rejects as `node.invoke` does, and with UNAVAILABLE when the answer is none. */
  async get(nodeId: string): Promise<AllowanceView> {
    return this.#ask(nodeId, "system.execApprovals.get", {});
  }

  /** Rejects too when the file is none, or the node refuses it: it changed since `baseHash`. */
  async set(nodeId: string, file: object, baseHash?: string): Promise<AllowanceView> {
    const params = { file: parseAllowances(file), ...(baseHash === undefined ? {} : { baseHash }) };
    return this.#ask(nodeId, "system.execApprovals.set", params);
  }

  async #ask(nodeId: string, command: string, params: object): Promise<AllowanceView> {
    const answer = await this.#nodes.ask({ nodeId, command, params, timeoutMs: WITHIN_MS });
    const view = viewOf(answer);
    if (view) return view;
    throw new ZeroError("UNAVAILABLE", "the node answered with something that is no such list");
  }
}

function viewOf(value: unknown): AllowanceView | undefined {
  if (!isRecord(value)) return undefined;
  const { path, exists, hash, file } = value;
  if (typeof path !== "string" || path.length > PATH_MAX || typeof exists !== "boolean") {
    return undefined;
  }
  if (typeof hash !== "string" || !HASH.test(hash)) return undefined;
  try {
    return { path, exists, hash, file: parseAllowances(file) };
  } catch (error) {
    if (error instanceof ZeroError) return undefined;
    throw error;
  }
}
