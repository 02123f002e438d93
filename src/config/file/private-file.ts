import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/**
 * The text of a plain file of this user that nobody else may read or change, or undefined when
 * there is none. Throws what `refuse` makes of the reason and of its cause.
 */
export function readPrivateFile(
  path: string,
  bytesMax: number,
  refuse: (why: string, cause?: unknown) => Error,
): string | undefined {
  const descriptor = open(path, refuse);
  if (descriptor === undefined) return undefined;
  try {
    const objection = objectionTo(descriptor, bytesMax);
    if (objection !== undefined) throw refuse(objection);
    return readFileSync(descriptor, "utf8");
  } finally {
    closeSync(descriptor);
  }
}

/** Follows no symbolic link, so that what is checked is what is read. */
function open(path: string, refuse: (why: string, cause?: unknown) => Error): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    const why =
      error.code === "ELOOP"
        ? "it is a symbolic link; put the file itself there"
        : `it cannot be read (${String(error.code)})`;
    throw refuse(why, error);
  }
}

function objectionTo(descriptor: number, bytesMax: number): string | undefined {
  const file = fstatSync(descriptor);
  if (!file.isFile()) return "it is no regular file";
  if (file.size > bytesMax) return `it is larger than ${bytesMax} bytes`;
  const user = process.getuid?.();
  if (user !== undefined && file.uid !== user) return "it belongs to another user; chown it";
  if (user !== undefined && (file.mode & 0o077) !== 0) {
    return "other users may read or change it; run `chmod 600` on it";
  }
  return undefined;
}
