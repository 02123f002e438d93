import type { Scope } from "@zero/protocol";

/** Who a client may be: a person's program, or a device that runs commands for us. */
export type Role = "operator" | "node";

export interface Authority {
  readonly role: Role;
  /** As granted, such as `operator.read`. */
  readonly scopes: readonly string[];
}

/** What an operator may do who did not ask for less. */
export const OPERATOR_SCOPES_DEFAULT: readonly string[] = ["operator.admin"];

export function isRole(text: string): text is Role {
  return text === "operator" || text === "node";
}

/**
 * Why `authority` may not do what needs `scope`, in the words of the wire, or undefined when it
 * may. `admin` passes every scope and `write` includes `read`; the role is asked first, and no
 * scope makes an operator of a node.
 */
export function refusalOf(authority: Authority, scope: Scope): string | undefined {
  const { role, scopes } = authority;
  if ((scope === "node") !== (role === "node")) return `unauthorized role: ${role}`;
  if (scope === "node" || scopes.includes("operator.admin")) return undefined;
  if (scopes.includes(`operator.${scope}`)) return undefined;
  if (scope === "read" && scopes.includes("operator.write")) return undefined;
  return `missing scope: operator.${scope}`;
}
