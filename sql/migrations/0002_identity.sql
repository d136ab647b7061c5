-- Accounts, roles, grants, sessions, tokens and the secrets behind them.

-- ---------------------------------------------------------------------------------------------------------------------
-- Built-in roles, the same for all practices; contracts/identity_roles.sql fills these tables.

CREATE TABLE praxis.builtin_role (
    code              text      PRIMARY KEY CHECK (code ~ '^[a-z_]{2,40}$'),
    name              text      NOT NULL,
    scope             text      NOT NULL CHECK (scope IN ('practice', 'clinic', 'self')),
    -- A clinic's grant manager may give it (in the own clinics).
    assignable        boolean   NOT NULL,
    second_factor     boolean   NOT NULL,
    idle_limit        interval  NOT NULL,
    session_limit     interval  NOT NULL
);
COMMENT ON TABLE praxis.builtin_role IS 'gate:shared the roles that every practice starts with';

CREATE TABLE praxis.builtin_role_permission (
    code        text  NOT NULL REFERENCES praxis.builtin_role ON DELETE CASCADE,
    permission  text  NOT NULL CHECK (permission ~ '^[a-z]+\.[a-z_]+\.[a-z_]+$'),
    PRIMARY KEY (code, permission)
);
COMMENT ON TABLE praxis.builtin_role_permission IS 'gate:shared what the roles that every practice starts with may do';

CREATE TABLE praxis.builtin_sod_pair (
    code_a  text  NOT NULL REFERENCES praxis.builtin_role ON DELETE CASCADE,
    code_b  text  NOT NULL REFERENCES praxis.builtin_role ON DELETE CASCADE,
    reason  text  NOT NULL,
    PRIMARY KEY (code_a, code_b),
    CHECK (code_a < code_b)
);
CREATE INDEX builtin_sod_pair_b ON praxis.builtin_sod_pair (code_b);
COMMENT ON TABLE praxis.builtin_sod_pair IS 'gate:shared pairs of roles that nobody holds at the same time';

-- ---------------------------------------------------------------------------------------------------------------------
-- Accounts and grants.

CREATE TABLE praxis.account (
    practice_id   uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    account_id    uuid        NOT NULL,
    person_id     uuid,
    kind          text        NOT NULL DEFAULT 'human' CHECK (kind IN ('human', 'system')),
    email         text        NOT NULL CHECK (email = lower(email) AND email ~ '^[^@\s]+@[^@\s]+$'),
    display_name  text        NOT NULL CHECK (display_name <> ''),
    status        text        NOT NULL DEFAULT 'invited' CHECK (status IN ('invited', 'active', 'disabled')),
    version       integer     NOT NULL DEFAULT 1,
    created_by    uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, account_id),
    CONSTRAINT account_email_once UNIQUE (practice_id, email),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE UNIQUE INDEX account_person ON praxis.account (practice_id, person_id);
CREATE UNIQUE INDEX account_system ON praxis.account (practice_id) WHERE kind = 'system';
CREATE INDEX account_email ON praxis.account (email);
COMMENT ON TABLE praxis.account IS 'gate:unforced sign-in and praxis_private.begin_session look up the account';

CREATE TABLE praxis.role (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    role_id        uuid        NOT NULL,
    code           text        NOT NULL CHECK (code ~ '^[a-z_]{2,40}$'),
    name           text        NOT NULL CHECK (name <> ''),
    builtin        boolean     NOT NULL DEFAULT false,
    assignable     boolean     NOT NULL DEFAULT true,
    second_factor  boolean     NOT NULL DEFAULT false,
    idle_limit     interval    NOT NULL DEFAULT '30 minutes' CHECK (idle_limit <= interval '1 hour'),
    session_limit  interval    NOT NULL DEFAULT '12 hours' CHECK (session_limit <= interval '24 hours'),
    version        integer     NOT NULL DEFAULT 1,
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, role_id),
    UNIQUE (practice_id, code)
);
COMMENT ON TABLE praxis.role IS 'gate:unforced the guards of grants ask what a role is';

