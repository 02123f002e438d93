import type { MiddlewareHandler } from "hono";
import { ZeroError } from "../../kernel/errors.ts";
import type { HttpDoorParts, RouteEnv } from "./parts.ts";

/** Names under which people put secrets into addresses, where every log keeps them (V35). */
const CREDENTIAL = /^(?:access[_-]?token|api[_-]?key|auth|authorization|password|secret|token)$/i;

/** True when the query of an address carries what looks like a secret. */
export function hasCredential(url: string): boolean {
  const names = URL.parse(url)?.searchParams.keys() ?? [];
  return [...names].some((name) => CREDENTIAL.test(name));
}

/**
 * Lets pass whoever sends the gateway's secret as `Authorization: Bearer`. Wrong ones are counted
 * by the same budget as those on the socket (SR7).
 */
export function requireBearer({
  access,
  budget,
  clock,
  log,
}: Pick<HttpDoorParts, "access" | "budget" | "clock" | "log">): MiddlewareHandler<RouteEnv> {
  return async (context, next) => {
    const { peer, incoming } = context.env;
    const pauseMs = access.pauseMs(peer);
    if (pauseMs > 0) await clock.sleep(pauseMs);
    try {
      access.checkBearer(bearerOf(context.req.header("authorization")), peer);
    } catch (error) {
      if (!(error instanceof ZeroError)) throw error;
      log.warn("a request without the right secret was refused", { ip: peer.ip });
      if (error.code === "RATE_LIMITED") {
        const seconds = Math.ceil((error.retryAfterMs ?? 1_000) / 1_000);
        return context.json(failure("Too many wrong secrets", "rate_limited"), 429, {
          "Retry-After": `${seconds}`,
        });
      }
      return context.json(failure("Unauthorized", "unauthorized"), 401, {
        "WWW-Authenticate": "Bearer",
      });
    }
    budget.settle(incoming.socket);
    context.set("known", true);
    await next();
    return undefined;
  };
}

function bearerOf(header: string | undefined): string | undefined {
  return /^bearer +(\S.*)$/i.exec(header?.trim() ?? "")?.[1];
}

function failure(message: string, type: string): { error: { message: string; type: string } } {
  return { error: { message, type } };
}
