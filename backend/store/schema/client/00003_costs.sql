-- +goose Up

-- What an hour of work for a brand costs from a day on, until the next one; ''
-- is from the beginning.
CREATE TABLE hour_rate (
  id         TEXT PRIMARY KEY,
  brand_id   TEXT NOT NULL REFERENCES brand (id),
  value      INTEGER NOT NULL,            -- of one hour, minor units
  currency   TEXT NOT NULL,
  from_day   TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX hour_rate_from ON hour_rate (brand_id, from_day) WHERE deleted_at IS NULL;
