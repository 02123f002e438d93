import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A local HTTP server that can be taken down at once, whatever its clients do. */
export interface Listener {
  readonly port: number;
  readonly origin: string;
  /** Cuts every connection and resolves when the port is free. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  port = 0,
): Promise<Listener> {
  const server = createServer({ keepAliveTimeout: 60_000 }, handle);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    port: address.port,
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/**
 * The whole body, at most `lengthMax` bytes. Rejects with `BodyTooLarge`, or when the client goes.
 */
export async function readBody(request: IncomingMessage, lengthMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > lengthMax) throw new BodyTooLarge(`the body is longer than ${lengthMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** Keeps the newest `countMax` of what is added; the oldest are forgotten and counted. */
export class History<Item> {
  #items: Item[] = [];
  #forgotten = 0;
  readonly #countMax: number;

  constructor(countMax: number) {
    this.#countMax = countMax;
  }

  /** Everything that was ever added, forgotten or not. */
  get total(): number {
    return this.#forgotten + this.#items.length;
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  add(item: Item): void {
    this.#items.push(item);
    if (this.#items.length < this.#countMax * 2) return;
    const kept = this.#items.slice(-this.#countMax);
    this.#forgotten += this.#items.length - kept.length;
    this.#items = kept;
  }
}
