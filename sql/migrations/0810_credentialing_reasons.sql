-- Whoever corrects what was entered says why, and the record keeps it. Corrections of before stay without.

ALTER TABLE praxis.credential_term ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 2000);
ALTER TABLE praxis.credential_status ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 2000);
ALTER TABLE praxis.clinic_credential_term ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 2000);
ALTER TABLE praxis.residence ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 2000);
