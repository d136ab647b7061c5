-- Vendors and legal entities are screened beside people, and SAM's list stands beside the OIG's.

ALTER TABLE praxis.screening_import
    DROP CONSTRAINT screening_import_list_check,
    ADD CONSTRAINT screening_import_list_check CHECK (list IN ('leie', 'sam')),
    -- SAM publishes whole lists only.
    ADD CONSTRAINT screening_import_kind CHECK (list = 'leie' OR kind = 'full'),
    DROP CONSTRAINT screening_import_state_check,
    -- A list is loading for the length of one transaction; nobody else ever sees it so.
    ADD CONSTRAINT screening_import_state_check CHECK (state IN ('loading', 'in_force', 'refused', 'withdrawn')),
    -- The day that a daily list is of; the month says it all of a monthly one.
    ADD COLUMN issued_on date CHECK (issued_on BETWEEN month AND month + 30),
    ADD COLUMN encoding text NOT NULL DEFAULT 'utf-8' CHECK (encoding IN ('utf-8', 'iso-8859-1')),
    -- How many rows could not be read.
    ADD COLUMN unread integer NOT NULL DEFAULT 0 CHECK (unread >= 0),
    ADD COLUMN started_at timestamptz NOT NULL DEFAULT now();
UPDATE praxis.screening_import SET started_at = created_at;

ALTER TABLE praxis.screening_entry
    ADD COLUMN classification text NOT NULL DEFAULT '',
    ADD COLUMN uei            text,
    ADD COLUMN cage           text,
    -- The list's own number of the record.
    ADD COLUMN list_number    text,
    ADD COLUMN agency         text NOT NULL DEFAULT '',
    ADD COLUMN program        text NOT NULL DEFAULT '',
    -- The day on which the exclusion ends by itself.
    ADD COLUMN ends_on        date,
    -- Other names, as the list cross-refers to them.
    ADD COLUMN also           text[] NOT NULL DEFAULT '{}',
    ADD COLUMN remark         text NOT NULL DEFAULT '';

ALTER TABLE praxis.screening_run
    ADD COLUMN parties      integer NOT NULL DEFAULT 0 CHECK (parties >= 0),
    -- Whom it compared, where it was not everybody: such a run does not count for the month.
    ADD COLUMN narrowed_to  uuid[],
    ADD COLUMN occasion     text    NOT NULL DEFAULT 'operator' CHECK (occasion IN ('operator', 'schedule', 'identity')),
    ADD COLUMN code_version text    NOT NULL DEFAULT '';

-- What screening compares of a vendor or a legal entity beyond its name.
CREATE TABLE praxis.screening_party (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    party_id     uuid         NOT NULL GENERATED ALWAYS AS (coalesce(vendor_id, entity_id)) STORED,
    vendor_id    uuid,
    entity_id    uuid,
    -- Names that it had or trades under.
    other_names  text[]       NOT NULL DEFAULT '{}' CHECK (cardinality(other_names) <= 20),
    states       text[]       NOT NULL DEFAULT '{}' CHECK (cardinality(states) <= 60),
    npi          text         CHECK (praxis.npi_is_valid(npi)),
    uei          text         CHECK (uei ~ '^[A-Z0-9]{12}$'),
    cage         text         CHECK (cage ~ '^[A-Z0-9]{5}$'),
    version      integer      NOT NULL DEFAULT 1,
    changed_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    changed_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, party_id),
    FOREIGN KEY (practice_id, vendor_id) REFERENCES praxis.vendor ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, entity_id) REFERENCES praxis.legal_entity ON UPDATE RESTRICT,
    CHECK (num_nonnulls(vendor_id, entity_id) = 1)
);
CREATE INDEX screening_party_vendor ON praxis.screening_party (practice_id, vendor_id);
CREATE INDEX screening_party_entity ON praxis.screening_party (practice_id, entity_id);

