import type { ChannelPlugin } from "@zero/channel";
import type { LookupFunction } from "node:net";
import { TelegramAccount } from "./account.ts";
import { manifest } from "./manifest.ts";
import { DELAYS, type Delays } from "./pace.ts";
import { settingsOf, type TelegramConfig } from "./settings.ts";
import { splitMarkdown, TEXT_LENGTH_MAX } from "./text/split.ts";

export interface TelegramOptions {
  /** How long to wait between attempts; tests make it short. */
  delays?: Delays;
  /** Drawn for the jitter of those waits. */
  random?: () => number;
  /** Finds the addresses of the Bot API's host; Node's own when absent. */
  lookup?: LookupFunction;
}

/** The channel. Nothing happens before an account of it is opened and started. */
export function createTelegram(options: TelegramOptions = {}): ChannelPlugin<TelegramConfig> {
  return {
    ...manifest,
    limits: { textLength: TEXT_LENGTH_MAX, idempotentSend: false },
    split: splitMarkdown,
    open: (config, host) =>
      new TelegramAccount({
        channel: manifest.id,
        settings: settingsOf(config),
        host,
        delays: options.delays ?? DELAYS,
        random: options.random ?? Math.random,
        lookup: options.lookup,
      }),
  };
}
