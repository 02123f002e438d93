import type { Socket } from "node:net";

/** FIN and opcode 1: one whole text message. */
const TEXT_FRAME = 0x81;
/** Frames that are joined before they are written; above, copying costs more than it saves. */
const JOIN_BYTES_MAX = 64 * 1024;
/**
 * A body up to this size is stored once per sequence number; a larger one is shared and only its
 * tail is own.
 */
const SHARED_BODY_BYTES_MIN = 4 * 1024;

/** Bytes of the header of a server's frame, which is never masked (RFC 6455, 5.2). */
function headerLengthOf(bodyLength: number): 2 | 4 | 10 {
  if (bodyLength < 126) return 2;
  return bodyLength < 65_536 ? 4 : 10;
}

/** Room for a frame, with its header written; `at` is where the body begins. */
function openFrame(bodyLength: number, room: number): { frame: Buffer; at: number } {
  const at = headerLengthOf(bodyLength);
  const frame = Buffer.allocUnsafe(at + room);
  frame[0] = TEXT_FRAME;
  if (at === 2) {
    frame[1] = bodyLength;
  } else if (at === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(bodyLength, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(0, 2);
    frame.writeUInt32BE(bodyLength, 6);
  }
  return { frame, at };
}

/** One text message as a frame. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const { frame, at } = openFrame(length, length);
  frame.write(text, at, "utf8");
  return frame;
}

/**
 * An event for many connections: the body is encoded once, and each connection's `seq` is the last
 * member of the frame (V21). Frames of connections that count alike are the same bytes.
 */
export class SharedFrame {
  readonly #body: Buffer;
  readonly #bySeq = new Map<number, readonly Buffer[]>();
  /** Header and body, by the number of digits that follow. */
  readonly #heads = new Map<number, Buffer>();

  /** `open` is the JSON object without its closing brace, with at least one member. */
  constructor(open: string) {
    this.#body = Buffer.from(open);
  }

  withSeq(seq: number): readonly Buffer[] {
    let chunks = this.#bySeq.get(seq);
    if (!chunks) this.#bySeq.set(seq, (chunks = this.#encode(`,"seq":${seq}}`)));
    return chunks;
  }

  /** The same message as text, for whoever looks at the traffic. */
  textWithSeq(seq: number): string {
    return `${this.#body.toString("utf8")},"seq":${seq}}`;
  }

  #encode(tail: string): readonly Buffer[] {
    const body = this.#body;
    const length = body.length + tail.length;
    if (body.length < SHARED_BODY_BYTES_MIN) {
      const { frame, at } = openFrame(length, length);
      body.copy(frame, at);
      frame.write(tail, at + body.length, "latin1");
      return [frame];
    }
    let head = this.#heads.get(tail.length);
    if (!head) {
      const { frame, at } = openFrame(length, body.length);
      body.copy(frame, at);
      this.#heads.set(tail.length, (head = frame));
    }
    return [head, Buffer.from(tail, "latin1")];
  }
}

/**
 * What one connection sends in one turn of the event loop: it leaves in one write. Frames are
 * always whole in here, so control frames, which go to the socket directly, come between frames and
 * never inside one.
 */
export class FrameQueue {
  #chunks: Buffer[] = [];
  #bytes = 0;

  /** Bytes that wait here; those in the socket are its own `writableLength`. */
  get bytes(): number {
    return this.#bytes;
  }

  push(chunks: readonly Buffer[]): void {
    for (const chunk of chunks) {
      this.#chunks.push(chunk);
      this.#bytes += chunk.length;
    }
  }

  /** Forgets what waits; for a connection that may not write any more. */
  clear(): void {
    this.#chunks = [];
    this.#bytes = 0;
  }

  /**
   * Hands everything to the socket. What is small and can leave now is joined into one write; what
   * has to wait is not copied, so that frames which many slow connections wait for are in memory
   * once.
   */
  flush(socket: Socket): void {
    const chunks = this.#chunks;
    const bytes = this.#bytes;
    const [first] = chunks;
    if (!first) return;
    this.clear();
    if (chunks.length === 1) {
      socket.write(first);
    } else if (bytes <= JOIN_BYTES_MAX && socket.writableLength === 0) {
      socket.write(Buffer.concat(chunks, bytes));
    } else {
      socket.cork();
      for (const chunk of chunks) socket.write(chunk);
      socket.uncork();
    }
  }
}

export interface Flushable {
  flush(): void;
}

/** Flushes everything that was written to in a turn when the code that runs now is done. */
export class Flusher {
  #dirty: Flushable[] = [];

  add(target: Flushable): void {
    if (this.#dirty.push(target) === 1) process.nextTick(() => this.#flush());
  }

  #flush(): void {
    const dirty = this.#dirty;
    this.#dirty = [];
    for (const target of dirty) target.flush();
  }
}
