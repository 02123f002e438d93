import type { PairedDevice, PairingRequest } from "@zero/protocol";
import {
  type Device,
  type DeviceGrant,
  type DeviceRequest,
  heldGrants,
} from "../../../domain/device.ts";
import { handlers, type Needs } from "../handlers.ts";

export const devices = handlers<typeof import("./devices.schema.ts").devices>({
  "device.pair.list": ({ devices: known }: Needs<"devices">) => {
    const { pending, paired } = known.list();
    return { pending: pending.map(requestOnWire), paired: paired.map(deviceOnWire) };
  },

  "device.pair.approve": async (services: Needs<"devices">, params, { caller }) => {
    const { requestId, device } = await services.devices.approve(params.requestId, caller);
    return { requestId, device: deviceOnWire(device) };
  },

  "device.pair.reject": (services: Needs<"devices">, { requestId }) =>
    services.devices.reject(requestId),

  "device.token.rotate": async (services: Needs<"devices">, { scopes, ...target }, { caller }) => {
    const { deviceId, role, token, ...rest } = await services.devices.rotate(
      target,
      scopes,
      caller,
    );
    return { deviceId, role, token, scopes: rest.scopes, rotatedAtMs: rest.rotatedAtMs };
  },

  "device.token.revoke": (services: Needs<"devices">, target) => services.devices.revoke(target),
});

/** A request as the wire shows it, also in `device.pair.requested`. */
export function requestOnWire(request: DeviceRequest): PairingRequest {
  const { requestId, deviceId, publicKey, about, role, scopes, commands, isRepair, ts } = request;
  return {
    requestId,
    deviceId,
    publicKey,
    ...about,
    role,
    roles: [role],
    scopes: [...scopes],
    ...(commands.length > 0 ? { commands: [...commands] } : {}),
    ...(isRepair ? { isRepair } : {}),
    ts,
  };
}

function deviceOnWire(device: Device): PairedDevice {
  const { deviceId, publicKey, about, createdAtMs, approvedAtMs } = device;
  const held = heldGrants(device);
  const roles = held.map((grant) => grant.role);
  const commands = held.flatMap((grant) => grant.commands);
  return {
    deviceId,
    publicKey,
    ...about,
    ...(roles[0] === undefined ? {} : { role: roles[0] }),
    roles,
    scopes: [...new Set(held.flatMap((grant) => grant.scopes))],
    ...(commands.length > 0 ? { commands } : {}),
    tokens: [...device.grants.values()].map(tokenOnWire),
    createdAtMs,
    approvedAtMs,
  };
}

/** Everything of a token but the token. */
function tokenOnWire({ role, scopes, ...grant }: DeviceGrant): PairedDevice["tokens"][number] {
  const { createdAtMs, rotatedAtMs, revokedAtMs, lastUsedAtMs } = grant;
  return {
    role,
    scopes: [...scopes],
    createdAtMs,
    ...(rotatedAtMs === undefined ? {} : { rotatedAtMs }),
    ...(revokedAtMs === undefined ? {} : { revokedAtMs }),
    ...(lastUsedAtMs === undefined ? {} : { lastUsedAtMs }),
  };
}
