import type { ServerResponse } from "node:http";
import type { Service } from "../../kernel/service.ts";
import type { Listener } from "../../net/listener.ts";

/** Answers the plain requests of the gateway's port. */
export function createHttpDoor({ listener }: { listener: Pick<Listener, "onRequest"> }): Service {
  return {
    name: "http",
    start: async () => listener.onRequest((_request, response) => notFound(response)),
    stop: async () => undefined,
  };
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" });
  response.end("Not Found");
}
