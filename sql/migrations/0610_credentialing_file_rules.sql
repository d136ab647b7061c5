-- What no file may leave out, which of its words are peer review, how late a recredentialing was decided, and the votes
-- that the chair signed.

-- What is asked of everybody: no practice documents that it does not apply.
ALTER TABLE praxis.file_element ADD COLUMN exceptable boolean NOT NULL DEFAULT true;
UPDATE praxis.file_element
   SET exceptable = false
 WHERE element IN ('identity', 'attestation', 'license', 'malpractice_history', 'sanctions', 'exclusion');

-- Whoever reads files reads what was found; what a peer or the data bank said, and what somebody wrote by hand, only those
-- who prepare and decide them.
ALTER TABLE praxis.file_flag
    ADD COLUMN compartment text NOT NULL DEFAULT 'peer_review' CHECK (compartment IN ('credential', 'peer_review'));
ALTER TABLE praxis.flag_disposition
    ADD COLUMN compartment text NOT NULL DEFAULT 'peer_review' CHECK (compartment IN ('credential', 'peer_review'));
ALTER TABLE praxis.checklist_exception
    ADD COLUMN compartment text NOT NULL DEFAULT 'peer_review' CHECK (compartment IN ('credential', 'peer_review'));
UPDATE praxis.file_flag f
   SET compartment = 'credential'
  FROM praxis.file_element e
 WHERE e.element = f.element AND e.compartment = 'credential' AND f.verification_id IS NOT NULL;
UPDATE praxis.flag_disposition d
   SET compartment = f.compartment
  FROM praxis.file_flag f
 WHERE f.practice_id = d.practice_id AND f.flag_id = d.flag_id;
UPDATE praxis.checklist_exception x
   SET compartment = e.compartment
  FROM praxis.file_element e
 WHERE e.element = x.element;

-- How many days after the last approval ran out a recredentialing was decided: a deficiency, shown for ever.
ALTER TABLE praxis.file_decision ADD COLUMN days_late integer CHECK (days_late > 0);

-- A signature that grew too old is given again, however often the application went back before.
ALTER TABLE praxis.attestation
    DROP CONSTRAINT attestation_attempt_check,
    ADD CONSTRAINT attestation_attempt CHECK (attempt > 0);

-- Documents and applications are handed out by definers, which ask what confidential ones are opened for.
ALTER TABLE praxis.evidence NO FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE praxis.evidence IS 'gate:unforced praxis_private.evidence_open hands out its bytes';

-- The votes as they stood when the minutes were signed; the guard reads them.
ALTER TABLE praxis.committee_minutes ADD COLUMN votes jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(votes) = 'array');
