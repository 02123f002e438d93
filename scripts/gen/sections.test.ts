import assert from "node:assert/strict";
import test from "node:test";
import { Ajv } from "ajv";
import { Type } from "typebox";
import { defineConfig } from "../../src/config/define.ts";
import { configKeys } from "./config-keys.ts";
import { completeSchema, fileSchema, hideSecrets } from "./config-shapes.ts";
import { plain } from "./json-schema.ts";
import { joinSections, mountOf } from "./sections.ts";
import { typeOf } from "./typescript.ts";
import { AJV_OPTIONS } from "./validators.ts";

const gateway = defineConfig("gateway", {
  port: Type.Integer({ default: 18789, env: "PORT", minimum: 1 }),
  auth: Type.Object(
    { token: Type.Optional(Type.String({ secret: true, env: "TOKEN" })) },
    { reload: "service", service: "door" },
  ),
});
const canvas = defineConfig("canvas", {
  port: Type.Integer({ derived: { from: "gateway.port", plus: 4 }, reload: "live" }),
  url: Type.Optional(
    Type.String({ derived: { from: "gateway.port", plus: 2, url: "http://127.0.0.1" } }),
  ),
});
const providers = defineConfig("models", {
  providers: Type.Optional(
    Type.Record(
      Type.String(),
      Type.Object({ baseUrl: Type.String(), api: Type.String({ default: "x" }) }),
    ),
  ),
});
const bot = plain(
  Type.Object({ token: Type.String({ secret: true }), seconds: Type.Integer({ default: 30 }) }),
);

const joined = () =>
  joinSections([
    mountOf(gateway, "a"),
    mountOf(canvas, "b"),
    mountOf(providers, "c"),
    { path: "channels.bot", schema: bot, optional: true, source: "d" },
  ]);

test("sections of many files become one list of keys, each with what it inherits", () => {
  const keys = new Map(configKeys(joined()).map((key) => [key.key, key]));
  assert.deepEqual(
    [...keys.keys()],
    [
      "canvas",
      "canvas.port",
      "canvas.url",
      "channels",
      "channels.bot",
      "channels.bot.token",
      "channels.bot.seconds",
      "gateway",
      "gateway.port",
      "gateway.auth",
      "gateway.auth.token",
      "models",
      "models.providers",
      "models.providers.*",
      "models.providers.*.baseUrl",
      "models.providers.*.api",
    ],
  );
  assert.deepEqual(keys.get("gateway.port"), {
    key: "gateway.port",
    type: "integer",
    optional: false,
    default: 18789,
    env: "PORT",
    reload: "gateway",
    secret: false,
  });
  assert.deepEqual(keys.get("gateway.auth.token"), {
    key: "gateway.auth.token",
    type: "string",
    optional: true,
    env: "TOKEN",
    reload: "service",
    service: "door",
    secret: true,
  });
  assert.deepEqual(keys.get("canvas.port")?.derived, { from: "gateway.port", plus: 4 });
  assert.equal(keys.get("canvas.port")?.optional, false);
  const { derived, optional } = keys.get("canvas.url") ?? {};
  assert.deepEqual(derived, { from: "gateway.port", plus: 2, url: "http://127.0.0.1" });
  assert.equal(optional, true, "what is derived may still be absent where the key is optional");
  assert.equal(keys.get("channels")?.optional, false);
  assert.equal(keys.get("channels.bot")?.optional, true);
  assert.equal(keys.get("channels.bot.seconds")?.within, "channels.bot");
  assert.equal(keys.get("models.providers.*.api")?.within, "models.providers.*");
});

test("a file may leave out what has a default, and nothing else; unknown keys are found", () => {
  const validate = new Ajv(AJV_OPTIONS).compile(fileSchema(joined()));
  assert.equal(validate({}), true);
  assert.equal(
    validate({ gateway: { auth: {} }, models: { providers: { a: { baseUrl: "x" } } } }),
    true,
  );
  assert.equal(validate({ channels: { bot: {} } }), false);
  assert.equal(validate.errors?.[0]?.message, "must have required property 'token'");
  assert.equal(validate({ models: { providers: { a: {} } } }), false);
  assert.equal(validate({ gateway: { prot: 1 } }), false);
  assert.equal(validate.errors?.[0]?.instancePath, "/gateway");
});

test("the complete configuration has every key that has a default, and every plain object", () => {
  assert.equal(
    typeOf(completeSchema(joined())),
    `{
  canvas: {
    port: number;
    url?: string;
  };
  channels: {
    bot?: {
      token: string;
      seconds: number;
    };
  };
  gateway: {
    port: number;
    auth: {
      token?: string;
    };
  };
  models: {
    providers?: Record<string, {
      baseUrl: string;
      api: string;
    }>;
  };
}`,
  );
});

test("a secret is typed as the class that hides it, wherever it stands (SR31)", () => {
  const type = typeOf(hideSecrets(completeSchema(joined())));
  assert.match(type, /bot\?: \{\n\s+token: Secret;\n\s+seconds: number;/);
  assert.match(type, /auth: \{\n\s+token\?: Secret;/);
});

test("the default of an object need not repeat the defaults inside it", () => {
  const inner = Type.Object({ list: Type.Array(Type.String(), { default: [] }) }, { default: {} });
  const root = joinSections([mountOf(defineConfig("s", { inner }), "x")]);
  assert.deepEqual(
    configKeys(root).map(({ key }) => key),
    ["s", "s.inner", "s.inner.list"],
  );
});

const mistakes: readonly [Type.TProperties, RegExp][] = [
  [{ a: Type.String({ relaod: "live" }) }, /s\.a: "relaod" is no annotation/],
  [{ a: Type.String({ reload: "never" }) }, /s\.a: reload is one of/],
  [{ a: Type.Integer({ default: "x" }) }, /s\.a: its own schema refuses its default/],
  [{ a: Type.String({ derived: { from: "s.b" } }) }, /s\.a is derived from s\.b, which is no key/],
  [{ a: Type.String({ env: "X" }), b: Type.String({ env: "X" }) }, /X sets both s\.a and s\.b/],
  [
    { a: Type.Record(Type.String(), Type.Object({ b: Type.String({ env: "X" }) })) },
    /s\.a\.\*\.b may stand many times/,
  ],
];

test("a mistake in a declaration is found when generating, with the key's name", () => {
  for (const [properties, text] of mistakes) {
    const root = joinSections([mountOf(defineConfig("s", properties), "x")]);
    assert.throws(() => configKeys(root), text);
  }
});

test("one key cannot be declared by two sections", () => {
  const twice = defineConfig("gateway", { port: Type.Integer() });
  assert.throws(
    () => joinSections([mountOf(gateway, "a"), mountOf(twice, "b")]),
    /port below "gateway" is declared twice: see b/,
  );
});

test("sections may share a path and stand inside each other", () => {
  const outer = defineConfig("agents", {
    defaults: Type.Object({ a: Type.Integer({ default: 1 }) }),
  });
  const inner = defineConfig("agents.defaults", { b: Type.Integer({ default: 2 }) });
  const keys = configKeys(joinSections([mountOf(inner, "b"), mountOf(outer, "a")]));
  assert.deepEqual(
    keys.map(({ key }) => key),
    ["agents", "agents.defaults", "agents.defaults.a", "agents.defaults.b"],
  );
});