-- A match is about a person, a vendor or a legal entity. Only people have local readers: a match of another is seen with
-- a practice-wide grant.
ALTER TABLE praxis.screening_match
    ALTER COLUMN person_id DROP NOT NULL,
    ADD COLUMN vendor_id uuid,
    ADD COLUMN entity_id uuid,
    ADD COLUMN subject_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(person_id, vendor_id, entity_id)) STORED,
    ADD COLUMN subject_kind text NOT NULL GENERATED ALWAYS AS (
        CASE WHEN person_id IS NOT NULL THEN 'person' WHEN vendor_id IS NOT NULL THEN 'vendor' ELSE 'legal_entity' END)
        STORED,
    -- The same exclusion in the other list: they are decided together.
    ADD COLUMN follows_id uuid,
    ADD CONSTRAINT screening_match_subject CHECK (num_nonnulls(person_id, vendor_id, entity_id) = 1),
    DROP CONSTRAINT screening_match_tier_check,
    ADD CONSTRAINT screening_match_tier_check CHECK (tier BETWEEN 1 AND 6),
    DROP CONSTRAINT screening_match_once,
    ADD CONSTRAINT screening_match_once UNIQUE (practice_id, subject_id, record_hash, subject_hash),
    ADD FOREIGN KEY (practice_id, vendor_id) REFERENCES praxis.vendor ON UPDATE RESTRICT,
    ADD FOREIGN KEY (practice_id, entity_id) REFERENCES praxis.legal_entity ON UPDATE RESTRICT,
    ADD FOREIGN KEY (practice_id, follows_id) REFERENCES praxis.screening_match ON UPDATE RESTRICT,
    ADD CHECK (follows_id <> match_id);
CREATE INDEX screening_match_person ON praxis.screening_match (practice_id, person_id);
CREATE INDEX screening_match_vendor ON praxis.screening_match (practice_id, vendor_id);
CREATE INDEX screening_match_entity ON praxis.screening_match (practice_id, entity_id);
CREATE INDEX screening_match_follows ON praxis.screening_match (practice_id, follows_id);

ALTER TABLE praxis.screening_sighting
    ALTER COLUMN person_id DROP NOT NULL,
    ADD FOREIGN KEY (practice_id, match_id) REFERENCES praxis.screening_match ON UPDATE RESTRICT;
CREATE INDEX screening_sighting_seen ON praxis.screening_sighting (practice_id, match_id, run_id);

ALTER TABLE praxis.screening_disposition
    ALTER COLUMN person_id DROP NOT NULL,
    -- What the reviewer compared.
    ADD COLUMN compared text[] NOT NULL DEFAULT '{}' CHECK (
        compared <@ ARRAY['name', 'birth_date', 'npi', 'ssn', 'address', 'license', 'tax_id', 'uei', 'cage']),
    ADD FOREIGN KEY (practice_id, match_id) REFERENCES praxis.screening_match ON UPDATE RESTRICT,
    DROP CONSTRAINT screening_disposition_decision_check,
    ADD CONSTRAINT screening_disposition_decision_check CHECK (
        decision IN ('in_review', 'propose_clear', 'propose_confirm', 'cleared', 'confirmed', 'escalated'));

-- Whether a match under review warns or blocks; without a row it warns.
CREATE TABLE praxis.screening_policy (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    pending      text         NOT NULL DEFAULT 'warn' CHECK (pending IN ('warn', 'block')),
    version      integer      NOT NULL DEFAULT 1,
    changed_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    changed_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id)
);
COMMENT ON TABLE praxis.screening_policy IS 'gate:unforced praxis_private.clearance judges by it for callers who may not read it';

-- Shifts that somebody worked while excluded, as they stood when the exclusion was confirmed: findings, never changes of
-- past rosters.
CREATE TABLE praxis.screening_finding (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid         NOT NULL,
    finding_id     uuid         NOT NULL DEFAULT gen_random_uuid(),
    match_id       uuid         NOT NULL,
    person_id      uuid         NOT NULL,
    assignment_id  uuid         NOT NULL,
    clinical_role  text         NOT NULL,
    local_date     date         NOT NULL,
    span           tstzrange    NOT NULL,
    noted_at       timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, finding_id),
    UNIQUE (practice_id, match_id, assignment_id),
    FOREIGN KEY (practice_id, person_id, match_id)
        REFERENCES praxis.screening_match (practice_id, person_id, match_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id, assignment_id) REFERENCES praxis.assignment ON UPDATE RESTRICT
);
CREATE INDEX screening_finding_match ON praxis.screening_finding (practice_id, person_id, match_id);
CREATE INDEX screening_finding_assignment ON praxis.screening_finding (practice_id, clinic_id, assignment_id);
COMMENT ON TABLE praxis.screening_finding IS 'gate:unforced praxis_private.exclusion_confirmed writes them, nobody else';
