-- On which day a check was put on record beside the day on which it was made, and which day signed documents bear.

ALTER TABLE praxis.verification
    ADD COLUMN recorded_on date,
    -- The earliest day on which the record itself shows that the check was made.
    ADD COLUMN proven_on date;
-- What was entered within a day of the check was entered with it.
UPDATE praxis.verification v
   SET recorded_on = CASE WHEN v.created_at < v.verified_at + interval '1 day' THEN v.verified_on
                          ELSE greatest(v.verified_on, (v.created_at AT TIME ZONE 'UTC')::date) END;
UPDATE praxis.verification v SET proven_on = v.recorded_on;
ALTER TABLE praxis.verification
    ALTER COLUMN recorded_on SET NOT NULL,
    ALTER COLUMN proven_on SET NOT NULL,
    ADD COLUMN recorded_late boolean NOT NULL GENERATED ALWAYS AS (recorded_on > verified_on) STORED,
    ADD CONSTRAINT verification_recorded CHECK (recorded_on >= verified_on AND proven_on BETWEEN verified_on AND recorded_on);

-- The day that a signed record of a decision bears; other evidence has none.
ALTER TABLE praxis.evidence ADD COLUMN signed_on date CHECK (signed_on BETWEEN '2000-01-01' AND '2999-12-31');
CREATE INDEX evidence_signed ON praxis.evidence (practice_id, person_id, signed_on) WHERE signed_on IS NOT NULL;
