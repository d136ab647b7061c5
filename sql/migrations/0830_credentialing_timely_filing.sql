-- A renewal that was filed in time keeps the authority until the agency acts: recorded like what a board did, from the day of
-- filing on, with the first day on which it no longer helps.
ALTER TABLE praxis.credential_status
    DROP CONSTRAINT credential_status_status_check,
    ADD CONSTRAINT credential_status_status_check CHECK (
        status IN ('suspended', 'revoked', 'surrendered', 'inactive', 'restricted', 'probation', 'single_state',
                   'renewal_filed')),
    ADD CONSTRAINT credential_status_filed_until CHECK (status <> 'renewal_filed' OR ends_on IS NOT NULL);
