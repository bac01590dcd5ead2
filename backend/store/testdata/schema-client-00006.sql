CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);

CREATE TABLE brand (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  logo       TEXT NOT NULL DEFAULT '',    -- name of a file beside the database, or ''
  color      TEXT NOT NULL DEFAULT '',    -- #rrggbb or ''
  color2     TEXT NOT NULL DEFAULT '',
  sector     TEXT NOT NULL DEFAULT '',
  website    TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE UNIQUE INDEX brand_name ON brand (name COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE channel (
  id         TEXT PRIMARY KEY,
  brand_id   TEXT NOT NULL REFERENCES brand (id),
  platform   TEXT NOT NULL,
  handle     TEXT NOT NULL,
  link       TEXT NOT NULL DEFAULT '',
  account    TEXT NOT NULL DEFAULT '',    -- the platform's own id of the account, learned from its exports
  since      TEXT NOT NULL DEFAULT '',    -- YYYY-MM-DD or ''
  until      TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE UNIQUE INDEX channel_handle ON channel (brand_id, platform, handle COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE import (
  id         TEXT PRIMARY KEY,
  file       TEXT NOT NULL,               -- its name, without folders
  hash       TEXT NOT NULL,               -- SHA-256 of its bytes, hex
  kept       TEXT NOT NULL DEFAULT '',    -- the compressed original, a name beside the database
  format     TEXT NOT NULL,
  channels   TEXT NOT NULL DEFAULT '[]',  -- JSON: ids of the channels it fed
  size       INTEGER NOT NULL,
  as_of      TEXT NOT NULL,               -- last day that the file tells of: the newer of two files wins
  from_day   TEXT NOT NULL DEFAULT '',
  to_day     TEXT NOT NULL DEFAULT '',
  read       INTEGER NOT NULL DEFAULT 0,
  added      INTEGER NOT NULL DEFAULT 0,
  updated    INTEGER NOT NULL DEFAULT 0,
  unchanged  INTEGER NOT NULL DEFAULT 0,
  skipped    TEXT NOT NULL DEFAULT '[]',  -- JSON: {row, key, args}
  skips      INTEGER NOT NULL DEFAULT 0,  -- how many were skipped; the list may hold fewer
  sums       TEXT NOT NULL DEFAULT '{}',  -- JSON: metric to number
  columns    TEXT NOT NULL DEFAULT '[]',  -- JSON: {header, metric, field}
  who        TEXT NOT NULL DEFAULT '',    -- name of the person
  created_at INTEGER NOT NULL,
  undone_at  INTEGER
, mapping TEXT NOT NULL DEFAULT '', kept_sums TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX import_created ON import (created_at);

CREATE INDEX import_hash ON import (hash);

CREATE TABLE post (
  id               TEXT PRIMARY KEY,
  channel_id       TEXT NOT NULL REFERENCES channel (id),
  platform_id      TEXT NOT NULL,         -- the platform's own id of the post
  permalink        TEXT NOT NULL DEFAULT '',
  title            TEXT NOT NULL DEFAULT '',
  text             TEXT NOT NULL DEFAULT '',
  type             TEXT NOT NULL DEFAULT '',
  published_at     INTEGER NOT NULL,
  day              TEXT NOT NULL,         -- of published_at, in the client's time zone
  duration_s       REAL,
  currency         TEXT NOT NULL DEFAULT '', -- of revenue
  impressions      REAL, views REAL, reach REAL, video_views REAL, video_views_60s REAL, watch_time_s REAL,
  likes            REAL, comments REAL, shares REAL, saves REAL, engagements REAL,
  clicks           REAL, link_clicks REAL, other_clicks REAL, new_followers REAL, profile_visits REAL,
  navigation       REAL, sticker_taps REAL, revenue REAL,
  import_id        TEXT REFERENCES import (id), -- whose reading the numbers are while there is but one
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  deleted_at       INTEGER
, engaged_users REAL, tags TEXT NOT NULL DEFAULT '[]', pillar TEXT NOT NULL DEFAULT '') STRICT;

CREATE UNIQUE INDEX post_platform_id ON post (channel_id, platform_id);

CREATE INDEX post_day ON post (channel_id, day) WHERE deleted_at IS NULL;

CREATE INDEX post_import ON post (import_id);

CREATE TABLE post_reading (
  post_id          TEXT NOT NULL REFERENCES post (id),
  import_id        TEXT NOT NULL,         -- '' is what stood before any import
  permalink        TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, type TEXT NOT NULL,
  published_at     INTEGER NOT NULL, day TEXT NOT NULL, duration_s REAL, currency TEXT NOT NULL,
  impressions      REAL, views REAL, reach REAL, video_views REAL, video_views_60s REAL, watch_time_s REAL,
  likes            REAL, comments REAL, shares REAL, saves REAL, engagements REAL,
  clicks           REAL, link_clicks REAL, other_clicks REAL, new_followers REAL, profile_visits REAL,
  navigation       REAL, sticker_taps REAL, revenue REAL, engaged_users REAL,
  PRIMARY KEY (post_id, import_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX post_reading_import ON post_reading (import_id);

CREATE TABLE measurement (
  channel_id TEXT NOT NULL REFERENCES channel (id),
  metric     TEXT NOT NULL,
  grain      TEXT NOT NULL CHECK (grain IN ('day', 'week', 'month')),
  day        TEXT NOT NULL,
  import_id  TEXT NOT NULL DEFAULT '',    -- '' is typed
  value      REAL NOT NULL,
  as_of      TEXT NOT NULL,               -- of the import; '' when typed
  counts     INTEGER NOT NULL DEFAULT 1,
  note       TEXT NOT NULL DEFAULT '',
  who        TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL, currency TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (channel_id, metric, grain, day, import_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX measurement_import ON measurement (import_id) WHERE import_id <> '';

CREATE TRIGGER measurement_typed AFTER INSERT ON measurement WHEN NEW.import_id = '' BEGIN
  UPDATE measurement SET counts = (import_id = '')
    WHERE channel_id = NEW.channel_id AND metric = NEW.metric AND grain = NEW.grain AND day = NEW.day
      AND counts <> (import_id = '');
END;

CREATE TRIGGER measurement_cleared AFTER DELETE ON measurement WHEN OLD.import_id = '' BEGIN
  UPDATE measurement SET counts = 1
    WHERE channel_id = OLD.channel_id AND metric = OLD.metric AND grain = OLD.grain AND day = OLD.day
      AND import_id = (SELECT import_id FROM measurement
        WHERE channel_id = OLD.channel_id AND metric = OLD.metric AND grain = OLD.grain AND day = OLD.day
        ORDER BY as_of DESC, value DESC, import_id DESC LIMIT 1);
END;

CREATE TABLE target (
  id         TEXT PRIMARY KEY,
  brand_id   TEXT NOT NULL REFERENCES brand (id),
  channel_id TEXT REFERENCES channel (id), -- NULL is the whole brand
  metric     TEXT NOT NULL,
  level      TEXT NOT NULL DEFAULT 'channel' CHECK (level IN ('channel', 'post', 'log')),
  baseline   REAL NOT NULL DEFAULT 0,
  value      REAL NOT NULL,
  from_day   TEXT NOT NULL,
  to_day     TEXT NOT NULL,
  note       TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
, campaign TEXT NOT NULL DEFAULT '', weights TEXT NOT NULL DEFAULT '[]', repeats TEXT NOT NULL DEFAULT '' CHECK (repeats IN ('', 'month', 'quarter', 'year')), repeats_until TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX target_brand ON target (brand_id, from_day) WHERE deleted_at IS NULL;

CREATE TABLE activity (
  key         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  brand_id    TEXT NOT NULL REFERENCES brand (id),
  channel_id  TEXT NOT NULL REFERENCES channel (id),
  kind        TEXT NOT NULL,
  quantity    INTEGER NOT NULL DEFAULT 1,
  as_self     INTEGER NOT NULL DEFAULT 0, -- 1: under one's own name, 0: as the brand
  occurred_at INTEGER NOT NULL,           -- received_at, else answered_at, else when it was
  day         TEXT NOT NULL,              -- of occurred_at, in the client's time zone
  ym          INTEGER NOT NULL,           -- its month: 202610
  received_at INTEGER,
  answered_at INTEGER,
  due         INTEGER,                    -- of what needs an answer: 0 waits, 1 answered, 2 answered before it was received, 3 a reply without the time; NULL needs none
  resp_ms     INTEGER,                    -- answered_at - received_at where due is 1
  sentiment   INTEGER,                    -- -1, 0, 1; NULL is not said
  topics      TEXT NOT NULL DEFAULT '[]', -- JSON: names
  person_id   TEXT NOT NULL DEFAULT '',   -- who of the team did it
  author      TEXT NOT NULL DEFAULT '',   -- with whom
  text        TEXT NOT NULL DEFAULT '',
  answer      TEXT NOT NULL DEFAULT '',
  link        TEXT NOT NULL DEFAULT '',
  outcome     TEXT NOT NULL DEFAULT '',
  minutes     REAL,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  deleted_at  INTEGER
) STRICT;

CREATE INDEX activity_time      ON activity (occurred_at) WHERE deleted_at IS NULL;

CREATE INDEX activity_channel   ON activity (channel_id, occurred_at) WHERE deleted_at IS NULL;

CREATE INDEX activity_kind      ON activity (kind, sentiment, occurred_at) WHERE deleted_at IS NULL;

CREATE INDEX activity_cell      ON activity (channel_id, kind, sentiment, occurred_at, key, quantity, due, minutes) WHERE deleted_at IS NULL;

CREATE INDEX activity_sentiment ON activity (sentiment, occurred_at) WHERE deleted_at IS NULL;

CREATE INDEX activity_person    ON activity (person_id, occurred_at) WHERE deleted_at IS NULL;

CREATE INDEX activity_response  ON activity (ym, resp_ms, channel_id, occurred_at) WHERE resp_ms IS NOT NULL AND deleted_at IS NULL;

CREATE INDEX activity_open      ON activity (ym, due, channel_id, occurred_at) WHERE due <> 1 AND deleted_at IS NULL;

CREATE TABLE activity_topic (
  topic       TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  key         INTEGER NOT NULL,
  channel_id  TEXT NOT NULL,
  quantity    INTEGER NOT NULL,
  PRIMARY KEY (topic, occurred_at, key)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE activity_search USING fts5 (
  text, answer, author, topics,
  content = 'activity', content_rowid = 'key', columnsize = 0,
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER activity_added AFTER INSERT ON activity BEGIN
  INSERT INTO activity_search (rowid, text, answer, author, topics)
    VALUES (NEW.key, NEW.text, NEW.answer, NEW.author, NEW.topics);
END;

CREATE TRIGGER activity_removed AFTER DELETE ON activity BEGIN
  INSERT INTO activity_search (activity_search, rowid, text, answer, author, topics)
    VALUES ('delete', OLD.key, OLD.text, OLD.answer, OLD.author, OLD.topics);
END;

CREATE TRIGGER activity_reworded AFTER UPDATE OF text, answer, author, topics ON activity
WHEN OLD.text <> NEW.text OR OLD.answer <> NEW.answer OR OLD.author <> NEW.author OR OLD.topics <> NEW.topics BEGIN
  INSERT INTO activity_search (activity_search, rowid, text, answer, author, topics)
    VALUES ('delete', OLD.key, OLD.text, OLD.answer, OLD.author, OLD.topics);
  INSERT INTO activity_search (rowid, text, answer, author, topics)
    VALUES (NEW.key, NEW.text, NEW.answer, NEW.author, NEW.topics);
END;

CREATE TRIGGER activity_topic_added AFTER INSERT ON activity WHEN NEW.topics <> '[]' AND NEW.deleted_at IS NULL BEGIN
  INSERT OR IGNORE INTO activity_topic (topic, occurred_at, key, channel_id, quantity)
    SELECT value, NEW.occurred_at, NEW.key, NEW.channel_id, NEW.quantity FROM json_each(NEW.topics);
END;

CREATE TRIGGER activity_topic_removed AFTER DELETE ON activity WHEN OLD.topics <> '[]' BEGIN
  DELETE FROM activity_topic WHERE topic IN (SELECT value FROM json_each(OLD.topics)) AND occurred_at = OLD.occurred_at AND key = OLD.key;
END;

CREATE TRIGGER activity_topic_changed AFTER UPDATE OF topics, occurred_at, channel_id, quantity, deleted_at ON activity
WHEN (OLD.topics <> '[]' OR NEW.topics <> '[]') AND (OLD.topics <> NEW.topics OR OLD.occurred_at <> NEW.occurred_at
  OR OLD.channel_id <> NEW.channel_id OR OLD.quantity <> NEW.quantity OR OLD.deleted_at IS NOT NEW.deleted_at) BEGIN
  DELETE FROM activity_topic WHERE topic IN (SELECT value FROM json_each(OLD.topics)) AND occurred_at = OLD.occurred_at AND key = OLD.key;
  INSERT OR IGNORE INTO activity_topic (topic, occurred_at, key, channel_id, quantity)
    SELECT value, NEW.occurred_at, NEW.key, NEW.channel_id, NEW.quantity FROM json_each(NEW.topics) WHERE NEW.deleted_at IS NULL;
END;

CREATE TABLE summary (
  id         TEXT PRIMARY KEY,
  brand_id   TEXT NOT NULL DEFAULT '',    -- '' is a report of all brands
  kind       TEXT NOT NULL,               -- of the report: client-monthly
  period     TEXT NOT NULL,               -- YYYY-MM
  text       TEXT NOT NULL,
  prepared_by TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE UNIQUE INDEX summary_period ON summary (kind, brand_id, period) WHERE deleted_at IS NULL;

CREATE TABLE action (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  kind      TEXT NOT NULL DEFAULT 'edit', -- edit, or import: undone by the room that owns it
  ref       TEXT NOT NULL DEFAULT '',     -- what an import action stands for: the import's id
  label     TEXT NOT NULL,                -- key of the sentence that says what was done
  args      TEXT NOT NULL DEFAULT '[]',   -- JSON: what fills the sentence
  who       TEXT NOT NULL DEFAULT '',     -- name of the person
  at        INTEGER NOT NULL,
  undone_at INTEGER,
  dropped   INTEGER NOT NULL DEFAULT 0    -- 1: undone, and something else was done since: no redo
) STRICT;

CREATE INDEX action_redo ON action (undone_at) WHERE undone_at IS NOT NULL AND dropped = 0;

CREATE TABLE change (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id INTEGER NOT NULL REFERENCES action (id),
  tbl       TEXT NOT NULL,
  row_key   TEXT NOT NULL,                -- JSON: the values of the table's key
  before    TEXT,                         -- JSON: the row by columns; NULL: there was none
  after     TEXT
) STRICT;

CREATE INDEX change_action ON change (action_id);

CREATE INDEX change_row ON change (row_key, tbl);

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX measurement_foreign ON measurement (channel_id, metric) WHERE currency <> '';

CREATE INDEX measurement_coarse ON measurement (grain) WHERE grain <> 'day';

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
  created_at INTEGER NOT NULL, file TEXT NOT NULL DEFAULT '', row INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (account_id, metric, day)
) STRICT, WITHOUT ROWID;

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

CREATE INDEX activity_escalated ON activity (channel_id, occurred_at) WHERE outcome = 'escalated' AND deleted_at IS NULL;

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

