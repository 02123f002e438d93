import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { objectOf, parseDocument, valueAt } from "../config/file/document.ts";
import { writeConfigFile } from "../config/file/write.ts";

/** `<state>/node.json`: what this machine calls itself, and where its gateway was last. */
export interface NodeFile {
  readonly nodeId: string;
  readonly displayName: string | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
}

/** What the command line says anew. */
export type NodeFlags = { readonly [Name in keyof NodeFile]?: NodeFile[Name] | undefined };

const FILE_BYTES_MAX = 64 * 1024;

/**
 * The file with what the command line says, written when that changed it. Throws `ConfigError` when
 * it is there and cannot be read.
 */
export async function keepNodeFile(path: string, flags: NodeFlags): Promise<NodeFile> {
  const before = readNodeFile(path);
  const file: NodeFile = {
    nodeId: flags.nodeId ?? before?.nodeId ?? randomUUID(),
    displayName: flags.displayName ?? before?.displayName,
    host: flags.host ?? before?.host,
    port: flags.port ?? before?.port,
  };
  if (before && sameFile(before, file)) return file;
  const { nodeId, displayName, host, port } = file;
  const gateway = objectOf([
    ...(host === undefined ? [] : [["host", host] as const]),
    ...(port === undefined ? [] : [["port", port] as const]),
  ]);
  const document = objectOf([
    ["version", 1],
    ["nodeId", nodeId],
    ...(displayName === undefined ? [] : [["displayName", displayName] as const]),
    ["gateway", gateway],
  ]);
  await writeConfigFile(path, document);
  return file;
}

function readNodeFile(path: string): NodeFile | undefined {
  const text = readText(path);
  if (text === undefined) return undefined;
  const document = parseDocument(text.slice(0, FILE_BYTES_MAX), path);
  const word = (key: string) => {
    const value = valueAt(document, key);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const port = valueAt(document, "gateway.port");
  return {
    nodeId: word("nodeId") ?? randomUUID(),
    displayName: word("displayName"),
    host: word("gateway.host"),
    port: typeof port === "number" ? port : undefined,
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function sameFile(a: NodeFile, b: NodeFile): boolean {
  return (
    a.nodeId === b.nodeId &&
    a.displayName === b.displayName &&
    a.host === b.host &&
    a.port === b.port
  );
}
