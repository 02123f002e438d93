import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import JSON5 from "json5";
import { Secret } from "../kernel/secret.ts";
import { parseDocument } from "./file/document.ts";
import { sections } from "./generated/sections.ts";
import { KeyTree } from "./key-tree.ts";
import { hiddenTexts, redactText, redactValue } from "./redact.ts";

const TREE = new KeyTree(sections);
const same = (text: string) => text;
const printOf = (text: string) => new Secret(text).toString();

function redacted(text: string, scrub = same) {
  const document = parseDocument(text, "/c.json");
  const raw = redactText(text, TREE, scrub);
  const parsed = redactValue(document, TREE, scrub);
  // Whatever is hidden, both say the same.
  assert.deepEqual(JSON5.parse(raw), JSON.parse(JSON.stringify(parsed)));
  return { raw, parsed: JSON.parse(JSON.stringify(parsed)) };
}

test("SR30 a secret is hidden however its name and its value are written, and the rest keeps its layout", () => {
  const { raw } = redacted(
    `{ // the gateway\n  "gateway": { port: 0x10, auth: { 'tok\\u0065n': 'it\\'s \\\na secret', }, },\n}`,
  );
  const print = JSON.stringify(printOf("it's a secret"));
  assert.equal(
    raw,
    `{ // the gateway\n  "gateway": { port: 0x10, auth: { 'tok\\u0065n': ${print}, }, },\n}`,
  );
});

test("SR30 headers of providers, tokens of every account and variables are hidden; references are not", () => {
  const { parsed } = redacted(
    JSON.stringify({
      env: { MY_KEY: "value-of-a-variable", vars: { OTHER: "value-of-another" } },
      channels: { telegram: { accounts: { b: { botToken: "7:tokenOfB", name: "B" } } } },
      models: { providers: { p: { apiKey: "${MY_KEY}", headers: { "x-a": "header-value" } } } },
    }),
  );
  assert.deepEqual(parsed, {
    env: { MY_KEY: printOf("value-of-a-variable"), vars: { OTHER: printOf("value-of-another") } },
    channels: {
      telegram: { accounts: { b: { botToken: printOf("7:tokenOfB"), name: "B" } } },
    },
    models: {
      providers: { p: { apiKey: "${MY_KEY}", headers: { "x-a": printOf("header-value") } } },
    },
  });
});

test("SR30 what nobody declared is hidden: a mistyped name, or a secret where its section belongs", () => {
  const { parsed } = redacted(
    `{ gateway: { auth: "pasted-here", tokn: "mistyped", port: 1, pin: 4711 },
       models: { providers: "sk" }, $include: "./more.json" }`,
  );
  assert.deepEqual(parsed, {
    gateway: { auth: printOf("pasted-here"), tokn: printOf("mistyped"), port: 1, pin: "***" },
    models: { providers: printOf("sk") },
    $include: "./more.json",
  });
});

test("SR30 a comment that may hold a setting is hidden, line for line; words stay", () => {
  const { raw } = redacted(
    `{\n// only words\n// token: hunter2\n/* a "value"\n in two lines */ gateway: {}\n}`,
  );
  assert.equal(raw, `{\n// only words\n// ***\n/* *** \n*/ gateway: {}\n}`);
});

test("SR30 public texts and names go through the scrubber, in both views alike", () => {
  const scrub = (text: string) => text.replaceAll("leaked", "***");
  const { raw } = redacted(
    `{ agents: { defaults: { models: { 'leaked': {} }, workspace: '~/leaked' } } }`,
    scrub,
  );
  assert.equal(raw, `{ agents: { defaults: { models: { "***": {} }, workspace: "~/***" } } }`);
});

test("SR30 what is below a key that may hold anything is hidden: a plug-in's section is its own", () => {
  const key = { optional: true, reload: "gateway", secret: false } as const;
  const tree = new KeyTree([
    { ...key, key: "plugin", type: "any" },
    { ...key, key: "names", type: "list" },
  ]);
  const document = parseDocument(`{ plugin: { token: "t-1" }, names: ["ann"] }`, "/c.json");
  assert.equal(
    JSON.stringify(redactValue(document, tree, same)),
    JSON.stringify({ plugin: { token: printOf("t-1") }, names: ["ann"] }),
  );
});

const escaped = (text: string) =>
  text
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/** The same text in one of the ways in which JSON5 lets people write it. */
const quoted = (text: string) =>
  fc.constantFrom(
    JSON.stringify(text),
    JSON5.stringify(text, { quote: "'" }),
    `"${escaped(text)}"`,
    `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`,
  );
const secretText = fc.string({ minLength: 6, maxLength: 20 }).map((text) => `cAnArY${text}`);

test("SR30 no way of writing a document lets a canary through", () => {
  const place = fc.constantFrom(
    (name: string) => `gateway: { auth: { token: ${name} } }`,
    (name: string) => `"channels": { 'telegram': { accounts: { x: { botToken: ${name} }, }, }, }`,
    (name: string) =>
      `models: { providers: { p: { headers: { h: [${name}, { deep: ${name} }] } } } }`,
    (name: string) => `env: { vars: { V: ${name} } }`,
    (name: string) => `nobody: [[${name}], /* ] } */ ${name}]`,
  );
  const document = fc
    .tuple(secretText, place, fc.constantFrom("", "\u00a0", "\uFEFF", "\r\n", "// }\n", "/*{*/"))
    .chain(([secret, at, space]) =>
      quoted(secret).map((literal) => ({
        secret,
        text: `${space}{${space}${at(literal)}${space}}`,
      })),
    );
  fc.assert(
    fc.property(document, ({ secret, text }) => {
      const parsed = parseDocument(text, "/c.json");
      assert.ok(hiddenTexts(parsed, TREE).includes(secret));
      const { raw } = redacted(text);
      assert.doesNotMatch(raw, /cAnArY|\\u0063\\u0041/);
    }),
    { numRuns: 500 },
  );
});
