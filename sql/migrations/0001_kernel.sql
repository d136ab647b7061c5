-- The kernel: who calls, practices, clinics, people, audit, outbox, jobs, files.

-- ---------------------------------------------------------------------------------------------------------------------
-- The signed context. It is transaction-local, bound to backend and transaction, and sealed with a key that only
-- definer functions read: mac|kid|practice|account|person|kind|claim|pid|start|request|address.

CREATE TABLE praxis_private.signing_key (
    kid         integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ipad        bytea       NOT NULL CHECK (length(ipad) = 64),
    opad        bytea       NOT NULL CHECK (length(opad) = 64),
    created_at  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE praxis_private.signing_key IS 'gate:sealed read by praxis_private.seal and praxis_private.context only';

-- A 256-bit key from the server's strong random source, kept as the two padded blocks of RFC 2104. Contexts live for
-- one transaction, so older keys go after an hour.
CREATE FUNCTION praxis_private.rotate_signing_key() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seed  bytea := '';
    inner_block bytea := decode(repeat('36', 64), 'hex');
    outer_block bytea := decode(repeat('5c', 64), 'hex');
    made  integer;
BEGIN
    FOR i IN 1..8 LOOP
        seed := seed || uuid_send(gen_random_uuid());
    END LOOP;
    seed := sha256(seed);
    FOR i IN 0..31 LOOP
        inner_block := set_byte(inner_block, i, get_byte(seed, i) # 54);
        outer_block := set_byte(outer_block, i, get_byte(seed, i) # 92);
    END LOOP;
    INSERT INTO praxis_private.signing_key (ipad, opad) VALUES (inner_block, outer_block) RETURNING kid INTO made;
    DELETE FROM praxis_private.signing_key WHERE kid <> made AND created_at < now() - interval '1 hour';
    RETURN made;
END
$$;
SELECT praxis_private.rotate_signing_key();

-- The fields of the caller's context, its seal verified; NULL without one. Only definers call it.
CREATE FUNCTION praxis_private.context() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
DECLARE
    sealed text := nullif(current_setting('praxis.ctx', true), '');
    field  text[];
    key    praxis_private.signing_key;
BEGIN
    IF sealed IS NULL THEN
        RETURN NULL;
    END IF;
    field := string_to_array(sealed, '|');
    SELECT * INTO key FROM praxis_private.signing_key k WHERE k.kid::text = field[2];
    IF key.kid IS NULL
       OR encode(sha256(key.opad || sha256(key.ipad || convert_to(substr(sealed, 66), 'UTF8'))), 'hex')
          IS DISTINCT FROM field[1]
       OR field[8] IS DISTINCT FROM pg_backend_pid()::text
       OR field[9] IS DISTINCT FROM extract(epoch FROM now())::text
    THEN
        RAISE EXCEPTION 'context refused' USING ERRCODE = '42501';
    END IF;
    RETURN field;
END
$$;

-- Seals a context for the rest of this transaction. Only definers that have checked a claim call it.
CREATE FUNCTION praxis_private.seal(
    practice uuid, account uuid, person uuid, kind text, claim uuid, request uuid, address text
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    key  praxis_private.signing_key;
    body text;
BEGIN
    SELECT * INTO STRICT key FROM praxis_private.signing_key k ORDER BY k.kid DESC LIMIT 1;
    body := concat_ws(
        '|', key.kid, practice, account, coalesce(person::text, ''), kind, claim, pg_backend_pid(),
        extract(epoch FROM now()), coalesce(request, gen_random_uuid()),
        left(translate(coalesce(address, ''), '|', ' '), 64));
    PERFORM set_config(
        'praxis.ctx',
        encode(sha256(key.opad || sha256(key.ipad || convert_to(body, 'UTF8'))), 'hex') || '|' || body, true);
END
$$;

CREATE FUNCTION praxis_private.practice_id() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (praxis_private.context())[3]::uuid;
END
$$;

CREATE FUNCTION praxis_private.account_id() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (praxis_private.context())[4]::uuid;
END
$$;

CREATE FUNCTION praxis_private.person_id() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN nullif((praxis_private.context())[5], '')::uuid;
END
$$;

-- The session, token or job on whose behalf the transaction runs.
CREATE FUNCTION praxis_private.session_id() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (praxis_private.context())[7]::uuid;
END
$$;

CREATE FUNCTION praxis_private.request_id() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (praxis_private.context())[10]::uuid;
END
$$;

-- The column defaults below call these.
GRANT EXECUTE ON FUNCTION praxis_private.practice_id(), praxis_private.account_id(), praxis_private.person_id(),
    praxis_private.session_id(), praxis_private.request_id()
TO praxis_app, praxis_readonly, praxis_jobs;

-- ---------------------------------------------------------------------------------------------------------------------
-- Practices and clinics.

CREATE TABLE praxis.practice (
    practice_id  uuid        PRIMARY KEY,
    slug         text        NOT NULL CHECK (slug ~ '^[a-z0-9-]{1,32}$'),
    name         text        NOT NULL CHECK (name <> ''),
    currency     text        NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
    status       text        NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'closed')),
    version      integer     NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    UNIQUE (slug, practice_id)
);
COMMENT ON TABLE praxis.practice IS 'gate:unforced definers ask whether the practice is active';

CREATE TABLE praxis.legal_entity (
    practice_id  uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    entity_id    uuid        NOT NULL,
    name         text        NOT NULL CHECK (name <> ''),
    tax_id       text,
    created_by   uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, entity_id)
);

CREATE TABLE praxis.clinic (
    practice_id  uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    clinic_id    uuid        NOT NULL,
    entity_id    uuid        NOT NULL,
    slug         text        NOT NULL CHECK (slug ~ '^[a-z0-9-]{1,32}$'),
    name         text        NOT NULL CHECK (name <> ''),
    state        text        NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
    zone         text        NOT NULL CHECK (zone ~ '^[A-Za-z_]+(/[A-Za-z_-]+)+$'),
    street       text        NOT NULL DEFAULT '',
    city         text        NOT NULL DEFAULT '',
    postal_code  text        NOT NULL DEFAULT '',
    closed_on    date,
    version      integer     NOT NULL DEFAULT 1,
    created_by   uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id),
    UNIQUE (practice_id, slug),
    FOREIGN KEY (practice_id, entity_id) REFERENCES praxis.legal_entity ON UPDATE RESTRICT
);
CREATE INDEX clinic_entity ON praxis.clinic (practice_id, entity_id);
COMMENT ON TABLE praxis.clinic IS 'gate:unforced definers list the clinics of a practice-wide grant';