CREATE TABLE praxis.role_permission (
    practice_id  uuid  NOT NULL DEFAULT praxis_private.practice_id(),
    role_id      uuid  NOT NULL,
    permission   text  NOT NULL CHECK (permission ~ '^[a-z]+\.[a-z_]+\.[a-z_]+$'),
    PRIMARY KEY (practice_id, role_id, permission),
    FOREIGN KEY (practice_id, role_id) REFERENCES praxis.role ON UPDATE RESTRICT ON DELETE CASCADE
);
COMMENT ON TABLE praxis.role_permission IS 'gate:unforced the context functions ask what a role may do';

-- Which account holds which role, where and when. A grant ends by its validity; no row is deleted.
CREATE TABLE praxis.role_grant (
    practice_id   uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    grant_id      uuid        NOT NULL,
    account_id    uuid        NOT NULL,
    role_id       uuid        NOT NULL,
    scope         text        NOT NULL CHECK (scope IN ('practice', 'clinic', 'self')),
    clinic_id     uuid,
    valid         tstzrange   NOT NULL DEFAULT tstzrange(now(), NULL),
    kind          text        NOT NULL DEFAULT 'normal' CHECK (kind IN ('normal', 'delegated', 'break_glass')),
    -- The grant that a delegation passes on; it ends with it.
    source_id     uuid,
    reason        text        NOT NULL DEFAULT '',
    ticket        text,
    granted_by    uuid        NOT NULL DEFAULT praxis_private.account_id(),
    granted_at    timestamptz NOT NULL DEFAULT now(),
    -- A pending grant carries no right until a second administrator approves it.
    pending       boolean     NOT NULL DEFAULT false,
    approved_by   uuid,
    approved_at   timestamptz,
    ended_by      uuid,
    ended_at      timestamptz,
    PRIMARY KEY (practice_id, grant_id),
    FOREIGN KEY (practice_id, account_id) REFERENCES praxis.account ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, role_id) REFERENCES praxis.role ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    CONSTRAINT role_grant_source FOREIGN KEY (practice_id, source_id) REFERENCES praxis.role_grant ON UPDATE RESTRICT,
    CHECK ((scope = 'clinic') = (clinic_id IS NOT NULL)),
    CHECK ((kind = 'delegated') = (source_id IS NOT NULL)),
    CHECK (NOT lower_inf(valid) AND NOT isempty(valid)),
    CONSTRAINT role_grant_approval CHECK (
        num_nulls(approved_by, approved_at) IN (0, 2) AND (approved_by IS NULL OR approved_by <> granted_by)),
    CONSTRAINT role_grant_delegation CHECK (
        kind <> 'delegated' OR (upper(valid) - lower(valid)) <= interval '30 days'),
    CONSTRAINT role_grant_break_glass CHECK (
        kind <> 'break_glass' OR ((upper(valid) - lower(valid)) <= interval '60 minutes' AND length(reason) >= 15)),
    CONSTRAINT role_grant_once EXCLUDE USING gist (
        practice_id WITH =, account_id WITH =, role_id WITH =, kind WITH =,
        (coalesce(clinic_id, '00000000-0000-0000-0000-000000000000'::uuid)) WITH =, valid WITH &&)
);
CREATE INDEX role_grant_account ON praxis.role_grant (practice_id, account_id, role_id);
CREATE INDEX role_grant_role ON praxis.role_grant (practice_id, role_id);
CREATE INDEX role_grant_clinic ON praxis.role_grant (practice_id, clinic_id);
CREATE INDEX role_grant_by_source ON praxis.role_grant (practice_id, source_id);
COMMENT ON CONSTRAINT role_grant_source ON praxis.role_grant IS 'gate:cross-clinic a practice-wide grant is delegated for one clinic';
COMMENT ON TABLE praxis.role_grant IS 'gate:unforced,clinic-optional the context functions read grants, practice-wide ones have no clinic';

