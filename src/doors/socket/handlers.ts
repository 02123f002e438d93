import { ZeroError, type ErrorCode, type ZeroErrorOptions } from "../../kernel/errors.ts";
import type { MethodDefinition, ParamsOf, ResultOf } from "./define.ts";
import type { Caller, Services } from "./services.ts";

/** One request being answered. */
export interface Call {
  readonly caller: Caller;
  /** Aborts when the connection is gone: nobody waits for the answer any more. */
  readonly gone: AbortSignal;
  /** Wall clock, milliseconds since the epoch. */
  now(): number;
  /** Sends the first answer of a two-stage method; what the handler returns is the second. */
  accept(payload: object): void;
  /**
   * The answer waits for something that may take minutes: it counts no longer against the requests
   * in flight. Throws UNAVAILABLE when too many wait already. `accept` does it too.
   */
  park(): void;
}

/** A result that is JSON already, for answers that are encoded once and sent often. */
export class Encoded {
  readonly json: string;
  constructor(json: string) {
    this.json = json;
  }
}

/** The JSON of a payload, which may be that already. */
export function jsonOf(payload: object): string {
  return payload instanceof Encoded ? payload.json : JSON.stringify(payload);
}

/** A failure whose answer carries a payload beside the error, as a run that ended badly does. */
export class FailureWithPayload extends ZeroError {
  readonly payload: object;

  constructor(
    failure: { code: ErrorCode; message: string; payload: object },
    options: ZeroErrorOptions = {},
  ) {
    super(failure.code, failure.message, options);
    this.payload = failure.payload;
  }
}

/** The part of the services that a handler uses, and all that its test has to pass. */
export type Needs<Name extends keyof Services> = Pick<Services, Name>;

type Named<Definitions extends readonly MethodDefinition[], Name> = Extract<
  Definitions[number],
  { name: Name }
>;

export type Handler<Definition extends MethodDefinition> = (
  services: Services,
  params: ParamsOf<Definition>,
  call: Call,
) => ResultOf<Definition> | Encoded | Promise<ResultOf<Definition> | Encoded>;

/**
 * The handlers of a group: one for each of its declarations, checked against them by the compiler.
 */
export type Handlers<Definitions extends readonly MethodDefinition[]> = {
  [Name in Definitions[number]["name"]]: Handler<Named<Definitions, Name>>;
};

export const handlers = <Definitions extends readonly MethodDefinition[]>(
  group: Handlers<Definitions>,
) => group;
