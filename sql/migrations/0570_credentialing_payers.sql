-- Payers: the plans that a practice bills, and who is enrolled with which of them at which clinic.

CREATE TABLE praxis.payer_plan (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    plan_id        uuid         NOT NULL,
    payer          text         NOT NULL CHECK (length(payer) BETWEEN 1 AND 120),
    name           text         NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    line           text         NOT NULL
                   CHECK (line IN ('part_b', 'dmepos', 'medicare_advantage', 'medicaid', 'medicaid_managed', 'hmo', 'ppo',
                                   'exchange', 'workers_compensation', 'other')),
    -- Medicare itself follows its own dates; an Advantage plan is a contract like any other.
    kind           text         NOT NULL CHECK (kind IN ('medicare', 'medicaid', 'commercial', 'other')),
    -- The practice credentials for the payer and sends rosters in place of applications.
    delegated      boolean      NOT NULL DEFAULT false,
    -- How many days before the application a payer lets an enrollment begin; Medicare's are a rule.
    backdate_days  integer      NOT NULL DEFAULT 0 CHECK (backdate_days BETWEEN 0 AND 365),
    -- Who has to be enrolled: clinical roles, and states of clinics; no state means all.
    roles          text[]       NOT NULL DEFAULT '{physician,nurse_practitioner}' CHECK (cardinality(roles) BETWEEN 1 AND 20),
    states         text[]       NOT NULL DEFAULT '{}' CHECK (cardinality(states) <= 60),
    -- The plan's days: the first, and the last where it has ended.
    starts_on      date         NOT NULL CHECK (starts_on BETWEEN '1965-07-30' AND '2999-12-31'),
    ends_on        date         CHECK (ends_on BETWEEN starts_on AND '2999-12-31'),
    version        integer      NOT NULL DEFAULT 1,
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, plan_id),
    CHECK ((kind = 'medicare') = (line IN ('part_b', 'dmepos'))),
    CHECK (kind <> 'medicare' OR backdate_days = 0)
);
CREATE UNIQUE INDEX payer_plan_once ON praxis.payer_plan (practice_id, lower(payer), lower(name));
COMMENT ON TABLE praxis.payer_plan IS 'gate:unforced praxis_private.clearance_judged warns of what cannot be billed';

-- A person at a clinic with a plan. Every version of it is kept beside it.
CREATE TABLE praxis.enrollment (
    practice_id          uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id            uuid         NOT NULL,
    enrollment_id        uuid         NOT NULL,
    person_id            uuid         NOT NULL,
    plan_id              uuid         NOT NULL,
    status               text         NOT NULL
                         CHECK (status IN ('not_submitted', 'submitted', 'enrolled', 'denied', 'terminated')),
    participating        boolean,
    -- The day on which the payer received the application.
    submitted_on         date         CHECK (submitted_on BETWEEN '1965-07-30' AND '2999-12-31'),
    -- The first service at this clinic, by which Medicare counts.
    first_service_on     date         CHECK (first_service_on BETWEEN '1965-07-30' AND '2999-12-31'),
    -- Care at the clinic was kept from enrolling by a disaster that was declared.
    disaster             boolean      NOT NULL DEFAULT false,
    -- The first day that the payer pays for, and the last.
    effective_on         date         CHECK (effective_on BETWEEN '1965-07-30' AND '2999-12-31'),
    term_on              date         CHECK (term_on BETWEEN effective_on AND '2999-12-31'),
    payer_number         text         CHECK (length(payer_number) BETWEEN 1 AND 40),
    revalidation_due_on  date         CHECK (revalidation_due_on BETWEEN effective_on AND '2999-12-31'),
    version              integer      NOT NULL DEFAULT 1,
    created_by           uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at           timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, enrollment_id),
    UNIQUE (practice_id, clinic_id, enrollment_id, person_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, plan_id) REFERENCES praxis.payer_plan ON UPDATE RESTRICT,
    CONSTRAINT enrollment_filed CHECK ((status = 'not_submitted') = (submitted_on IS NULL)),
    CONSTRAINT enrollment_begun CHECK ((status IN ('enrolled', 'terminated')) = (effective_on IS NOT NULL)),
    CONSTRAINT enrollment_ended CHECK ((status = 'terminated') = (term_on IS NOT NULL)),
    CONSTRAINT enrollment_participation CHECK ((participating IS NOT NULL) = (effective_on IS NOT NULL)),
    CONSTRAINT enrollment_due CHECK (revalidation_due_on IS NULL OR effective_on IS NOT NULL),
    -- One enrollment at a time.
    CONSTRAINT enrollment_once EXCLUDE USING gist (
        practice_id WITH =, clinic_id WITH =, person_id WITH =, plan_id WITH =,
        daterange(effective_on, term_on, '[]') WITH &&) WHERE (effective_on IS NOT NULL)
);
-- One application at a time.
CREATE UNIQUE INDEX enrollment_applied_once ON praxis.enrollment (practice_id, clinic_id, person_id, plan_id)
 WHERE status IN ('not_submitted', 'submitted');
