import { ConfigError } from "../../../config/problems.ts";
import type { InstalledService } from "../../../daemon/daemon.ts";
import { writeServiceSecrets } from "../../../daemon/secrets.ts";
import { JSON_OPTION, type Values } from "../../argv/options.ts";
import type { Io } from "../../io.ts";
import type { Scene } from "../../scene.ts";
import { answerInstalled } from "../../service/answer.ts";
import { servicePlace } from "../../service/service-view.ts";

export const summary = "Stops the service and removes it; state and configuration stay.";
export const options = JSON_OPTION;

export async function run(
  io: Io,
  { json = false }: Values<typeof options>,
  scene: Scene,
): Promise<number> {
  const asked = { action: "uninstall", json, scene } as const;
  return answerInstalled(io, asked, async (daemon, installed) => {
    await daemon.uninstall();
    return {
      result: "uninstalled",
      message: `Removed the gateway service ${daemon.name} (${daemon.file}).`,
      warnings: await forgetSecrets(secretsOf(installed, scene)),
    };
  });
}

/** The service's own place, which need not be that of this command. */
function secretsOf(installed: InstalledService | undefined, scene: Scene): string {
  const place = installed && servicePlace(installed, scene);
  return (place ?? scene).paths.serviceEnvFile;
}

/** A file that cannot be trusted is left where it is: the service is gone all the same. */
async function forgetSecrets(path: string): Promise<string[]> {
  try {
    await writeServiceSecrets(path, {});
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [`${path} was left: ${error.problems[0]?.message ?? error.message}`];
  }
}
