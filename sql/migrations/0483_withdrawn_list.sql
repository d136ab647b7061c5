-- A list that should not have come in is withdrawn: it stays on record and is no longer compared.

ALTER TABLE praxis.screening_import
    DROP CONSTRAINT screening_import_state_check,
    ADD CONSTRAINT screening_import_state_check CHECK (state IN ('in_force', 'refused', 'withdrawn')),
    ADD COLUMN withdrawn_at timestamptz,
    ADD COLUMN withdrawn_by uuid,
    ADD CONSTRAINT screening_import_withdrawn
        CHECK (num_nonnulls(withdrawn_at, withdrawn_by) = CASE state WHEN 'withdrawn' THEN 2 ELSE 0 END);
