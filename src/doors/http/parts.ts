import type { HttpBindings } from "@hono/node-server";
import type { Hono, MiddlewareHandler } from "hono";
import type { Clock } from "../../kernel/clock.ts";
import type { Log } from "../../kernel/log.ts";
import type { Listener } from "../../net/listener.ts";
import type { Peer } from "../../net/peer.ts";
import type { SocketBudget } from "../../net/socket-budget.ts";
import type { BearerAccess, HttpServices } from "./services.ts";

export interface HttpDoorParts {
  readonly listener: Pick<Listener, "onRequest">;
  readonly services: HttpServices;
  readonly access: BearerAccess;
  readonly budget: Pick<SocketBudget, "settle">;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a route is given beside the request. */
export interface RouteEnv {
  Bindings: HttpBindings & { readonly peer: Peer };
  /** `known`: the secret was right. */
  Variables: { known: boolean };
}

/** Adds a group of routes; `guard` goes before those that need the secret. */
export type Routes = (
  app: Hono<RouteEnv>,
  services: HttpServices,
  guard: MiddlewareHandler<RouteEnv>,
) => void;
