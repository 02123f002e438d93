import type { ChannelManifest, ChannelPlugin } from "@zero/channel";
import { manifest as telegram } from "@zero/channel-telegram/manifest";

/** A channel that the gateway knows, and how to get its code. */
export interface LoadableChannel {
  readonly manifest: ChannelManifest;
  /** Brings the code in, with its libraries. Called once at most. */
  load(): Promise<ChannelPlugin>;
}

/** Channels in the order of all listings. */
export const BUILT_IN: readonly LoadableChannel[] = [
  {
    manifest: telegram,
    load: async () => (await import("@zero/channel-telegram")).plugin,
  },
];
