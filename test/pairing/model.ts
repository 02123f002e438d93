import type { Role } from "../../src/domain/scope.ts";
import type { Wish } from "./world.ts";

/** What a second reading of the rules says that a device may be. */
export interface ModelGrant {
  scopes: ReadonlySet<string>;
  commands: ReadonlySet<string>;
  silent: boolean;
  revoked: boolean;
  /** Unknown after a kill: whoever was given it never heard of it. */
  token: string | undefined;
}

export interface ModelRequest {
  requestId: string;
  wish: Wish;
}

/** The rules once more, in the plainest words: sets, and no code of the product. */
export class Model {
  grants = new Map<string, ModelGrant>();
  /** By device: one waits at most. */
  waiting = new Map<number, ModelRequest>();
  /** Tokens that were good once. */
  stale: string[] = [];

  grant(device: number, role: Role): ModelGrant | undefined {
    return this.grants.get(`${device} ${role}`);
  }

  put(device: number, role: Role, grant: ModelGrant): void {
    const before = this.grant(device, role);
    if (before?.token !== undefined && before.token !== grant.token) this.stale.push(before.token);
    this.grants.set(`${device} ${role}`, grant);
  }

  /** The grant that lets this wish in as it is. */
  holds({ device, role, scopes, commands }: Wish): ModelGrant | undefined {
    const grant = this.grant(device, role);
    if (!grant || grant.revoked || !within(grant.scopes, scopes)) return undefined;
    return commands.every((command) => grant.commands.has(command)) ? grant : undefined;
  }

  /** Nobody has to be asked: it is here, and no person decided about it. */
  maySilently({ device, local }: Wish): boolean {
    const held = [...this.grants].filter(([key]) => key.startsWith(`${device} `));
    return local && held.every(([, grant]) => grant.silent && !grant.revoked);
  }

  /** What the device may be once this wish is granted too. */
  with(wish: Wish): Pick<ModelGrant, "scopes" | "commands"> {
    const before = this.grant(wish.device, wish.role);
    const old = before && !before.revoked ? before : { scopes: [], commands: [] };
    return {
      scopes: new Set([...old.scopes, ...wish.scopes]),
      commands: new Set([...old.commands, ...wish.commands]),
    };
  }

  /** The process died: nobody waits any more. */
  restart(): void {
    this.waiting.clear();
  }
}

/** All that a list of scopes lets its holder do. */
function abilities(scopes: Iterable<string>): Set<string> {
  const all = new Set(scopes);
  if (all.has("operator.write")) all.add("operator.read");
  return all;
}

export function within(held: Iterable<string>, asked: Iterable<string>): boolean {
  const able = abilities(held);
  return able.has("operator.admin") || [...asked].every((scope) => able.has(scope));
}
