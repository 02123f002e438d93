import { ZeroError } from "../../../kernel/errors.ts";
import { Encoded, handlers, type Needs } from "../handlers.ts";

export const system = handlers<typeof import("./system.schema.ts").system>({
  "system-presence": ({ presence }: Needs<"presence">) => new Encoded(presence.encoded()),

  "system-event": ({ presence }: Needs<"presence">, params) => {
    if (params.text.trim() === "") throw new ZeroError("INVALID_REQUEST", "text required");
    const { lastInputSeconds, roles, scopes, tags, ...words } = params;
    presence.note({
      ...words,
      ...(lastInputSeconds === undefined ? {} : { lastInputSeconds: Math.floor(lastInputSeconds) }),
      ...(roles ? { roles: filled(roles) } : {}),
      ...(scopes ? { scopes: filled(scopes) } : {}),
      ...(tags ? { tags: filled(tags) } : {}),
    });
    return { ok: true as const };
  },
});

/** A list without its empty words; a row does not show those. */
function filled(words: readonly string[]): string[] {
  return words.filter((word) => word.trim() !== "");
}
