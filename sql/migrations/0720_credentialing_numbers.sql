-- The number on a renewal, as it is compared with those of provider files: LicenseNumber.normalized for what boards print.
ALTER TABLE praxis.credential_claim
    ADD COLUMN number_normalized text NOT NULL
        GENERATED ALWAYS AS (upper(regexp_replace(coalesce(number, ''), '[^A-Za-z0-9]', '', 'g'))) STORED;
