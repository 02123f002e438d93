import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { errorFields, type Log } from "../../kernel/log.ts";
import type { RequestHandler } from "../../net/listener.ts";
import type { Peer } from "../../net/peer.ts";
import { hasCredential, requireBearer } from "./guard.ts";
import { metrics } from "./routes/metrics.ts";
import { probes } from "./routes/probes.ts";
import type { HttpDoorParts, RouteEnv, Routes } from "./parts.ts";

/** Every group of this door. A new one is one line here. */
const GROUPS: readonly Routes[] = [probes, metrics];

const READS = new Set(["GET", "HEAD"]);

/** Makes what answers requests that passed the gate. */
export function createApp(parts: HttpDoorParts): RequestHandler {
  const app = new Hono<RouteEnv>();
  app.use(async (context, next) => {
    await next();
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
    // An answer to a stranger ends the connection, which counts against the room for strangers.
    if (!context.get("known")) context.header("Connection", "close");
  });
  app.use(async (context, next) => {
    if (!hasCredential(context.req.url)) return next();
    return context.text("Send the secret as `Authorization: Bearer …`, never in an address", 401);
  });
  const guard = requireBearer(parts);
  for (const group of GROUPS) group(app, parts.services, guard);
  refuseOtherMethods(app);
  app.notFound((context) => context.text("Not Found", 404));
  app.onError((error, context) => {
    const id = randomUUID();
    parts.log.error("a request failed; this is a defect", { id, ...errorFields(error) });
    return context.text(`Internal Server Error ${id}`, 500);
  });
  return listenerOf(app, parts.log);
}

/** What is served at a path is served to GET and HEAD; everything else there is 405. */
function refuseOtherMethods(app: Hono<RouteEnv>): void {
  for (const path of new Set(app.routes.map((route) => route.path))) {
    if (path.includes("*")) continue;
    app.all(path, (context) =>
      READS.has(context.req.method)
        ? context.notFound()
        : context.text("Method Not Allowed", 405, { Allow: "GET, HEAD" }),
    );
  }
}

function listenerOf(app: Hono<RouteEnv>, log: Log): RequestHandler {
  const peers = new WeakMap<IncomingMessage, Peer>();
  const listener = getRequestListener(
    (request, bindings) => {
      const { incoming, outgoing } = bindings as HttpBindings;
      const peer = peers.get(incoming);
      if (!peer) throw new Error("a request came past the gate");
      return app.fetch(request, { incoming, outgoing, peer });
    },
    { overrideGlobalObjects: false },
  );
  return (request, response, peer) => {
    peers.set(request, peer);
    listener(request, response).catch((error: unknown) => {
      log.error("an answer could not be sent", errorFields(error));
    });
  };
}
