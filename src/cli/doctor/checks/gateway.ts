import { existsSync } from "node:fs";
import { identityPath } from "@zero/client/node";
import type { Configuration } from "../../../config/load.ts";
import { CommandError } from "../../failures.ts";
import { printable } from "../../io.ts";
import { ask } from "../../wire/connection.ts";
import { advice, type Check, type Diagnosis, type Finding, problem } from "../check.ts";

const ANSWER_MS = 3_000;

/** A gateway that runs answers, and what it says about itself is good. */
export const gateway: Check = {
  id: "gateway",
  title: "Gateway",
  async find(diagnosis) {
    const { lock, scene, configuration } = diagnosis;
    const isRemote = configuration.config.gateway.mode === "remote";
    if (!isRemote && !lock.held) {
      return [advice("No gateway runs.", { next: `start one with \`${scene.program} gateway\`` })];
    }
    // Asking makes an identity for this device, and nothing is made without being told to.
    if (!existsSync(identityPath(scene.paths.stateDir))) {
      return [
        advice("The gateway was not asked: this device has not used it yet.", {
          next: `\`${scene.program} health\` asks it`,
        }),
      ];
    }
    return answer(diagnosis);
  },
};

/** The configuration with the port that the gateway really has, which a flag may have set. */
function asItRuns({ configuration, lock }: Diagnosis): Configuration {
  const port = lock.holder?.port;
  const { gateway: own } = configuration.config;
  if (port === undefined || own.mode === "remote" || port === own.port) return configuration;
  return { ...configuration, config: { ...configuration.config, gateway: { ...own, port } } };
}

async function answer(diagnosis: Diagnosis): Promise<Finding[]> {
  const { scene, deep } = diagnosis;
  try {
    const options = { timeout: ANSWER_MS };
    const health = await ask(scene, asItRuns(diagnosis), options, ({ client }) =>
      client.request("health", { probe: deep }),
    );
    return health.ok
      ? []
      : [
          advice("The gateway answers, and says that not all is well.", {
            next: `\`${scene.program} health\` says what`,
          }),
        ];
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const next = error.next[0]?.replace(/^Next: /, "");
    const what = `The gateway does not answer: ${printable(error.message)}.`;
    return [problem(what, next === undefined ? {} : { next: next.replace(/\.$/, "") })];
  }
}
