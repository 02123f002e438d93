import { randomBytes } from "node:crypto";
import { mkdirSync, realpathSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";

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
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const target = targetOf(path);
  const fresh = `${target}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await writeDurably(fresh, text);
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
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return path;
    throw error;
  }
}

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
