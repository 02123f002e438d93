import type { ServerResponse } from "node:http";
import { errorFields } from "../../kernel/log.ts";
import type { Service } from "../../kernel/service.ts";
import type { RequestHandler } from "../../net/listener.ts";
import { loadApp } from "./app.lazy.ts";
import type { HttpDoorParts } from "./parts.ts";

/** The HTTP door. It answers from its start until the listener closes. */
export function createHttpDoor(parts: HttpDoorParts): Service {
  let app: Promise<RequestHandler> | undefined;
  const serve: RequestHandler = (request, response, peer) => {
    app ??= loadApp().then(({ createApp }) => createApp(parts));
    app
      .then((answer) => answer(request, response, peer))
      .catch((error: unknown) => {
        parts.log.error("the HTTP routes could not be loaded", errorFields(error));
        refuse(response);
      });
  };
  return {
    name: "http",
    start: async () => parts.listener.onRequest(serve),
    stop: async () => undefined,
  };
}

function refuse(response: ServerResponse): void {
  response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
  response.end("Internal Server Error");
}
