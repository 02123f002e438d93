import type { AllowanceStore } from "../config/file/allowances.ts";
import { parseAllowances } from "../domain/exec/allowances.ts";
import type { OwnVariables } from "../domain/exec/environment.ts";
import type { Clock } from "../kernel/clock.ts";
import { messageOf, ZeroError } from "../kernel/errors.ts";
import { isRecord } from "../kernel/is-record.ts";
import { parseJson } from "../net/json.ts";
import { HostError } from "./host-error.ts";
import { type Notifier, systemNotify, systemWhich } from "./system-facts.ts";
import { SystemRun } from "./system-run.ts";

/** The connection to the gateway, as far as it is used. */
export interface GatewayLink {
  on(name: "hello", listener: () => void): () => void;
  on(name: "event", listener: (frame: { event: string; payload: unknown }) => void): () => void;
  call(method: string, params: unknown): Promise<unknown>;
}

export interface NodeHostParts {
  readonly link: GatewayLink;
  readonly clock: Clock;
  /** As the gateway knows this node: an invoke for another is not answered. */
  readonly nodeId: string;
  /** What a child is told of this machine; `session` is for notifications alone. */
  readonly own: OwnVariables & { readonly session: Readonly<Record<string, string>> };
  readonly allowances: AllowanceStore;
  readonly notifier: Notifier | undefined;
  /** Tells whoever started it what went wrong. */
  readonly say: (line: string) => void;
}

/** What it declares when it connects. */
export const NODE_COMMANDS = [
  "system.run",
  "system.which",
  "system.notify",
  "system.execApprovals.get",
  "system.execApprovals.set",
] as const;
export const NODE_CAPS = ["system"] as const;

type Command = (typeof NODE_COMMANDS)[number];

/** Invokes that are being answered; one more is refused. */
const IN_FLIGHT_MAX = 64;

interface Invoke {
  readonly id: string;
  readonly command: string;
  readonly params: unknown;
}

/** Answers what the gateway asks of this machine. */
export class NodeHost {
  readonly #parts: NodeHostParts;
  readonly #run: SystemRun;
  readonly #leaving = new AbortController();
  readonly #commands: Readonly<Record<Command, (params: unknown) => Promise<object>>>;
  readonly #unsubscribe: readonly (() => void)[];
  #inFlight = 0;

  constructor(parts: NodeHostParts) {
    const { link, allowances, notifier, own } = parts;
    this.#parts = parts;
    this.#run = new SystemRun({
      ...parts,
      leaving: this.#leaving.signal,
      tell: (event, payload) => this.#send("node.event", { event, payload }),
    });
    this.#commands = {
      "system.run": (params) => this.#run.handle(params),
      "system.which": systemWhich,
      "system.notify": (params) => systemNotify(params, notifier, own),
      "system.execApprovals.get": async () => allowances.read(),
      "system.execApprovals.set": (params) => setAllowances(allowances, params),
    };
    this.#unsubscribe = [
      link.on("hello", () => this.#run.forget()),
      link.on("event", ({ event, payload }) => {
        if (event === "node.invoke.request") this.#receive(payload);
      }),
    ];
  }

  /** Kills what runs, and answers nothing any more. */
  stop(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#leaving.abort();
  }

  #receive(payload: unknown): void {
    const { nodeId } = this.#parts;
    if (!isRecord(payload) || typeof payload["id"] !== "string") return;
    if (payload["nodeId"] !== nodeId) {
      this.#parts.say("The gateway asked something of another node here; it gets no answer.");
      return;
    }
    const { id } = payload;
    this.#answer(payload, id)
      .then((outcome) => this.#send("node.invoke.result", { id, nodeId, ...outcome }))
      .catch((error: unknown) => this.#parts.say(`An invoke failed: ${messageOf(error)}`));
  }

  async #answer(payload: Record<string, unknown>, id: string): Promise<object> {
    if (this.#inFlight >= IN_FLIGHT_MAX) {
      return failure("BUSY", `${IN_FLIGHT_MAX} invokes are being answered already; try later`);
    }
    this.#inFlight += 1;
    try {
      return { ok: true, payload: await this.#perform(invokeOf(payload, id)) };
    } catch (error) {
      if (error instanceof HostError) return failure(error.code, error.message);
      if (error instanceof ZeroError) return failure(error.code, error.message);
      this.#parts.say(`A command failed in an unexpected way: ${messageOf(error)}`);
      return failure("INTERNAL", "this machine failed in an unexpected way; see what it printed");
    } finally {
      this.#inFlight -= 1;
    }
  }

  #perform({ command, params }: Invoke): Promise<object> {
    if (isCommand(command)) return this.#commands[command](params);
    throw new HostError("UNKNOWN_COMMAND", "this node does not offer that command");
  }

  /** An answer that is lost is the gateway's timeout. */
  #send(method: string, params: object): void {
    this.#parts.link.call(method, params).catch((error: unknown) => {
      this.#parts.say(`The gateway did not take ${method}: ${messageOf(error)}`);
    });
  }
}

function isCommand(name: string): name is Command {
  return NODE_COMMANDS.some((command) => command === name);
}

function failure(code: string, message: string): object {
  return { ok: false, error: { code, message } };
}

function invokeOf(payload: Record<string, unknown>, id: string): Invoke {
  const { command, paramsJSON = null } = payload;
  if (typeof command !== "string") throw new HostError("INVALID_PARAMS", "no command is named");
  if (paramsJSON === null) return { id, command, params: {} };
  const parsed = typeof paramsJSON === "string" ? parseJson(paramsJSON) : undefined;
  if (!parsed?.ok) throw new HostError("INVALID_PARAMS", "the parameters are no usable JSON");
  return { id, command, params: parsed.value };
}

async function setAllowances(store: AllowanceStore, params: unknown): Promise<object> {
  const { file, baseHash, ...rest } = isRecord(params) ? params : {};
  const isHash = baseHash === undefined || typeof baseHash === "string";
  if (Object.keys(rest).length > 0 || !isHash) {
    throw new HostError("INVALID_PARAMS", "only file and baseHash are taken");
  }
  return store.write(parseAllowances(file), baseHash);
}
