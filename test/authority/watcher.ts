import { once } from "node:events";
import { WebSocket } from "ws";
import type { Frame } from "../support/wire-client.ts";
import { askedBy, type Caller } from "./callers.ts";
import type { Audience } from "./event-ledger.ts";

const HELLO = "hello";
const DRAINED = "drained";

/** A client that checks the number of each event against what was published for it. */
export class Watcher {
  readonly caller: Caller;
  readonly socket: WebSocket;
  readonly wrong: string[] = [];
  /** Events that it was entitled to and that its numbers say it lost. */
  losses = 0;
  received = 0;
  /** How the connection ended; undefined while it is open. */
  end: { code: number; reason: string } | undefined;
  readonly #audience: Audience;
  /** What had been published for it when it asked to be let in. */
  readonly #before: number;
  #lastSeq = 0;
  #lastIndex = -1;
  #isDrained = true;
  #first: number | undefined;
  #onChange: () => void = () => undefined;

  private constructor(url: string, caller: Caller, audience: Audience) {
    this.caller = caller;
    this.#audience = audience;
    this.#before = audience.count;
    this.socket = new WebSocket(url, { perMessageDeflate: false });
    this.socket.on("message", (data: Buffer) => this.#read(JSON.parse(data.toString()) as Frame));
    this.socket.on("close", (code, reason) => {
      this.end = { code, reason: reason.toString() };
      this.#onChange();
    });
    // A broken socket closes.
    this.socket.on("error", () => undefined);
  }

  /** Opens a socket and sends `connect`; what is published meanwhile may or may not reach it. */
  static async open(url: string, caller: Caller, audience: Audience): Promise<Watcher> {
    const watcher = new Watcher(url, caller, audience);
    await once(watcher.socket, "open");
    const params = askedBy(caller);
    watcher.socket.send(JSON.stringify({ type: "req", id: HELLO, method: "connect", params }));
    return watcher;
  }

  /** Resolves when it has seen the event, or when its connection ended. */
  async until(index: number): Promise<void> {
    while (this.#lastIndex < index && !this.end) await this.#change();
  }

  /** Resolves when it has read all that was sent so far, or when its connection ended. */
  async drain(): Promise<void> {
    this.#isDrained = false;
    // The answer to a question comes after everything that was sent before it.
    this.socket.send(JSON.stringify({ type: "req", id: DRAINED, method: "no.such.method" }));
    while (!this.#isDrained && !this.end) await this.#change();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => (this.#onChange = resolve));
  }

  #read({ type, id, ok, error, event, seq, payload }: Frame): void {
    if (id === HELLO && !ok) this.wrong.push(`connect: ${error?.message}`);
    if (id === DRAINED) {
      this.#isDrained = true;
      this.#onChange();
    }
    if (type !== "event" || event === "connect.challenge") return;
    const index = payload.index as number;
    this.#take(event ?? "", seq ?? 0, index);
    this.#lastIndex = index;
    this.received += 1;
    this.#onChange();
  }

  #take(event: string, seq: number, index: number): void {
    const place = this.#audience.placeOf(index);
    if (place < 0) this.#complain(`saw ${event}, which is not for it`);
    if (seq <= this.#lastSeq) this.#complain(`${event}: seq ${seq} after ${this.#lastSeq}`);
    // The place of the event that has the number 1.
    this.#first ??= place - (seq - 1);
    if (this.#first < this.#before) this.#complain(`${event}: counts what came before it`);
    if (place - this.#first !== seq - 1) {
      this.#complain(`${event}: seq ${seq} is not its place ${place - this.#first + 1}`);
    }
    for (let lost = this.#lastSeq + 1; lost < seq; lost++) {
      this.losses += 1;
      if (!this.#audience.isDroppable(this.#first + lost - 1)) {
        this.#complain(`lost ${lost}, which may not be lost`);
      }
    }
    this.#lastSeq = seq;
  }

  #complain(why: string): void {
    const { role, asked } = this.caller;
    if (this.wrong.length < 5) this.wrong.push(`${role} ${JSON.stringify(asked.scopes)} ${why}`);
  }
}
