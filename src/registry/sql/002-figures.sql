-- Step 2: figures, their indicators and targets; where each record came from; more answers that are
-- remembered.
--
-- The bytes of an imported file are kept in `blob` under import.sha256, so that any record can show
-- its cell as it stood; a file too large to keep has no row there.

-- What is counted or measured.  Amounts of it are integers of the smallest unit: value × 10^-decimals
-- of unit_of_measure; money is đồng with 0 decimals.
CREATE TABLE indicator (
  id              INTEGER PRIMARY KEY,
  code            TEXT,                            -- the office's own or the catalogue's; unique by rule
  name            TEXT NOT NULL CHECK (name <> ''),
  name_sort       BLOB,
  unit_of_measure TEXT,                            -- "mô hình", "đồng", "%", "hộ"
  value_type      TEXT NOT NULL CHECK (value_type = 'count' OR value_type = 'decimal'
                                       OR value_type = 'money' OR value_type = 'percent'
                                       OR value_type = 'yes-no'),
  decimals        INTEGER NOT NULL DEFAULT 0 CHECK (decimals BETWEEN 0 AND 6),
  nature          TEXT NOT NULL CHECK (nature = 'flow' OR nature = 'stock'),
  across_units    TEXT NOT NULL CHECK (across_units = 'sum' OR across_units = 'ratio'
                                       OR across_units = 'distinct' OR across_units = 'none'),
  across_time     TEXT NOT NULL CHECK (across_time = 'sum' OR across_time = 'last'
                                       OR across_time = 'ratio' OR across_time = 'none'),
  direction       TEXT CHECK (direction = 'up' OR direction = 'down'), -- which way is better
  level           TEXT CHECK (level = 'hamlet' OR level = 'commune' OR level = 'district'
                              OR level = 'province'), -- of the units that report it
  frequency       TEXT CHECK (frequency = 'month' OR frequency = 'quarter' OR frequency = 'half-year'
                              OR frequency = 'year' OR frequency = 'term'),
  parent_id       INTEGER REFERENCES indicator (id), -- "trong đó": what it is a part of
  section         TEXT,                              -- heading under which lists show it
  note            TEXT
) STRICT;

CREATE INDEX indicator_parent ON indicator (parent_id) WHERE parent_id IS NOT NULL;

-- What one unit reported of one indicator for one period.  One row each: who reports again replaces,
-- and the history keeps what was.
CREATE TABLE figure (
  id            INTEGER PRIMARY KEY,
  indicator_id  INTEGER NOT NULL REFERENCES indicator (id),
  unit_id       INTEGER NOT NULL REFERENCES unit (id),
  period        TEXT NOT NULL,  -- as in the command line: 2024, 2024-H1, 2024-9M, 2024-Q3, 2024-07 …
  state         TEXT NOT NULL CHECK (state = 'value' OR state = 'nil' OR state = 'missing'
                                     OR state = 'not-applicable'),
  value         INTEGER,        -- smallest unit; the numerator of a ratio; NULL unless state = 'value'
  denominator   INTEGER CHECK (denominator >= 0), -- of "1.452/1.452"; NULL: not said
  qualifier     TEXT CHECK (qualifier = 'more-than' OR qualifier = 'almost' OR qualifier = 'about'),
  reason        TEXT,           -- why it is missing
  note          TEXT,
  import_id     INTEGER REFERENCES import (id),
  import_sheet  TEXT,
  import_row    INTEGER CHECK (import_row >= 1),    -- as the sheet counts
  import_column INTEGER CHECK (import_column >= 1), -- A is 1
  CHECK ((state = 'value') = (value IS NOT NULL))
) STRICT;

-- The key; also what a unit's page reads.
CREATE UNIQUE INDEX figure_key ON figure (unit_id, indicator_id, period);
CREATE INDEX figure_indicator ON figure (indicator_id);
CREATE INDEX figure_import ON figure (import_id) WHERE import_id IS NOT NULL;

-- What one unit is to reach.
CREATE TABLE target (
  id            INTEGER PRIMARY KEY,
  indicator_id  INTEGER NOT NULL REFERENCES indicator (id),
  unit_id       INTEGER NOT NULL REFERENCES unit (id),
  period        TEXT NOT NULL,
  value         INTEGER NOT NULL, -- smallest unit of the indicator
  direction     TEXT NOT NULL DEFAULT 'at-least' CHECK (direction = 'at-least' OR direction = 'at-most'
                                                        OR direction = 'exactly'),
  document      TEXT,             -- decision that set it
  note          TEXT,
  import_id     INTEGER REFERENCES import (id),
  import_sheet  TEXT,
  import_row    INTEGER CHECK (import_row >= 1),
  import_column INTEGER CHECK (import_column >= 1)
) STRICT;

CREATE UNIQUE INDEX target_key ON target (unit_id, indicator_id, period);
CREATE INDEX target_indicator ON target (indicator_id);
CREATE INDEX target_import ON target (import_id) WHERE import_id IS NOT NULL;

-- One table of an imported file as it was understood: which column says which field, so that a
-- record can show the very cell of each of its values.
CREATE TABLE import_table (
  id            INTEGER PRIMARY KEY,
  import_id     INTEGER NOT NULL REFERENCES import (id),
  sheet         TEXT NOT NULL,
  as_register   TEXT NOT NULL,
  heading_first INTEGER NOT NULL CHECK (heading_first >= 1), -- rows as the sheet counts
  heading_last  INTEGER NOT NULL,
  row_last      INTEGER NOT NULL,
  columns       TEXT NOT NULL -- JSON: [{"column": 3, "field": "name", "heading": "…"}, …], A is 1
) STRICT;

CREATE INDEX import_table_import ON import_table (import_id);

-- Further rows that a record was read from, where it has no place of its own for them: units, and
-- records that were in the book before the import changed them.
CREATE TABLE import_row (
  id         INTEGER PRIMARY KEY,
  import_id  INTEGER NOT NULL REFERENCES import (id),
  table_name TEXT NOT NULL,
  record_id  INTEGER NOT NULL,
  sheet      TEXT NOT NULL,
  row        INTEGER NOT NULL CHECK (row >= 1), -- as the sheet counts
  fields     TEXT -- names of what the row changed, one blank between; NULL: it made the record
) STRICT;

CREATE INDEX import_row_record ON import_row (record_id);
CREATE INDEX import_row_import ON import_row (import_id);

-- Two records that look alike and are not the same, said by a person.
CREATE TABLE not_duplicate (
  id         INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  a_id       INTEGER NOT NULL, -- the smaller id
  b_id       INTEGER NOT NULL,
  UNIQUE (table_name, a_id, b_id),
  CHECK (a_id < b_id)
) STRICT;

-- How this office writes a value of a text field: spelling variants joined in a review.
CREATE TABLE spelling (
  id       INTEGER PRIMARY KEY,
  register TEXT NOT NULL,
  field    TEXT NOT NULL,
  written  TEXT NOT NULL, -- as it stands, tidied
  meant    TEXT NOT NULL,
  UNIQUE (register, field, written)
) STRICT;

-- How this office heads an indicator: an answer given once in a review.
CREATE TABLE indicator_alias (
  id           INTEGER PRIMARY KEY,
  match_key    TEXT NOT NULL UNIQUE, -- kheo_text_match_key() of the whole heading
  indicator_id INTEGER NOT NULL REFERENCES indicator (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX indicator_alias_indicator ON indicator_alias (indicator_id);
