-- Step 6: targets as they were before a reform, the territory that a unit works in.

-- What was to be reached by a unit that a reform enlarged or cut, on the maps up to its eve.  The
-- target itself may be set anew since; where it is not, nobody has decided yet.
CREATE TABLE target_before (
  id        INTEGER PRIMARY KEY,
  target_id INTEGER NOT NULL REFERENCES target (id) ON DELETE CASCADE,
  until     TEXT NOT NULL CHECK (length (until) = 10), -- last day of those maps
  value     INTEGER NOT NULL,                          -- smallest unit of the indicator
  UNIQUE (target_id, until)
) STRICT;

-- Where a unit of the Party line, of the Front or another body works: "Đảng bộ xã X" in xã X.  It
-- is an identity, so what became of that territory is found as it is of any unit.
ALTER TABLE unit ADD COLUMN territory_id INTEGER REFERENCES unit (id); -- NULL: none is named

-- The check that forbids to remove a unit in which others work; few do.
CREATE INDEX unit_territory ON unit (territory_id) WHERE territory_id IS NOT NULL;
