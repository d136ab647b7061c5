-- Whom one spoke to about a certificate of a clinic, and a way to the checks that a program fetched.

ALTER TABLE praxis.clinic_verification ADD COLUMN spoken_to text CHECK (length(spoken_to) BETWEEN 1 AND 200);
CREATE INDEX verification_fetched ON praxis.verification (practice_id, person_id) WHERE fetched;
