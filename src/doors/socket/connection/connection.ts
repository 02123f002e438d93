import type { Socket } from "node:net";
import { CLOSE, LIMITS } from "@zero/protocol";
import type { WebSocket } from "ws";
import type { Clock } from "../../../kernel/clock.ts";
import type { Peer } from "../../../net/peer.ts";
import type { FairShare, Worker } from "./fair-share.ts";
import {
  FrameQueue,
  textFrame,
  type Flushable,
  type Flusher,
  type SharedFrame,
} from "./frame-writer.ts";
import type { DoorLimits } from "./limits.ts";
import type { Caller } from "../services.ts";

/** What connections share, and who is told what happens on them. */
export interface ConnectionHost {
  readonly clock: Clock;
  readonly limits: DoorLimits;
  readonly share: FairShare;
  readonly flusher: Flusher;
  onFrame(connection: Connection, data: Buffer, isBinary: boolean): void;
  onSlow(connection: Connection, bufferedBytes: number): void;
  /** Sees every message as it is on the wire; absent where nobody wants to. */
  onTraffic?(connection: Connection, way: "in" | "out", text: string): void;
}

export interface ConnectionParts {
  readonly id: string;
  readonly ws: WebSocket;
  /** The TCP socket under `ws`: text frames are written to it directly. */
  readonly socket: Socket;
  readonly peer: Peer;
  readonly nonce: string;
  readonly host: ConnectionHost;
}

/** A whole message as it came. */
export interface Incoming {
  readonly data: Buffer;
  readonly isBinary: boolean;
}

const OPEN = 1;

/**
 * One client. `ws` reads, answers pings and ends the conversation; what we say is framed here and
 * leaves in one write a turn. Reading stops while the client has too much to read itself, or too
 * many requests open.
 */
export class Connection implements Worker, Flushable {
  readonly id: string;
  readonly peer: Peer;
  readonly nonce: string;
  /** Who it is, from hello-ok on. */
  caller: Caller | undefined;
  /** Its presence row, unless it has none. */
  presenceKey: string | undefined;
  /** It asked for presence as deltas. */
  wantsDeltas = false;
  /** Requests that wait for a run; see `longRequestsMax`. */
  longRequests = 0;
  /** Frames that were refused, and when the log heard of them. */
  badFrames = { count: 0, loggedAt: Number.NEGATIVE_INFINITY };
  readonly #ws: WebSocket;
  readonly #socket: Socket;
  readonly #host: ConnectionHost;
  readonly #queue = new FrameQueue();
  #backlog: Incoming[] = [];
  #seq = 0;
  #inFlight = 0;
  #turn = -1;
  #usedInTurn = 0;
  #reading = true;
  #waitsForReader = false;
  #watched = false;
  #answerBytes = 0;
  #closing = false;
  #held = false;
  /** Made when somebody asks: few requests outlive the turn in which they came. */
  #gone: AbortController | undefined;
  #isGone = false;

  constructor({ id, ws, socket, peer, nonce, host }: ConnectionParts) {
    this.id = id;
    this.peer = peer;
    this.nonce = nonce;
    this.#ws = ws;
    this.#socket = socket;
    this.#host = host;
  }

  /** Bytes that the client has not taken yet. */
  get bufferedBytes(): number {
    return this.#socket.writableLength + this.#queue.bytes;
  }

  /** False as soon as either side began to close. */
  get isOpen(): boolean {
    return !this.#closing && this.#ws.readyState === OPEN;
  }

