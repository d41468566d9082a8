-- Step 4: open matters: what somebody is to do, and what people asked for.
--
-- An open matter of a unit that a reform ends is handed to the unit that came to its place:
-- `unit_id` then names the new one and `first_unit_id` the one that it was given to or came from at
-- first.  What is closed stays with the unit of its day.

-- One thing that somebody is to do until a day.
CREATE TABLE task (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL CHECK (name <> ''), -- what is to be done
  name_sort     BLOB,
  unit_id       INTEGER NOT NULL REFERENCES unit (id),
  first_unit_id INTEGER REFERENCES unit (id), -- NULL: never handed over
  address       TEXT,                         -- place inside the unit: hamlet, street
  body          TEXT,                         -- organisation that is to do it, as written
  person        TEXT,                         -- who answers for it
  origin        TEXT,                         -- "Giao ban quý III/2026", "Kết luận giám sát" …
  document      TEXT,                         -- number and symbol of what gave it
  given_on      TEXT CHECK (length (given_on) = 10 OR length (given_on) = 7 OR length (given_on) = 4),
  due_on        TEXT CHECK (length (due_on) = 10 OR length (due_on) = 7 OR length (due_on) = 4),
  state         TEXT NOT NULL CHECK (state = 'new' OR state = 'doing' OR state = 'done'
                                     OR state = 'stopped'),
  done_on       TEXT CHECK (length (done_on) = 10 OR length (done_on) = 7 OR length (done_on) = 4),
  result        TEXT,
  note          TEXT,
  import_id     INTEGER REFERENCES import (id), -- NULL: entered by hand
  import_sheet  TEXT,
  import_row    INTEGER CHECK (import_row >= 1) -- as the sheet counts
) STRICT;

-- What one unit has to do, and the checks that forbid to remove a unit or an import that a task
-- names.
CREATE INDEX task_unit ON task (unit_id);
CREATE INDEX task_first_unit ON task (first_unit_id) WHERE first_unit_id IS NOT NULL;
CREATE INDEX task_import ON task (import_id) WHERE import_id IS NOT NULL;

-- What people or a body asked of those who govern, and what was answered.
CREATE TABLE petition (
  id            INTEGER PRIMARY KEY,
  content       TEXT NOT NULL CHECK (content <> ''),
  unit_id       INTEGER NOT NULL REFERENCES unit (id), -- the place that it is about
  first_unit_id INTEGER REFERENCES unit (id),          -- NULL: never handed over
  address       TEXT,                                  -- place inside the unit: hamlet, street
  source        TEXT CHECK (source = 'supervision' OR source = 'criticism'
                            OR source = 'voter-meeting' OR source = 'briefing'
                            OR source = 'citizen'),
  received_on   TEXT CHECK (length (received_on) = 10 OR length (received_on) = 7
                            OR length (received_on) = 4),
  sender_type   TEXT CHECK (sender_type = 'person' OR sender_type = 'group'
                            OR sender_type = 'organisation'),
  sender        TEXT, -- a name only where the work needs it
  field         TEXT, -- "Đất đai", "Môi trường" …
  addressed_to  TEXT CHECK (addressed_to = 'party' OR addressed_to = 'government'
                            OR addressed_to = 'other'),
  body          TEXT, -- which one, as written
  document      TEXT, -- number and symbol of the letter that passed it on
  sent_on       TEXT CHECK (length (sent_on) = 10 OR length (sent_on) = 7 OR length (sent_on) = 4),
  due_on        TEXT CHECK (length (due_on) = 10 OR length (due_on) = 7 OR length (due_on) = 4),
  state         TEXT NOT NULL CHECK (state = 'open' OR state = 'doing' OR state = 'done'),
  answered_on   TEXT CHECK (length (answered_on) = 10 OR length (answered_on) = 7
                            OR length (answered_on) = 4),
  answer        TEXT,
  public        TEXT CHECK (public = 'yes' OR public = 'no'), -- was the answer made public?
  note          TEXT,
  import_id     INTEGER REFERENCES import (id),
  import_sheet  TEXT,
  import_row    INTEGER CHECK (import_row >= 1)
) STRICT;

CREATE INDEX petition_unit ON petition (unit_id);
CREATE INDEX petition_first_unit ON petition (first_unit_id) WHERE first_unit_id IS NOT NULL;
CREATE INDEX petition_import ON petition (import_id) WHERE import_id IS NOT NULL;
