import { Random } from "../support/random.ts";

/** Where a canary is put. */
export type Place = "configuration" | "environment" | "guess" | "message";

/** A secret that nothing else in the world is equal to. */
export interface Canary {
  readonly name: string;
  readonly place: Place;
  readonly value: string;
}

const LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/** Some hold what JSON, URLs and shells write in another way. */
const SPICES = ["", "", "", '"', "\\", "/", "+", "&=", "ä", "%", " "];

/** Makes the same canaries for the same seed. */
export class Aviary {
  readonly all: Canary[] = [];
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  /** A new one; nothing of it looks like a credential, so only knowing it helps. */
  add(place: Place, name: string, plain = false): string {
    const pick = () => LETTERS[this.#random.below(LETTERS.length)] ?? "x";
    const part = (length: number) => Array.from({ length }, pick).join("");
    const spice = plain ? "" : (SPICES[this.#random.below(SPICES.length)] ?? "");
    const value = `${part(9)}${spice}${part(13)}`;
    this.all.push({ name: `${place}/${name}`, place, value });
    return value;
  }

  /** Several, by name. */
  fill(place: Place, name: string, count: number): Readonly<Record<string, string>> {
    const entries = Array.from({ length: count }, (_, n) => {
      const each = `${name}${n}`;
      return [each, this.add(place, each)] as const;
    });
    return Object.fromEntries(entries);
  }

  /** Takes in one that somebody else made. */
  adopt(place: Place, name: string, value: string): void {
    this.all.push({ name: `${place}/${name}`, place, value });
  }

  /** The canaries of these places that a text holds, in any form. */
  in(text: string, places: readonly Place[]): string[] {
    // What was split over lines, records or chunks is found where they meet, in any form too.
    const joined = joinedUp(text);
    return this.all
      .filter(({ place }) => places.includes(place))
      .filter(({ value }) => {
        const forms = formsOf(value);
        return (
          forms.some((form) => text.includes(form)) ||
          forms.some((form) => joined.includes(joinedUp(form)))
        );
      })
      .map(({ name }) => name);
  }
}

/** Without what stands between the parts of something that was split, or is written in them. */
const joinedUp = (text: string): string => text.replace(/[\s"',:{}[\]\\]+/g, "");

/** How a secret can be told in other letters: written apart from what the product knows of it. */
function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  // In base64 a text looks different after 0, 1 or 2 bytes of another; the edges are left out.
  const encoded = ["", "a", "ab"].flatMap((before) => {
    const text = Buffer.concat([Buffer.from(before), bytes]).toString("base64");
    const core = text
      .slice(before === "" ? 0 : 4)
      .replace(/=+$/, "")
      .slice(0, -2);
    return [core, core.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const hex = bytes.toString("hex");
  const url = encodeURIComponent(value);
  return [
    ...new Set([
      value,
      JSON.stringify(value).slice(1, -1),
      url,
      url.replace(/%../g, (code) => code.toLowerCase()),
      // As forms write it, and with nothing left as it was.
      new URLSearchParams([["", value]]).toString().slice(1),
      hex.replace(/../g, "%$&"),
      hex.replace(/../g, "%$&").toUpperCase(),
      hex,
      hex.toUpperCase(),
      bytes.toString("latin1"),
      value.replaceAll("&", "&amp;").replaceAll('"', "&quot;"),
      ...encoded,
    ]),
  ];
}

/** How somebody on the other side may repeat a secret. */
export const TELLINGS: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => JSON.stringify({ key: secret }),
  (secret) => encodeURIComponent(secret),
  (secret) => new URLSearchParams({ key: secret }).toString(),
  (secret) => Buffer.from(secret).toString("base64"),
  (secret) => Buffer.from(secret).toString("base64url"),
  (secret) => `Basic ${Buffer.from(`user:${secret}`).toString("base64")}`,
  (secret) => Buffer.from(secret).toString("hex"),
];
