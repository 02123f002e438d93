import { chownSync, statSync } from "node:fs";

/**
 * Gives what root has written to whoever owns the file or folder `like`: a gateway that runs as
 * that user could not read it otherwise. Other users own what they write, and nothing happens.
 */
export function sameOwner(path: string, like: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(like);
  chownSync(path, uid, gid);
}
