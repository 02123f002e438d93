import type { Socket } from "node:net";
import type { Clock, Timer } from "../kernel/clock.ts";
import { NET_LIMITS } from "./limits.ts";

interface Pending {
  readonly address: string;
  readonly since: number;
  /** It has sent a whole request; how long it may take from there is its door's to say. */
  heard: boolean;
  readonly forget: () => void;
}

/**
 * Sockets that have not said who they are (SR7). At most 64: one more evicts the oldest of the
 * address that holds the most, so a flood drowns itself and an honest client, which speaks at once,
 * gets in. A socket that sends no whole request within 10 s is dropped.
 */
export class SocketBudget {
  readonly #clock: Clock;
  readonly #max: number;
  /** In the order of arrival. */
  readonly #pending = new Map<Socket, Pending>();
  #timer: Timer | undefined;

  constructor(clock: Clock, max: number = NET_LIMITS.pendingSocketsMax) {
    this.#clock = clock;
    this.#max = max;
  }

  get pending(): number {
    return this.#pending.size;
  }

  admit(socket: Socket, address: string): void {
    if (this.#pending.size >= this.#max) this.#evictOne();
    const forget = () => this.settle(socket);
    socket.once("close", forget);
    const since = this.#clock.monotonic();
    this.#pending.set(socket, { address, since, heard: false, forget });
    if (this.#timer) return;
    this.#timer = this.#clock.after(NET_LIMITS.firstRequestWithinMs, () => this.#dropSilent());
  }

  /** A whole request arrived: the socket stays counted, its first deadline is over. */
  heard(socket: Socket): void {
    const entry = this.#pending.get(socket);
    if (entry) entry.heard = true;
  }

  /** The socket said who it is, or is gone: it is not ours to bound any more. */
  settle(socket: Socket): void {
    const entry = this.#pending.get(socket);
    if (!entry) return;
    this.#pending.delete(socket);
    socket.removeListener("close", entry.forget);
  }

  #evictOne(): void {
    const crowd = this.#mostCrowded();
    for (const [socket, { address }] of this.#pending) {
      if (address !== crowd) continue;
      this.settle(socket);
      socket.destroy();
      return;
    }
  }

  #mostCrowded(): string | undefined {
    const counts = new Map<string, number>();
    let crowd: string | undefined;
    for (const { address } of this.#pending.values()) {
      const count = (counts.get(address) ?? 0) + 1;
      counts.set(address, count);
      if (count > (counts.get(crowd ?? "") ?? 0) || crowd === undefined) crowd = address;
    }
    return crowd;
  }

  /** Forgets everybody: nothing listens any more. */
  close(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#pending.clear();
  }

  #dropSilent(): void {
    this.#timer = undefined;
    const now = this.#clock.monotonic();
    let waitMs: number | undefined;
    for (const [socket, { heard, since }] of this.#pending) {
      if (heard) continue;
      const leftMs = since + NET_LIMITS.firstRequestWithinMs - now;
      if (leftMs <= 0) {
        this.settle(socket);
        socket.destroy();
      } else {
        waitMs ??= leftMs;
      }
    }
    if (waitMs !== undefined) this.#timer = this.#clock.after(waitMs, () => this.#dropSilent());
  }
}
