import {
  count,
  durationMs,
  filled,
  instant,
  nullable,
  text,
  TEXT_MAX,
} from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

const moment = () => Type.Optional(nullable(instant()));
const flag = () => Type.Optional(Type.Boolean());
const word = () => Type.Optional(text());
const named = <Schema extends Type.TSchema>(schema: Schema) => Type.Record(Type.String(), schema);

const Knock = Type.Object(
  {
    sender: text(),
    name: word(),
    firstAt: instant(),
    lastAt: instant(),
    count: count(),
  },
  { title: "Knock", description: "Somebody who wrote without being admitted." },
);

/** Open: a channel may say more about its accounts than every channel has in common. */
export const AccountSnapshot = Type.Object(
  {
    accountId: filled(),
    name: word(),
    enabled: flag(),
    configured: flag(),
    linked: flag(),
    running: flag(),
    connected: flag(),
    reconnectAttempts: Type.Optional(count()),
    lastConnectedAt: moment(),
    lastError: Type.Optional(nullable(text(TEXT_MAX.note))),
    lastStartAt: moment(),
    lastStopAt: moment(),
    lastInboundAt: moment(),
    lastOutboundAt: moment(),
    lastProbeAt: moment(),
    mode: word(),
    dmPolicy: word(),
    allowFrom: Type.Optional(Type.Array(text())),
    tokenSource: word(),
    botTokenSource: word(),
    appTokenSource: word(),
    baseUrl: word(),
    allowUnmentionedGroups: flag(),
    cliPath: Type.Optional(nullable(text(4096))),
    dbPath: Type.Optional(nullable(text(4096))),
    port: Type.Optional(nullable(count())),
    probe: Type.Optional(Type.Unknown()),
    audit: Type.Optional(Type.Unknown()),
    application: Type.Optional(Type.Unknown()),
    knockCount: Type.Optional(count()),
    knocks: Type.Optional(Type.Array(Knock)),
  },
  {
    title: "AccountSnapshot",
    description: "How one account of a channel is.",
    additionalProperties: true,
  },
);

export const channels = [
  defineMethod({
    name: "channels.status",
    summary:
      "Tells which channels and accounts there are and how each is; `probe` asks the networks.",
    scope: "read",
    params: Type.Object({
      probe: Type.Optional(Type.Boolean()),
      timeoutMs: Type.Optional(durationMs()),
    }),
    result: Type.Object({
      ts: instant(),
      channelOrder: Type.Array(filled()),
      channelLabels: named(text()),
      channelDetailLabels: Type.Optional(named(text())),
      channelSystemImages: Type.Optional(named(text())),
      channelMeta: Type.Optional(
        Type.Array(
          Type.Object({
            id: filled(),
            label: text(),
            detailLabel: text(),
            systemImage: Type.Optional(text()),
          }),
        ),
      ),
      channels: named(Type.Unknown()),
      channelAccounts: named(Type.Array(AccountSnapshot)),
      channelDefaultAccountId: named(text()),
    }),
  }),
  defineMethod({
    name: "channels.logout",
    summary: "Stops an account and forgets the credentials that the gateway keeps for it.",
    scope: "admin",
    params: Type.Object({
      channel: filled(),
      accountId: Type.Optional(text()),
    }),
    result: Type.Object({
      channel: filled(),
      accountId: filled(),
      cleared: Type.Boolean(),
      loggedOut: Type.Boolean(),
      message: text(TEXT_MAX.note),
    }),
  }),
];
