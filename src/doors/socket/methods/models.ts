import { handlers, type Needs } from "../handlers.ts";

export const models = handlers<typeof import("./models.schema.ts").models>({
  "models.list": async ({ models }: Needs<"models">) => ({ models: await models.list() }),
});
