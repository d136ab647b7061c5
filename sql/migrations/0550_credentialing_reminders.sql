-- Reminders: when people are told that something ends, who else is told the nearer it comes, and what was told to whom.

-- From when on who is told. The rule of a kind of credential goes before that of its category, and that before `any`.
CREATE TABLE praxis.reminder_rule (
    practice_id         uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    rule_id             uuid         NOT NULL,
    kind                text         NOT NULL CHECK (kind ~ '^[a-z][a-z0-9_]{1,31}$'),
    -- Days before the end; days after it are negative.
    thresholds          integer[]    NOT NULL CHECK (cardinality(thresholds) BETWEEN 1 AND 20
                                                     AND array_position(thresholds, NULL) IS NULL
                                                     AND 366 >= ALL (thresholds) AND -366 <= ALL (thresholds)),
    -- And again every so many days after the end, until something renews.
    repeat_days         integer      CHECK (repeat_days BETWEEN 1 AND 90),
    -- The holder is always told; these from so many days on, or never.
    manager_from        integer      CHECK (manager_from BETWEEN -366 AND 366),
    administrator_from  integer      CHECK (administrator_from BETWEEN -366 AND 366),
    director_from       integer      CHECK (director_from BETWEEN -366 AND 366),
    starts_on           date         NOT NULL,
    ends_on             date         CHECK (ends_on > starts_on),
    citation            text         NOT NULL CHECK (length(citation) BETWEEN 1 AND 200),
    created_by          uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at          timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, rule_id),
    CONSTRAINT reminder_rule_once EXCLUDE USING gist (
        practice_id WITH =, kind WITH =, daterange(starts_on, ends_on) WITH &&)
);
COMMENT ON TABLE praxis.reminder_rule IS 'gate:unforced praxis_private.reminder_candidates applies them';

-- What somebody was told of a term that ends: once for each threshold.
CREATE TABLE praxis.reminder (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    reminder_id    uuid         NOT NULL,
    -- Whose credential it is.
    person_id      uuid         NOT NULL,
    credential_id  uuid         NOT NULL,
    term_id        uuid         NOT NULL,
    -- Who is told, and as what.
    account_id     uuid         NOT NULL,
    audience       text         NOT NULL
                   CHECK (audience IN ('holder', 'clinic_manager', 'practice_administrator', 'medical_director')),
    threshold      integer      NOT NULL,
    ends_on        date         NOT NULL,
    -- The day of the telling by the calendar of the clinic that it comes first to.
    told_on        date         NOT NULL,
    created_at     timestamptz  NOT NULL DEFAULT now(),
    mailed_at      timestamptz,
    read_at        timestamptz,
    PRIMARY KEY (practice_id, reminder_id),
    CONSTRAINT reminder_once UNIQUE (practice_id, term_id, threshold, account_id),
    FOREIGN KEY (practice_id, person_id, credential_id)
        REFERENCES praxis.credential (practice_id, person_id, credential_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, credential_id, term_id)
        REFERENCES praxis.credential_term (practice_id, credential_id, term_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, account_id) REFERENCES praxis.account ON UPDATE RESTRICT
);
CREATE INDEX reminder_recipient ON praxis.reminder (practice_id, account_id, created_at DESC);
CREATE INDEX reminder_person ON praxis.reminder (practice_id, person_id, credential_id);
CREATE INDEX reminder_credential ON praxis.reminder (practice_id, credential_id, term_id);
CREATE INDEX reminder_unmailed ON praxis.reminder (practice_id, account_id) WHERE mailed_at IS NULL;
COMMENT ON TABLE praxis.reminder IS 'gate:unforced praxis_private.reminder_mail reads them with addresses';
