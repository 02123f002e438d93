import { randomUUID } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AllowanceStore } from "../../../src/config/file/allowances.ts";
import type { AnnouncedPlan } from "../../../src/domain/exec/plan.ts";
import type { RunRequest } from "../../../src/domain/exec/request.ts";
import { type Clock, systemClock } from "../../../src/kernel/clock.ts";
import { type GatewayLink, NodeHost } from "../../../src/node-host/host.ts";
import type { Notifier } from "../../../src/node-host/system-facts.ts";

export interface Answer {
  ok: boolean;
  // Tests look into whatever was answered.
  // eslint-disable-next-line typescript/no-explicit-any
  payload?: any;
  error?: { code: string; message: string };
}

export interface NodeEvent {
  event: string;
  // eslint-disable-next-line typescript/no-explicit-any
  payload: any;
}

export const NODE_ID = "node-of-the-test";

/**
 * Writes each call down: how many arguments, then each, with a NUL behind it. It finds the file by
 * HOME, which a node sets itself.
 */
const STUB = `#!/bin/sh
{ printf '%s\\0' "$#"; for argument; do printf '%s\\0' "$argument"; done; } >> "$HOME/record"
`;

/** Another program, which records that it was run instead. */
export const EVIL = `#!/bin/sh
printf '1\\0evil\\0' >> "$HOME/record"
`;

export interface NodeOptions {
  clock?: Clock;
  notifier?: Notifier;
  session?: Record<string, string>;
  lang?: string;
  tz?: string;
}

/**
 * A node host on a folder of its own, with the test in the place of its gateway. The stub in it
 * records every time that it is run.
 */
export class ExecNode {
  readonly home: string;
  readonly stub: string;
  readonly approvalsPath: string;
  readonly events: NodeEvent[] = [];
  readonly said: string[] = [];
  readonly host: NodeHost;
  readonly #waiting = new Map<string, (answer: Answer) => void>();
  readonly #listeners = new Map<string, ((fact: never) => void)[]>();
  readonly #eventWaiters = new Set<() => void>();

  constructor({ clock = systemClock, notifier, session = {}, lang, tz }: NodeOptions = {}) {
    this.home = realpathSync(mkdtempSync(join(tmpdir(), "zero-exec-")));
    this.stub = this.program("stub", STUB);
    this.approvalsPath = join(this.home, "state", "exec-approvals.json");
    this.host = new NodeHost({
      link: this.#link(),
      clock,
      nodeId: NODE_ID,
      own: { home: this.home, lang, tz, session },
      allowances: new AllowanceStore(this.approvalsPath),
      notifier,
      say: (line) => this.said.push(line),
    });
  }

  clean(): void {
    this.host.stop();
    rmSync(this.home, { recursive: true, force: true });
  }

  path(...names: string[]): string {
    return join(this.home, ...names);
  }

  program(name: string, text: string): string {
    const path = join(this.home, name);
    writeFileSync(path, text);
    chmodSync(path, 0o755);
    return path;
  }

  folder(name: string): string {
    const path = join(this.home, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Arguments of every run of the stub so far. */
  runs(): string[][] {
    const path = join(this.home, "record");
    if (!existsSync(path)) return [];
    const words = readFileSync(path, "utf8").split("\0").slice(0, -1);
    const calls: string[][] = [];
    while (words.length > 0) calls.push(words.splice(0, 1 + Number(words[0])).slice(1));
    return calls;
  }

  forgetRuns(): void {
    rmSync(join(this.home, "record"), { force: true });
  }

  invoke(command: string, params: unknown, nodeId = NODE_ID): Promise<Answer> {
    const id = randomUUID();
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      const payload = {
        id,
        nodeId,
        command,
        paramsJSON: params === undefined ? null : JSON.stringify(params),
        timeoutMs: 30_000,
        idempotencyKey: id,
      };
      this.#emit("event", { event: "node.invoke.request", payload });
    });
  }

  async announce(request: RunRequest, runId: string = randomUUID()): Promise<Announced> {
    const { ok, payload, error } = await this.invoke("system.run", { ...request, runId });
    if (!ok) throw new Error(`no plan: ${error?.message}`);
    return { ...(payload as AnnouncedPlan), runId };
  }

  settle(
    request: object,
    { planId, hash, runId }: Pick<Announced, "planId" | "hash" | "runId">,
    decision = "allow-once",
  ): Promise<Answer> {
    return this.invoke("system.run", { ...request, runId, approval: { planId, hash, decision } });
  }

  /** What a person who allows it once gets to see. */
  async run(request: RunRequest): Promise<Answer> {
    return this.settle(request, await this.announce(request));
  }

  reconnect(): void {
    this.#emit("hello", undefined);
  }

  /** Waits until the node has said this many events of a name. */
  async event(name: string, count = 1): Promise<NodeEvent> {
    for (;;) {
      const found = this.events.filter(({ event }) => event === name);
      const last = found[count - 1];
      if (last) return last;
      await new Promise<void>((resolve) => this.#eventWaiters.add(resolve));
    }
  }

  #emit(name: string, fact: unknown): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(fact as never);
  }

  #link(): GatewayLink {
    return {
      on: (name: string, listener: (fact: never) => void) => {
        this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
        return () => {
          const others = this.#listeners.get(name)?.filter((one) => one !== listener);
          this.#listeners.set(name, others ?? []);
        };
      },
      call: async (method, params) => {
        const given = params as Answer & NodeEvent & { id: string };
        if (method === "node.invoke.result") this.#waiting.get(given.id)?.(given);
        else this.events.push(given);
        for (const wake of this.#eventWaiters) wake();
        this.#eventWaiters.clear();
        return { ok: true };
      },
    };
  }
}

export type Announced = AnnouncedPlan & { runId: string };
