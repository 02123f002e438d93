import { count, filled, instant, text } from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

/** Tokens of some answers; costs in the currency of `models.providers.*.models[].cost`. */
const totals = {
  input: count(),
  output: count(),
  totalTokens: count(),
  totalCost: Type.Number({ minimum: 0 }),
  missingCostEntries: count(),
};

export const models = [
  defineMethod({
    name: "models.list",
    summary: "The models that can be named in the configuration right now.",
    scope: "read",
    params: Type.Object({}),
    result: Type.Object({
      models: Type.Array(
        Type.Object({
          id: filled(),
          name: text(),
          provider: filled(),
          contextWindow: Type.Optional(count()),
          reasoning: Type.Optional(Type.Boolean()),
        }),
      ),
    }),
  }),
  defineMethod({
    name: "usage.status",
    summary: "What providers say is left of their quotas; none of ours is asked for one.",
    scope: "read",
    params: Type.Object({}),
    result: Type.Object({ updatedAt: instant(), providers: Type.Array(Type.Unknown()) }),
  }),
  defineMethod({
    name: "usage.cost",
    summary: "Tokens and costs of the last days, by day; at most 30 seconds old.",
    scope: "read",
    params: Type.Object({
      days: Type.Optional(
        Type.Number({
          minimum: 0,
          maximum: 3650,
          description: "30 when absent, today included; a part of a day counts as a whole one.",
        }),
      ),
    }),
    result: Type.Object({
      updatedAt: instant(),
      days: count(),
      daily: Type.Array(Type.Object({ date: filled(), ...totals })),
      totals: Type.Object(totals),
    }),
  }),
];
