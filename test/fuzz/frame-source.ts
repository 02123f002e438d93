import { encodeFrame } from "../bench/lib/wire.mjs";
import type { Random } from "../support/random.ts";

/**
 * One thing to write on a socket. `ends`: the gateway is right to close the connection after it.
 */
export interface FuzzFrame {
  kind: string;
  bytes: Buffer;
  ends: boolean;
}

const METHODS = [
  "health",
  "status",
  "system-presence",
  "system-event",
  "channels.status",
  "send",
  "agent.wait",
  "chat.history",
  "chat.abort",
  "sessions.list",
  "models.list",
  "no.such.method",
  "__proto__",
  "constructor",
];
const KEYS = [
  "text",
  "limit",
  "sessionKey",
  "to",
  "message",
  "runId",
  "timeoutMs",
  "idempotencyKey",
];
const STRANGE = [
  "",
  " ",
  "\u0000",
  "\u202egnp.exe",
  "é".repeat(50),
  "😀",
  "\ud800",
  "true",
  "-0",
  "1e999",
  "../../etc/passwd",
];

/** Frames of every kind that a bored or a hostile client sends, from a seed. */
export class FrameSource {
  readonly #random: Random;
  #id = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** A frame after which the connection has to go on. */
  harmless(): FuzzFrame {
    const kinds = [this.#valid, this.#params, this.#shape, this.#nested, this.#mutatedKeys];
    const make = this.#random.pick(kinds);
    const [kind, text] = make.call(this);
    return { kind, bytes: this.#framed(text), ends: false };
  }

  /**
   * A frame after which the connection may be closed: no JSON, binary, too large, not UTF-8, bad
   * framing.
   */
  harmful(): FuzzFrame {
    const random = this.#random;
    const makers: (() => [string, Buffer])[] = [
      () => ["not JSON", encodeFrame(this.#mutate(this.#valid()[1]))],
      () => ["binary", encodeFrame(Buffer.from([1, 2, 3, random.below(256)]), { opcode: 2 })],
      () => [
        "huge",
        encodeFrame(Buffer.alloc(0), { claimLength: 524_289 + random.below(1 << 30) }),
      ],
      () => ["not UTF-8", encodeFrame(Buffer.from([0x22, 0xff, 0xfe, 0x22]))],
      () => ["reserved opcode", encodeFrame("x", { opcode: 3 + random.below(5) })],
      () => ["deep", encodeFrame("[".repeat(5_000))],
      () => [
        "prototype",
        encodeFrame('{"type":"req","id":"p","method":"health","params":{"__proto__":{"x":1}}}'),
      ],
      () => [
        "noise",
        Buffer.from(Array.from({ length: 1 + random.below(64) }, () => random.below(256))),
      ],
    ];
    const [kind, bytes] = random.pick(makers)();
    return { kind, bytes, ends: true };
  }

  #valid(): [string, string] {
    const method = this.#random.pick([
      "health",
      "status",
      "system-presence",
      "models.list",
      "sessions.list",
    ]);
    return ["valid", `{"type":"req","id":"${this.#next()}","method":"${method}","params":{}}`];
  }

  #params(): [string, string] {
    const params: Record<string, unknown> = {};
    for (let i = this.#random.below(5); i >= 0; i--)
      params[this.#random.pick(KEYS)] = this.#value(2);
    const method = this.#random.pick(METHODS);
    return ["params", JSON.stringify({ type: "req", id: this.#next(), method, params })];
  }

  #shape(): [string, string] {
    const { pick } = { pick: <T>(list: readonly T[]) => this.#random.pick(list) };
    const frame = {
      type: pick(["req", "res", "event", 1]),
      id: pick([this.#next(), 7, "", null]),
      method: this.#value(1),
    };
    return [
      "shape",
      JSON.stringify(pick<unknown>([frame, [frame], this.#value(2), "req", 1, null])),
    ];
  }

  #nested(): [string, string] {
    const depth = 1 + this.#random.below(28);
    const inner = `${"[".repeat(depth)}${"]".repeat(depth)}`;
    return [
      "nested",
      `{"type":"req","id":"${this.#next()}","method":"chat.history","params":{"sessionKey":${inner}}}`,
    ];
  }

  #mutatedKeys(): [string, string] {
    const text = this.#valid()[1];
    const at = this.#random.below(text.length);
    const changed = text.slice(0, at) + this.#random.pick(["a", "9", "_"]) + text.slice(at + 1);
    try {
      JSON.parse(changed);
      return ["mutated", changed];
    } catch {
      return ["mutated", text];
    }
  }

  #value(depth: number): unknown {
    const random = this.#random;
    if (depth > 0 && random.chance(0.3))
      return Array.from({ length: random.below(4) }, () => this.#value(depth - 1));
    if (depth > 0 && random.chance(0.3)) return { [random.pick(KEYS)]: this.#value(depth - 1) };
    return random.pick<unknown>([
      ...STRANGE,
      0,
      -1,
      1.5,
      1e308,
      Number.MAX_SAFE_INTEGER + 2,
      true,
      null,
      "x".repeat(random.below(2_000)),
    ]);
  }

  #mutate(text: string): string {
    const at = this.#random.below(text.length);
    return this.#random.pick([
      text.slice(0, at),
      `${text}}`,
      `${text.slice(0, at)}\u0001${text.slice(at)}`,
      "{not json",
    ]);
  }

  #framed(text: string): Buffer {
    const mask = this.#random.below(2 ** 32);
    if (!this.#random.chance(0.1) || text.length < 2) return encodeFrame(text, { mask });
    // The same message in two fragments.
    const body = Buffer.from(text);
    const cut = 1 + this.#random.below(body.length - 1);
    return Buffer.concat([
      encodeFrame(body.subarray(0, cut), { fin: false, mask }),
      encodeFrame(body.subarray(cut), { opcode: 0, mask }),
    ]);
  }

  #next(): string {
    this.#id += 1;
    return `f${this.#id}`;
  }
}