-- ---------------------------------------------------------------------------------------------------------------------
-- People: one row per person and practice, whatever the number of clinics.

-- The check digit of a National Provider Identifier: Luhn over 80840 and the number (45 CFR 162.406).
CREATE FUNCTION praxis.npi_is_valid(npi text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    total integer := 24;  -- what the prefix 80840 adds
    digit integer;
BEGIN
    IF npi !~ '^[12][0-9]{9}$' THEN
        RETURN false;
    END IF;
    FOR i IN 1..10 LOOP
        digit := substr(npi, i, 1)::integer;
        IF i % 2 = 1 THEN
            digit := digit * 2;
            digit := digit / 10 + digit % 10;
        END IF;
        total := total + digit;
    END LOOP;
    RETURN total % 10 = 0;
END
$$;
GRANT EXECUTE ON FUNCTION praxis.npi_is_valid(text) TO praxis_app, praxis_readonly, praxis_jobs;

CREATE TABLE praxis.person (
    practice_id  uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    person_id    uuid        NOT NULL,
    given_name   text        NOT NULL CHECK (given_name <> ''),
    family_name  text        NOT NULL CHECK (family_name <> ''),
    middle_name  text,
    suffix       text,
    birth_date   date,
    npi          text        CONSTRAINT person_npi_valid CHECK (praxis.npi_is_valid(npi)),
    email        text,
    phone        text,
    name_search  text        NOT NULL GENERATED ALWAYS AS (lower(family_name || ' ' || given_name)) STORED,
    version      integer     NOT NULL DEFAULT 1,
    created_by   uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, person_id),
    UNIQUE (practice_id, npi)
);
CREATE INDEX person_by_name ON praxis.person (practice_id, name_search text_pattern_ops, person_id);

