import { editText } from "../../src/config/edit/text.ts";
import type { Value } from "../../src/config/file/document.ts";
import type { Random } from "../support/random.ts";

/** A text of the configuration file that no gateway should run with, and what is wrong with it. */
export interface BadEdit {
  readonly kind: string;
  readonly content: string | Buffer;
  /**
   * What whoever refuses it has to name beside the file; empty where only the file can be named.
   */
  readonly names: string;
}

/** A text, or a text and what has to be named about it. */
type Spoiled = string | Buffer | { readonly content: string; readonly names: string };

const set = (text: string, path: readonly string[], value: Value) => ({
  content: editText(text, [{ path, value }]),
  names: path.join("."),
});

/** The text with one more member at its end, and nothing wrong but what that says. */
const withMore = (good: string, member: string) =>
  `${good.trimEnd().slice(0, -1).trimEnd().replace(/,$/, "")}, ${member} }\n`;

const SECTIONS = ["gateway", "agents", "channels", "logging", "models", "session", "commands"];
const NAMES = ["port", "bind", "mode", "auth", "telegram", "defaults", "level", "providers"];
const NONSENSE: readonly Value[] = [null, true, -1, 1.5, "nonsense", [], {}, [{}], { a: { b: 1 } }];

/** Ways to spoil a text that was good, by name. */
const KINDS: Readonly<Record<string, (good: string, random: Random) => Spoiled>> = {
  "cut short": (good, random) => good.slice(0, 1 + random.below(good.trimEnd().length - 2)),
  empty: () => "",
  "a brace too many": (good) => `${good}}`,
  "a character lost": (good, random) => {
    const at = [...good.matchAll(/[{}[\]"]/g)].map(({ index }) => index);
    const lost = random.pick(at);
    return good.slice(0, lost) + good.slice(lost + 1);
  },
  "not UTF-8": (good) => Buffer.concat([Buffer.from(good), Buffer.from([0xff, 0xfe, 0xc3])]),
  "no object": (_good, random) => random.pick(["[]", "1", '"text"', "null"]),
  "unknown section": (good, random) => set(good, [`x${random.pick(SECTIONS)}`], {}),
  "unknown key": (good, random) => set(good, [random.pick(SECTIONS), `x${random.pick(NAMES)}`], 1),
  "wrong type": (good, random) => {
    const [path, fits] = random.pick(TYPED);
    return set(good, path, random.pick(NONSENSE.filter((value) => !fits(value))));
  },
  "out of range": (good, random) => set(good, ["gateway", "port"], 65_536 + random.below(1e6)),
  "missing variable": (good, random) => {
    const name = `NOT_SET_${random.below(1e6)}`;
    return { ...set(good, ["logging", "file"], `\${${name}}`), names: name };
  },
  "missing include": (good) => {
    const names = "no-such-file.json";
    return { ...set(good, ["session", "$include"], `./${names}`), names };
  },
  "too deep": (good) => withMore(good, `models: ${"{a:".repeat(40)}1${"}".repeat(40)}`),
  "a prototype": (good, random) => {
    const names = random.pick(["__proto__", "constructor", "prototype"]);
    return { content: withMore(good, `${names}: {}`), names };
  },
  "too large": (good) => good + " ".repeat(1_048_577),
  "an open door": (good) => set(good, ["channels", "telegram", "dmPolicy"], "open"),
  "not a gateway": (good) => set(good, ["gateway", "mode"], "remote"),
  "exposed without a secret": (good) => ({
    content: editText(good, [
      { path: ["gateway", "auth"], value: {} },
      { path: ["gateway", "bind"], value: "lan" },
    ]),
    names: "gateway.auth.token",
  }),
  "a secret that is not there": (good) =>
    set(good, ["gateway", "auth"], { mode: "password", token: "token-without-its-password" }),
};

const isText = (value: Value) => typeof value === "string";
const TYPED: readonly [readonly string[], (value: Value) => boolean][] = [
  [["gateway", "port"], (value) => Number.isInteger(value) && Number(value) >= 0],
  [["gateway", "bind"], () => false],
  [["gateway", "trustedProxies"], (value) => Array.isArray(value) && value.every(isText)],
  [["agents", "defaults", "contextTokens"], () => false],
  [["agents", "defaults", "skipBootstrap"], (value) => typeof value === "boolean"],
  [["logging", "level"], () => false],
  [["models"], (value) => typeof value === "object" && JSON.stringify(value) === "{}"],
  [["channels", "telegram", "allowFrom"], (value) => JSON.stringify(value) === "[]"],
];

export const KIND_NAMES: readonly string[] = Object.keys(KINDS);

/** One text that is spoiled in one of all the ways. */
export function drawBadEdit(good: string, random: Random): BadEdit {
  return makeBadEdit(random.pick(KIND_NAMES), good, random);
}

/** One text that is spoiled in this way. */
export function makeBadEdit(kind: string, good: string, random: Random): BadEdit {
  const spoiled = KINDS[kind]?.(good, random) ?? "";
  if (typeof spoiled === "string" || Buffer.isBuffer(spoiled)) {
    return { kind, content: spoiled, names: "" };
  }
  return { kind, ...spoiled };
}
