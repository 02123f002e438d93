import { editText } from "../../src/config/edit/text.ts";
import type { Value } from "../../src/config/file/document.ts";
import type { Random } from "../support/random.ts";

/** A text of the configuration file that no gateway should run with, and what is wrong with it. */
export interface BadEdit {
  readonly kind: string;
  readonly content: string | Buffer;
}

const set = (text: string, path: readonly string[], value: Value) =>
  editText(text, [{ path, value }]);

const SECTIONS = ["gateway", "agents", "channels", "logging", "models", "session", "commands"];
const NAMES = ["port", "bind", "mode", "auth", "telegram", "defaults", "level", "providers"];
const NONSENSE: readonly Value[] = [null, true, -1, 1.5, "nonsense", [], {}, [{}], { a: { b: 1 } }];

/** Ways to spoil a text that was good, by name. */
const KINDS: Readonly<Record<string, (good: string, random: Random) => string | Buffer>> = {
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
  "missing variable": (good, random) =>
    set(good, ["logging", "file"], `\${NOT_SET_${random.below(1e6)}}`),
  "missing include": (good) => set(good, ["session", "$include"], "./no-such-file.json"),
  "too deep": (good) =>
    `${good.trimEnd().slice(0, -1)}, models: ${"{a:".repeat(40)}1${"}".repeat(41)}`,
  "a prototype": (good, random) =>
    `${good.trimEnd().slice(0, -1)}, ${random.pick(["__proto__", "constructor", "prototype"])}: {} }`,
  "too large": (good) => good + " ".repeat(1_048_577),
  "an open door": (good) => set(good, ["channels", "telegram", "dmPolicy"], "open"),
  "not a gateway": (good) => set(good, ["gateway", "mode"], "remote"),
  "exposed without a secret": (good) =>
    editText(good, [
      { path: ["gateway", "auth"], value: {} },
      { path: ["gateway", "bind"], value: "lan" },
    ]),
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

export const KIND_COUNT = Object.keys(KINDS).length;

/** One text that is spoiled in one of all the ways. */
export function drawBadEdit(good: string, random: Random): BadEdit {
  const kind = random.pick(Object.keys(KINDS));
  const content = KINDS[kind]?.(good, random) ?? "";
  return { kind, content };
}
