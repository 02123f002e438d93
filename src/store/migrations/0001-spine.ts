/** What one message needs on its way in, through the agent and out. */
export const spine = `
-- Messages that channels brought, kept until they are handled. The reply address is frozen here.
-- The newest row is never deleted, so an id is never used twice: runs are named after it.
CREATE TABLE inbox (
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  remote_id TEXT NOT NULL,
  conversation TEXT NOT NULL,
  sender TEXT NOT NULL,
  sender_name TEXT,
  sent_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting', -- waiting | taken | handled | ignored
  run_id TEXT,
  note TEXT, -- why it was ignored
  body TEXT NOT NULL, -- JSON: text, attachments, replyTo, group, mentionsUs
  UNIQUE (channel, account, remote_id)
);
CREATE INDEX inbox_open ON inbox (id) WHERE state IN ('waiting', 'taken');
CREATE INDEX inbox_age ON inbox (received_at)
  WHERE state IN ('handled', 'ignored');

-- Where a channel stands in its network's stream; written in the transaction that takes the
-- messages before it.
CREATE TABLE positions (
  channel TEXT NOT NULL,
  key TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (channel, key)
);

-- People who wrote without being admitted. One row a person; the owner is shown a digest.
CREATE TABLE knocks (
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  sender TEXT NOT NULL,
  sender_name TEXT,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (channel, account, sender)
);

CREATE TABLE sessions (
  key TEXT PRIMARY KEY,
  agent TEXT NOT NULL,
  session_id TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  label TEXT UNIQUE,
  route TEXT, -- JSON: address of the newest message that came through a channel
  settings TEXT NOT NULL DEFAULT '{}', -- JSON: verboseLevel, thinkingLevel and their like
  input_tokens INTEGER NOT NULL DEFAULT 0,
  output_tokens INTEGER NOT NULL DEFAULT 0,
  last_tokens INTEGER NOT NULL DEFAULT 0, -- of the newest run: what the model reads again
  last_run_aborted INTEGER NOT NULL DEFAULT 0,
  model_provider TEXT,
  model TEXT
);
CREATE INDEX sessions_recent ON sessions (updated_at);
CREATE INDEX sessions_by_agent ON sessions (agent, updated_at);

-- One execution of an agent. The id is the caller's idempotency key, so the same request twice is
-- one row.
CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  agent TEXT NOT NULL,
  session TEXT NOT NULL,
  state TEXT NOT NULL, -- queued | running | done | failed | aborted
  digest TEXT NOT NULL, -- of the request, so that a key is not used for another one
  request TEXT NOT NULL, -- JSON: what is needed to start the run again
  inbox_id INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  accepted_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  outcome TEXT -- JSON: RunOutcome
);
CREATE INDEX runs_open ON runs (accepted_at) WHERE state IN ('queued', 'running');
CREATE INDEX runs_age ON runs (ended_at) WHERE ended_at IS NOT NULL;

-- A session's history, and at the same time the journal of its runs: one row a step. Never deleted.
-- The body stands last: a long one spills over, and what stands before it is read without it.
CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  session TEXT NOT NULL,
  session_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  step INTEGER NOT NULL,
  role TEXT NOT NULL, -- user | assistant | toolResult
  at INTEGER NOT NULL,
  size INTEGER NOT NULL, -- UTF-16 units of body
  body TEXT NOT NULL, -- JSON: content, stopReason, provider, model, usage
  UNIQUE (run_id, step)
);
CREATE INDEX messages_of_session ON messages (session_id, id);

-- Replies not yet delivered, and for a week those that were. A row without ended_at is still owed,
-- whatever its state: uncertain without it means that it will be sent again.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  group_key TEXT NOT NULL, -- parts of one reply share it
  digest TEXT NOT NULL, -- of what was asked for, so that a key is not used for something else
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  conversation TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending', -- pending | sending | sent | rejected | uncertain
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  remote_id TEXT,
  error TEXT,
  body TEXT NOT NULL -- JSON: text, replyTo
);
CREATE INDEX outbox_open ON outbox (channel, account, conversation, id) WHERE ended_at IS NULL;
CREATE INDEX outbox_group ON outbox (group_key);
CREATE INDEX outbox_age ON outbox (ended_at) WHERE ended_at IS NOT NULL;

-- What the assistant was asked to remember.
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  agent TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE VIRTUAL TABLE notes_index USING fts5 (text, content = 'notes', content_rowid = 'id');
CREATE TRIGGER notes_added AFTER INSERT ON notes BEGIN
  INSERT INTO notes_index (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER notes_removed AFTER DELETE ON notes BEGIN
  INSERT INTO notes_index (notes_index, rowid, text) VALUES ('delete', old.id, old.text);
END;
`;
