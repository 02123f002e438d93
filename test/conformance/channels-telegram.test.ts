import type { ConversationId } from "@zero/channel";
import { describeChannel, type ChannelHarness, type SendFault } from "@zero/channel/conformance";
import { createTelegram } from "@zero/channel-telegram";
import { startTelegram, type Fault } from "@zero/simulator";

const PERSON = 4242;

const FAULTS: Readonly<Record<SendFault, Fault>> = {
  "slow-down": { kind: "rate-limit", retryAfterSeconds: 2 },
  "cut-before": { kind: "cut-before" },
  "cut-after": { kind: "cut-after" },
  "server-error": { kind: "status", code: 502, description: "Bad Gateway" },
};

/** Telegram on its simulator, with short waits between attempts. */
async function telegramHarness(): Promise<ChannelHarness> {
  const telegram = await startTelegram();
  telegram.meet(PERSON);
  const growth = { initialMs: 5, maxMs: 40 };
  const plugin = createTelegram({ delays: { network: growth, conflict: growth } });
  const { apiRoot, token } = telegram;
  let newest: ReturnType<typeof telegram.say> | undefined;
  return {
    plugin,
    config: { apiRoot, botToken: token },
    wrongConfig: { apiRoot, botToken: "700000001:another-token-that-nobody-knows-00" },
    secret: token,
    network: {
      conversation: `${PERSON}` as ConversationId,
      nowhere: "999000999" as ConversationId,
      say: (text) => void (newest = telegram.say(PERSON, text)),
      repeat: () => newest && telegram.push({ message: newest }),
      disturb() {
        const message = telegram.say(PERSON, "");
        telegram.push({ edited_message: { ...message, text: "edited", edit_date: 1 } });
      },
      pending: () => telegram.stats.pending,
      shown: () => telegram.sentTo(PERSON).map((message) => message.text),
      requests: () => telegram.stats.calls,
      overlaps: () => telegram.stats.overlaps,
      breakNextSend: (fault) => telegram.fault("sendMessage", FAULTS[fault]),
      holdNextSend() {
        const { promise: until, resolve: release } = Promise.withResolvers<void>();
        const { promise: arrived, resolve: seen } = Promise.withResolvers<void>();
        telegram.fault("sendMessage", { kind: "hold", until });
        const look = () => (telegram.sentTo(PERSON).length > 0 ? seen() : setTimeout(look, 5));
        look();
        return { arrived, release };
      },
      cutReads(times) {
        telegram.fault("getMe", { kind: "cut-before" }, times);
        telegram.fault("getUpdates", { kind: "cut-before" }, times);
      },
      revoke: () => telegram.revoke(),
    },
    close: () => telegram.close(),
  };
}

describeChannel("telegram (A9, A10, A11)", telegramHarness);
