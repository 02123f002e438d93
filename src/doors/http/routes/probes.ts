import type { Routes } from "../parts.ts";

/**
 * What supervisors and monitors ask. `/healthz`: the process answers, so its loop turns.
 * `/readyz`: a message that comes now is kept and handled. Both are one word, to anybody.
 */
export const probes: Routes = (app, services, guard) => {
  app.get("/healthz", (context) => context.text("ok"));

  app.get("/readyz", async (context) => {
    const { word } = await services.readiness();
    return context.text(word, word === "ready" ? 200 : 503);
  });

  app.get("/readyz/details", guard, async (context) => {
    const { word, reasons } = await services.readiness();
    const details = await services.details();
    return context.json(
      { ready: word === "ready", word, reasons, ...details },
      word === "ready" ? 200 : 503,
    );
  });
};
