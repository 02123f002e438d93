import sql, { raw, type Sql } from "sql-template-tag";
import { type Statement, write } from "../../store/store.ts";

/** What a node, or whoever asks for it, says that it is. */
export interface NodeFacts {
  readonly displayName?: string;
  readonly platform?: string;
  readonly version?: string;
  readonly coreVersion?: string;
  readonly uiVersion?: string;
  readonly deviceFamily?: string;
  readonly modelIdentifier?: string;
  readonly remoteIp?: string;
  readonly caps?: string[];
  readonly commands?: string[];
}

export interface RequestRow {
  readonly requestId: string;
  readonly nodeId: string;
  readonly at: number;
  readonly silent: number;
  readonly facts: string;
}

export interface PairingRow {
  readonly nodeId: string;
  readonly tokenHash: string;
  readonly createdAt: number;
  readonly approvedAt: number;
  readonly lastConnectedAt: number | null;
  readonly facts: string;
}

const REQUEST = raw(`request_id AS requestId, node_id AS nodeId, at, silent, facts`);
const PAIRING = raw(`node_id AS nodeId, token_hash AS tokenHash, created_at AS createdAt,
  approved_at AS approvedAt, last_connected_at AS lastConnectedAt, facts`);

/** Requests that were made after `since`, the oldest first. */
export const selectRequests = (since: number): Sql =>
  sql`SELECT ${REQUEST} FROM node_requests WHERE at > ${since} ORDER BY at, request_id`;

export const selectRequest = (requestId: string, since: number): Sql =>
  sql`SELECT ${REQUEST} FROM node_requests WHERE request_id = ${requestId} AND at > ${since}`;

/** The row of this node, in place of any that it had. */
export const putRequest = ({ requestId, nodeId, at, silent, facts }: RequestRow): Statement =>
  write(
    sql`INSERT OR REPLACE INTO node_requests (request_id, node_id, at, silent, facts)
      VALUES (${requestId}, ${nodeId}, ${at}, ${silent}, ${facts})`,
  );

/** Misses when somebody decided already. */
export const deleteRequest = (requestId: string): Statement =>
  write(sql`DELETE FROM node_requests WHERE request_id = ${requestId}`, 1);

export const deleteRequestOf = (nodeId: string): Statement =>
  write(sql`DELETE FROM node_requests WHERE node_id = ${nodeId}`);

export const deleteExpired = (until: number): Statement =>
  write(sql`DELETE FROM node_requests WHERE at <= ${until}`);

export const selectPairings = (): Sql =>
  sql`SELECT ${PAIRING} FROM node_pairings ORDER BY approved_at DESC, node_id`;

export const selectPairing = (nodeId: string): Sql =>
  sql`SELECT ${PAIRING} FROM node_pairings WHERE node_id = ${nodeId}`;

export const countPairings = (): Sql => sql`SELECT count(*) AS count FROM node_pairings`;

/** Another approval of the same node replaces its token, and keeps since when it is known. */
export const putPairing = ({ nodeId, tokenHash, createdAt, approvedAt, facts }: PairingRow) =>
  write(
    sql`INSERT INTO node_pairings (node_id, token_hash, created_at, approved_at, facts)
      VALUES (${nodeId}, ${tokenHash}, ${createdAt}, ${approvedAt}, ${facts})
      ON CONFLICT (node_id) DO UPDATE SET token_hash = excluded.token_hash,
        approved_at = excluded.approved_at, facts = excluded.facts`,
    1,
  );

export const deletePairing = (nodeId: string): Statement =>
  write(sql`DELETE FROM node_pairings WHERE node_id = ${nodeId}`, 1);

export const touchPairing = (nodeId: string, at: number): Statement =>
  write(sql`UPDATE node_pairings SET last_connected_at = ${at} WHERE node_id = ${nodeId}`);

export const selectNames = (): Sql => sql`SELECT node_id AS nodeId, name FROM node_names`;

export const putName = (nodeId: string, name: string): Statement =>
  write(
    sql`INSERT INTO node_names (node_id, name) VALUES (${nodeId}, ${name})
      ON CONFLICT (node_id) DO UPDATE SET name = excluded.name`,
    1,
  );

export const deleteName = (nodeId: string): Statement =>
  write(sql`DELETE FROM node_names WHERE node_id = ${nodeId}`);

/** Names given the longest ago go when there are too many. */
export const trimNames = (max: number): Statement =>
  write(sql`DELETE FROM node_names WHERE rowid <= (
    SELECT rowid FROM node_names ORDER BY rowid DESC LIMIT 1 OFFSET ${max})`);
