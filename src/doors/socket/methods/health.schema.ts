import { HealthSummary, StatusSummary } from "@zero/protocol/schema/health";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

export const health = [
  defineMethod({
    name: "health",
    summary: "The whole state of the gateway; a short while old unless `probe` asks the networks.",
    scope: "read",
    params: Type.Object({ probe: Type.Optional(Type.Boolean()) }),
    result: HealthSummary,
  }),
  defineMethod({
    name: "status",
    summary: "A short report for people.",
    scope: "read",
    params: Type.Object({}),
    result: StatusSummary,
  }),
];
