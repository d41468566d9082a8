-- Step 5: charts of an office's own figures, boards of charts and tiles, layouts of annexes.

-- A chart of figures that are not in the book: for a conference, from a report.
CREATE TABLE chart (
  id              INTEGER PRIMARY KEY,
  title           TEXT NOT NULL CHECK (title <> ''),
  kind            TEXT NOT NULL CHECK (kind <> ''), -- "bar", "ranking" …
  subtitle        TEXT,
  unit_of_measure TEXT,
  source          TEXT,                             -- who gave the figures, without "Source:"
  dated_on        TEXT CHECK (length (dated_on) = 10),
  unit_id         INTEGER REFERENCES unit (id),     -- of what unit it speaks; NULL: any
  content         TEXT NOT NULL,                    -- heading line first, cells between tabs
  options         TEXT,                             -- a line each, cells between tabs (report/kheo-chart-options.h)
  note            TEXT
) STRICT;

-- The check that forbids to remove a unit that a chart speaks of; few do.
CREATE INDEX chart_unit ON chart (unit_id) WHERE unit_id IS NOT NULL;

-- A page of charts and tiles that the office arranged.
CREATE TABLE board (
  id      INTEGER PRIMARY KEY,
  unit_id INTEGER REFERENCES unit (id), -- only of this unit; NULL: of every unit
  name    TEXT NOT NULL CHECK (name <> ''),
  place   INTEGER NOT NULL DEFAULT 0    -- order among boards
) STRICT;

CREATE INDEX board_unit ON board (unit_id) WHERE unit_id IS NOT NULL;

CREATE TABLE board_item (
  id       INTEGER PRIMARY KEY,
  board_id INTEGER NOT NULL REFERENCES board (id),
  place    INTEGER NOT NULL DEFAULT 0,
  width    INTEGER NOT NULL DEFAULT 1 CHECK (width BETWEEN 1 AND 3), -- columns
  what     TEXT NOT NULL CHECK (what = 'tile' OR what = 'chart'),
  dataset  TEXT NOT NULL,                -- "models:field", "indicator:DV22:year", "chart"
  kind     TEXT,                         -- of chart; NULL: the one that shows it best
  title    TEXT,                         -- as the office calls it; NULL: the dataset's own
  chart_id INTEGER REFERENCES chart (id), -- of dataset "chart"
  options  TEXT
) STRICT;

CREATE INDEX board_item_board ON board_item (board_id);
CREATE INDEX board_item_chart ON board_item (chart_id) WHERE chart_id IS NOT NULL;

-- How an office lays out an annex: columns, headings, signatures.
CREATE TABLE annex_layout (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL CHECK (name <> ''),
  content TEXT NOT NULL -- JSON (report/kheo-annex-layout.h)
) STRICT;
