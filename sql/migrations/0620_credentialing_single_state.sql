-- A multistate license may turn into one of its own state: what its board did to it, as dated as everything else.
ALTER TABLE praxis.credential_status
    DROP CONSTRAINT credential_status_status_check,
    ADD CONSTRAINT credential_status_status_check CHECK (
        status IN ('suspended', 'revoked', 'surrendered', 'inactive', 'restricted', 'probation', 'single_state'));
