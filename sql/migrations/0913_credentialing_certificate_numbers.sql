-- A certificate is the same however its number is written: none that was revoked comes back with other signs.
CREATE UNIQUE INDEX clinic_credential_number ON praxis.clinic_credential
    (practice_id, clinic_id, type_code, upper(regexp_replace(number, '[^A-Za-z0-9]', '', 'g')));
