import type { FileHandle } from "node:fs/promises";

const CHUNK_BYTES = 64 * 1024;
const LINE_END = 0x0a;

/** Whole lines of a part of a file. */
export interface Lines {
  readonly lines: readonly string[];
  /** Behind the last of them; where it began when there is none. */
  readonly end: number;
}

/**
 * The lines that begin and end between `start` and `end`, the first `limit` of them. What begins
 * before `start` belongs to another page, what does not end before `end` is not written yet.
 */
export async function readLines(
  file: FileHandle,
  { start, end, limit }: { start: number; end: number; limit?: number },
): Promise<Lines> {
  // The byte before tells whether a line begins at `start`.
  const from = Math.max(0, start - 1);
  const bytes = await readBytes(file, from, end);
  let at = start === 0 ? 0 : bytes.indexOf(LINE_END) + 1;
  if (start > 0 && at === 0) return { lines: [], end: start };
  const lines: string[] = [];
  while (lines.length < (limit ?? Infinity)) {
    const stop = bytes.indexOf(LINE_END, at);
    if (stop < 0) break;
    if (stop > at) lines.push(bytes.toString("utf8", at, stop));
    at = stop + 1;
  }
  return { lines, end: Math.max(start, from + at) };
}

/** In small reads, so that neither a disk nor a pool of threads is held for long. */
async function readBytes(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, end - start));
  let length = 0;
  while (length < bytes.length) {
    const wanted = Math.min(CHUNK_BYTES, bytes.length - length);
    const { bytesRead } = await file.read(bytes, length, wanted, start + length);
    // It became shorter meanwhile.
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
