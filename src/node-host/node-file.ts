import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { objectOf, parseDocument, valueAt } from "../config/file/document.ts";
import { writeConfigFile } from "../config/file/write.ts";
import { hasCode } from "../kernel/errors.ts";

/** `<state>/node.json`: what this machine calls itself, and where its gateway was last. */
export interface NodeFile {
  readonly nodeId: string;
  readonly displayName: string | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly tls: boolean | undefined;
  readonly tlsFingerprint: string | undefined;
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
    tls: flags.tls ?? before?.tls,
    tlsFingerprint: flags.tlsFingerprint ?? before?.tlsFingerprint,
  };
  if (before && isDeepStrictEqual(before, file)) return file;
  const { nodeId, displayName, ...where } = file;
  const gateway = objectOf(
    Object.entries(where).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
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
  const tls = valueAt(document, "gateway.tls");
  return {
    nodeId: word("nodeId") ?? randomUUID(),
    displayName: word("displayName"),
    host: word("gateway.host"),
    port: typeof port === "number" ? port : undefined,
    tls: typeof tls === "boolean" ? tls : undefined,
    tlsFingerprint: word("gateway.tlsFingerprint"),
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
