import { LIMITS } from "@zero/protocol";

/** What one connection may cost. Times in milliseconds, sizes in bytes. */
export const DOOR_LIMITS = {
  maxPayload: LIMITS.maxPayload,
  maxPayloadBeforeHello: LIMITS.maxPayloadBeforeHello,
  maxBufferedBytes: LIMITS.maxBufferedBytes,
  tickIntervalMs: LIMITS.tickIntervalMs as number,
  handshakeTimeoutMs: LIMITS.handshakeTimeoutMs as number,
  /** Connections after hello-ok. */
  connectionsMax: 10_000,
  /** Frame headers and control frames that may come with the one frame before hello. */
  overheadBeforeHello: 4 * 1024,
  fragmentsMax: 64,
  /** A large frame from a slow network comes in this many pieces of an ordinary packet. */
  bufferedChunksMax: 1024,
  /** Unsent bytes at which we stop reading from a client until it has read. */
  pauseAtBytes: 256 * 1024,
  /** A client that has too much to read and finishes no read for so long is cut. */
  stalledForMs: 60_000,
  /** Unsent bytes of answers that may wait beside `maxBufferedBytes`; above the client is cut. */
  answerBytesMax: 16 * 1024 * 1024,
  /** Requests without an answer; above we stop reading until one is answered. */
  requestsInFlightMax: 256,
  /** Answers that wait for a run to end; above they are refused. */
  longRequestsMax: 1024,
  /** Frames of one connection in one turn of the event loop. */
  framesPerTurn: 64,
  /** How long the peer has to answer a close before its socket is destroyed. */
  closeWithinMs: 1_000,
  /** Bad frames of a connection are told to the log this often at most. */
  badFrameLogEveryMs: 10_000,
};

export type DoorLimits = typeof DOOR_LIMITS;
