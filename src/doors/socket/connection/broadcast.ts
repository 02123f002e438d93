import type { EventRecord } from "@zero/protocol";
import { refusalOf } from "../../../domain/scope.ts";
import type { Connection } from "./connection.ts";
import { SharedFrame } from "./frame-writer.ts";
import { jsonOf } from "../handlers.ts";
import type { WireLog } from "../wire-log.ts";

/** `stateVersion` of the wire. */
export interface Versions {
  readonly presence: number;
  readonly health: number;
}

/** Events of sessions; a device sees none of them, whatever its scopes. */
const FOR_OPERATORS: ReadonlySet<string> = new Set(["agent", "chat"]);

/** Presence in both shapes; each is encoded only when somebody wants it. */
export interface PresenceFrames {
  readonly full: () => string;
  readonly delta: () => string;
}

/** Sends events to every connection that is entitled to them: encoded once, numbered for each. */
export class Broadcaster {
  readonly #events: ReadonlyMap<string, EventRecord>;
  readonly #log: WireLog;
  readonly #connections = new Set<Connection>();

  constructor(events: readonly EventRecord[], log: WireLog) {
    this.#events = new Map(events.map((event) => [event.name, event]));
    this.#log = log;
  }

  /** Connections that completed their handshake, in the order in which they did. */
  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  add(connection: Connection): void {
    this.#connections.add(connection);
  }

  remove(connection: Connection): boolean {
    return this.#connections.delete(connection);
  }

  /** Throws for an event that was never declared: that is a defect, not a condition. */
  send(name: string, payload: object, versions?: Versions): void {
    const event = this.#eventOf(name);
    const frame = frameOf(name, jsonOf(payload), event.versioned ? versions : undefined);
    this.#sendFrames(event, mayDrop(event, payload), () => frame);
  }

  /** Sends an event to one connection, without `seq`; the sender knows that it is entitled. */
  tell(connection: Connection, name: string, payload: object): void {
    const event = this.#eventOf(name);
    const text = `{"type":"event","event":"${name}","payload":${jsonOf(payload)}}`;
    connection.tell(text, mayDrop(event, payload));
    this.#log.event(name, 1);
  }

  /** Whoever asked for deltas gets what changed, the others the list. */
  sendPresence(presence: PresenceFrames, versions: Versions): void {
    const event = this.#eventOf("presence");
    let full: SharedFrame | undefined;
    let delta: SharedFrame | undefined;
    this.#sendFrames(event, event.dropIfSlow, (connection) =>
      connection.wantsDeltas
        ? (delta ??= frameOf("presence", presence.delta(), versions))
        : (full ??= frameOf("presence", `{"presence":${presence.full()}}`, versions)),
    );
  }

  #sendFrames(
    event: EventRecord,
    dropIfSlow: boolean,
    frameFor: (connection: Connection) => SharedFrame,
  ): void {
    for (const connection of this.#connections) {
      if (isEntitled(connection, event)) connection.sendEvent(frameFor(connection), dropIfSlow);
    }
    this.#log.event(event.name, this.#connections.size);
  }

  #eventOf(name: string): EventRecord {
    const event = this.#events.get(name);
    if (!event) throw new Error(`the event ${name} has no declaration`);
    return event;
  }
}

function frameOf(name: string, json: string, versions: Versions | undefined): SharedFrame {
  const state = versions ? `,"stateVersion":${JSON.stringify(versions)}` : "";
  return new SharedFrame(`{"type":"event","event":"${name}","payload":${json}${state}`);
}

/** What needs a scope needs an operator who has it. */
function isEntitled({ caller }: Connection, { name, scope }: EventRecord): boolean {
  if (!caller || (caller.role === "node" && FOR_OPERATORS.has(name))) return false;
  return scope === "all" || refusalOf(caller, scope) === undefined;
}

function mayDrop(event: EventRecord, payload: object): boolean {
  if (event.dropIfSlow) return true;
  const state = "state" in payload ? payload.state : undefined;
  return typeof state === "string" && event.dropIfSlowStates.includes(state);
}
