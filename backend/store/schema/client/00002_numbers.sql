-- +goose Up

-- What every platform's export brings.

-- '' is the client's own currency, of any number that is money.
ALTER TABLE measurement ADD COLUMN currency TEXT NOT NULL DEFAULT '';
CREATE INDEX measurement_foreign ON measurement (channel_id, metric) WHERE currency <> '';
-- Tells in one look that a file has no weeks and months.
CREATE INDEX measurement_coarse ON measurement (grain) WHERE grain <> 'day';

-- One number of a channel that a source gave for a run of days which is no day,
-- week or month. Of several of one run counts marks the one that is used.
CREATE TABLE span_measurement (
  channel_id TEXT NOT NULL REFERENCES channel (id),
  metric     TEXT NOT NULL,
  from_day   TEXT NOT NULL,
  to_day     TEXT NOT NULL,
  import_id  TEXT NOT NULL,
  value      REAL NOT NULL,
  currency   TEXT NOT NULL DEFAULT '',
  as_of      TEXT NOT NULL,               -- last day that the import's file tells of
  counts     INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (channel_id, metric, from_day, to_day, import_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX span_measurement_import ON span_measurement (import_id);

-- A table that a source gave for a run of days by one dimension: spend by
-- campaign, followers by country. A newer import of the same run replaces the
-- table whole, so counts is the same in all rows of an import's table.
CREATE TABLE breakdown (
  channel_id TEXT NOT NULL REFERENCES channel (id),
  dimension  TEXT NOT NULL,               -- campaign, ad_set, ad, source_medium, country, …
  from_day   TEXT NOT NULL,
  to_day     TEXT NOT NULL,
  import_id  TEXT NOT NULL,
  part       TEXT NOT NULL,               -- JSON: names from the outermost in: ["Spring","Set A","Ad 1"]
  metric     TEXT NOT NULL,
  value      REAL NOT NULL,
  currency   TEXT NOT NULL DEFAULT '',
  as_of      TEXT NOT NULL,
  counts     INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (channel_id, dimension, from_day, to_day, part, metric, import_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX breakdown_import ON breakdown (import_id);

ALTER TABLE post ADD COLUMN engaged_users REAL;
ALTER TABLE post_reading ADD COLUMN engaged_users REAL;

-- What a person said of the file that it does not say itself: JSON, '' for nothing.
ALTER TABLE import ADD COLUMN mapping TEXT NOT NULL DEFAULT '';


-- The search index takes each entry in as a part of its own and joins parts
-- later, many at a time: to join sixteen, as is usual, keeps every sixteenth
-- entry waiting. A search reads a few parts more.
INSERT INTO activity_search (activity_search, rank) VALUES ('crisismerge', 64);
INSERT INTO activity_search (activity_search, rank) VALUES ('automerge', 8);


-- Words that people put on posts.

ALTER TABLE post ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';   -- JSON: names
ALTER TABLE post ADD COLUMN pillar TEXT NOT NULL DEFAULT '';   -- the theme of the content plan that it serves


-- Metrics that the agency defines, and what a conversion is worth.

CREATE TABLE custom_metric (
  id         TEXT PRIMARY KEY,
  key        TEXT NOT NULL,               -- as formulas and the command line know it
  name       TEXT NOT NULL,               -- JSON: by language
  definition TEXT NOT NULL DEFAULT '{}',  -- JSON: by language
  kind       TEXT NOT NULL CHECK (kind IN ('flow', 'stock', 'unique', 'ratio')),
  unit       TEXT NOT NULL,
  direction  TEXT NOT NULL CHECK (direction IN ('up', 'down', 'neutral')),
  decimals   INTEGER NOT NULL DEFAULT 0,
  formula    TEXT NOT NULL DEFAULT '',    -- over other metrics, of a ratio
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX custom_metric_key ON custom_metric (key) WHERE deleted_at IS NULL;

CREATE TABLE conversion_goal (
  id         TEXT PRIMARY KEY,
  brand_id   TEXT NOT NULL REFERENCES brand (id),
  name       TEXT NOT NULL,
  event      TEXT NOT NULL DEFAULT '',    -- as the web analytics call it; '' is every conversion
  value      INTEGER NOT NULL,            -- of one conversion, minor units
  currency   TEXT NOT NULL,
  from_day   TEXT NOT NULL DEFAULT '',
  to_day     TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;


-- Targets of a campaign, with a curve, and repeating ones.

ALTER TABLE target ADD COLUMN campaign TEXT NOT NULL DEFAULT '';      -- the outermost name of breakdowns by campaign
ALTER TABLE target ADD COLUMN weights TEXT NOT NULL DEFAULT '[]';     -- JSON: twelve month weights; [] is linear
ALTER TABLE target ADD COLUMN repeats TEXT NOT NULL DEFAULT '' CHECK (repeats IN ('', 'month', 'quarter', 'year'));
ALTER TABLE target ADD COLUMN repeats_until TEXT NOT NULL DEFAULT ''; -- the last day of the last repetition; '' is without end


-- Competitors: who they are, where, and what was seen of them.

CREATE TABLE competitor (
  id         TEXT PRIMARY KEY,
  brand_id   TEXT NOT NULL REFERENCES brand (id),
  name       TEXT NOT NULL,
  website    TEXT NOT NULL DEFAULT '',
  note       TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX competitor_name ON competitor (brand_id, name COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE competitor_account (
  id            TEXT PRIMARY KEY,
  competitor_id TEXT NOT NULL REFERENCES competitor (id),
  platform      TEXT NOT NULL,
  handle        TEXT NOT NULL,
  link          TEXT NOT NULL DEFAULT '',
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  deleted_at    INTEGER
) STRICT;
CREATE UNIQUE INDEX competitor_account_handle ON competitor_account (competitor_id, platform, handle COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE competitor_number (
  account_id TEXT NOT NULL REFERENCES competitor_account (id),
  metric     TEXT NOT NULL CHECK (metric IN ('followers', 'posts', 'engagements', 'mentions')),
  day        TEXT NOT NULL,               -- on which it was seen; a flow is of the month of that day
  value      REAL NOT NULL,
  who        TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, metric, day)
) STRICT, WITHOUT ROWID;

-- What was seen of a competitor, in words.
CREATE TABLE competitor_note (
  id            TEXT PRIMARY KEY,
  competitor_id TEXT NOT NULL REFERENCES competitor (id),
  day           TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('threat', 'opportunity', 'neutral')),
  text          TEXT NOT NULL,
  link          TEXT NOT NULL DEFAULT '',
  who           TEXT NOT NULL DEFAULT '',
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  deleted_at    INTEGER
) STRICT;
CREATE INDEX competitor_note_day ON competitor_note (competitor_id, day);