CREATE TABLE praxis.person_name (
    practice_id  uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    person_id    uuid        NOT NULL,
    name_id      uuid        NOT NULL,
    given_name   text        NOT NULL,
    middle_name  text,
    family_name  text        NOT NULL,
    suffix       text,
    kind         text        NOT NULL CHECK (kind IN ('legal', 'former', 'professional', 'preferred')),
    starts_on    date,
    ends_on      date,
    created_by   uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, name_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    CHECK (ends_on > starts_on)
);
CREATE INDEX person_name_person ON praxis.person_name (practice_id, person_id);

CREATE TABLE praxis.person_identifier (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    person_id      uuid        NOT NULL,
    identifier_id  uuid        NOT NULL,
    kind           text        NOT NULL CHECK (kind ~ '^[a-z_]{2,32}$'),
    value          text        NOT NULL CHECK (value <> ''),
    state          text        CHECK (state ~ '^[A-Z]{2}$'),
    starts_on      date,
    ends_on        date,
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, identifier_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    CHECK (ends_on > starts_on)
);
CREATE INDEX person_identifier_person ON praxis.person_identifier (practice_id, person_id, kind);

CREATE TABLE praxis.employment (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid        NOT NULL,
    employment_id  uuid        NOT NULL,
    person_id      uuid        NOT NULL,
    position       text        NOT NULL CHECK (position <> ''),
    starts_on      date        NOT NULL,
    ends_on        date,
    version        integer     NOT NULL DEFAULT 1,
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, employment_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    CHECK (ends_on > starts_on),
    CONSTRAINT employment_once EXCLUDE USING gist (
        practice_id WITH =, clinic_id WITH =, person_id WITH =, position WITH =, daterange(starts_on, ends_on) WITH &&)
);
CREATE INDEX employment_person ON praxis.employment (practice_id, person_id, starts_on);
COMMENT ON TABLE praxis.employment IS 'gate:unforced praxis_private.persons asks who belongs to a clinic';

CREATE TABLE praxis.appointment (
    practice_id     uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id       uuid        NOT NULL,
    appointment_id  uuid        NOT NULL,
    person_id       uuid        NOT NULL,
    clinical_role   text        NOT NULL CHECK (clinical_role <> ''),
    starts_on       date        NOT NULL,
    ends_on         date,
    version         integer     NOT NULL DEFAULT 1,
    created_by      uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, appointment_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    CHECK (ends_on > starts_on),
    CONSTRAINT appointment_once EXCLUDE USING gist (
        practice_id WITH =, clinic_id WITH =, person_id WITH =, clinical_role WITH =,
        daterange(starts_on, ends_on) WITH &&)
);
CREATE INDEX appointment_person ON praxis.appointment (practice_id, person_id, starts_on);
COMMENT ON TABLE praxis.appointment IS 'gate:unforced praxis_private.persons asks who belongs to a clinic';

-- ---------------------------------------------------------------------------------------------------------------------
-- The audit trail: one hash chain per practice, written by praxis_private.audit_append in the business transaction.

