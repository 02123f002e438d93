import { handlers, type Needs } from "../handlers.ts";

const LIMIT_DEFAULT = 500;
const MAX_BYTES_DEFAULT = 250_000;

export const logs = handlers<typeof import("./logs.schema.ts").logs>({
  "logs.tail": ({ logs }: Needs<"logs">, { cursor, limit, maxBytes, errors = false }) =>
    logs.tail({
      ...(cursor === undefined ? {} : { cursor }),
      limit: limit ?? LIMIT_DEFAULT,
      maxBytes: maxBytes ?? MAX_BYTES_DEFAULT,
      errors,
    }),
});
