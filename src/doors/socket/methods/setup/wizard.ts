import { handlers, type Needs } from "../../handlers.ts";

export const wizard = handlers<typeof import("./wizard.schema.ts").wizard>({
  "wizard.start": ({ wizard }: Needs<"wizard">, params) => wizard.start(params),

  "wizard.next": ({ wizard }: Needs<"wizard">, { sessionId, answer }) =>
    wizard.next(sessionId, answer),

  "wizard.cancel": ({ wizard }: Needs<"wizard">, { sessionId }) => wizard.cancel(sessionId),

  "wizard.status": ({ wizard }: Needs<"wizard">, { sessionId }) => wizard.status(sessionId),
});