CREATE TABLE praxis.audit_event (
    practice_id   uuid        NOT NULL REFERENCES praxis.practice,
    clinic_id     uuid,
    seq           bigint      NOT NULL,
    at            timestamptz NOT NULL,
    account_id    uuid        NOT NULL,
    on_behalf_of  uuid,
    claim_kind    text        NOT NULL,
    claim_id      uuid        NOT NULL,
    request_id    uuid        NOT NULL,
    address       text        NOT NULL,
    emergency     boolean     NOT NULL,
    action        text        NOT NULL CHECK (action ~ '^[a-z]+(\.[a-z_-]+){2,3}$'),
    object_type   text        NOT NULL,
    object_id     uuid        NOT NULL,
    before        jsonb,
    after         jsonb,
    reason        text,
    hash          bytea       NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (practice_id, seq),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT
);
CREATE INDEX audit_event_object ON praxis.audit_event (practice_id, object_type, object_id, seq);
CREATE INDEX audit_event_clinic ON praxis.audit_event (practice_id, clinic_id, seq);
CREATE INDEX audit_event_account ON praxis.audit_event (practice_id, account_id, seq);
COMMENT ON TABLE praxis.audit_event IS 'gate:unforced,clinic-optional praxis_private.audit_append writes it, practice-wide events have no clinic';

-- The end of each chain; its row lock gives events their order.
CREATE TABLE praxis.audit_head (
    practice_id  uuid    PRIMARY KEY REFERENCES praxis.practice,
    seq          bigint  NOT NULL DEFAULT 0,
    hash         bytea   NOT NULL DEFAULT decode(repeat('00', 32), 'hex')
);
COMMENT ON TABLE praxis.audit_head IS 'gate:sealed moved by praxis_private.audit_append alone';

-- Refusals stand outside the chain, because they are recorded after their transaction failed.
CREATE TABLE praxis.audit_denial (
    practice_id  uuid        NOT NULL REFERENCES praxis.practice,
    denial_id    uuid        NOT NULL DEFAULT gen_random_uuid(),
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    account_id   uuid        NOT NULL,
    claim_id     uuid        NOT NULL,
    request_id   uuid        NOT NULL,
    address      text        NOT NULL,
    action       text        NOT NULL,
    object_type  text,
    object_id    uuid,
    reason       text        NOT NULL,
    PRIMARY KEY (practice_id, denial_id)
);
CREATE INDEX audit_denial_recent ON praxis.audit_denial (practice_id, at);
COMMENT ON TABLE praxis.audit_denial IS 'gate:unforced praxis_private.denial_append writes it';

-- Copies of the signed checkpoints; the ones that count are kept outside the database.
CREATE TABLE praxis.audit_checkpoint (
    practice_id  uuid        NOT NULL REFERENCES praxis.practice,
    seq          bigint      NOT NULL,
    hash         bytea       NOT NULL CHECK (length(hash) = 32),
    signed_at    timestamptz NOT NULL,
    key_id       text        NOT NULL,
    signature    bytea       NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (practice_id, seq, key_id)
);
COMMENT ON TABLE praxis.audit_checkpoint IS 'gate:unforced praxis_private.checkpoint_append writes it';

-- ---------------------------------------------------------------------------------------------------------------------
-- Outbox, jobs, idempotency, numbers, files.

CREATE TABLE praxis.outbox (
    practice_id  uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    outbox_id    uuid        NOT NULL DEFAULT gen_random_uuid(),
    topic        text        NOT NULL CHECK (topic ~ '^[a-z]+(\.[a-z_-]+){2}$'),
    object_id    uuid        NOT NULL,
    payload      jsonb,
    account_id   uuid        NOT NULL DEFAULT praxis_private.account_id(),
    at           timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, outbox_id)
);
CREATE INDEX outbox_order ON praxis.outbox (at, outbox_id);
COMMENT ON TABLE praxis.outbox IS 'gate:unforced praxis_private.outbox_relay turns its rows into jobs';

