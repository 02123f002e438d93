import type {
  AccountId,
  Address,
  ChannelId,
  ConversationId,
  InboundMessage,
  RemoteId,
  SenderId,
} from "@zero/channel";

/** An address on a made-up channel. */
export function address(conversation = "42", account = "default", channel = "test"): Address {
  return {
    channel: channel as ChannelId,
    account: account as AccountId,
    conversation: conversation as ConversationId,
  };
}

interface InboundParts {
  remoteId: string;
  text?: string;
  to?: Address;
  sender?: string;
  senderName?: string;
}

/** A message as a channel would hand it over. */
export function inboundMessage(parts: InboundParts): InboundMessage {
  const { remoteId, text = "hello", to = address(), sender = "7", senderName } = parts;
  return {
    address: to,
    remoteId: remoteId as RemoteId,
    sender: {
      id: sender as SenderId,
      ...(senderName === undefined ? {} : { displayName: senderName }),
    },
    sentAt: 1_700_000_000_000,
    text,
    attachments: [],
    group: false,
    mentionsUs: true,
  };
}
