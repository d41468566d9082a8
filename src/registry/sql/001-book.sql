-- Step 1: the book.
--
-- Rules of all tables:
--   * STRICT; `id` is a 63-bit number unique across offices (kheo-id.h), never an official code.
--     Every recorded table has one, so that the history can name each row.
--   * Days are ISO 8601 text and compare as text.  Where less than a day may be known, "2022-06"
--     and "2022" stand for themselves; where nothing is known there is NULL, never a default.
--   * Moments are unix seconds.  Money is đồng, counts are whole numbers; NULL is "not known", not 0.
--   * `…_sort` holds kheo_text_sort_key() of the column before it: the order a reader expects.
--   * Lists of values are checked with OR: IN would build a table in memory for every row inserted,
--     which nearly tripled the time of 100,000 rows.
--   * An index is here because a rule or a list would be slow without it; each costs import time.

-- What the office says of itself (issuing body, style of its pages, root unit …).
CREATE TABLE setting (
  id    INTEGER PRIMARY KEY,
  key   TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

-- One file taken into the book.
CREATE TABLE import (
  id          INTEGER PRIMARY KEY,
  file        TEXT NOT NULL,    -- base name, as the person saw it
  sha256      TEXT NOT NULL CHECK (length (sha256) = 64),
  size        INTEGER NOT NULL, -- bytes
  at          INTEGER NOT NULL, -- unix seconds
  as_register TEXT NOT NULL     -- what it was read as: "models", "units" …
) STRICT;

-- A unit is only an identity: what it is called, where it belongs and which code it bears changes
-- with time and is in unit_version.
CREATE TABLE unit (
  id     INTEGER PRIMARY KEY,
  branch TEXT NOT NULL DEFAULT 'territory' CHECK (branch = 'territory' OR branch = 'party'
                                                  OR branch = 'front'),
  note   TEXT
) STRICT;

-- What a unit was from valid_from to valid_to, both inclusive.  NULL valid_from: since nobody knows
-- when; NULL valid_to: no end is known.  Versions of one unit neither overlap nor leave a gap; that,
-- cycles and living parents are checked by domain/, because a day is not a row.
CREATE TABLE unit_version (
  id         INTEGER PRIMARY KEY,
  unit_id    INTEGER NOT NULL REFERENCES unit (id),
  valid_from TEXT CHECK (length (valid_from) = 10),
  valid_to   TEXT CHECK (length (valid_to) = 10),
  name       TEXT NOT NULL CHECK (name <> ''), -- whole: "Xã Ngọc Chiến"
  name_sort  BLOB,
  type       TEXT NOT NULL,                    -- value of kheo_unit_types()
  code       TEXT,                             -- official code, text with leading zeros
  parent_id  INTEGER REFERENCES unit (id),     -- NULL: a root
  document   TEXT,                             -- decision that made it so
  CHECK (valid_from <= valid_to)
) STRICT;

-- A unit's versions together and oldest first, as they are loaded, and the check that forbids to
-- remove a unit that has versions.
CREATE INDEX unit_version_unit ON unit_version (unit_id, valid_from);
-- The same check for a unit that others belong to: undoing an import removes thousands at once.
CREATE INDEX unit_version_parent ON unit_version (parent_id);

-- What became of a unit.
CREATE TABLE succession (
  id       INTEGER PRIMARY KEY,
  old_id   INTEGER NOT NULL REFERENCES unit (id),
  new_id   INTEGER NOT NULL REFERENCES unit (id),
  whole    INTEGER NOT NULL CHECK (whole IN (0, 1)), -- 0: only a part of the old one
  date     TEXT CHECK (length (date) = 10),          -- first day of the new one
  document TEXT,
  weight   INTEGER CHECK (weight BETWEEN 0 AND 1000000), -- part of the old unit, in millionths
  basis    TEXT,                                         -- what weight counts: households, people …
  CHECK (old_id <> new_id)
) STRICT;

CREATE INDEX succession_old ON succession (old_id);
CREATE INDEX succession_new ON succession (new_id);

-- One "Dân vận khéo" model in one year of registration (kheo-registers.h).
CREATE TABLE model (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL CHECK (name <> ''),
  name_sort     BLOB,
  unit_id       INTEGER NOT NULL REFERENCES unit (id),
  owner         TEXT, -- organisation that carries it out, as written
  kind          TEXT NOT NULL CHECK (kind = 'collective' OR kind = 'individual'),
  field         TEXT NOT NULL CHECK (field = 'economy' OR field = 'culture-society'
                                     OR field = 'defence-security' OR field = 'political-system'),
  year          INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
  registered_on TEXT CHECK (length (registered_on) = 10 OR length (registered_on) = 7
                           OR length (registered_on) = 4),
  origin        TEXT CHECK (origin = 'new' OR origin = 'maintained'),
  person        TEXT,
  post          TEXT,
  address       TEXT,
  participants  INTEGER CHECK (participants >= 0),
  budget        INTEGER CHECK (budget >= 0), -- đồng
  status        TEXT CHECK (status = 'registered' OR status = 'running' OR status = 'recognised'
                            OR status = 'outstanding' OR status = 'commended'
                            OR status = 'stopped'),
  level         TEXT CHECK (level = 'commune' OR level = 'district' OR level = 'province'
                            OR level = 'central'),
  content       TEXT,
  result        TEXT,
  ended_on      TEXT CHECK (length (ended_on) = 10 OR length (ended_on) = 7 OR length (ended_on) = 4),
  end_reason    TEXT,
  parent_id     INTEGER REFERENCES model (id), -- the model it was replicated from
  code          TEXT,
  note          TEXT,
  import_id     INTEGER REFERENCES import (id), -- NULL: entered by hand
  import_sheet  TEXT,
  import_row    INTEGER CHECK (import_row >= 1) -- as the sheet counts
) STRICT;

-- A unit's models of a year: what an import compares its rows with, and the check that forbids to
-- remove a unit that has models.  Orders and totals come from columns in memory, not from here.
CREATE INDEX model_unit ON model (unit_id, year);
-- The check that forbids to remove a model that others were replicated from; few have one.
CREATE INDEX model_parent ON model (parent_id) WHERE parent_id IS NOT NULL;
-- The rows of one import.  Imports come one after the other, so rows are added at its end: cheap.
CREATE INDEX model_import ON model (import_id) WHERE import_id IS NOT NULL;

-- How this office writes the name of a unit: an answer given once in a review.
CREATE TABLE unit_alias (
  id        INTEGER PRIMARY KEY,
  match_key TEXT NOT NULL,                       -- kheo_text_match_key()
  parent_id INTEGER NOT NULL,                    -- inside which unit; 0: anywhere
  unit_id   INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  UNIQUE (match_key, parent_id)
) STRICT;

CREATE INDEX unit_alias_unit ON unit_alias (unit_id);

-- How the columns of a form were understood, so that the next file of that form needs no questions.
CREATE TABLE mapping (
  id          INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL UNIQUE, -- of the form's headings
  name        TEXT,                 -- given by a person
  json        TEXT NOT NULL
) STRICT;

-- Content of attached files, once per SHA-256.  Not in the history and never removed by an action:
-- a row never changes, and undoing the removal of an attachment finds its content here.
CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY CHECK (length (sha256) = 64),
  size   INTEGER NOT NULL, -- bytes
  data   BLOB NOT NULL
) STRICT;

-- A file attached to any record.
CREATE TABLE attachment (
  id         INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  record_id  INTEGER NOT NULL,
  name       TEXT NOT NULL, -- base name of the file
  mime       TEXT NOT NULL,
  sha256     TEXT NOT NULL REFERENCES blob (sha256)
) STRICT;

CREATE INDEX attachment_record ON attachment (record_id, table_name);