CREATE TABLE praxis.job (
    practice_id   uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    job_id        uuid        NOT NULL DEFAULT gen_random_uuid(),
    kind          text        NOT NULL CHECK (kind ~ '^[a-z]+(\.[a-z_-]+)+$'),
    payload       jsonb       NOT NULL DEFAULT '{}',
    -- Whose rights the job has: the account that asked for it, or the practice's system account.
    account_id    uuid        NOT NULL DEFAULT praxis_private.account_id(),
    state         text        NOT NULL DEFAULT 'available'
                              CHECK (state IN ('available', 'running', 'completed', 'canceled', 'discarded')),
    priority      smallint    NOT NULL DEFAULT 2 CHECK (priority BETWEEN 1 AND 4),
    unique_key    text,
    run_at        timestamptz NOT NULL DEFAULT now(),
    attempt       smallint    NOT NULL DEFAULT 0,
    max_attempts  smallint    NOT NULL DEFAULT 25 CHECK (max_attempts > 0),
    worker        text,
    heartbeat_at  timestamptz,
    last_error    text,
    finished_at   timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, job_id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
CREATE INDEX job_ready ON praxis.job (priority, run_at, job_id) WHERE state = 'available';
CREATE INDEX job_running ON praxis.job (heartbeat_at) WHERE state = 'running';
CREATE INDEX job_by_id ON praxis.job (job_id);
CREATE UNIQUE INDEX job_unique ON praxis.job (practice_id, kind, unique_key) WHERE state IN ('available', 'running');
COMMENT ON TABLE praxis.job IS 'gate:unforced the queue functions of praxis_private work across practices';

-- What runs by itself: at a time of day in a zone, or every so many minutes.
CREATE TABLE praxis.job_schedule (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    schedule_id    uuid        NOT NULL DEFAULT gen_random_uuid(),
    kind           text        NOT NULL CHECK (kind ~ '^[a-z]+(\.[a-z_-]+)+$'),
    payload        jsonb       NOT NULL DEFAULT '{}',
    zone           text        NOT NULL DEFAULT 'UTC',
    at_time        time,
    every_minutes  integer     CHECK (every_minutes BETWEEN 1 AND 10080),
    next_at        timestamptz NOT NULL DEFAULT now(),
    enabled        boolean     NOT NULL DEFAULT true,
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, schedule_id),
    UNIQUE (practice_id, kind),
    CHECK (num_nonnulls(at_time, every_minutes) = 1)
);
CREATE INDEX job_schedule_due ON praxis.job_schedule (next_at) WHERE enabled;
COMMENT ON TABLE praxis.job_schedule IS 'gate:unforced praxis_private.schedule_tick enqueues what is due in all practices';

CREATE TABLE praxis.idempotency (
    practice_id   uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    account_id    uuid        NOT NULL DEFAULT praxis_private.account_id(),
    key           text        NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash  bytea       NOT NULL CHECK (length(request_hash) = 32),
    answer        jsonb,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_pkey PRIMARY KEY (practice_id, account_id, key)
);
CREATE INDEX idempotency_age ON praxis.idempotency (created_at);
COMMENT ON TABLE praxis.idempotency IS 'gate:unforced praxis_private.sweep removes old keys of all practices';

-- Numbers for people's eyes (PO-2026-0042), without gaps and without telling one practice about another.
CREATE TABLE praxis.counter (
    practice_id  uuid    NOT NULL REFERENCES praxis.practice,
    name         text    NOT NULL CHECK (name <> ''),
    next         bigint  NOT NULL DEFAULT 1,
    PRIMARY KEY (practice_id, name)
);
COMMENT ON TABLE praxis.counter IS 'gate:sealed advanced by praxis.next_number only';

CREATE TABLE praxis.file (
    practice_id  uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    clinic_id    uuid,
    file_id      uuid        NOT NULL,
    person_id    uuid,
    sha256       bytea       NOT NULL CHECK (length(sha256) = 32),
    name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    media_type   text        NOT NULL,
    size         bigint      NOT NULL CHECK (size >= 0),
    -- Which module's permissions open it.
    compartment  text        NOT NULL CHECK (compartment ~ '^[a-z_]+$'),
    created_by   uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, file_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX file_clinic ON praxis.file (practice_id, clinic_id);
CREATE INDEX file_person ON praxis.file (practice_id, person_id);
COMMENT ON TABLE praxis.file IS 'gate:clinic-optional documents of a person or of the whole practice have no clinic';