-- Roles of this practice that one person must not hold at the same time.
CREATE TABLE praxis.sod_pair (
    practice_id  uuid  NOT NULL DEFAULT praxis_private.practice_id(),
    role_a       uuid  NOT NULL,
    role_b       uuid  NOT NULL,
    reason       text  NOT NULL CHECK (reason <> ''),
    PRIMARY KEY (practice_id, role_a, role_b),
    FOREIGN KEY (practice_id, role_a) REFERENCES praxis.role ON UPDATE RESTRICT ON DELETE CASCADE,
    FOREIGN KEY (practice_id, role_b) REFERENCES praxis.role ON UPDATE RESTRICT ON DELETE CASCADE,
    CHECK (role_a < role_b)
);
CREATE INDEX sod_pair_b ON praxis.sod_pair (practice_id, role_b);
COMMENT ON TABLE praxis.sod_pair IS 'gate:unforced the guard of grants reads it';

-- Every emergency grant is looked at afterwards, within 72 hours.
CREATE TABLE praxis.break_glass_review (
    practice_id  uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    grant_id     uuid        NOT NULL,
    due_at       timestamptz NOT NULL DEFAULT now() + interval '72 hours',
    reviewed_by  uuid,
    reviewed_at  timestamptz,
    verdict      text        CHECK (verdict IN ('justified', 'unjustified')),
    note         text,
    PRIMARY KEY (practice_id, grant_id),
    FOREIGN KEY (practice_id, grant_id) REFERENCES praxis.role_grant ON UPDATE RESTRICT,
    CHECK (num_nulls(reviewed_by, reviewed_at, verdict) IN (0, 3))
);
COMMENT ON TABLE praxis.break_glass_review IS 'gate:unforced praxis_private.break_glass opens the review';

-- ---------------------------------------------------------------------------------------------------------------------
-- Sessions and tokens. Only digests are kept; no runtime role touches these tables.

CREATE TABLE praxis.session (
    practice_id       uuid        NOT NULL,
    session_id        uuid        NOT NULL,
    account_id        uuid        NOT NULL,
    digest            bytea       NOT NULL UNIQUE CHECK (length(digest) = 32),
    -- password: the second factor is due; enrollment: one must be set up first; full: signed in.
    level             text        NOT NULL CHECK (level IN ('password', 'enrollment', 'full')),
    created_at        timestamptz NOT NULL DEFAULT now(),
    authenticated_at  timestamptz NOT NULL DEFAULT now(),
    last_seen_at      timestamptz NOT NULL DEFAULT now(),
    idle_limit        interval    NOT NULL,
    expires_at        timestamptz NOT NULL,
    ended_at          timestamptz,
    ended_reason      text,
    address           text        NOT NULL DEFAULT '',
    user_agent        text        NOT NULL DEFAULT '',
    PRIMARY KEY (practice_id, session_id),
    FOREIGN KEY (practice_id, account_id) REFERENCES praxis.account ON UPDATE RESTRICT
);
CREATE INDEX session_account ON praxis.session (practice_id, account_id, created_at);
CREATE INDEX session_age ON praxis.session (expires_at);
COMMENT ON TABLE praxis.session IS 'gate:sealed reached through praxis_private.begin_session and the sign-in functions';

CREATE TABLE praxis.api_token (
    practice_id   uuid        NOT NULL,
    token_id      uuid        NOT NULL,
    account_id    uuid        NOT NULL,
    digest        bytea       NOT NULL UNIQUE CHECK (length(digest) = 32),
    name          text        NOT NULL CHECK (name <> ''),
    -- A token narrows what its account may do; it never widens it.
    permissions   text[]      NOT NULL CHECK (cardinality(permissions) > 0),
    clinics       uuid[],
    created_by    uuid        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    last_seen_at  timestamptz,
    expires_at    timestamptz NOT NULL CHECK (expires_at <= created_at + interval '400 days'),
    revoked_at    timestamptz,
    revoked_by    uuid,
    PRIMARY KEY (practice_id, token_id),
    FOREIGN KEY (practice_id, account_id) REFERENCES praxis.account ON UPDATE RESTRICT
);
CREATE INDEX api_token_account ON praxis.api_token (practice_id, account_id);
COMMENT ON TABLE praxis.api_token IS 'gate:sealed reached through praxis_private.begin_token and the token functions';

