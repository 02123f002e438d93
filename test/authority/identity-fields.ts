import type { Random } from "../support/random.ts";

/** Names under which a client might claim to be somebody, or to be somewhere. */
export const IDENTITY_FIELDS: readonly string[] = (
  "role roles scope scopes permission permissions grant grants authority admin isAdmin owner " +
  "isOwner root sudo superuser trusted isTrusted verified authenticated authorized approved " +
  "paired isPaired local isLocal loopback internal remoteIp ip peer host origin " +
  "forwardedFor token deviceToken accessToken password secret auth authorization session user " +
  "userId principal actor caller sender senderId from operator client clientId " +
  "deviceId device nodeId connId instanceId impersonate actAs"
).split(" ");

/** What such a field might hold to be believed. */
const VALUES: readonly unknown[] = [
  true,
  1,
  "admin",
  "operator",
  "node",
  "operator.admin",
  ["operator.admin", "operator.pairing", "operator.approvals"],
  "127.0.0.1",
  "::1",
  "owner",
  "*",
  { role: "operator", scopes: ["operator.admin"] },
  { isAdmin: true },
  null,
];

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** Every place in a value that can take one more field, the value itself first. */
function placesIn(value: Json): Json[] {
  const inner = Object.values(value).filter(isObject);
  const own = Array.isArray(value) ? [] : [value];
  return [...own, ...inner.flatMap(placesIn)];
}

export interface Decorated {
  readonly params: Json;
  readonly fields: readonly string[];
}

/** A copy of `params` with one to five claims, each somewhere, at any depth. */
export function decorate(params: Json, random: Random): Decorated {
  const copy = structuredClone(params);
  const fields = Array.from({ length: 1 + random.below(5) }, () => random.pick(IDENTITY_FIELDS));
  for (const field of fields) random.pick(placesIn(copy))[field] = nested(random);
  return { params: copy, fields };
}

/** A claim, or one that is wrapped a few times in other claims. */
function nested(random: Random): unknown {
  let value = random.pick(VALUES);
  for (let wraps = random.below(4); wraps > 0; wraps--)
    value = { [random.pick(IDENTITY_FIELDS)]: value };
  return structuredClone(value);
}
