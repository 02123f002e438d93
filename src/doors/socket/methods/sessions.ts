import { Encoded, handlers, type Needs } from "../handlers.ts";

export const sessions = handlers<typeof import("./sessions.schema.ts").sessions>({
  "sessions.list": async ({ sessions }: Needs<"sessions">, params) =>
    new Encoded(JSON.stringify(await sessions.list(params))),
});
