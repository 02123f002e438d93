/** What diagnosis needs of the disk. */
export const diagnosis = `
-- Where readiness proves that the disk takes a commit: one row, written over and over.
CREATE TABLE readiness (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  proven_at INTEGER NOT NULL
);

-- Deliveries that were refused are listed newest first, among many that arrived.
CREATE INDEX outbox_rejected ON outbox (ended_at)
  WHERE state = 'rejected' AND ended_at IS NOT NULL;
`;
