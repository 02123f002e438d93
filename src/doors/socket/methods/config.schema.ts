import { filled, nullable, text, TEXT_MAX } from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

const ConfigIssue = Type.Object(
  { path: text(TEXT_MAX.note), message: text(TEXT_MAX.note) },
  { title: "ConfigIssue", description: "What is wrong, and at which key; empty: the whole file." },
);

/** At most what a file may hold. */
const RAW_LENGTH_MAX = 1_048_576;

const change = {
  raw: Type.String({ minLength: 1, maxLength: RAW_LENGTH_MAX, description: "JSON5." }),
  baseHash: Type.Optional(
    Type.String({
      maxLength: 64,
      description: "`hash` of the `config.get` that the change was made on; required of a file.",
    }),
  ),
  force: Type.Optional(
    Type.Boolean({ description: "Also when most values, or a credential, would be lost." }),
  ),
};

const restarting = Type.Object({
  ...change,
  sessionKey: Type.Optional(text(TEXT_MAX.sessionKey)),
  note: Type.Optional(text(TEXT_MAX.note)),
  restartDelayMs: Type.Optional(Type.Integer({ minimum: 0 })),
});

const written = { ok: Type.Literal(true), path: filled(4096), config: Type.Unknown() };

const restarted = Type.Object({
  ...written,
  restart: Type.Object({
    ok: Type.Boolean(),
    pid: Type.Integer(),
    signal: Type.Literal("SIGUSR1"),
    delayMs: Type.Integer({ minimum: 0 }),
    reason: Type.Optional(Type.String()),
    mode: Type.Enum(["emit", "signal"]),
  }),
  sentinel: Type.Object({ path: nullable(filled(4096)), payload: Type.Unknown() }),
});

export const config = [
  defineMethod({
    name: "config.set",
    summary:
      "Writes a whole new text of the configuration file; what changed is taken over at once.",
    scope: "admin",
    params: Type.Object(change),
    result: Type.Object(written),
  }),
  defineMethod({
    name: "config.apply",
    summary: "As `config.set`, and restarts the gateway in its process.",
    scope: "admin",
    params: restarting,
    result: restarted,
  }),
  defineMethod({
    name: "config.patch",
    summary:
      "Merges an object into the configuration file, where null deletes (RFC 7396), and restarts.",
    scope: "admin",
    params: restarting,
    result: restarted,
  }),
  defineMethod({
    name: "config.schema",
    summary: "JSON Schema of the configuration file, and what a form shows beside each key.",
    scope: "admin",
    params: Type.Object({}),
    result: Type.Object({
      schema: Type.Unknown(),
      uiHints: Type.Record(Type.String(), Type.Unknown()),
      version: filled(),
      generatedAt: filled(),
    }),
  }),
  defineMethod({
    name: "config.get",
    summary: "The configuration file as it is now, without its secrets, and what is wrong with it.",
    scope: "admin",
    params: Type.Object({}),
    result: Type.Object({
      path: filled(4096),
      exists: Type.Boolean(),
      raw: nullable(Type.String()),
      parsed: Type.Unknown(),
      valid: Type.Boolean(),
      config: Type.Unknown(),
      hash: Type.Optional(filled()),
      issues: Type.Array(ConfigIssue),
      warnings: Type.Array(ConfigIssue),
      legacyIssues: Type.Array(ConfigIssue),
    }),
  }),
];
