import { handlers, type Needs } from "../handlers.ts";

const DAYS_DEFAULT = 30;

export const models = handlers<typeof import("./models.schema.ts").models>({
  "models.list": async ({ models }: Needs<"models">) => ({ models: await models.list() }),

  // Providers that report a quota window are not among those that this gateway speaks to, so the
  // list is empty because there are none, not because nobody looked.
  "usage.status": (_services, _params, call) => ({ updatedAt: call.now(), providers: [] }),

  "usage.cost": ({ usage }: Needs<"usage">, { days = DAYS_DEFAULT }) => usage.cost(Math.ceil(days)),
});
