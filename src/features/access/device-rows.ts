import sql, { type Sql } from "sql-template-tag";
import type { Device, DeviceAbout, DeviceGrant } from "../../domain/device.ts";
import { isRole } from "../../domain/scope.ts";
import type { Store } from "../../store/store.ts";

interface DeviceRow {
  id: string;
  publicKey: string;
  about: string;
  createdAt: number;
  approvedAt: number;
}

interface GrantRow {
  device: string;
  role: string;
  scopes: string;
  commands: string;
  token: string;
  silent: number;
  createdAt: number;
  rotatedAt: number | null;
  revokedAt: number | null;
  lastUsedAt: number | null;
}

/** Every device with its grants. */
export async function readDevices(store: Pick<Store, "rows">): Promise<readonly Device[]> {
  const [devices, grants] = await Promise.all([
    store.rows<DeviceRow>(selectDevices()),
    store.rows<GrantRow>(selectGrants()),
  ]);
  const byDevice = Map.groupBy(grants, (grant) => grant.device);
  return devices.map((row) => ({
    deviceId: row.id,
    publicKey: row.publicKey,
    about: JSON.parse(row.about) as DeviceAbout,
    createdAtMs: row.createdAt,
    approvedAtMs: row.approvedAt,
    grants: new Map((byDevice.get(row.id) ?? []).flatMap(toGrant).map((g) => [g.role, g])),
  }));
}

function toGrant(row: GrantRow): readonly DeviceGrant[] {
  if (!isRole(row.role)) return [];
  return [
    {
      role: row.role,
      scopes: JSON.parse(row.scopes) as string[],
      commands: JSON.parse(row.commands) as string[],
      token: row.token,
      silent: row.silent === 1,
      createdAtMs: row.createdAt,
      ...(row.rotatedAt === null ? {} : { rotatedAtMs: row.rotatedAt }),
      ...(row.revokedAt === null ? {} : { revokedAtMs: row.revokedAt }),
      ...(row.lastUsedAt === null ? {} : { lastUsedAtMs: row.lastUsedAt }),
    },
  ];
}

const selectDevices = (): Sql => sql`
  SELECT id, public_key AS "publicKey", about, created_at AS "createdAt",
    approved_at AS "approvedAt" FROM devices`;

const selectGrants = (): Sql => sql`
  SELECT device, role, scopes, commands, token, silent, created_at AS "createdAt",
    rotated_at AS "rotatedAt", revoked_at AS "revokedAt", last_used_at AS "lastUsedAt"
  FROM device_grants`;

export const putDevice = (device: Omit<Device, "grants">): Sql => sql`
  INSERT INTO devices (id, public_key, about, created_at, approved_at)
  VALUES (${device.deviceId}, ${device.publicKey}, ${JSON.stringify(device.about)},
    ${device.createdAtMs}, ${device.approvedAtMs})
  ON CONFLICT (id) DO UPDATE SET about = excluded.about, approved_at = excluded.approved_at`;

export const putGrant = (deviceId: string, grant: DeviceGrant): Sql => sql`
  INSERT INTO device_grants (device, role, scopes, commands, token, silent, created_at, rotated_at,
    revoked_at, last_used_at)
  VALUES (${deviceId}, ${grant.role}, ${JSON.stringify(grant.scopes)},
    ${JSON.stringify(grant.commands)}, ${grant.token}, ${grant.silent ? 1 : 0},
    ${grant.createdAtMs}, ${grant.rotatedAtMs ?? null}, ${grant.revokedAtMs ?? null},
    ${grant.lastUsedAtMs ?? null})
  ON CONFLICT (device, role) DO UPDATE SET scopes = excluded.scopes,
    commands = excluded.commands, token = excluded.token, silent = excluded.silent,
    rotated_at = excluded.rotated_at, revoked_at = excluded.revoked_at,
    last_used_at = excluded.last_used_at`;

export const deleteDevice = (deviceId: string): readonly Sql[] => [
  sql`DELETE FROM devices WHERE id = ${deviceId}`,
  sql`DELETE FROM device_grants WHERE device = ${deviceId}`,
];
