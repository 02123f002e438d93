import type { JSON_OPTION, Values } from "../argv/options.ts";
import type { Io } from "../io.ts";
import type { Scene } from "../scene.ts";
import { answerInstalled } from "./answer.ts";

const RESULTS = { start: "started", restart: "restarted" } as const;

/** `start` and `restart` are one thing for a supervisor: the service runs anew afterwards. */
export function restartService(
  action: "start" | "restart",
): (io: Io, given: Values<typeof JSON_OPTION>, scene: Scene) => Promise<number> {
  return (io, { json = false }, scene) =>
    answerInstalled(io, { action, json, scene }, async (daemon) => {
      await daemon.restart();
      const result = RESULTS[action];
      return { result, message: `The gateway service ${daemon.name} is ${result}.` };
    });
}
