-- Step 6: targets as they were before a reform.

-- What was to be reached by a unit that a reform enlarged or cut, on the maps up to its eve.  The
-- target itself may be set anew since; where it is not, nobody has decided yet.
CREATE TABLE target_before (
  id        INTEGER PRIMARY KEY,
  target_id INTEGER NOT NULL REFERENCES target (id) ON DELETE CASCADE,
  until     TEXT NOT NULL CHECK (length (until) = 10), -- last day of those maps
  value     INTEGER NOT NULL,                          -- smallest unit of the indicator
  UNIQUE (target_id, until)
) STRICT;
