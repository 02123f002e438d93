/** The wire's version. A client whose range excludes it is refused. */
export const PROTOCOL_VERSION = 3;

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

/** How connections end, beside the library's own 1009 for a frame that is too large. */
export const CLOSE = {
  normal: 1000,
  protocolMismatch: 1002,
  policy: 1008,
  serviceRestart: 1012,
  /** Sent by clients: no tick for twice the interval. */
  tickTimeout: 4000,
} as const;
