import type { DeviceProof } from "@zero/protocol";
import { Access, type Grant } from "../../src/features/access/access.ts";
import { Devices } from "../../src/features/access/devices.ts";
import type { Role } from "../../src/domain/scope.ts";
import { ZeroError } from "../../src/kernel/errors.ts";
import { silentLog } from "../../src/kernel/log.ts";
import { Secret } from "../../src/kernel/secret.ts";
import { GuessBudget } from "../../src/net/guess-budget.ts";
import { peerOf } from "../../src/net/peer.ts";
import sql from "sql-template-tag";
import { type Statement, type Store, write } from "../../src/store/store.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { makeDevice, proveDevice, type TestDevice } from "../support/socket-door.ts";

export const DEVICES = 5;
export const SHARED = "shared-secret-0123456789";
const CLIENT = { id: "test", version: "1", platform: "x", mode: "test" } as const;
const HERE = peerOf("127.0.0.1", { host: "localhost:1" });
const AFAR = peerOf("203.0.113.9", { host: "gateway.lan:1" });

/** One `connect` of a device, before it is signed. */
export interface Wish {
  device: number;
  role: Role;
  scopes: readonly string[];
  commands: readonly string[];
  local: boolean;
}

/** A connection that was let in and was not ended since. */
export interface Live extends Pick<Wish, "device" | "role" | "scopes"> {
  commands: readonly string[];
}

/** A store whose process can be killed around its next commit: it is kept, or it is not. */
class MortalStore implements Pick<Store, "commit" | "rows"> {
  readonly #store: Pick<Store, "commit" | "rows">;
  #doom: { when: "before" | "after"; strike: () => void } | undefined;

  constructor(store: Pick<Store, "commit" | "rows">) {
    this.#store = store;
  }

  /** Resolves when the kill has struck. */
  killAt(when: "before" | "after"): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#doom = { when, strike: resolve };
    return promise;
  }

  async commit(statements: readonly Statement[]): Promise<void> {
    const doom = this.#doom;
    if (doom?.when !== "before") await this.#store.commit(statements);
    if (!doom) return;
    doom.strike();
    // A dead process hears no answer.
    await new Promise(() => undefined);
  }

  rows<Row extends object>(...query: Parameters<Store["rows"]>): Promise<readonly Row[]> {
    return this.#store.rows<Row>(...query);
  }
}

/** The real thing: access over a real database, with five devices that hold real keys. */
export class World {
  readonly #store: Pick<Store, "commit" | "rows">;
  readonly #keys: readonly TestDevice[];
  #mortal: MortalStore;
  #devices: Devices;
  #access: Access;
  #nonces = 0;
  #proofs: DeviceProof[] = [];
  live: Live[] = [];

  private constructor(store: Pick<Store, "commit" | "rows">, keys: readonly TestDevice[]) {
    this.#store = store;
    this.#keys = keys;
    [this.#mortal, this.#devices, this.#access] = this.#boot();
  }

  /** A world in which nobody is known yet. */
  static async open(
    store: Pick<Store, "commit" | "rows">,
    keys: readonly TestDevice[],
  ): Promise<World> {
    await store.commit([write(sql`DELETE FROM devices`), write(sql`DELETE FROM device_grants`)]);
    return new World(store, keys);
  }

  static keys(): readonly TestDevice[] {
    return Array.from({ length: DEVICES }, makeDevice);
  }

  get devices(): Devices {
    return this.#devices;
  }

  idOf(device: number): string {
    return this.#keys[device]?.id ?? "nobody";
  }

  /** Asks with a fresh signature. */
  async connect(wish: Wish, token: string | undefined): Promise<Grant> {
    const key = this.#keys[wish.device];
    if (!key) throw new Error("no such device");
    const nonce = `nonce ${(this.#nonces += 1)}`;
    const { role, scopes, commands, device } = wish;
    const proof = proveDevice(key, { nonce, scopes, role, token: token ?? "" });
    this.#proofs.push(proof);
    const grant = await this.#ask(wish, proof, { token, nonce });
    this.live.push({ device, role, scopes: grant.scopes, commands });
    return grant;
  }

  /** Asks with a signature that somebody overheard; undefined when there is none yet. */
  async replay(wish: Wish, token: string | undefined): Promise<Grant | undefined> {
    const heard = this.#proofs.findLast(({ id }) => id === this.idOf(wish.device));
    const nonce = `nonce ${(this.#nonces += 1)}`;
    return heard && this.#ask(wish, heard, { token, nonce });
  }

  async #ask(
    { role, scopes, commands, local }: Wish,
    device: DeviceProof,
    { token, nonce }: { token: string | undefined; nonce: string },
  ): Promise<Grant> {
    const auth = token === undefined ? {} : { auth: { token } };
    const asked = { role, scopes: [...scopes], commands: [...commands] };
    return this.#access.authorize({
      params: { client: CLIENT, ...asked, device, ...auth },
      peer: local ? HERE : AFAR,
      nonce,
    });
  }

  /** Kills the process around the next commit of `work`; true when the commit was kept. */
  async killDuring(
    work: () => Promise<unknown>,
    when: "before" | "after",
  ): Promise<"none" | "lost" | "kept"> {
    const struck = this.#mortal
      .killAt(when)
      .then(() => (when === "after" ? ("kept" as const) : ("lost" as const)));
    const over = work().then(
      () => "none" as const,
      (error: unknown) => {
        if (error instanceof ZeroError) return "none" as const;
        throw error;
      },
    );
    const end = await Promise.race([struck, over]);
    await this.restart();
    return end;
  }

  /** A new process on the same database: connections and waiting requests are gone. */
  async restart(): Promise<void> {
    this.#devices.stop();
    this.live = [];
    [this.#mortal, this.#devices, this.#access] = this.#boot();
    await this.#devices.start();
  }

  #boot(): [MortalStore, Devices, Access] {
    const clock = new FakeClock(Date.now());
    const mortal = new MortalStore(this.#store);
    const devices: Devices = new Devices({
      store: mortal,
      clock,
      log: silentLog,
      events: {
        requested: () => undefined,
        resolved: () => undefined,
        ended: ({ deviceId, role }) => {
          // A dead process ends nothing.
          if (devices !== this.#devices) return;
          this.live = this.live.filter(
            (live) => this.idOf(live.device) !== deviceId || live.role !== role,
          );
        },
      },
    });
    const auth = { mode: "token", secret: new Secret(SHARED) } as const;
    const access = new Access({ auth, devices, guesses: new GuessBudget(clock), clock });
    return [mortal, devices, access];
  }
}
