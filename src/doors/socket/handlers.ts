import type { MethodDefinition, ParamsOf, ResultOf } from "./define.ts";
import type { Caller, Services } from "./services.ts";

/** One request being answered. */
export interface Call {
  readonly caller: Caller;
  /** Sends the first answer of a two-stage method; what the handler returns is the second. */
  accept(payload: object): void;
}

/** A result that is JSON already, for answers that are encoded once and sent often. */
export class Encoded {
  readonly json: string;
  constructor(json: string) {
    this.json = json;
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
