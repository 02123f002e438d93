import type { Scope } from "@zero/protocol";

/** Who a client may be: a person's program, or a device that runs commands for us. */
export type Role = "operator" | "node";

export interface Authority {
  readonly role: Role;
  /** As granted, such as `operator.read`. */
  readonly scopes: readonly string[];
  /** Only of a device whose signature held. */
  readonly deviceId?: string;
}

/** What an operator may do who did not ask for less. */
export const OPERATOR_SCOPES_DEFAULT: readonly string[] = ["operator.admin"];

export function isRole(text: string): text is Role {
  return text === "operator" || text === "node";
}

/**
 * The first of the scopes `asked` that holding `held` does not include, or undefined when all are.
 * `operator.admin` includes everything and `operator.write` includes `operator.read`; a name that
 * nobody declared is included only in itself and in admin.
 */
export function scopeBeyond(held: readonly string[], asked: readonly string[]): string | undefined {
  return asked.find((scope) => !includes(held, scope));
}

/**
 * Why `authority` may not do what needs `scope`, in the words of the wire, or undefined when it
 * may. `admin` passes every scope and `write` includes `read`; the role is asked first, and no
 * scope makes an operator of a node.
 */
export function refusalOf(authority: Authority, scope: Scope): string | undefined {
  const { role, scopes } = authority;
  if ((scope === "node") !== (role === "node")) return `unauthorized role: ${role}`;
  if (scope === "node" || includes(scopes, `operator.${scope}`)) return undefined;
  return `missing scope: operator.${scope}`;
}

function includes(held: readonly string[], scope: string): boolean {
  if (held.includes("operator.admin") || held.includes(scope)) return true;
  return scope === "operator.read" && held.includes("operator.write");
}