  /** Aborts when the connection is gone, for whoever works for it. */
  get gone(): AbortSignal {
    if (this.#isGone) return AbortSignal.abort();
    this.#gone ??= new AbortController();
    return this.#gone.signal;
  }

  /** A whole message arrived. */
  receive(data: Buffer, isBinary: boolean): void {
    if (!this.isOpen) return;
    this.#host.onTraffic?.(this, "in", data.toString("utf8"));
    if (this.#backlog.length === 0 && this.#mayWork()) {
      this.#handle({ data, isBinary });
      return;
    }
    this.#backlog.push({ data, isBinary });
    this.#updateReading();
    if (!this.#isBlocked()) this.#host.share.defer(this);
  }

  work(): void {
    const backlog = this.#backlog;
    let done = 0;
    while (done < backlog.length && this.isOpen && this.#mayWork()) {
      const frame = backlog[done];
      done += 1;
      if (frame) this.#handle(frame);
    }
    this.#backlog = this.isOpen ? backlog.slice(done) : [];
    this.#goOn();
  }

  /** Sends a JSON text that answers the client. */
  send(text: string): void {
    if (!this.isOpen) return;
    const { limits } = this.#host;
    if (this.#exceeds(limits.answerBytesMax)) {
      this.#cut();
      return;
    }
    const frame = textFrame(text);
    this.#host.onTraffic?.(this, "out", text);
    this.#answerBytes = Math.min(limits.answerBytesMax, this.#answerBytes + frame.length);
    this.#push([frame]);
    if (this.bufferedBytes > limits.pauseAtBytes) this.#waitForReader();
  }

  /** Counts an event that the client is entitled to, and sends it unless the client is too slow. */
  sendEvent(frame: SharedFrame, dropIfSlow: boolean): void {
    if (!this.isOpen) return;
    this.#seq += 1;
    if (!this.#keepsUp(dropIfSlow)) return;
    this.#host.onTraffic?.(this, "out", frame.textWithSeq(this.#seq));
    this.#push(frame.withSeq(this.#seq));
  }

  /** Sends an event to this client alone: it is not counted. */
  tell(text: string, dropIfSlow: boolean): void {
    if (!this.isOpen || !this.#keepsUp(dropIfSlow)) return;
    this.#host.onTraffic?.(this, "out", text);
    this.#push([textFrame(text)]);
  }

  flush(): void {
    if (this.#ws.readyState === OPEN) this.#queue.flush(this.#socket);
    else this.#queue.clear();
  }

  /** A request began that is not answered at once. */
  begin(): void {
    this.#inFlight += 1;
  }

  /** What comes is kept, unread, until `goOn`. */
  hold(): void {
    this.#held = true;
    this.#updateReading();
  }

  goOn(): void {
    this.#held = false;
    this.#goOn();
  }

  /** It was answered, or it turned into a long one. */
  end(): void {
    this.#inFlight -= 1;
    this.#goOn();
  }

  /**
   * Says goodbye; what was sent before still leaves. The reason is cut to what a close frame holds.
   */
  close(code: number, reason = ""): void {
    if (!this.isOpen) return;
    this.flush();
    this.#closing = true;
    this.#ws.close(code, cutToBytes(reason, LIMITS.closeReasonBytesMax));
    // The peer's own goodbye has to be read.
    if (!this.#reading) this.#ws.resume();
  }

  /** Ends the connection without a word. */
  terminate(): void {
    this.#closing = true;
    this.#ws.terminate();
  }

  /** The socket is gone. */
  release(): void {
    this.#closing = true;
    this.#backlog = [];
    this.#queue.clear();
    this.#host.share.forget(this);
    this.#isGone = true;
    this.#gone?.abort();
  }

  #handle({ data, isBinary }: Incoming): void {
    this.#usedInTurn += 1;
    this.#host.onFrame(this, data, isBinary);
  }

  #push(chunks: readonly Buffer[]): void {
    if (this.#queue.bytes === 0) this.#host.flusher.add(this);
    this.#queue.push(chunks);
  }

  /** Whether an event has room; without it the client is watched, or cut off. */
  #keepsUp(dropIfSlow: boolean): boolean {
    // Answers that it asked for do not make a client slow.
    if (!this.#exceeds(this.#answerBytes)) return true;
    if (dropIfSlow) this.#watchReader();
    else this.#cut();
    return false;
  }

  /** Whether more waits than the limit and `beside` allow. */
  #exceeds(beside: number): boolean {
    const bytesMax = this.#host.limits.maxBufferedBytes + beside;
    // What was written in this very turn says nothing about the client until the network had it.
    if (this.bufferedBytes > bytesMax && this.#queue.bytes > 0) this.flush();
    if (this.bufferedBytes === 0) this.#answerBytes = 0;
    return this.bufferedBytes > bytesMax;
  }

  #cut(): void {
    this.#host.onSlow(this, this.bufferedBytes);
    this.close(CLOSE.policy, "slow consumer");
  }

  #isBlocked(): boolean {
    if (this.#held) return true;
    return this.#waitsForReader || this.#inFlight >= this.#host.limits.requestsInFlightMax;
  }

  #mayWork(): boolean {
    const { share, limits } = this.#host;
    if (this.#turn !== share.turn) {
      this.#turn = share.turn;
      this.#usedInTurn = 0;
    }
    return this.#usedInTurn < limits.framesPerTurn && !this.#isBlocked();
  }

  #goOn(): void {
    if (!this.isOpen) return;
    if (this.#backlog.length > 0 && !this.#isBlocked()) this.#host.share.defer(this);
    this.#updateReading();
  }

  #updateReading(): void {
    const wanted = this.#backlog.length === 0 && !this.#isBlocked();
    if (wanted === this.#reading) return;
    this.#reading = wanted;
    if (wanted) this.#ws.resume();
    else this.#ws.pause();
  }

  /** Stops reading until the client has taken what it asked for. */
  #waitForReader(): void {
    if (this.#waitsForReader) return;
    // What is still queued decides with the rest whether there is anything to wait for.
    this.flush();
    if (!this.#socket.writableNeedDrain) return;
    this.#waitsForReader = true;
    this.#updateReading();
    this.#watchReader();
  }

  /** Until everything is taken: cuts a client that takes nothing for too long. */
  #watchReader(): void {
    if (this.#watched) return;
    this.#watched = true;
    const { clock, limits } = this.#host;
    let taken = this.#takenBytes();
    const look = () => {
      const before = taken;
      taken = this.#takenBytes();
      if (taken === before) this.#cut();
      else timer = clock.after(limits.stalledForMs, look);
    };
    let timer = clock.after(limits.stalledForMs, look);
    const end = () => {
      timer.cancel();
      this.#socket.off("drain", end);
      this.#socket.off("close", end);
      this.#watched = false;
      this.#waitsForReader = false;
      this.#goOn();
    };
    this.#socket.on("drain", end);
    this.#socket.on("close", end);
  }

  /** Bytes of finished writes: `bytesWritten` counts what still waits too. */
  #takenBytes(): number {
    return this.#socket.bytesWritten - this.#socket.writableLength;
  }
}

/** The longest beginning of `text` that fits, without half a character at its end. */
function cutToBytes(text: string, bytesMax: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= bytesMax) return text;
  let end = bytesMax;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString("utf8", 0, end);
}