CREATE INDEX enrollment_person ON praxis.enrollment (practice_id, person_id);
CREATE INDEX enrollment_plan ON praxis.enrollment (practice_id, plan_id);
COMMENT ON TABLE praxis.enrollment IS 'gate:unforced praxis_private.clearance_judged warns of what cannot be billed';

-- What an enrollment was at each version, written by its trigger alone.
CREATE TABLE praxis.enrollment_version (
    practice_id    uuid         NOT NULL,
    clinic_id      uuid         NOT NULL,
    enrollment_id  uuid         NOT NULL,
    version        integer      NOT NULL,
    person_id      uuid         NOT NULL,
    facts          jsonb        NOT NULL CHECK (jsonb_typeof(facts) = 'object'),
    changed_by     uuid         NOT NULL,
    changed_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, enrollment_id, version),
    FOREIGN KEY (practice_id, clinic_id, enrollment_id, person_id)
        REFERENCES praxis.enrollment (practice_id, clinic_id, enrollment_id, person_id) ON UPDATE RESTRICT
);
CREATE INDEX enrollment_version_person
    ON praxis.enrollment_version (practice_id, clinic_id, enrollment_id, person_id);
COMMENT ON TABLE praxis.enrollment_version IS 'gate:unforced praxis_private.enrollment_history writes it, nobody else';

-- A deactivation by the payer: from its day through the day before the new application was received nothing is paid.
CREATE TABLE praxis.enrollment_deactivation (
    practice_id      uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id        uuid         NOT NULL,
    deactivation_id  uuid         NOT NULL,
    enrollment_id    uuid         NOT NULL,
    person_id        uuid         NOT NULL,
    deactivated_on   date         NOT NULL CHECK (deactivated_on BETWEEN '1965-07-30' AND '2999-12-31'),
    received_on      date         CHECK (received_on BETWEEN deactivated_on AND '2999-12-31'),
    reason           text         NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
    version          integer      NOT NULL DEFAULT 1,
    created_by       uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at       timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, deactivation_id),
    FOREIGN KEY (practice_id, clinic_id, enrollment_id, person_id)
        REFERENCES praxis.enrollment (practice_id, clinic_id, enrollment_id, person_id) ON UPDATE RESTRICT,
    CONSTRAINT enrollment_deactivated_once EXCLUDE USING gist (
        practice_id WITH =, clinic_id WITH =, enrollment_id WITH =, daterange(deactivated_on, received_on) WITH &&)
);
CREATE INDEX enrollment_deactivation_enrollment
    ON praxis.enrollment_deactivation (practice_id, clinic_id, enrollment_id, person_id);
COMMENT ON TABLE praxis.enrollment_deactivation
     IS 'gate:unforced praxis_private.clearance_judged warns of what cannot be billed';
