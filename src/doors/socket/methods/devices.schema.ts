import { PairedDevice, PairingRequest } from "@zero/protocol/schema/device";
import { filled, instant, words } from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

const requestId = () => filled();
const deviceId = () => filled();
const role = () => filled();

export const devices = [
  defineMethod({
    name: "device.pair.list",
    summary: "Devices that wait for approval and those that have it. Tokens are never shown.",
    scope: "pairing",
    params: Type.Object({}),
    result: Type.Object({
      pending: Type.Array(PairingRequest),
      paired: Type.Array(PairedDevice),
    }),
  }),
  defineMethod({
    name: "device.pair.approve",
    summary: "Lets a waiting device in; nobody can grant more than they have.",
    scope: "pairing",
    params: Type.Object({ requestId: requestId() }),
    result: Type.Object({ requestId: requestId(), device: PairedDevice }),
  }),
  defineMethod({
    name: "device.pair.reject",
    summary: "Turns a waiting device away; it may ask again.",
    scope: "pairing",
    params: Type.Object({ requestId: requestId() }),
    result: Type.Object({ requestId: requestId(), deviceId: deviceId() }),
  }),
  defineMethod({
    name: "device.token.rotate",
    summary:
      "Gives a device a new token, and with `scopes` a narrower grant. Its connections in this role end.",
    scope: "pairing",
    params: Type.Object({
      deviceId: deviceId(),
      role: role(),
      scopes: Type.Optional(words()),
    }),
    result: Type.Object({
      deviceId: deviceId(),
      role: role(),
      token: filled(),
      scopes: Type.Array(filled()),
      rotatedAtMs: instant(),
    }),
  }),
  defineMethod({
    name: "device.token.revoke",
    summary:
      "Ends a role of a device and its connections, until somebody approves the device again.",
    scope: "pairing",
    params: Type.Object({ deviceId: deviceId(), role: role() }),
    result: Type.Object({ deviceId: deviceId(), role: role(), revokedAtMs: instant() }),
  }),
];
