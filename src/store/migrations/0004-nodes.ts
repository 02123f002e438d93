/** Nodes: who asked to be paired, who is, what they are called, and what they were asked to do. */
export const nodes = `
-- Nodes that wait for somebody's decision; five minutes at most, one row a node.
CREATE TABLE node_requests (
  request_id TEXT PRIMARY KEY,
  node_id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  silent INTEGER NOT NULL DEFAULT 0,
  facts TEXT NOT NULL -- JSON: displayName, platform, caps, commands and their like
);

-- Nodes that were approved. The token itself is nowhere.
CREATE TABLE node_pairings (
  node_id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL, -- SHA-256, hex
  created_at INTEGER NOT NULL,
  approved_at INTEGER NOT NULL,
  last_connected_at INTEGER,
  facts TEXT NOT NULL
);

-- Names that the owner gave, whichever way the node is paired.
CREATE TABLE node_names (
  node_id TEXT PRIMARY KEY,
  name TEXT NOT NULL
);

-- Commands that left for a node, by the caller's key. A row that is still "sent" after a restart
-- means that nobody knows whether the command ran.
CREATE TABLE node_invocations (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL, -- of the request, so that a key is not used for another one
  node_id TEXT NOT NULL,
  command TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'sent', -- sent | ok | failed
  answer TEXT -- JSON of the payload or of the error; gone from all but the newest that ended well
);
CREATE INDEX node_invocations_answers ON node_invocations (id)
  WHERE state = 'ok' AND answer IS NOT NULL;
`;
