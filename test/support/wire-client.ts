import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";

/** Nothing that a test waits for takes this long, also on a slow day. */
const WITHIN_MS = 40_000;

// Tests look into whatever came.
// eslint-disable-next-line typescript/no-explicit-any
type Loose = any;

/** A frame as it came, of any of the three kinds. */
export interface Frame {
  type: string;
  id?: string;
  ok?: boolean;
  event?: string;
  seq?: number;
  payload?: Loose;
  error?: {
    code: string;
    message: string;
    details?: Loose;
    retryable?: boolean;
    retryAfterMs?: number;
  };
  stateVersion?: { presence: number; health: number };
}

/** What the plainest client sends; `overrides` win. */
export function connectParams(overrides: object = {}): Record<string, unknown> {
  return {
    minProtocol: 3,
    maxProtocol: 3,
    client: { id: "test", version: "1.0.0", platform: "linux", mode: "test" },
    caps: [],
    ...overrides,
  };
}

/** A plain client that keeps everything it got and knows nothing of the product but its wire. */
export class WireClient {
  readonly socket: WebSocket;
  readonly frames: Frame[] = [];
  readonly texts: string[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #nextId = 0;
  readonly #waiting = new Set<() => void>();

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      this.texts.push(text);
      this.frames.push(JSON.parse(text) as Frame);
      this.#wake();
    });
    this.closed = new Promise((resolve) => {
      socket.on("close", (code, reason) => {
        resolve({ code, reason: reason.toString() });
        this.#wake();
      });
    });
    // A broken socket closes, and `closed` tells.
    socket.on("error", () => undefined);
  }

  /** Opens a socket; nothing is sent yet. It is gone after the test. */
  static async open(
    t: Pick<TestContext, "after">,
    url: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<WireClient> {
    const socket = new WebSocket(url, { perMessageDeflate: false, headers });
    const client = new WireClient(socket);
    t.after(() => socket.terminate());
    await new Promise<void>((resolve, reject) => {
      socket.once("open", () => resolve());
      socket.once("error", reject);
    });
    return client;
  }

  /** Opens a socket and completes the handshake; fails when it is refused. */
  static async connect(
    t: Pick<TestContext, "after">,
    url: string,
    overrides: object = {},
  ): Promise<WireClient> {
    const client = await WireClient.open(t, url);
    await client.call("connect", connectParams(overrides));
    return client;
  }

  /** The payload of the answer to `connect`. */
  get hello(): Loose {
    return this.frames.find((frame) => frame.payload?.type === "hello-ok")?.payload;
  }

  get isClosed(): boolean {
    return this.socket.readyState === WebSocket.CLOSED;
  }

  /** Sends a text as it is, and anything else as JSON. */
  send(frame: unknown): void {
    this.socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** Sends a request and does not wait; returns its id. */
  ask(method: string, params?: unknown): string {
    this.#nextId += 1;
    const id = `q${this.#nextId}`;
    this.send({ type: "req", id, method, ...(params === undefined ? {} : { params }) });
    return id;
  }

  /** The answer to a request; for a method of two stages the first one. */
  async request(method: string, params?: unknown): Promise<Frame> {
    const id = this.ask(method, params);
    return this.frame((frame) => frame.type === "res" && frame.id === id, `answer to ${method}`);
  }

  /** The payload of the answer; fails with the error's code and message. */
  async call(method: string, params?: unknown): Promise<Loose> {
    return payloadOf(await this.request(method, params), method);
  }

  /** The last answer to a request of two stages, whether it is an error or not. */
  final(id: string): Promise<Frame> {
    return this.frame(
      (frame) => frame.type === "res" && frame.id === id && frame.payload?.status !== "accepted",
      `final answer to ${id}`,
    );
  }

  /** Runs a turn and resolves with its last answer's payload. */
  async turn(params: object): Promise<Loose> {
    return payloadOf(await this.final(this.ask("agent", params)), "agent");
  }

  events(name: string): Frame[] {
    return this.frames.filter((frame) => frame.event === name);
  }

  /** The first event of that name that fits, now or later. */
  event(name: string, fits: (frame: Frame) => boolean = () => true): Promise<Frame> {
    return this.frame((frame) => frame.event === name && fits(frame), `event ${name}`);
  }

  /** The first frame that fits, now or later. Fails when the socket closes without it. */
  async frame(fits: (frame: Frame) => boolean, what: string): Promise<Frame> {
    const end = performance.now() + WITHIN_MS;
    for (;;) {
      const found = this.frames.find(fits);
      if (found) return found;
      if (this.isClosed) throw new Error(`closed without ${what}:\n${this.texts.join("\n")}`);
      const leftMs = end - performance.now();
      if (leftMs <= 0) throw new Error(`no ${what} within ${WITHIN_MS} ms`);
      await this.#change(leftMs);
    }
  }

  #change(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.#waiting.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

function payloadOf({ ok, payload, error }: Frame, method: string): Loose {
  if (ok) return payload;
  throw new Error(`${method}: ${error?.code} ${error?.message}`);
}

/** Looks again and again until `look` gives something; fails with what was last thrown or seen. */
export async function eventually<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  what: string,
): Promise<T> {
  const end = performance.now() + WITHIN_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`not within ${WITHIN_MS} ms: ${what}`);
    await sleep(20);
  }
}
