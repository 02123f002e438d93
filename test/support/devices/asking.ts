import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { Secret } from "../../../src/kernel/secret.ts";
import {
  connectParams,
  type DoorFixture,
  type DoorOptions,
  proveDevice,
  startDoor,
  type TestClient,
  type TestDevice,
} from "../socket-door.ts";
import { temporaryStore } from "../store.ts";

export const TOKEN = "a-token-of-the-test-0123456789";
export const SHARED = { mode: "token", secret: new Secret(TOKEN) } as const;
/** A proxy stands between, so nobody knows where the device is. */
const AFAR = { headers: { "x-forwarded-for": "192.0.2.1" } };

export interface Wish {
  scopes?: readonly string[];
  role?: "operator" | "node";
  commands?: readonly string[];
  /** `auth.token`: the shared one, or the device's own. */
  token?: string;
  afar?: boolean;
}

/** Opens a socket and asks to be `device`. */
export async function ask(gateway: DoorFixture, device: TestDevice, wish: Wish = {}) {
  const { afar = false, ...asked } = wish;
  const client = await gateway.open(afar ? AFAR : {});
  const { token, ...params } = asked;
  const proof = proveDevice(device, { ...asked, nonce: await client.nonce });
  const auth = token === undefined ? {} : { auth: { token } };
  const answer = await client.request(
    "connect",
    connectParams({ ...params, ...auth, device: proof }),
  );
  return { client, answer, hello: answer.payload };
}

/** As `ask`, for a device that has to be let in. */
export async function enter(gateway: DoorFixture, device: TestDevice, wish: Wish = {}) {
  const { client, answer, hello } = await ask(gateway, device, wish);
  assert.ok(answer.ok, JSON.stringify(answer.error));
  return { client, token: hello.auth?.deviceToken as string, auth: hello.auth };
}

/** Asks and has to be told to pair; the id of the request. */
export async function knock(
  gateway: DoorFixture,
  device: TestDevice,
  wish: Wish = {},
): Promise<string> {
  const { client, answer } = await ask(gateway, device, { afar: true, ...wish });
  assert.equal(answer.error?.code, "NOT_PAIRED");
  assert.deepEqual(await client.closed, { code: 1008, reason: "pairing required" });
  return answer.error.details.requestId as string;
}

export const refusal = async (client: TestClient, method: string, params: object) =>
  (await client.request(method, params)).error;

/** A door whose devices are on disk, as they were after a restart. */
export async function restartable(t: TestContext, options: DoorOptions = {}) {
  const store = await temporaryStore(t);
  return { again: () => startDoor(t, { ...options, store }) };
}
