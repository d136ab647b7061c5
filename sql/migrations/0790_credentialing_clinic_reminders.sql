-- What somebody was told of a certificate of a clinic that ends: once for each threshold, as of people's terms.
CREATE TABLE praxis.clinic_reminder (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid         NOT NULL,
    reminder_id    uuid         NOT NULL,
    credential_id  uuid         NOT NULL,
    term_id        uuid         NOT NULL,
    -- Who is told, and as what.
    account_id     uuid         NOT NULL,
    audience       text         NOT NULL
                   CHECK (audience IN ('clinic_manager', 'practice_administrator', 'medical_director',
                                       'credentialing_specialist')),
    threshold      integer      NOT NULL,
    ends_on        date         NOT NULL,
    -- The day of the telling by the calendar of the clinic.
    told_on        date         NOT NULL,
    created_at     timestamptz  NOT NULL DEFAULT now(),
    mailed_at      timestamptz,
    read_at        timestamptz,
    PRIMARY KEY (practice_id, clinic_id, reminder_id),
    CONSTRAINT clinic_reminder_once UNIQUE (practice_id, clinic_id, term_id, threshold, account_id),
    FOREIGN KEY (practice_id, clinic_id, credential_id, term_id)
        REFERENCES praxis.clinic_credential_term (practice_id, clinic_id, credential_id, term_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, account_id) REFERENCES praxis.account ON UPDATE RESTRICT
);
CREATE INDEX clinic_reminder_recipient ON praxis.clinic_reminder (practice_id, account_id, created_at DESC);
CREATE INDEX clinic_reminder_term ON praxis.clinic_reminder (practice_id, clinic_id, credential_id, term_id);
CREATE INDEX clinic_reminder_unmailed ON praxis.clinic_reminder (practice_id, account_id) WHERE mailed_at IS NULL;
COMMENT ON TABLE praxis.clinic_reminder IS 'gate:unforced praxis_private.reminder_mail reads them with addresses';
