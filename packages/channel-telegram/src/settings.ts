import type { Static } from "typebox";
import type { telegramAccount } from "./config.schema.ts";
import { DEFAULTS } from "./defaults.ts";

/** A text that shows itself only when asked, or a plain one. */
export type Credential = string | { reveal(): string };

/**
 * One account's part of the configuration, what it inherits included. The channel reads the keys
 * that it needs.
 */
export type TelegramConfig = Omit<Partial<Static<typeof telegramAccount>>, "botToken"> & {
  botToken?: Credential;
};

/** What the channel works with. */
export interface Settings {
  botToken: Credential | undefined;
  tokenFile: string | undefined;
  apiRoot: string;
  /** Longest wait for an answer that is no long poll. */
  answerWithinMs: number;
}

export function settingsOf(config: TelegramConfig): Settings {
  return {
    botToken: config.botToken,
    tokenFile: config.tokenFile,
    apiRoot: (config.apiRoot ?? DEFAULTS.apiRoot).replace(/\/+$/, ""),
    answerWithinMs: (config.timeoutSeconds ?? DEFAULTS.timeoutSeconds) * 1000,
  };
}
