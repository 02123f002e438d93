import type { TelegramSimulator } from "@zero/simulator";
import { NONCE } from "./ledger.ts";
import type { Random } from "../support/random.ts";

const PEOPLE = 60;
const FIRST_PERSON = 1_001;

/** Ids of the people who may speak in the proof. */
export const people = (): readonly number[] =>
  Array.from({ length: PEOPLE }, (_, i) => FIRST_PERSON + i);

/** Messages with a nonce each, from many people, and what the bot wrote back about each. */
export class Feed {
  readonly #telegram: TelegramSimulator;
  readonly #random: Random;
  readonly #from = new Map<string, number>();

  constructor(telegram: TelegramSimulator, random: Random) {
    this.#telegram = telegram;
    this.#random = random;
  }

  get count(): number {
    return this.#from.size;
  }

  /** Some of the people say something; now and then Telegram delivers a message twice. */
  say(messages: number): void {
    for (let i = 0; i < messages; i++) {
      const nonce = `n${String(this.#from.size + 1).padStart(6, "0")}x`;
      const person = FIRST_PERSON + this.#random.below(PEOPLE);
      this.#from.set(nonce, person);
      const words = this.#random.chance(0.2) ? `tool ${nonce}` : `say ${nonce}`;
      const message = this.#telegram.say(person, words);
      if (this.#random.chance(0.1)) this.#telegram.push({ message });
    }
  }

  /** How often each nonce was answered, in the chat it came from and anywhere else. */
  answers(): { times: Map<string, number>; misrouted: number; disorder: number } {
    const times = new Map<string, number>();
    let misrouted = 0;
    let disorder = 0;
    for (const person of this.#telegram.reached()) {
      let newest = "";
      for (const { text } of this.#telegram.sentTo(person)) {
        const nonce = NONCE.exec(text)?.[0];
        if (nonce === undefined) continue;
        if (this.#from.get(nonce) !== person) misrouted += 1;
        times.set(nonce, (times.get(nonce) ?? 0) + 1);
        // A message that is sent twice after a crash may come late; a new one may not overtake.
        if (times.get(nonce) === 1 && nonce < newest) disorder += 1;
        if (nonce > newest) newest = nonce;
      }
    }
    return { times, misrouted, disorder };
  }

  /** Telegram has nothing left to hand out, and every message an answer. */
  get isAnswered(): boolean {
    return this.#telegram.stats.pending === 0 && this.answers().times.size >= this.count;
  }

  nonces(): readonly string[] {
    return [...this.#from.keys()];
  }
}
