import {
  CLOSE,
  explain,
  PROTOCOL_VERSION,
  type ConnectParams,
  type RequestFrame,
  type Validate,
} from "@zero/protocol";
import type { Access, Grant } from "../../features/access/access.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { Log } from "../../kernel/log.ts";
import { parseJson } from "../../net/json.ts";
import type { Connection, Incoming } from "./connection/connection.ts";
import { errorReply, idOf, toZeroError } from "./replies.ts";
import type { WireLog } from "./wire-log.ts";

export interface HandshakeParts {
  readonly validateRequest: Validate<RequestFrame>;
  readonly validateConnect: Validate<ConnectParams>;
  readonly access: Pick<Access, "authorize">;
  readonly log: Log;
  readonly wireLog: WireLog;
  readonly frameBytesMax: number;
  /** Throws UNAVAILABLE when too many are here already. */
  readonly assertRoom: () => void;
}

/** A `connect` that was granted. */
export interface Welcome {
  readonly requestId: string;
  readonly params: ConnectParams;
  readonly grant: Grant;
}

/** Why a handshake ends: how the socket is closed, and what is answered before. */
interface Refusal {
  readonly error: ZeroError;
  /** Absent: the frame was no request, so there is nobody to answer. */
  readonly replyTo?: string | undefined;
  readonly close?: number;
  readonly closeReason?: string;
}

const BAD_FRAME = "invalid request frame";

/**
 * The first frame of a connection. Either it is a `connect` that is granted, or the connection is
 * closed: with the answer, the code and the reason that the protocol lists for each case, in its
 * order.
 */
export class Handshake {
  readonly #parts: HandshakeParts;

  constructor(parts: HandshakeParts) {
    this.#parts = parts;
  }

  /**
   * The welcome; undefined when the connection was refused and closed. A promise only where
   * something has to be written down first; what the client sends meanwhile must be held back.
   */
  receive(
    connection: Connection,
    { data, isBinary }: Incoming,
  ): Welcome | undefined | Promise<Welcome | undefined> {
    const { frameBytesMax, wireLog } = this.#parts;
    if (data.length > frameBytesMax) {
      wireLog.refused(connection, "first frame too large");
      connection.close(CLOSE_TOO_LARGE);
      return undefined;
    }
    const request = this.#readRequest(data, isBinary);
    if ("error" in request) return this.#refuse(connection, request);
    const connect = this.#readConnect(request);
    if ("error" in connect) return this.#refuse(connection, connect);
    return this.#authorize(connection, request.id, connect);
  }

  #readRequest(data: Buffer, isBinary: boolean): RequestFrame | Refusal {
    const parsed = isBinary ? undefined : parseJson(data.toString("utf8"));
    const { validateRequest } = this.#parts;
    if (!parsed?.ok) {
      const why = parsed?.why ?? "not text";
      return { error: invalid(`${BAD_FRAME}: ${why}`), closeReason: BAD_FRAME };
    }
    if (validateRequest(parsed.value)) return parsed.value;
    return {
      error: invalid(`${BAD_FRAME}: ${explain(validateRequest.errors)}`),
      closeReason: BAD_FRAME,
      replyTo: isShapedLikeRequest(parsed.value) ? idOf(parsed.value) : undefined,
    };
  }

  #readConnect({ id, method, params = {} }: RequestFrame): ConnectParams | Refusal {
    const { validateConnect } = this.#parts;
    if (method !== "connect") {
      const error = invalid("invalid handshake: first request must be connect");
      return { error, replyTo: id };
    }
    if (!validateConnect(params)) {
      const why = explain(validateConnect.errors);
      return { error: invalid(`invalid connect params: ${why}`), replyTo: id };
    }
    if (params.minProtocol > PROTOCOL_VERSION || params.maxProtocol < PROTOCOL_VERSION) {
      const details = { expectedProtocol: PROTOCOL_VERSION };
      const error = new ZeroError("INVALID_REQUEST", "protocol mismatch", { details });
      return { error, replyTo: id, close: CLOSE.protocolMismatch };
    }
    return params;
  }

  #authorize(
    connection: Connection,
    id: string,
    params: ConnectParams,
  ): Welcome | undefined | Promise<Welcome | undefined> {
    const { access, assertRoom, log } = this.#parts;
    const { peer, nonce } = connection;
    const welcome = (grant: Grant) => {
      assertRoom();
      return { requestId: id, params, grant };
    };
    const refuse = (error: unknown) => {
      const refusal = toZeroError(error, log, "connect");
      return this.#refuse(connection, { error: refusal, replyTo: id }, params.client);
    };
    try {
      const grant = access.authorize({ params, peer, nonce });
      return grant instanceof Promise ? grant.then(welcome).catch(refuse) : welcome(grant);
    } catch (error) {
      return refuse(error);
    }
  }

  #refuse(
    connection: Connection,
    { error, replyTo, close, closeReason }: Refusal,
    client?: ConnectParams["client"],
  ): undefined {
    this.#parts.wireLog.refused(connection, error.message, client);
    if (replyTo !== undefined) connection.send(errorReply(replyTo, error));
    connection.close(close ?? CLOSE.policy, closeReason ?? error.message);
  }
}

/** A frame that is larger than is taken; the code of the WebSocket protocol itself. */
export const CLOSE_TOO_LARGE = 1009;

function invalid(message: string): ZeroError {
  return new ZeroError("INVALID_REQUEST", message);
}

/** It asks for something, if badly: whoever sent it can make use of an answer (V48). */
function isShapedLikeRequest(frame: unknown): boolean {
  if (typeof frame !== "object" || frame === null) return false;
  return (
    "type" in frame && frame.type === "req" && "method" in frame && typeof frame.method === "string"
  );
}
