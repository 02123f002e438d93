/** The wire's version. A client whose range excludes it is refused. */
export const PROTOCOL_VERSION = 3;

/** In `caps`: presence may come as what changed, instead of the whole list (V22). */
export const PRESENCE_DELTA = "presence-delta";

/** What both ends of a connection hold each other to. Times are milliseconds, sizes are bytes. */
export const LIMITS = {
  /** Largest frame after hello-ok. */
  maxPayload: 512 * 1024,
  /** Largest frame before hello-ok: a stranger gets no room. */
  maxPayloadBeforeHello: 64 * 1024,
  /** Unsent bytes at which a slow client loses droppable events, or its connection. */
  maxBufferedBytes: 1536 * 1024,
  tickIntervalMs: 30_000,
  handshakeTimeoutMs: 10_000,
  /** How long a client waits for the challenge before it sends `connect` without a nonce. */
  challengeWaitMs: 750,
  healthRefreshIntervalMs: 60_000,
  /** How far `device.signedAt` may be from the gateway's clock. */
  deviceSignatureAgeMsMax: 600_000,
  /** A close reason is cut here; the WebSocket protocol itself ends at 123. */
  closeReasonBytesMax: 120,
  /** Largest `chat.history` answer; the oldest messages are left out first. */
  chatHistoryBytesMax: 6 * 1024 * 1024,
  /** Largest frame that a client takes from the gateway. */
  clientMaxPayload: 25 * 1024 * 1024,
  /** Longest explanation of what is wrong with a request, in UTF-16 units. */
  explanationLengthMax: 2000,
} as const;

/**
 * How connections end, by both ends. A client closes with 1000 or with one between 4000 and 4009:
 * a browser allows no others.
 */
export const CLOSE = {
  normal: 1000,
  protocolMismatch: 1002,
  policy: 1008,
  frameTooLarge: 1009,
  serviceRestart: 1012,
  tickTimeout: 4000,
  badFrame: 4002,
  connectFailed: 4008,
  answerTooLarge: 4009,
} as const;

/** What a close code says to people; `reason` is the text of the close frame, where it is fixed. */
export interface CloseMeaning {
  readonly by: "gateway" | "client" | "either";
  readonly reason: string;
  readonly meaning: string;
}

/** The meaning of each close code, for people: the reference and the generated clients show it. */
export const CLOSE_MEANINGS: Readonly<Record<keyof typeof CLOSE, CloseMeaning>> = {
  normal: {
    by: "either",
    reason: "",
    meaning: "The connection is over as intended, or no handshake was completed in time.",
  },
  protocolMismatch: {
    by: "gateway",
    reason: "protocol mismatch",
    meaning: "The client and the gateway have no protocol version in common; update the older one.",
  },
  policy: {
    by: "gateway",
    reason: "",
    meaning:
      "The handshake was refused, with its reason; or `slow consumer`: the client reads too slowly.",
  },
  frameTooLarge: {
    by: "gateway",
    reason: "",
    meaning: "A frame was larger than `policy.maxPayload`, or than what a stranger may send.",
  },
  serviceRestart: {
    by: "gateway",
    reason: "service restart",
    meaning: "The gateway leaves or restarts, after the event `shutdown`; reconnect.",
  },
  tickTimeout: {
    by: "client",
    reason: "tick timeout",
    meaning: "Nothing was heard for twice `policy.tickIntervalMs`.",
  },
  badFrame: {
    by: "client",
    reason: "",
    meaning: "The gateway sent something that is no frame of this protocol.",
  },
  connectFailed: {
    by: "client",
    reason: "connect failed",
    meaning: "The gateway refused `connect` or did not answer it in time.",
  },
  answerTooLarge: {
    by: "client",
    reason: "frame too big",
    meaning: "The gateway sent a frame above what this client takes.",
  },
};
