import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inspectDatabase } from "../inspect.ts";
import { type FoundMember, readArchive, shown, type Sink } from "./archive.ts";
import { sealOf } from "./create.ts";
import { DATABASE, type Manifest, MANIFEST, placeOf, readManifest, SEAL } from "./manifest.ts";

export interface Verdict {
  /** Undefined when it cannot be read. */
  readonly manifest: Manifest | undefined;
  /** Each begins with the name of the member that is wrong. None: the backup can be restored. */
  readonly problems: readonly string[];
}

const TEXT_BYTES_MAX = 512 * 1024 * 1024;

/**
 * Reads a whole archive and compares every member with what the manifest says. `sinkOf` takes the
 * members' bytes; `database` is where it put the database, whose content is checked as well.
 */
export async function checkArchive(
  path: string,
  sinkOf: (name: string) => Promise<Sink> | Sink,
  database: string,
): Promise<Verdict> {
  const texts = new Map<string, Buffer[]>();
  const outcome = await readArchive(path, (name) => {
    if (name === MANIFEST || name === SEAL) return textSink(name, texts);
    if (placeOf(name) === undefined) return "a name that no backup has; nothing was written";
    return sinkOf(name);
  });
  const text = textOf(texts, MANIFEST);
  const manifest = text === undefined ? undefined : readManifest(text);
  const wrong = [
    ...(outcome.broken === undefined
      ? manifestLines(text, textOf(texts, SEAL), manifest)
      : [outcome.broken]),
    ...(typeof manifest === "object" ? memberLines(manifest, outcome.found) : []),
  ];
  const known = typeof manifest === "object" ? manifest : undefined;
  const hasDatabase = known?.members.some(({ name }) => name === DATABASE) ?? false;
  const inside = hasDatabase && wrong.length === 0 ? databaseLines(database) : [];
  return { manifest: known, problems: [...wrong, ...inside] };
}

/** Checks an archive without keeping anything of it; needs room for the database beside it. */
export async function verifyBackup(path: string): Promise<Verdict> {
  const folder = scratchFolder(path);
  try {
    const database = join(folder, "zero.db");
    const sinkOf = (name: string) => (name === DATABASE ? fileSink(database) : NOWHERE);
    return await checkArchive(path, sinkOf, database);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const NOWHERE: Sink = { write: () => undefined, close: () => undefined };

/** Beside the archive, where there is room for such files; a medium may be read-only. */
function scratchFolder(path: string): string {
  try {
    return mkdtempSync(join(dirname(path), ".zero-verify-"));
  } catch {
    return mkdtempSync(join(tmpdir(), "zero-verify-"));
  }
}

/** Writes a new file for this user alone; it is on disk when the sink is closed. */
export async function fileSink(path: string): Promise<Sink> {
  const handle = await open(path, "wx", 0o600);
  return {
    async write(chunk) {
      for (let at = 0; at < chunk.length;) {
        const { bytesWritten } = await handle.write(chunk, at);
        at += bytesWritten;
      }
    },
    async close() {
      await handle.sync();
      await handle.close();
    },
  };
}

function textSink(name: string, texts: Map<string, Buffer[]>): Sink {
  const chunks: Buffer[] = [];
  let size = 0;
  texts.set(name, chunks);
  return {
    write(chunk) {
      size += chunk.length;
      if (size <= TEXT_BYTES_MAX) chunks.push(Buffer.from(chunk));
    },
    close: () => undefined,
  };
}

function textOf(texts: ReadonlyMap<string, Buffer[]>, name: string): string | undefined {
  const chunks = texts.get(name);
  return chunks && Buffer.concat(chunks).toString("utf8");
}

function manifestLines(
  text: string | undefined,
  seal: string | undefined,
  manifest: Manifest | string | undefined,
): string[] {
  if (text === undefined) return [`${MANIFEST}: it is missing, so the archive is not complete`];
  if (typeof manifest === "string") return [`${MANIFEST}: ${manifest}`];
  if (seal === undefined) return [`${SEAL}: it is missing, so the archive is not complete`];
  return seal === sealOf(text)
    ? []
    : [`${MANIFEST}: its content is not what was written (SHA-256)`];
}

function memberLines({ members }: Manifest, found: readonly FoundMember[]): string[] {
  const there = new Map(found.map((member) => [member.name, member]));
  const expected = new Set([...members.map(({ name }) => name), MANIFEST, SEAL]);
  const wrong = members.flatMap(({ name, size, sha256 }) => {
    const member = there.get(name);
    if (!member) return [`${shown(name)}: it is missing`];
    if (member.size !== size) return [`${shown(name)}: ${member.size} bytes instead of ${size}`];
    if (member.sha256 === sha256) return [];
    return [`${shown(name)}: its content is not what was backed up (SHA-256)`];
  });
  const extra = found
    .filter(({ name }) => !expected.has(name))
    .map(({ name }) => `${shown(name)}: the manifest does not know it`);
  return [...wrong, ...extra];
}

function databaseLines(path: string): string[] {
  const found = inspectDatabase(path, { depth: "full" });
  if (found.state === "ok") return [];
  const detail = "detail" in found ? [found.detail].flat().join("; ") : "it is missing";
  return [`${DATABASE}: ${detail}`];
}
