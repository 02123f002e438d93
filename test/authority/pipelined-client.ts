import { once } from "node:events";
import { WebSocket } from "ws";
import type { Frame } from "../support/wire-client.ts";

/** A client for very many requests: it keeps nothing but what is waited for. */
export class PipelinedClient {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, PromiseWithResolvers<Frame>>();
  #nextId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Frame;
      if (frame.type === "res") this.#settle(frame);
    });
    socket.on("close", (code, reason) => this.#fail(`closed: ${code} ${reason.toString()}`));
  }

  /** Opens a socket and completes the handshake; throws when it is refused. */
  static async connect(url: string, params: object): Promise<PipelinedClient> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const client = new PipelinedClient(socket);
    await once(socket, "open");
    const { ok, error } = await client.request("connect", params);
    if (!ok) throw new Error(`connect was refused: ${error?.message}`);
    return client;
  }

  /** The answer; rejects when the connection ends before it. */
  request(method: string, params: object): Promise<Frame> {
    this.#nextId += 1;
    const id = `p${this.#nextId}`;
    const answer = Promise.withResolvers<Frame>();
    this.#waiting.set(id, answer);
    this.#socket.send(JSON.stringify({ type: "req", id, method, params }));
    return answer.promise;
  }

  #settle(answer: Frame): void {
    const { id = "" } = answer;
    const waiting = this.#waiting.get(id);
    // Whoever asked what could not be read would wait for ever.
    if (!waiting) this.#fail(`nobody asked for ${JSON.stringify(answer)}`);
    waiting?.resolve(answer);
    this.#waiting.delete(id);
  }

  #fail(why: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
  }

  destroy(): void {
    this.#socket.terminate();
  }
}
