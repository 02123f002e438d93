import { join } from "node:path";
import sql from "sql-template-tag";
import { DATABASE_FILE } from "../config/state-files.ts";
import type { StopReason } from "../kernel/service.ts";
import { Supervisor } from "../kernel/supervisor.ts";
import { within } from "../kernel/within.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { type GatewayLock, takeLock } from "../store/lock.ts";
import { assemble, type Assembly } from "./assemble.ts";
import type { AssemblyOptions } from "./introduce.ts";
import { recognise } from "./process/recognise.ts";
import { explainListenError } from "./process/port-taken.ts";

export type GatewayOptions = Omit<AssemblyOptions, "store">;

/** What a started gateway says about itself to people. */
export interface GatewayFacts {
  url: string;
  port: number;
  addresses: readonly string[];
}

/**
 * The gateway: takes its state directory, opens the store, introduces the features to one another
 * and starts them in order. Making one does no I/O.
 */
export class Gateway {
  readonly #options: GatewayOptions;
  #lock: GatewayLock | undefined;
  #database: Database | undefined;
  #assembly: Assembly | undefined;
  #supervisor: Supervisor | undefined;

  constructor(options: GatewayOptions) {
    this.#options = options;
  }

  /**
   * Resolves when clients may connect. Rejects with `FatalError` where a person has to do
   * something.
   */
  async start(): Promise<GatewayFacts> {
    const { running, paths, clock, log } = this.#options;
    const { config } = running;
    const { workspace } = config.agents.defaults;
    const who = { pid: process.pid, startedAt: clock.now() };
    const holder = { ...who, config: paths.configPath, workspace };
    this.#lock = takeLock(paths.stateDir, holder, log.child("store"));
    const file = join(paths.stateDir, DATABASE_FILE);
    this.#database = await openDatabase(file, {
      clock,
      log: log.child("store"),
      changed: () => this.#assembly?.healthChanged(),
    });
    const assembly = assemble({ ...this.#options, store: this.#database });
    this.#assembly = assembly;
    this.#supervisor = new Supervisor(assembly.services, clock, log);
    try {
      await this.#supervisor.start();
    } catch (error) {
      const path = running.now.env.get("PATH") ?? "";
      throw await explainListenError(error, { port: config.gateway.port, path, clock });
    }
    const { port, addresses } = assembly.listener;
    this.#lock.announce(port);
    return { url: urlOf(addresses[0] ?? `127.0.0.1:${port}`), port, addresses };
  }

  /**
   * Which model answers, and why; looks for model servers on this machine when nothing is
   * configured.
   */
  async model(): Promise<{ ref: string; why: string }> {
    if (!this.#assembly) throw new Error("the gateway was not started");
    return this.#assembly.agent.models.current();
  }

  /**
   * Whether the whole way in works: the port takes a connection of ours and does something with it,
   * and the store answers, be it with trouble of the disk. What hangs makes it false or late.
   */
  async isAlive(withinMs: number): Promise<boolean> {
    const { clock } = this.#options;
    const store = this.#database;
    const [address] = this.#assembly?.listener.addresses ?? [];
    if (!store || address === undefined) return false;
    const { hostname, port } = new URL(urlOf(address));
    const host = hostname.replace(/^\[|\]$/g, "");
    const look = async () => {
      await store.rows(sql`SELECT 1`).catch(() => undefined);
      return recognise(host, Number(port), { withinMs, clock });
    };
    const found = await within(clock, withinMs, look, () => "silent" as const);
    return found === "gateway" || found === "other";
  }

  /** True when an account of a channel takes the blame for a rejected promise. */
  absorb(error: unknown): boolean {
    return this.#assembly?.absorb(error) ?? false;
  }

  /** Tells clients, finishes or parks what is in flight, and releases everything. Never rejects. */
  async stop(reason: StopReason): Promise<void> {
    this.#assembly?.door.announceShutdown(reason);
    await this.#supervisor?.stop(reason);
    await this.#database?.close();
    this.#lock?.release();
  }
}

/** Where a client on this machine connects to. */
function urlOf(address: string): string {
  return `ws://${address.replace(/^0\.0\.0\.0:/, "127.0.0.1:").replace(/^\[::\]:/, "[::1]:")}`;
}
