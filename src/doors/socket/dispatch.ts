import { explain, type Validate, type RequestFrame } from "@zero/protocol";
import { refusalOf } from "../../domain/scope.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { parseJson } from "../../net/json.ts";
import type { Connection, Incoming } from "./connection/connection.ts";
import type { Method } from "./registry.ts";
import { errorReply, idOf, NO_ID } from "./replies.ts";
import { Request, type RequestHost } from "./request.ts";
import type { Caller, Services } from "./services.ts";

export interface DispatchParts extends RequestHost {
  readonly methods: ReadonlyMap<string, Method>;
  readonly validateRequest: Validate<RequestFrame>;
  readonly services: Services;
}

/**
 * The path of a frame after hello-ok: JSON, frame, method, scope, parameters, handler, answer. Any
 * step that throws becomes the same kind of answer; the connection stays open. A stranger to a
 * method learns nothing about its parameters, because the scope is asked first.
 */
export class Dispatcher {
  readonly #parts: DispatchParts;

  constructor(parts: DispatchParts) {
    this.#parts = parts;
  }

  handle(connection: Connection, caller: Caller, message: Incoming): void {
    const request = this.#read(connection, message);
    if (request) this.#answer(new Request(request, caller, connection, this.#parts));
  }

  /** The request in a message; otherwise the client is told, and nobody else. */
  #read(connection: Connection, { data, isBinary }: Incoming): RequestFrame | undefined {
    const parsed = isBinary ? undefined : parseJson(data.toString("utf8"));
    const frame = parsed?.ok ? parsed.value : undefined;
    const { validateRequest, wireLog } = this.#parts;
    if (frame !== undefined && validateRequest(frame)) return frame;
    const why = !parsed ? "not text" : parsed.ok ? explain(validateRequest.errors) : parsed.why;
    wireLog.badFrame(connection, why);
    const id = parsed?.ok ? idOf(frame) : NO_ID;
    connection.send(
      errorReply(id, new ZeroError("INVALID_REQUEST", `invalid request frame: ${why}`)),
    );
    return undefined;
  }

  #answer(request: Request): void {
    try {
      const result = this.#call(request);
      if (result instanceof Promise) request.settleLater(result);
      else request.succeed(result);
    } catch (error) {
      request.fail(error);
    }
  }

  #call(request: Request): object | Promise<object> {
    const { methods, services, leaving } = this.#parts;
    const { method: name, params = {} } = request.frame;
    const reason = leaving();
    if (reason !== undefined) throw new ZeroError("UNAVAILABLE", reason);
    const method = methods.get(name);
    if (!method) throw new ZeroError("INVALID_REQUEST", unknownMethod(name));
    const refusal = refusalOf(request.caller, method.record.scope);
    if (refusal !== undefined) throw new ZeroError("INVALID_REQUEST", refusal);
    if (!method.validate(params)) {
      const why = explain(method.validate.errors);
      throw new ZeroError("INVALID_REQUEST", `invalid ${name} params: ${why}`);
    }
    return method.handle(services, params as never, request);
  }
}

function unknownMethod(name: string): string {
  return name === "connect"
    ? "connect is only valid as the first request"
    : `unknown method: ${name}`;
}
