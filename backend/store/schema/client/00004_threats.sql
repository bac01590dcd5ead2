-- +goose Up

-- Where a competitor's number was read: '' and 0 are typed by hand.
ALTER TABLE competitor_number ADD COLUMN file TEXT NOT NULL DEFAULT '';
ALTER TABLE competitor_number ADD COLUMN row INTEGER NOT NULL DEFAULT 0; -- as a spreadsheet counts

-- What a person decided of a threat or an opportunity. One without a row is open.
CREATE TABLE triage (
  id         TEXT PRIMARY KEY,
  brand_id   TEXT NOT NULL REFERENCES brand (id),
  origin     TEXT NOT NULL CHECK (origin IN ('competitor', 'community', 'kpi')),
  origin_id  TEXT NOT NULL,               -- of the observation, the entry of the log or the target
  span       TEXT NOT NULL DEFAULT '',    -- first day of the target's repetition
  kind       TEXT NOT NULL CHECK (kind IN ('threat', 'opportunity')), -- as it was when it was decided
  state      TEXT NOT NULL CHECK (state IN ('watch', 'act', 'dismissed')),
  reason     TEXT NOT NULL,
  who        TEXT NOT NULL DEFAULT '',    -- name of the person
  decided_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX triage_origin ON triage (origin, origin_id, span) WHERE deleted_at IS NULL;
CREATE INDEX triage_brand ON triage (brand_id) WHERE deleted_at IS NULL;

-- Few entries of a long log are handed up.
CREATE INDEX activity_escalated ON activity (channel_id, occurred_at) WHERE outcome = 'escalated' AND deleted_at IS NULL;
