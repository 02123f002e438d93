import fc from "fast-check";
import type { Store } from "../../src/store/store.ts";
import { allCommands, counts } from "./commands.ts";
import { Model } from "./model.ts";
import { World } from "./world.ts";

const COMMANDS_MAX = 24;

/**
 * Plays random sequences of connects, approvals, rejections, rotations, revocations and kills
 * against the real thing and against the rules written down once more; throws with the shortest
 * sequence where they differ (D-42).
 */
export async function playSequences(
  store: Pick<Store, "commit" | "rows">,
  { seed, sequences }: { seed: number; sequences: number },
): Promise<ReturnType<typeof counts>> {
  const count = counts();
  const keys = World.keys();
  const played = fc.asyncProperty(
    fc.commands(allCommands(count), { maxCommands: COMMANDS_MAX, size: "max" }),
    async (commands) => {
      const real = await World.open(store, keys);
      await fc.asyncModelRun(() => ({ model: new Model(), real }), commands);
    },
  );
  await fc.assert(played, { seed, numRuns: sequences });
  return count;
}
