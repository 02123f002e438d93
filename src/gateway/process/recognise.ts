import { WebSocket } from "ws";
import type { Clock } from "../../kernel/clock.ts";
import { isRecord } from "../../kernel/is-record.ts";
import { within } from "../../kernel/within.ts";
import { parseJson } from "../../net/json.ts";

/**
 * What is at an address: `gateway` said the first word of our protocol, `other` took the connection
 * and said or did something else, `silent` took it and said nothing, `nobody` took none.
 */
export type Presence = "gateway" | "other" | "silent" | "nobody";

/**
 * Asks whoever listens there what it is. Needs no secret: a gateway greets everybody with its
 * challenge. Never rejects.
 */
export async function recognise(
  host: string,
  port: number,
  options: { withinMs: number; clock: Clock },
): Promise<Presence> {
  const at = host.includes(":") ? `[${host}]` : host;
  const socket = new WebSocket(`ws://${at}:${port}`, { perMessageDeflate: false });
  const { promise: heard, resolve } = Promise.withResolvers<Presence>();
  socket.once("message", (data: Buffer) => resolve(isChallenge(data) ? "gateway" : "other"));
  socket.once("unexpected-response", () => resolve("other"));
  socket.once("close", () => resolve("other"));
  socket.on("error", (error: NodeJS.ErrnoException) => {
    resolve(error.code === "ECONNREFUSED" ? "nobody" : "other");
  });
  try {
    return await within(
      options.clock,
      options.withinMs,
      () => heard,
      () => "silent" as const,
    );
  } finally {
    socket.terminate();
  }
}

function isChallenge(data: Buffer): boolean {
  const parsed = parseJson(data.toString("utf8"));
  return parsed.ok && isRecord(parsed.value) && parsed.value["event"] === "connect.challenge";
}
