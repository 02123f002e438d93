import { openDaemon } from "../../daemon/open.ts";
import type { JSON_OPTION, Values } from "../argv/options.ts";
import type { Io } from "../io.ts";
import type { Scene } from "../scene.ts";
import { answerAction, notInstalled } from "./answer.ts";
import { hostOfScene } from "./host.ts";

const RESULTS = { start: "started", restart: "restarted" } as const;

/** `start` and `restart` are one thing for a supervisor: the service runs anew afterwards. */
export function restartService(
  action: "start" | "restart",
): (io: Io, given: Values<typeof JSON_OPTION>, scene: Scene) => Promise<number> {
  return (io, { json = false }, scene) => {
    const open = () => openDaemon(hostOfScene(scene));
    return answerAction(io, { action, json, open }, async (daemon) => {
      const { installed, loaded } = await daemon.inspect();
      if (!installed && !loaded) {
        if (daemon.file === "") await daemon.restart();
        return notInstalled(scene.program);
      }
      await daemon.restart();
      const result = RESULTS[action];
      return { result, message: `The gateway service ${daemon.name} is ${result}.` };
    });
  };
}
