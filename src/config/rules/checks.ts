import type { ChannelManifest } from "@zero/channel";
import { manifest as telegram } from "@zero/channel-telegram/manifest";
import { sectionProblems } from "../../domain/channel-section.ts";
import { patternProblems } from "../patterns/compile.ts";
import type { Config } from "../generated/sections.ts";
import type { Problem } from "../problems.ts";
import { profileProblems } from "../ports/browser-profiles.ts";
import { portConflicts, type PortConfig } from "../ports/plan.ts";
import { conflictsIn } from "./conflicts.ts";
import { type FilesInUse, otherUseOf } from "./log-file.ts";

/** Channels that come with the gateway. */
export const BUILT_IN_CHANNELS: readonly ChannelManifest[] = [telegram];

/** What a valid configuration still says that would not do what its writer meant. */
export function checkConfig(
  config: Pick<Config, "channels" | "logging"> & PortConfig,
  inUse: FilesInUse,
): Problem[] {
  const sections: Readonly<Record<string, unknown>> = config.channels;
  const doubtful = BUILT_IN_CHANNELS.flatMap((manifest) =>
    sectionProblems(manifest, sections[manifest.id]).map(({ path, message }) => {
      return { path: `channels.${manifest.id}.${path}`, message };
    }),
  );
  return [
    ...doubtful,
    ...conflictsIn(config.gateway),
    ...profileProblems(config.browser.profiles),
    ...portConflicts(config),
    ...patternProblems(config.logging.redactPatterns),
    ...logFileProblems(config.logging, inUse),
  ];
}

/** A log in the place of another file would be its end, and of the configuration the gateway's. */
function logFileProblems({ file }: Config["logging"], inUse: FilesInUse): Problem[] {
  const use = file === undefined ? undefined : otherUseOf(file, inUse);
  if (use === undefined) return [];
  const message = `is a file of its own already (${use}); name one that only the log uses`;
  return [{ path: "logging.file", message }];
}
