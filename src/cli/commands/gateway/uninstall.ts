import { openDaemon } from "../../../daemon/open.ts";
import { writeServiceSecrets } from "../../../daemon/secrets.ts";
import { JSON_OPTION, type Values } from "../../argv/options.ts";
import type { Io } from "../../io.ts";
import type { Scene } from "../../scene.ts";
import { answerAction, notInstalled } from "../../service/answer.ts";
import { hostOfScene } from "../../service/host.ts";

export const summary = "Stops the service and removes it; state and configuration stay.";
export const options = JSON_OPTION;

export async function run(
  io: Io,
  { json = false }: Values<typeof options>,
  scene: Scene,
): Promise<number> {
  const host = hostOfScene(scene);
  const open = () => openDaemon(host);
  return answerAction(io, { action: "uninstall", json, open }, async (daemon) => {
    const { installed, loaded } = await daemon.inspect();
    if (!installed && !loaded) {
      if (daemon.file === "") await daemon.uninstall();
      return notInstalled(scene.program);
    }
    await daemon.uninstall();
    const folder = installed?.environment["ZERO_STATE_DIR"];
    const secrets = folder === undefined ? host.paths.serviceEnvFile : `${folder}/service.env`;
    await writeServiceSecrets(secrets, {});
    return {
      result: "uninstalled",
      message: `Removed the gateway service ${daemon.name} (${daemon.file}).`,
    };
  });
}
