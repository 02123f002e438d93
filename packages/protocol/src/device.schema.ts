import { Type } from "typebox";
import { filled, instant, text } from "./scalars.schema.ts";

/** What a device said of itself; shown to people, never decided upon. */
const about = {
  displayName: Type.Optional(filled()),
  platform: Type.Optional(filled()),
  deviceFamily: Type.Optional(filled()),
  modelIdentifier: Type.Optional(filled()),
  clientId: Type.Optional(filled()),
  clientMode: Type.Optional(filled()),
  remoteIp: Type.Optional(filled()),
};

export const PairingRequest = Type.Object(
  {
    requestId: filled(),
    deviceId: filled(),
    publicKey: filled(1024),
    ...about,
    role: filled(),
    roles: Type.Array(filled()),
    scopes: Type.Array(filled()),
    commands: Type.Optional(Type.Array(filled())),
    isRepair: Type.Optional(Type.Boolean()),
    ts: instant(),
  },
  { title: "PairingRequest", description: "A device that waits for approval, five minutes long." },
);

const DeviceTokenSummary = Type.Object(
  {
    role: filled(),
    scopes: Type.Array(filled()),
    createdAtMs: instant(),
    rotatedAtMs: Type.Optional(instant()),
    revokedAtMs: Type.Optional(instant()),
    lastUsedAtMs: Type.Optional(instant()),
  },
  { title: "DeviceTokenSummary", description: "A device's token in one role, without the token." },
);

export const PairedDevice = Type.Object(
  {
    deviceId: filled(),
    publicKey: filled(1024),
    ...about,
    role: Type.Optional(filled()),
    roles: Type.Array(filled()),
    scopes: Type.Array(filled()),
    commands: Type.Optional(Type.Array(filled())),
    tokens: Type.Array(DeviceTokenSummary),
    createdAtMs: instant(),
    approvedAtMs: instant(),
  },
  { title: "PairedDevice", description: "A device that was approved, with what it may be." },
);

export const PairingResolved = Type.Object({
  requestId: filled(),
  deviceId: text(),
  decision: Type.Enum(["approved", "rejected"]),
  ts: instant(),
});
