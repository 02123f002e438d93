import type { ExecApprovalListResult, ExecApprovalsGetResult } from "@zero/protocol";
import type { GatewayClient } from "@zero/client";
import { shownCommand, shownLine, shownText } from "../../domain/exec/display.ts";
import { type Io, printable } from "../io.ts";
import type { OptionTable } from "../argv/options.ts";
import { CommandError } from "../failures.ts";
import { nextFor } from "./answered-error.ts";
import { nodeIdOf } from "./nodes.ts";

export type Pending = ExecApprovalListResult["pending"][number];
export type AllowanceView = ExecApprovalsGetResult;

export const NODE_OPTION = {
  node: {
    type: "string",
    value: "node",
    summary: "The list of this node, by its id or its name, instead of the gateway's own.",
  },
} as const satisfies OptionTable;

/** The node that `--node` means by its id or its name; undefined for the gateway itself. */
export async function ownerOf(
  client: GatewayClient,
  { node }: { readonly node: string | undefined },
): Promise<string | undefined> {
  return node === undefined ? undefined : nodeIdOf(client, node);
}

/** The list of a node, or the gateway's own. */
export function getAllowances(client: GatewayClient, nodeId?: string): Promise<AllowanceView> {
  return nodeId === undefined
    ? client.request("exec.approvals.get", {})
    : client.request("exec.approvals.node.get", { nodeId });
}

/** Replaces it, as long as it is the one that was read. */
export function setAllowances(
  client: GatewayClient,
  change: { nodeId: string | undefined; file: Record<string, unknown>; baseHash: string },
): Promise<AllowanceView> {
  const { nodeId, file, baseHash } = change;
  return nodeId === undefined
    ? client.request("exec.approvals.set", { file, baseHash })
    : client.request("exec.approvals.node.set", { nodeId, file, baseHash });
}

/** The request that waits under this id. Throws a `CommandError` when there is none. */
export async function findPending(
  client: GatewayClient,
  id: string,
  program: string,
): Promise<Pending> {
  const { pending } = await client.request("exec.approval.list", {});
  const found = pending.find((one) => one.id === id);
  if (found) return found;
  const lines = nextFor("unknown approval id", program);
  throw new CommandError(`No command waits under the id ${printable(id)}.`, lines);
}

/** The whole of what waits: nothing is left out, and nothing in it can hide (SR19). */
export function showPending(io: Io, { id, request, expiresAtMs }: Pending): void {
  const { command, env = [], ...facts } = request;
  io.line(io.style("bold", printable(command)));
  for (const [name, value] of Object.entries(facts)) {
    io.line(`  ${name}: ${printable(String(value))}`);
  }
  for (const variable of env) io.line(`  env: ${printable(variable)}`);
  io.line(`  until: ${new Date(expiresAtMs).toISOString()}`);
  io.line(`  id: ${printable(id)}`);
}

export function showAllowances(io: Io, { path, exists, hash, file }: AllowanceView): void {
  io.line(`${printable(path)}${exists ? "" : " (not there yet)"}`);
  io.line(`  hash ${printable(hash)}`);
  if (file.allowlist.length === 0) io.line("  Nothing is allowed for good.");
  for (const { id, argv, cwd, binary, env } of file.allowlist) {
    io.line(`  ${printable(id)}: ${shownCommand(argv)}`);
    io.line(`    ${shownLine(binary.path)}, sha256 ${binary.digest}`);
    io.line(`    in ${shownLine(cwd)}`);
    for (const [name, value] of Object.entries(env)) {
      io.line(`    ${printable(name)}=${shownText(value)}`);
    }
  }
}
