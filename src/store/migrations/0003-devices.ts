/** Devices that were approved, and what each may be. */
export const devices = `
CREATE TABLE devices (
  id TEXT PRIMARY KEY, -- sha256 of the public key
  public_key TEXT NOT NULL,
  about TEXT NOT NULL, -- JSON: what it said of itself
  created_at INTEGER NOT NULL,
  approved_at INTEGER NOT NULL
);

-- One row for each role of a device. A revoked one stays, so that it is known as revoked.
CREATE TABLE device_grants (
  device TEXT NOT NULL,
  role TEXT NOT NULL, -- operator | node
  scopes TEXT NOT NULL, -- JSON
  commands TEXT NOT NULL, -- JSON
  token TEXT NOT NULL,
  silent INTEGER NOT NULL, -- 1: nobody was asked
  created_at INTEGER NOT NULL,
  rotated_at INTEGER,
  revoked_at INTEGER,
  last_used_at INTEGER,
  PRIMARY KEY (device, role)
);
`;
