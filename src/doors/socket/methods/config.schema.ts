import { filled, nullable, text, TEXT_MAX } from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

const ConfigIssue = Type.Object(
  { path: text(TEXT_MAX.note), message: text(TEXT_MAX.note) },
  { title: "ConfigIssue", description: "What is wrong, and at which key; empty: the whole file." },
);

export const config = [
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
