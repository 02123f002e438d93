/** A session can be emptied, removed and shortened; nothing that was said is deleted for it. */
export const sessionLifetimes = `
-- Messages with a smaller id stay, but are neither shown nor given to the model.
ALTER TABLE sessions ADD COLUMN begins INTEGER NOT NULL DEFAULT 0;
-- Key of the session that made this one.
ALTER TABLE sessions ADD COLUMN spawned_by TEXT;
CREATE INDEX sessions_spawned ON sessions (spawned_by, updated_at) WHERE spawned_by IS NOT NULL;

-- Sessions that were reset or deleted. Their messages are still found by session_id.
CREATE TABLE archived_sessions (
  session_id TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  agent TEXT NOT NULL,
  label TEXT,
  settings TEXT NOT NULL, -- JSON, as in sessions
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  archived_at INTEGER NOT NULL,
  reason TEXT NOT NULL -- reset | deleted
);
CREATE INDEX archived_of_key ON archived_sessions (key, archived_at);
`;
