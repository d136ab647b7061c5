-- What a list is odd about, runs that a withdrawn list spoiled, exclusions that two people have ended, and since when a
-- business is what screening compares.

ALTER TABLE praxis.screening_import
    -- How many rows have each flag: a list that suddenly lacks names or days is not the list.
    ADD COLUMN flag_counts jsonb NOT NULL DEFAULT '{}';

-- A run of a list that was withdrawn stays in the log and counts for nothing.
ALTER TABLE praxis.screening_run ADD COLUMN withdrawn_at timestamptz;
UPDATE praxis.screening_run r
   SET withdrawn_at = w.withdrawn_at
  FROM (SELECT i.practice_id, encode(i.sha256, 'hex') AS digest, max(i.withdrawn_at) AS withdrawn_at
          FROM praxis.screening_import i
         WHERE i.state = 'withdrawn'
         GROUP BY i.practice_id, i.sha256) w
 WHERE w.practice_id = r.practice_id
   AND r.started_at < w.withdrawn_at
   AND EXISTS (SELECT FROM jsonb_array_elements(r.lists) l WHERE l ->> 'sha256' = w.digest);
DROP INDEX praxis.screening_run_latest;
CREATE INDEX screening_run_latest ON praxis.screening_run (practice_id, started_at DESC);

-- A reinstatement ends a confirmed exclusion on a day; what was before it stays.
ALTER TABLE praxis.screening_disposition
    ADD COLUMN ended_on date,
    ADD CONSTRAINT screening_disposition_end CHECK (
        (ended_on IS NOT NULL) = (reason_code = 'reinstated' AND decision IN ('propose_confirm', 'confirmed')));

-- The few rows that say that somebody was reinstated, for the many that ask.
CREATE INDEX screening_entry_reinstated ON praxis.screening_entry (practice_id, identity_hash, excluded_on)
 WHERE reinstated_on IS NOT NULL;

-- Without a value: as it was created.
ALTER TABLE praxis.vendor ADD COLUMN identified_at timestamptz;
ALTER TABLE praxis.legal_entity ADD COLUMN identified_at timestamptz;
