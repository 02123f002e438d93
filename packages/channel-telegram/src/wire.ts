import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import type { LookupFunction, TcpNetConnectOpts } from "node:net";

// An import of `node:http` reads each of its exports, and one of them loads the whole of fetch.
const http = process.getBuiltinModule("node:http");
const https = process.getBuiltinModule("node:https");

const CONNECT_WITHIN_MS = 5_000;
/** How long the next address of a host waits for the one before (A12). */
const NEXT_ADDRESS_AFTER_MS = 250;
const ANSWER_BYTES_MAX = 32 * 1024 * 1024;
/**
 * Shorter than what servers allow, so that we never write into a connection that they are closing.
 */
const IDLE_CONNECTION_MS = 15_000;

/**
 * Why there was no answer.
 * - `unreachable`: no connection came about.
 * - `cut`: the connection broke.
 * - `late`: it took too long.
 * - `unreadable`: the answer is not the Bot API's.
 * - `stopped`: we ended the call ourselves.
 */
export type WireFault = "unreachable" | "cut" | "late" | "unreadable" | "stopped";

/** A call that brought no answer. Its message never holds an address with a token in it (SR30). */
export class WireError extends Error {
  override readonly name = "WireError";
  readonly fault: WireFault;
  /** The request may have had its effect. False: it certainly had none. */
  readonly handedOff: boolean;

  constructor(fault: WireFault, handedOff: boolean, message: string) {
    super(message);
    this.fault = fault;
    this.handedOff = handedOff;
  }
}

export interface WireOptions {
  apiRoot: string;
  token: string;
  /** Finds the addresses of a host; Node's own when absent. */
  lookup?: LookupFunction | undefined;
}

/** Node hands these on to the socket; its types leave them out of requests. */
type FamilyOptions = Pick<TcpNetConnectOpts, "autoSelectFamily" | "autoSelectFamilyAttemptTimeout">;

interface Exchange {
  method: string;
  body: string;
  answerWithinMs: number;
  signal: AbortSignal | undefined;
}

/**
 * The connection to one Bot API. Each call races the addresses of the host itself, so a host with a
 * broken IPv6 or IPv4 is reached without any setting of the process (A12). A call that failed has
 * closed its socket before it rejects: whoever awaited it may start the next one without an overlap
 * (A10). Redirects are not followed: the token goes to the configured address only.
 */
export class Wire {
  readonly #root: URL;
  readonly #token: string;
  readonly #lookup: LookupFunction | undefined;
  readonly #agent: Agent;
  readonly #running = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();

  constructor({ apiRoot, token, lookup }: WireOptions) {
    this.#root = new URL(apiRoot);
    this.#token = token;
    this.#lookup = lookup;
    const options = { keepAlive: true, timeout: IDLE_CONNECTION_MS, maxSockets: 64 };
    const secure = this.#root.protocol === "https:";
    this.#agent = new (secure ? https : http).Agent(options);
  }

  /** The answer, parsed. Rejects with `WireError` once nothing of the call is left. */
  call(
    method: string,
    params: object,
    answerWithinMs: number,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const body = JSON.stringify(params);
    const exchange = this.#exchange({ method, body, answerWithinMs, signal });
    const tracked = exchange.finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
    return tracked;
  }

  /** Ends every call and connection; resolves when all are gone. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#running);
    this.#agent.destroy();
  }

  async #exchange({ method, body, answerWithinMs, signal }: Exchange): Promise<unknown> {
    const stops = [this.#closing.signal, ...(signal ? [signal] : [])];
    if (stops.some((one) => one.aborted)) {
      throw new WireError("stopped", false, `${method} was not sent: the account is stopping`);
    }
    const call = new HttpCall(method, this.#open(method, body));
    const stop = () => call.fail("stopped", "was ended: the account is stopping");
    for (const one of stops) one.addEventListener("abort", stop, { once: true });
    try {
      return await call.answer(body, answerWithinMs);
    } finally {
      for (const one of stops) one.removeEventListener("abort", stop);
    }
  }

  #open(method: string, body: string): ClientRequest {
    const secure = this.#root.protocol === "https:";
    const options: RequestOptions & FamilyOptions = {
      method: "POST",
      hostname: this.#root.hostname.replace(/^\[|\]$/g, ""),
      port: this.#root.port,
      path: `${this.#root.pathname.replace(/\/$/, "")}/bot${this.#token}/${method}`,
      headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      agent: this.#agent,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
      ...(this.#lookup ? { lookup: this.#lookup } : {}),
    };
    return (secure ? https : http).request(options);
  }
}

/** One request until its socket is free or closed. */
class HttpCall {
  readonly #method: string;
  readonly #request: ClientRequest;
  #failure: WireError | undefined;
  #handedOff = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(method: string, request: ClientRequest) {
    this.#method = method;
    this.#request = request;
  }

  /** Ends the call; the first reason is the one that is told. */
  fail(fault: WireFault, why: string): void {
    this.#failure ??= new WireError(fault, this.#handedOff, `${this.#method} ${why}`);
    this.#request.destroy();
  }

  async answer(body: string, withinMs: number): Promise<unknown> {
    const request = this.#request;
    const chunks: Buffer[] = [];
    let status = 0;
    let complete = false;
    request.on("error", (error) => this.#broke(error));
    request.on("socket", (socket) => {
      const connected = "encrypted" in socket ? "secureConnect" : "connect";
      if (request.reusedSocket || !socket.connecting) this.#connected(withinMs);
      else socket.once(connected, () => this.#connected(withinMs));
    });
    request.on("response", (response: IncomingMessage) => {
      status = response.statusCode ?? 0;
      let length = 0;
      response.on("error", (error) => this.#broke(error));
      response.on("data", (chunk: Buffer) => {
        length += chunk.length;
        if (length > ANSWER_BYTES_MAX)
          this.fail("unreadable", "brought an answer that is too long");
        else chunks.push(chunk);
      });
      response.on("end", () => (complete = response.complete));
    });
    this.#arm(CONNECT_WITHIN_MS, "unreachable", "found no connection in time");
    const gone = new Promise<void>((resolve) => request.once("close", resolve));
    request.end(body);
    await gone;
    clearTimeout(this.#timer);
    if (!complete) throw this.#failure ?? new WireError("cut", this.#handedOff, this.#cutMessage());
    return parseAnswer(this.#method, status, Buffer.concat(chunks));
  }

  #connected(withinMs: number): void {
    this.#handedOff = true;
    this.#arm(withinMs, "late", "was not answered in time");
  }

  #broke(error: Error): void {
    const code = "code" in error && typeof error.code === "string" ? ` (${error.code})` : "";
    if (this.#handedOff) this.fail("cut", `lost its connection${code}`);
    else this.fail("unreachable", `found no connection${code}`);
  }

  #arm(ms: number, fault: WireFault, why: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.fail(fault, why), ms);
  }

  #cutMessage(): string {
    return `${this.#method} lost its connection before it was answered`;
  }
}

function parseAnswer(method: string, status: number, body: Buffer): unknown {
  try {
    const answer: unknown = JSON.parse(body.toString("utf8"));
    if (isEnvelope(answer)) return answer;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const what = `was answered with HTTP ${status} and nothing of the Bot API`;
  throw new WireError("unreadable", true, `${method} ${what}; check apiRoot if this goes on`);
}

/** What every answer of the Bot API is wrapped in. */
function isEnvelope(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null || !("ok" in answer)) return false;
  if (answer.ok === true) return true;
  return answer.ok === false && "error_code" in answer && typeof answer.error_code === "number";
}
