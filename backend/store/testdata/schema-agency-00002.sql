CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);

CREATE TABLE client (
  id           TEXT PRIMARY KEY,
  name         TEXT NOT NULL,
  slug         TEXT NOT NULL,
  currency     TEXT NOT NULL,             -- ISO 4217
  timezone     TEXT NOT NULL,             -- IANA name
  language     TEXT NOT NULL,             -- of what is exported for the client
  office_hours TEXT NOT NULL DEFAULT '[]',-- JSON: one {day, from, to} a span
  team         TEXT NOT NULL DEFAULT '[]',-- JSON: ids of persons who work for the client
  notes        TEXT NOT NULL DEFAULT '',
  archived     INTEGER NOT NULL DEFAULT 0,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER
) STRICT;

CREATE UNIQUE INDEX client_slug ON client (slug) WHERE deleted_at IS NULL;

CREATE UNIQUE INDEX client_name ON client (name COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE person (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  initials   TEXT NOT NULL,
  color      TEXT NOT NULL,               -- #rrggbb
  roles      TEXT NOT NULL DEFAULT '[]',  -- JSON: smm, cm, account_lead
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE UNIQUE INDEX person_name ON person (name COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE account (
  platform   TEXT NOT NULL,
  name       TEXT NOT NULL,               -- the platform's own id, else the handle or the name, in lower case
  client_id  TEXT NOT NULL REFERENCES client (id),
  channel_id TEXT NOT NULL,               -- in the client's file
  created_at INTEGER NOT NULL,
  PRIMARY KEY (platform, name)
) STRICT, WITHOUT ROWID;

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

