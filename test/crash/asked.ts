import type { WireClient } from "../support/wire-client.ts";

/** A turn that a client asked for, and whose answer holds its key. */
export interface Asked {
  readonly sessionKey: string;
  readonly message: string;
  readonly idempotencyKey: string;
}

/** Asks for each of them again, with the same key, and waits: how many answers are missing. */
export async function countUnanswered(
  client: WireClient,
  asked: readonly Asked[],
): Promise<number> {
  let unanswered = 0;
  for (const turn of asked) {
    const { payload } = await client.final(client.ask("agent", turn));
    const text = String(payload?.result?.payloads?.[0]?.text);
    if (!text.includes(turn.idempotencyKey)) unanswered += 1;
  }
  return unanswered;
}
