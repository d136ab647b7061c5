-- Practices whose chain of events lacks what was signed of it, as after restoring an old backup. No event is added to
-- it, and so nothing of the practice changes, until an operator records a recovery.
CREATE TABLE praxis.audit_hold (
    practice_id  uuid        PRIMARY KEY REFERENCES praxis.practice,
    -- The last event that was signed.
    seq          bigint      NOT NULL CHECK (seq > 0),
    hash         bytea       NOT NULL CHECK (length(hash) = 32),
    since        timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE praxis.audit_hold IS 'gate:sealed set by praxis_private.audit_hold, lifted by the operator who records a recovery';
