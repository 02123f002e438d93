import type { SendParams } from "@zero/protocol";
import { handlers, type Needs } from "../handlers.ts";
import { assertMaySend, badParams, filled, placeOfKey, resolveAddress } from "../turn-params.ts";

export const message = handlers<typeof import("./message.schema.ts").message>({
  send: async (services: Needs<"channels" | "sends" | "sessions">, params) => {
    const { to, message: text, accountId, idempotencyKey: runId } = params;
    if (params.mediaUrl || params.mediaUrls?.length) {
      throw badParams("send", "media is not sent by this gateway; send the text alone");
    }
    const key = filled(params.sessionKey);
    if (key !== undefined) await assertMaySend(services, placeOfKey("send", key).session);
    const channel = channelOf(services, params);
    const address = resolveAddress(services, { to, channel, accountId });
    const receipts = await services.sends.send(runId, address, { text });
    const last = receipts.at(-1);
    return {
      runId,
      messageId: last ? services.channels.nativeId(address.channel, last.remoteId) : "",
      channel: address.channel,
      chatId: address.conversation,
      conversationId: address.conversation,
    };
  },
});

/** The named channel, or the only one that is configured. */
function channelOf({ channels }: Needs<"channels">, params: SendParams): string {
  const channel = filled(params.channel) ?? channels.defaultChannel();
  if (channel) return channel;
  throw badParams("send", "no channel is named, and not exactly one is configured; pass `channel`");
}
