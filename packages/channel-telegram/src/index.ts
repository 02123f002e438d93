/** Telegram behind the channel contract. */
import { createTelegram } from "./plugin.ts";

export { createTelegram, type TelegramOptions } from "./plugin.ts";
export type { TelegramConfig } from "./settings.ts";

/** What the gateway loads. */
export const plugin = createTelegram();
