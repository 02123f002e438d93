import { JSON_OPTION, type Values } from "../../argv/options.ts";
import type { Io } from "../../io.ts";
import type { Scene } from "../../scene.ts";
import { answerInstalled } from "../../service/answer.ts";

export const summary = "Stops the installed service; it starts again at the next login or boot.";
export const options = JSON_OPTION;

export async function run(
  io: Io,
  { json = false }: Values<typeof options>,
  scene: Scene,
): Promise<number> {
  return answerInstalled(io, { action: "stop", json, scene }, async (daemon) => {
    await daemon.stop();
    return { result: "stopped", message: `The gateway service ${daemon.name} is stopped.` };
  });
}
