import { count, filled } from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

export const logs = [
  defineMethod({
    name: "logs.tail",
    summary:
      "Lines of the gateway's log: the newest ones, or those behind the cursor of an earlier page.",
    scope: "read",
    params: Type.Object({
      cursor: Type.Optional(count()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
      maxBytes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
      errors: Type.Optional(
        Type.Boolean({
          description: "Only warnings and errors, from the file that keeps them apart.",
        }),
      ),
    }),
    result: Type.Object({
      file: filled(4096),
      cursor: count(),
      size: count(),
      lines: Type.Array(Type.String()),
      truncated: Type.Optional(Type.Boolean()),
      reset: Type.Optional(Type.Boolean()),
    }),
  }),
];
