-- Step 3: reforms of the map, how much of a divided unit went where, dated groups of units.
--
-- `weight` and `basis` of succession (step 1) were never written and stay empty: one succession can
-- have an amount of each basis (succession_weight).

-- One change of the map as one act: its day and its decision.
CREATE TABLE reform (
  id        INTEGER PRIMARY KEY,
  date      TEXT NOT NULL CHECK (length (date) = 10), -- first day of the new map
  title     TEXT NOT NULL CHECK (title <> ''),        -- as a person named it
  number    TEXT,                                     -- of the decision: "1656/NQ-UBTVQH15"
  issued_on TEXT CHECK (length (issued_on) = 10),
  issuer    TEXT,
  note      TEXT
) STRICT;

ALTER TABLE succession ADD COLUMN reform_id INTEGER REFERENCES reform (id); -- NULL: of an older book

-- What a reform did, and the check that forbids to remove one that successions tell of.
CREATE INDEX succession_reform ON succession (reform_id) WHERE reform_id IS NOT NULL;

-- How much of a divided unit went where.  The amounts of one basis over all parts of an old unit are
-- its weights; a basis of which one part has no amount says nothing.
CREATE TABLE succession_weight (
  id            INTEGER PRIMARY KEY,
  succession_id INTEGER NOT NULL REFERENCES succession (id),
  basis         TEXT NOT NULL CHECK (basis = 'population' OR basis = 'households' OR basis = 'area'),
  amount        INTEGER NOT NULL CHECK (amount >= 0), -- people, households, m²
  UNIQUE (succession_id, basis)
) STRICT;

-- What a person must still decide after a reform.
CREATE TABLE reform_task (
  id         INTEGER PRIMARY KEY,
  reform_id  INTEGER NOT NULL REFERENCES reform (id),
  kind       TEXT NOT NULL,                   -- 'divided-records', 'target' … (kheo-reform-tasks.h)
  unit_id    INTEGER REFERENCES unit (id),    -- what it is about
  other_id   INTEGER REFERENCES unit (id),    -- and where it may lead
  table_name TEXT,                            -- of the record that it is about
  record_id  INTEGER,
  detail     TEXT,                            -- what a sheet or a rule said, for people
  done_on    TEXT CHECK (length (done_on) = 10),
  note       TEXT                             -- of who closed it
) STRICT;

CREATE INDEX reform_task_reform ON reform_task (reform_id);
-- The check that forbids to remove a unit that a task is about; few are.
CREATE INDEX reform_task_unit ON reform_task (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX reform_task_other ON reform_task (other_id) WHERE other_id IS NOT NULL;

-- Dated groups outside the tree: cụm thi đua, khối thi đua, vùng dân tộc thiểu số …
CREATE TABLE unit_group (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind <> ''), -- as people call it: "Cụm thi đua"
  name       TEXT NOT NULL CHECK (name <> ''),
  name_sort  BLOB,
  valid_from TEXT CHECK (length (valid_from) = 10),
  valid_to   TEXT CHECK (length (valid_to) = 10),
  note       TEXT,
  CHECK (valid_from <= valid_to)
) STRICT;

-- Days are as in unit_version; NULL: as long as the group.
CREATE TABLE unit_group_member (
  id         INTEGER PRIMARY KEY,
  group_id   INTEGER NOT NULL REFERENCES unit_group (id),
  unit_id    INTEGER NOT NULL REFERENCES unit (id),
  valid_from TEXT CHECK (length (valid_from) = 10),
  valid_to   TEXT CHECK (length (valid_to) = 10),
  CHECK (valid_from <= valid_to)
) STRICT;

CREATE INDEX unit_group_member_group ON unit_group_member (group_id);
CREATE INDEX unit_group_member_unit ON unit_group_member (unit_id);