-- ---------------------------------------------------------------------------------------------------------------------
-- Secrets behind accounts.

CREATE TABLE praxis.password (
    practice_id  uuid        NOT NULL,
    account_id   uuid        NOT NULL,
    phc          text        NOT NULL CHECK (phc ~ '^\$[a-z0-9-]+\$'),
    changed_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, account_id),
    FOREIGN KEY (practice_id, account_id) REFERENCES praxis.account ON UPDATE RESTRICT
);
COMMENT ON TABLE praxis.password IS 'gate:sealed reached through the sign-in functions';

CREATE TABLE praxis.totp (
    practice_id   uuid        NOT NULL,
    account_id    uuid        NOT NULL,
    -- Encrypted by the daemon; the key is in its settings.
    secret        bytea       NOT NULL,
    last_step     bigint      NOT NULL DEFAULT 0,
    confirmed_at  timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, account_id),
    FOREIGN KEY (practice_id, account_id) REFERENCES praxis.account ON UPDATE RESTRICT
);
COMMENT ON TABLE praxis.totp IS 'gate:sealed reached through the sign-in functions';

CREATE TABLE praxis.recovery_code (
    practice_id  uuid        NOT NULL,
    account_id   uuid        NOT NULL,
    digest       bytea       NOT NULL CHECK (length(digest) = 32),
    created_at   timestamptz NOT NULL DEFAULT now(),
    used_at      timestamptz,
    PRIMARY KEY (practice_id, account_id, digest),
    FOREIGN KEY (practice_id, account_id) REFERENCES praxis.account ON UPDATE RESTRICT
);
COMMENT ON TABLE praxis.recovery_code IS 'gate:sealed reached through the sign-in functions';

-- Makes up the salts of accounts that do not exist.
CREATE TABLE praxis_private.sign_in_secret (
    pepper  bytea  PRIMARY KEY CHECK (length(pepper) = 32)
);
INSERT INTO praxis_private.sign_in_secret
VALUES (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
COMMENT ON TABLE praxis_private.sign_in_secret IS 'gate:sealed read by praxis_private.sign_in_start only';

-- Single-use links: invitations and password resets.
CREATE TABLE praxis.account_link (
    practice_id  uuid        NOT NULL,
    link_id      uuid        NOT NULL DEFAULT gen_random_uuid(),
    account_id   uuid        NOT NULL,
    purpose      text        NOT NULL CHECK (purpose IN ('invitation', 'reset')),
    digest       bytea       NOT NULL UNIQUE CHECK (length(digest) = 32),
    created_by   uuid,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    used_at      timestamptz,
    PRIMARY KEY (practice_id, link_id),
    FOREIGN KEY (practice_id, account_id) REFERENCES praxis.account ON UPDATE RESTRICT
);
CREATE INDEX account_link_account ON praxis.account_link (practice_id, account_id);
COMMENT ON TABLE praxis.account_link IS 'gate:sealed reached through the invitation and reset functions';

-- Failed tries per account, address or network, as a digest of what was tried.
CREATE TABLE praxis.throttle (
    bucket      text        NOT NULL CHECK (bucket IN ('account', 'address', 'device', 'factor', 'link')),
    subject     bytea       NOT NULL CHECK (length(subject) = 32),
    failures    integer     NOT NULL DEFAULT 0,
    failed_at   timestamptz NOT NULL DEFAULT now(),
    blocked_until timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (bucket, subject)
);
CREATE INDEX throttle_age ON praxis.throttle (failed_at);
COMMENT ON TABLE praxis.throttle IS 'gate:sealed counted by the sign-in functions before a practice is known';

-- A device that signed in before keeps a way in while its account is being guessed at.
CREATE TABLE praxis.known_device (
    practice_id  uuid        NOT NULL,
    account_id   uuid        NOT NULL,
    digest       bytea       NOT NULL CHECK (length(digest) = 32),
    seen_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, account_id, digest),
    FOREIGN KEY (practice_id, account_id) REFERENCES praxis.account ON UPDATE RESTRICT
);
COMMENT ON TABLE praxis.known_device IS 'gate:sealed reached through the sign-in functions';
