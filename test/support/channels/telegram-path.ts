import type { AccountId, ChannelId, InboundMessage } from "@zero/channel";
import { createTelegram } from "@zero/channel-telegram";
import { manifest } from "@zero/channel-telegram/manifest";
import type { TestContext } from "node:test";
import { MAIN_AGENT } from "../../../src/domain/ids.ts";
import { Channels } from "../../../src/features/channels/channels.ts";
import { Inbox, type InboxRow } from "../../../src/features/inbox/inbox.ts";
import { Routing } from "../../../src/features/routing/routing.ts";
import { systemClock } from "../../../src/kernel/clock.ts";
import { silentLog } from "../../../src/kernel/log.ts";
import { write } from "../../../src/store/store.ts";
import sql from "sql-template-tag";
import { temporaryStore } from "../store.ts";

const growth = { initialMs: 5, maxMs: 40 };

/**
 * Telegram, inbox, routing and a store as the gateway joins them, with an answer in place of the
 * agent. Everything is stopped after the test.
 */
export async function telegramPath(
  t: TestContext,
  section: object,
  answer: (message: InboundMessage) => string,
) {
  // Whoever is registered first is taken down first; the store has to be the last.
  const closers: (() => unknown)[] = [];
  const store = await temporaryStore({
    after: (close: () => unknown) => closers.push(close),
  });
  const inbox = new Inbox({ store, clock: systemClock, openMax: 10_000, textLengthMax: 32_768 });
  const told: string[] = [];
  const plugin = createTelegram({ delays: { network: growth, conflict: growth } });
  const channels = new Channels({
    sections: { telegram: section },
    skip: false,
    clock: systemClock,
    log: silentLog,
    random: Math.random,
    receive: (channel, _account, messages, position) =>
      inbox.accept(messages, position && { channel, ...position }),
    position: (channel, key) => inbox.position(channel, key),
    knocks: (channel, account, limit) => routing.knocks(channel, account, limit),
    changed: () => undefined,
    available: [{ manifest, load: () => Promise.resolve(plugin) }],
  });
  const routing = new Routing({
    store,
    clock: systemClock,
    access: (channel: ChannelId, account: AccountId) => channels.access(channel, account),
    agent: MAIN_AGENT,
    dmScope: () => "per-peer",
    tell: (digest) => void told.push(digest.text),
  });

  const handle = async ({ id, message }: InboxRow) => {
    const decision = routing.decide(message);
    if (decision.kind === "ignore") {
      const knock = decision.why === "stranger" ? routing.knocked(message, message.sentAt) : [];
      await store.commit([inbox.ignored(id, decision.why), ...knock]);
      return;
    }
    channels.showTyping(message.address);
    const transport = channels.transport(message.address);
    if (!transport) throw new Error("the account is not signed in");
    for (const text of channels.split(message.address, answer(message))) {
      await transport.send(message.address.conversation, { text }, `${id}`);
    }
    await store.commit([write(sql`UPDATE inbox SET state = 'handled' WHERE id = ${id}`, 1)]);
  };

  const leaving = new AbortController();
  const consume = async () => {
    for await (const row of inbox.waiting(leaving.signal)) await handle(row);
  };
  await routing.start();
  await channels.start();
  const consumed = consume();
  t.after(async () => {
    leaving.abort();
    await consumed;
    await channels.stop();
    routing.stop();
    for (const close of closers.toReversed()) await close();
  });
  return { store, inbox, channels, routing, told };
}
