import { count, filled, text } from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

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
];
