-- +goose Up

-- What happened to a brand, as people write it beside its numbers.
CREATE TABLE mark (
  id         TEXT PRIMARY KEY,
  brand_id   TEXT NOT NULL REFERENCES brand (id),
  channel_id TEXT REFERENCES channel (id), -- null is the whole brand
  kind       TEXT NOT NULL CHECK (kind IN ('incident', 'strategy_change', 'campaign', 'other')),
  from_day   TEXT NOT NULL,
  to_day     TEXT NOT NULL DEFAULT '',     -- the last of several days; '' is the one day
  text       TEXT NOT NULL,
  link       TEXT NOT NULL DEFAULT '',
  who        TEXT NOT NULL DEFAULT '',     -- name of the person
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX mark_day ON mark (brand_id, from_day) WHERE deleted_at IS NULL;
