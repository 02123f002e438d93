import { randomBytes } from "node:crypto";
import { existsSync, readlinkSync, realpathSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { hasCode } from "../../kernel/errors.ts";
import { makeFolder } from "../file/private-folder.ts";
import { sameOwner } from "./owner.ts";

/**
 * Puts a text in the place of a file, for this user only: it is on disk before it replaces what was
 * there, and the file is never missing or half. `assertStill` runs right before that and may throw:
 * then nothing happened. A symbolic link stays one, and what it points to is replaced.
 */
export async function replaceFile(
  path: string,
  text: string,
  assertStill: () => void,
): Promise<void> {
  const target = targetOf(path);
  makeFolder(dirname(target));
  const fresh = `${target}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await writeDurably(fresh, text);
    sameOwner(fresh, existsSync(target) ? target : dirname(target));
    // Nothing is waited for between the look and the rename: what another program does meanwhile
    // has microseconds to happen in.
    assertStill();
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
}

function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  try {
    // A link to a file that is still to be written.
    return resolve(realpathSync(dirname(path)), readlinkSync(path));
  } catch (error) {
    if (isMissing(error) || hasCode(error, "EINVAL")) return path;
    throw error;
  }
}

const isMissing = (error: unknown): boolean => hasCode(error, "ENOENT");

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the new name survives a power cut as well. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
