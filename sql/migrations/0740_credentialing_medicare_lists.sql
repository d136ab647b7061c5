-- Medicare's public lists about people: who may order and refer, who has opted out, and when enrollments are to be
-- revalidated. Each is whole: what it says of somebody holds from its day on, and so does that it does not name them.

ALTER TABLE praxis.pecos_import
    DROP CONSTRAINT pecos_import_layout_check,
    ADD CONSTRAINT pecos_import_layout_check
        CHECK (layout IN ('enrollment', 'care_compare', 'order_refer', 'opt_out', 'revalidation')),
    -- The day of a list, and where it is from: somebody entered it, the file names it, or it is the day of the upload.
    ADD COLUMN as_of      date  CHECK (as_of BETWEEN '2000-01-01' AND '2999-12-31'),
    ADD COLUMN as_of_from text  CHECK (as_of_from IN ('entered', 'file', 'upload')),
    ADD CONSTRAINT pecos_import_dated CHECK ((layout IN ('order_refer', 'opt_out', 'revalidation')) = (as_of IS NOT NULL)),
    ADD CONSTRAINT pecos_import_dated_from CHECK ((as_of IS NULL) = (as_of_from IS NULL));

-- What a list says of a person, one row for each that it has about them; one without a number where it names them not.
CREATE TABLE praxis.medicare_listing (
    practice_id   uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    listing_id    uuid         NOT NULL,
    person_id     uuid         NOT NULL,
    import_id     uuid         NOT NULL,
    list          text         NOT NULL CHECK (list IN ('order_refer', 'opt_out', 'revalidation')),
    -- The day of the list; the guard takes it from the import.
    as_of         date         NOT NULL,
    npi           text         NOT NULL CHECK (praxis.npi_is_valid(npi)),
    row_number    integer      CHECK (row_number > 1),
    -- What the person may order and refer.
    services      text[]       CHECK (services <@ '{partb,dme,hha,pmd,hospice}'),
    -- The period of the affidavit, both days included, and whether it goes on by itself: by the rule of its last day.
    starts_on     date         CHECK (starts_on BETWEEN '1965-07-30' AND '2999-12-31'),
    ends_on       date         CHECK (ends_on BETWEEN starts_on AND '2999-12-31'),
    may_refer     boolean,
    renews        boolean,
    rule_version  text,
    -- An enrollment there with the day by which it is to be revalidated; the adjusted one goes before.
    enrollment    text         CHECK (enrollment ~ '^[0-9A-Z]{1,20}$'),
    state         text         CHECK (state ~ '^[A-Z]{2}$'),
    supplier      boolean,
    due_on        date         CHECK (due_on BETWEEN '1965-07-30' AND '2999-12-31'),
    adjusted_on   date         CHECK (adjusted_on BETWEEN '1965-07-30' AND '2999-12-31'),
    created_by    uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at    timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, listing_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, import_id) REFERENCES praxis.pecos_import ON UPDATE RESTRICT,
    CONSTRAINT medicare_listing_services
        CHECK ((services IS NOT NULL) = (list = 'order_refer' AND row_number IS NOT NULL)),
    CONSTRAINT medicare_listing_period
        CHECK (num_nonnulls(starts_on, ends_on, renews) = CASE WHEN list = 'opt_out' AND row_number IS NOT NULL THEN 3 ELSE 0 END),
    CONSTRAINT medicare_listing_may_refer CHECK (may_refer IS NULL OR starts_on IS NOT NULL),
    CONSTRAINT medicare_listing_enrollment
        CHECK (num_nonnulls(enrollment, supplier) = CASE WHEN list = 'revalidation' AND row_number IS NOT NULL THEN 2 ELSE 0 END),
    CONSTRAINT medicare_listing_due CHECK (num_nonnulls(state, due_on, adjusted_on) = 0 OR enrollment IS NOT NULL)
);
CREATE INDEX medicare_listing_person ON praxis.medicare_listing (practice_id, person_id, list, as_of);
-- Few have opted out of those of whom a list was asked.
CREATE INDEX medicare_listing_opted_out ON praxis.medicare_listing (practice_id, person_id) WHERE starts_on IS NOT NULL;
CREATE INDEX medicare_listing_import ON praxis.medicare_listing (practice_id, import_id);
COMMENT ON TABLE praxis.medicare_listing IS 'gate:unforced praxis_private.clearance_judged warns of who has opted out; praxis_private.import_undo takes back what a file brought';

-- A due date that came with a list: of which enrollment, and the date that it had before.
CREATE TABLE praxis.medicare_due (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid         NOT NULL,
    due_id         uuid         NOT NULL,
    enrollment_id  uuid         NOT NULL,
    person_id      uuid         NOT NULL,
    import_id      uuid         NOT NULL,
    due_on         date         NOT NULL CHECK (due_on BETWEEN '1965-07-30' AND '2999-12-31'),
    -- The guard says which.
    before_on      date,
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, due_id),
    FOREIGN KEY (practice_id, clinic_id, enrollment_id, person_id)
        REFERENCES praxis.enrollment (practice_id, clinic_id, enrollment_id, person_id) ON UPDATE RESTRICT,
    CONSTRAINT medicare_due_import FOREIGN KEY (practice_id, import_id) REFERENCES praxis.pecos_import ON UPDATE RESTRICT
);
CREATE INDEX medicare_due_enrollment ON praxis.medicare_due (practice_id, clinic_id, enrollment_id, person_id);
CREATE INDEX medicare_due_of_import ON praxis.medicare_due (practice_id, import_id);
COMMENT ON TABLE praxis.medicare_due IS 'gate:unforced praxis_private.import_undo takes back what a file set';
COMMENT ON CONSTRAINT medicare_due_import ON praxis.medicare_due IS 'gate:cross-clinic a file for several clinics has none itself';

-- Both are made by imports, and taken back with them.
ALTER TABLE praxis.import_effect
    DROP CONSTRAINT import_effect_kind_check,
    ADD CONSTRAINT import_effect_kind_check CHECK (kind IN (
        'person', 'change', 'person_name', 'person_identifier', 'employment', 'appointment', 'credential',
        'person_taxonomy', 'npi_standing', 'medicare_listing', 'medicare_due'));
