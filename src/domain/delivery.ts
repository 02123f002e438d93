import type { Address, Poll, RemoteId } from "@zero/channel";

/**
 * - `pending`: on disk, not handed off. - `sending`: handed off, outcome open; after a crash this
 *   is `uncertain`.
 * - `sent`: the network gave a receipt. - `rejected`: it refused for good. - `uncertain`: nobody
 *   can know.
 */
export type DeliveryState = "pending" | "sending" | "sent" | "rejected" | "uncertain";

/**
 * One outbox row on its way. A long reply is several deliveries that share `group` and leave in
 * order.
 */
export interface Delivery {
  key: string;
  group: string;
  to: Address;
  /** Of a poll, its question. */
  text: string;
  poll?: Poll;
  replyTo?: RemoteId;
  state: DeliveryState;
  attempts: number;
  remoteId?: RemoteId;
  error?: string;
}

/**
 * What becomes of a handed-off delivery: sent again when the network tells doubles apart or the
 * owner prefers a double.
 */
export type UncertainPolicy = "resend" | "hold";
