import type { Routes } from "../parts.ts";
import { exposition } from "../exposition.ts";

const TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** What Prometheus and its like collect. */
export const metrics: Routes = (app, services, guard) => {
  app.get("/metrics", guard, async (context) =>
    context.body(exposition(await services.metrics()), 200, { "Content-Type": TYPE }),
  );
};
