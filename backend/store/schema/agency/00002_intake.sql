-- +goose Up

-- Whose account is which channel, as it was answered once: files of the same
-- account go there without a question.
CREATE TABLE account (
  platform   TEXT NOT NULL,
  name       TEXT NOT NULL,               -- the platform's own id, else the handle or the name, in lower case
  client_id  TEXT NOT NULL REFERENCES client (id),
  channel_id TEXT NOT NULL,               -- in the client's file
  created_at INTEGER NOT NULL,
  PRIMARY KEY (platform, name)
) STRICT, WITHOUT ROWID;

-- How a file of no known format is read, by the shape of its header row.
CREATE TABLE mapping (
  id         TEXT PRIMARY KEY,
  shape      TEXT NOT NULL,               -- SHA-256 of the headers, hex
  name       TEXT NOT NULL,
  spec       TEXT NOT NULL,               -- JSON
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX mapping_shape ON mapping (shape) WHERE deleted_at IS NULL;
