import type { DevicePairListResult } from "@zero/protocol";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { ask } from "../../wire/connection.ts";

export const summary = "Shows devices that wait for approval, and those that have it.";
export const options = { ...JSON_OPTION, ...RPC_OPTIONS } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const listed = await ask(scene, configurationOf(scene), given, ({ client }) =>
    client.request("device.pair.list", {}),
  );
  if (given.json) io.json(listed);
  else for (const line of lines(listed, io, scene.program)) io.line(line);
  return STATUS.ok;
}

function lines({ pending, paired }: DevicePairListResult, io: Io, program: string): string[] {
  const waiting = pending.flatMap((request) => [
    `${io.style("yellow", "waits")} ${describe(request)} asks to be ${request.role}${scopesOf(request)}`,
    ...(request.commands ?? []).map((command) => `      runs ${printable(command)}`),
    `      approve: ${program} devices approve ${request.requestId}`,
  ]);
  const known = paired.flatMap((device) => [
    `${io.style("green", "paired")} ${describe(device)}`,
    ...device.tokens.map((token) => `      ${tokenText(token)}`),
  ]);
  if (waiting.length + known.length === 0) return ["No device is paired, and none waits."];
  return [...waiting, ...known];
}

type Described = { deviceId: string; displayName?: string; clientId?: string; remoteIp?: string };

/** The name is the device's own word, so the id stands beside it. */
function describe({ deviceId, displayName, clientId, remoteIp }: Described): string {
  const name = displayName ?? clientId;
  const place = remoteIp === undefined ? "" : ` from ${printable(remoteIp)}`;
  return `${deviceId}${name === undefined ? "" : ` ("${printable(name)}")`}${place}`;
}

function tokenText(token: DevicePairListResult["paired"][number]["tokens"][number]): string {
  if (token.revokedAtMs !== undefined) {
    return `${token.role}: revoked ${new Date(token.revokedAtMs).toISOString()}`;
  }
  const used = token.lastUsedAtMs;
  const when = used === undefined ? "" : `, used ${new Date(used).toISOString()}`;
  return `${token.role}${scopesOf(token)}${when}`;
}

function scopesOf({ scopes }: { scopes: readonly string[] }): string {
  return scopes.length === 0 ? "" : ` with ${scopes.map(printable).join(", ")}`;
}
