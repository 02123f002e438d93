import type { ChannelId, ChannelManifest } from "@zero/channel";
import { nativeId, parseSender, parseTarget } from "./ids.ts";

/** What the gateway knows of Telegram without loading it. */
export const manifest: ChannelManifest = {
  id: "telegram" as ChannelId,
  label: "Telegram",
  aliases: ["tg"],
  credentialKeys: ["tokenFile", "botToken"],
  parseSender,
  senderHint:
    "a numeric user id such as 123456789; write to the bot and `zero channels status` shows yours",
  parseTarget,
  nativeId,
};
