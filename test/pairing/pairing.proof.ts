import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../src/kernel/clock.ts";
import { silentLog } from "../../src/kernel/log.ts";
import { openDatabase } from "../../src/store/database.ts";
import { connectParams, DoorFixture, makeDevice, proveDevice } from "../support/socket-door.ts";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";
import { playSequences } from "./sequences.ts";

const SEQUENCES = 50_000;
/** Revoked devices are kept, so there must be room for all of them. */
const REVOCATIONS = 800;
const CLOSED_MS_MAX = 100;

export const name = "pairing";
export const summary =
  "random pairing, rotation, revocation and kills never give a device more than its grant (D-42)";

/** Fifty thousand sequences take some ten minutes. */
export const ciScale = 0.02;

export async function run({ seed, scale, slack, log }: ProofOptions): Promise<ProofResult> {
  const folder = mkdtempSync(join(tmpdir(), "zero-pairing-"));
  const open = (file: string) =>
    openDatabase(join(folder, file), { clock: systemClock, log: silentLog });
  const store = await open("sequences.db");
  const live = await open("live.db");
  try {
    const sequences = Math.ceil(SEQUENCES * scale);
    const count = await playSequences(store, { seed, sequences });
    log(`${count.steps} steps, ${count.connected} connections, ${count.kills} kills`);
    const revocations = Math.ceil(REVOCATIONS * scale);
    const slowestMs = await measureRevocations(live, revocations);
    return {
      ok: slowestMs <= CLOSED_MS_MAX * slack,
      figures:
        `${sequences} sequences, ${count.steps} steps, ${count.connected} connections let in, ` +
        `${count.kills} kills (${count.killsInCommit} around a commit), no authority beyond a grant; ` +
        `${revocations} revocations, slowest close ${slowestMs.toFixed(1)} ms`,
    };
  } finally {
    await Promise.all([store.close(), live.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from asking to revoke until the device's socket is closed, the worst of them. */
async function measureRevocations(
  store: Awaited<ReturnType<typeof openDatabase>>,
  times: number,
): Promise<number> {
  const gateway = await DoorFixture.start({ store });
  const admin = await gateway.connect();
  let slowestMs = 0;
  try {
    for (let at = 0; at < times; at += 1) {
      const device = makeDevice();
      const client = await gateway.open();
      const proof = proveDevice(device, { nonce: await client.nonce });
      const answer = await client.request("connect", connectParams({ device: proof }));
      if (!answer.ok) throw new Error(`connect was refused: ${JSON.stringify(answer.error)}`);
      const began = performance.now();
      admin.ask("device.token.revoke", { deviceId: device.id, role: "operator" });
      await client.closed;
      slowestMs = Math.max(slowestMs, performance.now() - began);
      admin.frames.length = 0;
    }
    return slowestMs;
  } finally {
    await gateway.stop();
  }
}
