import { systemClock } from "../../kernel/clock.ts";
import { localModels } from "../../setup/local-models.ts";
import type { Surroundings } from "../../setup/question.ts";
import { writeDraft } from "../../setup/settings.ts";
import { STATUS } from "../failures.ts";
import { printable } from "../io.ts";
import type { Scene } from "../scene.ts";
import { runOwn } from "./own-program.ts";
import { serviceOf } from "./service.ts";

const ANSWERS_WITHIN_MS = 15_000;
const ASK_EVERY_MS = 500;

/** The world around the steps, for the command line. */
export function surroundingsOf(scene: Scene, isInteractive: boolean): Surroundings {
  return {
    program: scene.program,
    fetch: globalThis.fetch,
    findServers: localModels,
    write: (draft) => writeDraft(draft),
    service: serviceOf(scene, isInteractive),
    health: () => healthOf(scene),
  };
}

/** How the gateway is; one that was started just now gets some time. */
async function healthOf(scene: Scene): Promise<string> {
  const until = systemClock.monotonic() + ANSWERS_WITHIN_MS;
  for (;;) {
    const { status, stdout, stderr } = await runOwn(scene, ["health"]);
    if (status === STATUS.ok) return printable(stdout.trim());
    if (systemClock.monotonic() > until) return printable(stderr.trim());
    await systemClock.sleep(ASK_EVERY_MS);
  }
}
