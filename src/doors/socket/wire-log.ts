import type { ConnectParams, RequestFrame } from "@zero/protocol";
import type { Clock } from "../../kernel/clock.ts";
import type { ZeroError } from "../../kernel/errors.ts";
import type { Log } from "../../kernel/log.ts";
import type { Peer } from "../../net/peer.ts";
import { untrusted } from "../../net/untrusted.ts";
import type { Connection } from "./connection/connection.ts";
import type { Caller } from "./services.ts";

/** What of a connection the log may name. */
type Named = Pick<Connection, "id" | "peer">;

/**
 * What the log says of the wire (S4): handshakes, requests, answers and events, at debug level.
 * Never a payload. Words of a client stand under `untrusted`, cut and made harmless (SR31). Bad
 * frames are counted and told once in a while, so that nobody can fill the disk with them.
 */
export class WireLog {
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #badFrameEveryMs: number;

  constructor(log: Log, clock: Clock, badFrameEveryMs: number) {
    this.#log = log;
    this.#clock = clock;
    this.#badFrameEveryMs = badFrameEveryMs;
  }

  opened({ id, peer }: Named): void {
    this.#log.debug("connection opened", { conn: id, ip: peer.ip });
  }

  closed({ id }: Named, code: number, reason: string): void {
    this.#log.debug("connection closed", {
      conn: id,
      code,
      untrusted: { reason: untrusted(reason) },
    });
  }

  welcomed({ id, peer }: Named, caller: Caller): void {
    const { role, scopes, client } = caller;
    this.#log.debug("handshake done", {
      conn: id,
      ip: peer.ip,
      role,
      untrusted: { scopes: untrusted(scopes.join(" ")), ...clientFields(client) },
    });
  }

  /** A handshake that ended in a close. */
  refused(
    { id, peer }: { id: string; peer: Peer },
    why: string,
    client?: ConnectParams["client"],
  ): void {
    this.#log.warn("handshake refused", {
      conn: id,
      ip: peer.ip,
      untrusted: { why: untrusted(why), ...(client ? clientFields(client) : {}) },
    });
  }

  answered(
    { id }: Named,
    { method }: RequestFrame,
    outcome: { error: ZeroError | undefined; durationMs: number },
  ): void {
    const { error, durationMs } = outcome;
    this.#log.debug(error ? "request refused" : "request answered", {
      conn: id,
      durationMs: Math.round(durationMs),
      ...(error ? { code: error.code } : {}),
      untrusted: { method: untrusted(method) },
    });
  }

  event(name: string, receivers: number): void {
    this.#log.debug("event sent", { event: name, receivers });
  }

  slow({ id, peer }: Named, bufferedBytes: number): void {
    this.#log.warn("a client reads too slowly and is cut", {
      conn: id,
      ip: peer.ip,
      bufferedBytes,
    });
  }

  /** One record at first, then one every ten seconds with the number of those in between. */
  badFrame(connection: Connection, why: string): void {
    const { badFrames } = connection;
    badFrames.count += 1;
    const now = this.#clock.monotonic();
    if (now - badFrames.loggedAt < this.#badFrameEveryMs) return;
    badFrames.loggedAt = now;
    this.#log.warn("a client sends bad frames", {
      conn: connection.id,
      ip: connection.peer.ip,
      count: badFrames.count,
      untrusted: { why: untrusted(why) },
    });
  }
}

function clientFields(client: Caller["client"]): Record<string, string | undefined> {
  return {
    client: untrusted(client.id),
    mode: untrusted(client.mode),
    version: untrusted(client.version),
    platform: untrusted(client.platform),
  };
}
