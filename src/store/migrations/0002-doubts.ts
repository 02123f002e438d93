/** Deliveries that may have arrived are counted, and what nobody answers is kept for less long. */
export const doubts = `
-- Attempts of a delivery whose outcome the network left open.
ALTER TABLE outbox ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_doubtful ON outbox (ended_at)
  WHERE state = 'uncertain' AND ended_at IS NOT NULL;

-- Nothing that a stranger wrote stays, and the rows themselves only for a day.
UPDATE inbox SET body = '{}', sender_name = NULL WHERE state = 'ignored';
CREATE INDEX inbox_ignored ON inbox (received_at) WHERE state = 'ignored';
`;
