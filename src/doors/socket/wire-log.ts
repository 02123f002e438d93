import type { ConnectParams, RequestFrame } from "@zero/protocol";
import type { Clock } from "../../kernel/clock.ts";
import type { ZeroError } from "../../kernel/errors.ts";
import { isRecord } from "../../kernel/is-record.ts";
import type { Log } from "../../kernel/log.ts";
import { parseJson } from "../../net/json.ts";
import type { Peer } from "../../net/peer.ts";
import { untrusted } from "../../net/untrusted.ts";
import type { Connection } from "./connection/connection.ts";
import type { Caller } from "./services.ts";

/** What of a connection the log may name. */
type Named = Pick<Connection, "id" | "peer">;

/**
 * How much of the traffic is told at the level of every day: `auto` only what failed or was slow,
 * `compact` one record for each request with its answer, `full` one for each frame.
 */
export type WireStyle = "auto" | "compact" | "full";

/** Where the records of `compact` and `full` stand, so that the log can let all of them through. */
export const WIRE_SUBSYSTEM = "socket/wire";

/** An answer that takes longer is told in every style. */
const SLOW_MS = 50;

export interface WireLogParts {
  readonly log: Log;
  readonly clock: Clock;
  readonly badFrameEveryMs: number;
  /** `auto` when absent. */
  readonly style?: WireStyle | undefined;
}

/** How a request ended. Times in milliseconds. */
interface Answer {
  readonly error: ZeroError | undefined;
  readonly durationMs: number;
  /** Until the first answer, or until it was known that the answer has to wait for something. */
  readonly firstMs: number;
}

/**
 * What the log says of the wire (S4): handshakes, requests, answers and events. Never a payload.
 * Words of a client stand under `untrusted`, cut and made harmless (SR31). Bad frames are counted
 * and told once in a while, so that nobody can fill the disk with them.
 */
export class WireLog {
  readonly #log: Log;
  readonly #trace: Log;
  readonly #clock: Clock;
  readonly #badFrameEveryMs: number;
  readonly #style: WireStyle;

  constructor({ log, clock, badFrameEveryMs, style = "auto" }: WireLogParts) {
    this.#log = log;
    this.#trace = log.child(WIRE_SUBSYSTEM);
    this.#clock = clock;
    this.#badFrameEveryMs = badFrameEveryMs;
    this.#style = style;
  }

  /** Whether somebody wants to know of every frame. */
  get tellsFrames(): boolean {
    return this.#style === "full";
  }

  /** One frame as it is on the wire, without what it carries. */
  frame({ id }: Named, way: "in" | "out", text: string): void {
    const parsed = parseJson(text);
    const { type, ok, event, seq, id: ref, method } = parsed.ok ? membersOf(parsed.value) : {};
    this.#trace.info(way === "in" ? "→ frame" : "← frame", {
      conn: id,
      bytes: Buffer.byteLength(text),
      ...(way === "out" ? { type, ok, event, seq } : {}),
      untrusted: {
        ...(way === "in" ? { type: wordOf(type) } : {}),
        id: wordOf(ref),
        method: wordOf(method),
      },
    });
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

  answered({ id }: Named, { method, id: ref }: RequestFrame, answer: Answer): void {
    const { error, durationMs, firstMs } = answer;
    const fields = {
      conn: id,
      durationMs: Math.round(durationMs),
      ...(error ? { code: error.code } : {}),
    };
    if (this.#style === "compact") {
      const names = { method: untrusted(method), id: untrusted(ref) };
      this.#trace.info(error ? "⇄ refused" : "⇄ answered", { ...fields, untrusted: names });
      return;
    }
    const named = { ...fields, untrusted: { method: untrusted(method) } };
    if (error) this.#log.info("request refused", named);
    else if (firstMs >= SLOW_MS) this.#log.info("request answered slowly", named);
    else this.#log.debug("request answered", named);
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

function membersOf(frame: unknown): Record<string, unknown> {
  return isRecord(frame) ? frame : {};
}

function wordOf(value: unknown): string | undefined {
  return typeof value === "string" ? untrusted(value) : undefined;
}

function clientFields(client: Caller["client"]): Record<string, string | undefined> {
  return {
    client: untrusted(client.id),
    mode: untrusted(client.mode),
    version: untrusted(client.version),
    platform: untrusted(client.platform),
  };
}
