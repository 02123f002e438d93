import { Encoded, handlers, type Needs } from "../handlers.ts";

const TIMEOUT_MS_DEFAULT = 10_000;
const TIMEOUT_MS_MIN = 1_000;

export const channels = handlers<typeof import("./channels.schema.ts").channels>({
  "channels.status": async ({ channels }: Needs<"channels">, params) => {
    const timeoutMs = Math.max(TIMEOUT_MS_MIN, params.timeoutMs ?? TIMEOUT_MS_DEFAULT);
    const status = await channels.status({ probe: params.probe ?? false, timeoutMs });
    return new Encoded(JSON.stringify(status));
  },

  "channels.logout": ({ channels }: Needs<"channels">, { channel, accountId }) =>
    channels.logout(channel, accountId === "" ? undefined : accountId),
});
