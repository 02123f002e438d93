import { sign } from "node:crypto";
import { connectParams, type WireClient } from "../support/wire-client.ts";
import { makeDevice } from "../support/socket-door.ts";
import type { Asker } from "./second-opinion.ts";

/** Who asks, and what it sends for that; `scopes` is absent for a client that names none. */
export interface Caller extends Asker {
  readonly asked: { readonly role: string; readonly scopes?: readonly string[] };
}

const KNOWN = ["admin", "read", "write", "pairing", "approvals"].map((name) => `operator.${name}`);

/** Each of them looks like more than it is, and gives nothing. */
const UNKNOWN: readonly string[] = [
  "operator",
  "operator.",
  "operator.*",
  "admin",
  "*",
  "OPERATOR.ADMIN",
  " operator.admin",
  "operator.admin ",
  "operator.admin.",
  "operator.admin\u0000",
  "operator.read,operator.admin",
  "operator.node",
  "node",
  "__proto__",
];

function subsets<Item>(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>(
    (sets, item) => [...sets, ...sets.map((set) => [...set, item])],
    [[]],
  );
}

/** Every set of scopes: none, each, several, all; then unknown ones, alone and beside others. */
const SCOPE_SETS: readonly (readonly string[])[] = [
  ...subsets(KNOWN),
  ...UNKNOWN.map((scope) => [scope]),
  [...UNKNOWN],
  [...UNKNOWN, "operator.read"],
  ["operator.write", "operator.write"],
];

/** Every role with every set of scopes, and with none named: then an operator is an admin. */
export const CALLERS: readonly Caller[] = (["operator", "node"] as const).flatMap((role) => [
  { role, scopes: role === "operator" ? ["operator.admin"] : [], asked: { role } },
  ...SCOPE_SETS.map((scopes) => ({ role, scopes, asked: { role, scopes } })),
]);

/** A client that presence does not list, so that nothing but the question happens. */
export const QUIET = { client: { id: "cli", version: "1.0.0", platform: "linux", mode: "cli" } };

/** What a caller sends to be let in. */
export function askedBy({ asked }: Caller, more: object = {}): Record<string, unknown> {
  return connectParams({ ...QUIET, ...asked, ...more });
}

/** The same with the proof of a device that nobody has seen before. */
export async function provenBy(caller: Caller, client: WireClient): Promise<object> {
  const { payload } = await client.event("connect.challenge");
  const device = makeDevice();
  const { role, scopes = [] } = caller.asked;
  const signedAt = payload.ts as number;
  const { id, mode } = QUIET.client;
  // As the protocol writes it: the scopes as they are sent, and no token.
  const words = ["v2", device.id, id, mode, role, scopes.join(","), signedAt, "", payload.nonce];
  const signature = sign(null, Buffer.from(words.join("|")), device.privateKey);
  return askedBy(caller, {
    device: {
      id: device.id,
      publicKey: device.publicKey,
      signature: signature.toString("base64url"),
      signedAt,
      nonce: payload.nonce as string,
    },
  });
}
