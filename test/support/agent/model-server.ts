import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";

/** A request as the server saw it. */
interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Answering = (request: SeenRequest, response: ServerResponse, count: number) => void;

export interface ModelServer {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly SeenRequest[];
}

/** An HTTP server on a free port of loopback that is gone after the test. */
export async function modelServer(
  t: Pick<TestContext, "after">,
  answer: Answering,
): Promise<ModelServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const seen = { path: request.url ?? "", headers: request.headers, body };
      requests.push(seen);
      answer(seen, response, requests.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, requests };
}

/** Chat Completions chunks as server-sent events; an element that is text goes out as it is. */
export function sse(response: ServerResponse, chunks: readonly (object | string)[]): void {
  if (!response.headersSent) response.writeHead(200, { "content-type": "text/event-stream" });
  for (const chunk of chunks) {
    response.write(typeof chunk === "string" ? chunk : `data: ${JSON.stringify(chunk)}\n\n`);
  }
}

export function chunk(delta: object, finish?: string): object {
  return {
    id: "c1",
    object: "chat.completion.chunk",
    created: 1,
    model: "m",
    choices: [{ index: 0, delta, finish_reason: finish ?? null }],
  };
}

/** A short answer, whole. */
export function answerWith(response: ServerResponse, text: string): void {
  sse(response, [
    chunk({ role: "assistant", content: text }),
    chunk({}, "stop"),
    "data: [DONE]\n\n",
  ]);
  response.end();
}

export function refuse(
  response: ServerResponse,
  status: number,
  error: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ error }));
}
