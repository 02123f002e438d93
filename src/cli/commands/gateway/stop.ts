import { openDaemon } from "../../../daemon/open.ts";
import { JSON_OPTION, type Values } from "../../argv/options.ts";
import type { Io } from "../../io.ts";
import type { Scene } from "../../scene.ts";
import { answerAction, notInstalled } from "../../service/answer.ts";
import { hostOfScene } from "../../service/host.ts";

export const summary = "Stops the installed service; it starts again at the next login or boot.";
export const options = JSON_OPTION;

export async function run(
  io: Io,
  { json = false }: Values<typeof options>,
  scene: Scene,
): Promise<number> {
  const open = () => openDaemon(hostOfScene(scene));
  return answerAction(io, { action: "stop", json, open }, async (daemon) => {
    const { installed, loaded } = await daemon.inspect();
    if (!installed && !loaded) {
      if (daemon.file === "") await daemon.stop();
      return notInstalled(scene.program);
    }
    await daemon.stop();
    return { result: "stopped", message: `The gateway service ${daemon.name} is stopped.` };
  });
}
