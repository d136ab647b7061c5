-- Whoever corrects what was entered says why, and the record keeps it. Corrections of before stay without.

ALTER TABLE praxis.credential_term ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 2000);
ALTER TABLE praxis.credential_term
    ADD CONSTRAINT credential_term_reason CHECK (supersedes_id IS NULL OR reason IS NOT NULL) NOT VALID;

ALTER TABLE praxis.credential_status ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 2000);
ALTER TABLE praxis.credential_status
    ADD CONSTRAINT credential_status_reason CHECK (supersedes_id IS NULL OR reason IS NOT NULL) NOT VALID;

ALTER TABLE praxis.clinic_credential_term ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 2000);
ALTER TABLE praxis.clinic_credential_term
    ADD CONSTRAINT clinic_credential_term_reason CHECK (supersedes_id IS NULL OR reason IS NOT NULL) NOT VALID;

ALTER TABLE praxis.residence ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 2000);
ALTER TABLE praxis.residence
    ADD CONSTRAINT residence_reason CHECK (supersedes_id IS NULL OR reason IS NOT NULL) NOT VALID;
