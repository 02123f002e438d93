import { Encoded, handlers, type Needs } from "../handlers.ts";

export const health = handlers<typeof import("./health.schema.ts").health>({
  health: ({ health }: Needs<"health">, { probe = false }) => {
    const summary = health.summary(probe);
    // Almost always kept already, and then it costs no promise.
    if (typeof summary === "string") return new Encoded(summary);
    return summary.then((json) => new Encoded(json));
  },
  status: async ({ health }: Needs<"health">) => new Encoded(await health.status()),
});
