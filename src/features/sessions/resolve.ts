import type { SessionsResolveParams } from "@zero/protocol";
import type { Sql } from "sql-template-tag";
import type { SessionKey } from "../../domain/ids.ts";
import { kindOf } from "../../domain/session.ts";
import * as records from "./records.ts";
import type { StoredRecord } from "./records.ts";

/** A session by the one name that it is asked for with. */
export function selectNamed(query: SessionsResolveParams, key: SessionKey | undefined): Sql {
  if (key !== undefined) return records.selectByKey(key);
  const { sessionId, label = "" } = query;
  if (sessionId !== undefined) return records.selectById(sessionId);
  return records.selectByLabel(label.trim());
}

/** Whether the session is one of those that were asked for. Its key names a hidden one as well. */
export function fits(found: StoredRecord, query: SessionsResolveParams): boolean {
  const { key, agentId, spawnedBy, includeGlobal = false, includeUnknown = false } = query;
  const kind = kindOf(found.key);
  if (kind === "global" && !includeGlobal && key === undefined) return false;
  if (kind === "unknown" && !includeUnknown && key === undefined) return false;
  if (agentId !== undefined && agentId.trim().toLowerCase() !== found.agent) return false;
  return spawnedBy === undefined || spawnedBy.trim().toLowerCase() === found.spawnedBy;
}
