import type { Config } from "../../config/generated/sections.ts";
import type { Configuration } from "../../config/load.ts";
import type { Problem } from "../../config/problems.ts";
import { type ConfigView, viewConfig } from "../../config/view.ts";
import { BUILT_IN } from "../../features/channels/load.ts";
import { sectionProblems } from "../../features/channels/plan.ts";
import { knownSecrets, makeRedactor } from "../redaction.ts";

/** What sections of channels say that would not do what their writer meant. */
export function channelProblems({ channels }: Pick<Config, "channels">): Problem[] {
  const sections: Readonly<Record<string, unknown>> = channels;
  return BUILT_IN.flatMap(({ manifest }) =>
    sectionProblems(manifest, sections[manifest.id]).map(({ path, message }) => {
      return { path: `channels.${manifest.id}.${path}`, message };
    }),
  );
}

/**
 * Every secret is hidden where it stands, however many there are; so many of them are also looked
 * for in all other texts, which takes the time of both numbers multiplied.
 */
const SOUGHT_MAX = 200;

/** The configuration file as a client may see it; `running` says what is in force. */
export function configFile(running: () => Configuration): { view(): ConfigView } {
  return {
    view: () => {
      const now = running();
      const scrubbing = (secrets: readonly string[]) => {
        const sought = new Set([...knownSecrets(now), ...secrets]);
        return makeRedactor([...sought].slice(0, SOUGHT_MAX));
      };
      return viewConfig({ running: now, check: channelProblems, scrubbing });
    },
  };
}
