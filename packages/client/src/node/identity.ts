import { join } from "node:path";
import type { DeviceKey } from "../device.ts";
import { isRecord } from "../is-record.ts";
import { IdentityError } from "./identity-error.ts";
import { makeKeyTexts, nodeDeviceKey } from "./key.ts";
import { createPrivate, readPrivate } from "./private-file.ts";

/** The file of `identity/device.json`. */
interface IdentityFile {
  readonly version: 1;
  readonly deviceId: string;
  readonly publicKeyPem: string;
  readonly privateKeyPem: string;
  readonly createdAtMs: number;
}

const VERSION = 1;

export function identityPath(stateDir: string): string {
  return join(stateDir, "identity", "device.json");
}

/**
 * The device that this state directory is, made at the first call; `nowMs` is the time since the
 * epoch. Processes that ask at the same time get the same one. Throws `IdentityError` for a file
 * that is broken or not ours, which stays as it is, and what the system throws where the directory
 * cannot be used.
 */
export function openIdentity(stateDir: string, nowMs: number): DeviceKey {
  const found = readIdentity(stateDir);
  if (found) return found;
  const texts = makeKeyTexts();
  const file: IdentityFile = {
    version: VERSION,
    deviceId: nodeDeviceKey(texts.privateKeyPem).id,
    ...texts,
    createdAtMs: nowMs,
  };
  const path = identityPath(stateDir);
  createPrivate(path, `${JSON.stringify(file, null, 2)}\n`);
  // Whoever was first has made it, and everybody reads what is there.
  const made = readIdentity(stateDir);
  if (!made) throw new IdentityError(path, "it vanished while it was made", "try again");
  return made;
}

/** As `openIdentity`, but makes none. */
export function readIdentity(stateDir: string): DeviceKey | undefined {
  const path = identityPath(stateDir);
  const text = readPrivate(path);
  return text === undefined ? undefined : keyOf(path, text);
}

function keyOf(path: string, text: string): DeviceKey {
  const file = parseJson(path, text);
  if (!isIdentityFile(file)) {
    throw new IdentityError(path, "it is no identity of version 1");
  }
  const key = keyOfPem(path, file.privateKeyPem);
  if (key.id !== file.deviceId) {
    throw new IdentityError(path, "its deviceId is not the one of its key");
  }
  return key;
}

/** Throws `IdentityError` for what is no JSON. */
export function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new IdentityError(path, "it is no JSON", undefined, { cause });
  }
}

function keyOfPem(path: string, pem: string): DeviceKey {
  try {
    return nodeDeviceKey(pem);
  } catch (cause) {
    throw new IdentityError(path, "its private key cannot be read", undefined, { cause });
  }
}

function isIdentityFile(value: unknown): value is IdentityFile {
  return (
    isRecord(value) &&
    value["version"] === VERSION &&
    typeof value["deviceId"] === "string" &&
    typeof value["publicKeyPem"] === "string" &&
    typeof value["privateKeyPem"] === "string" &&
    Number.isSafeInteger(value["createdAtMs"])
  );
}
