-- Budgeting: chart of accounts, fiscal years, budget versions, control nodes with their balances, and the entries that
-- every balance is the sum of.

CREATE TABLE praxis.ledger_account (
    practice_id       uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    ledger_account_id uuid        NOT NULL,
    code              text        NOT NULL CHECK (code ~ '^[0-9]{3,8}$'),
    name              text        NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    type              text        NOT NULL CHECK (type IN (
                                      'asset', 'contra-asset', 'liability', 'equity', 'revenue', 'contra-revenue',
                                      'expense', 'contra-expense', 'capex', 'non-operating', 'statistic')),
    behavior          text        CHECK (behavior IN ('fixed', 'variable', 'step')),
    driver            text        CHECK (driver IN (
                                      'visits', 'paid_hours', 'provider_fte', 'employee_fte', 'square_feet')),
    control           text        NOT NULL DEFAULT 'none' CHECK (control IN ('none', 'warn', 'stop')),
    budgetable        boolean     NOT NULL DEFAULT true,
    version           integer     NOT NULL DEFAULT 1,
    created_by        uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, ledger_account_id),
    UNIQUE (practice_id, code)
);
COMMENT ON TABLE praxis.ledger_account IS 'gate:unforced the definer that posts to budgets names the account that is short';

CREATE TABLE praxis.fiscal_year (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    fiscal_year_id uuid        NOT NULL,
    code           text        NOT NULL CHECK (code ~ '^[0-9]{4}$'),
    starts_on      date        NOT NULL,
    ends_on        date        NOT NULL,
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, fiscal_year_id),
    UNIQUE (practice_id, code),
    CHECK (starts_on < ends_on),
    EXCLUDE USING gist (practice_id WITH =, daterange(starts_on, ends_on) WITH &&)
);
COMMENT ON TABLE praxis.fiscal_year IS 'gate:unforced the definer that posts to budgets finds the year of a date';

CREATE TABLE praxis.fiscal_period (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    fiscal_year_id uuid        NOT NULL,
    period_no      smallint    NOT NULL CHECK (period_no BETWEEN 1 AND 13),
    name           text        NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    starts_on      date        NOT NULL,
    ends_on        date        NOT NULL,
    status         text        NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, fiscal_year_id, period_no),
    FOREIGN KEY (practice_id, fiscal_year_id) REFERENCES praxis.fiscal_year,
    CHECK (starts_on < ends_on),
    EXCLUDE USING gist (practice_id WITH =, daterange(starts_on, ends_on) WITH &&)
);
COMMENT ON TABLE praxis.fiscal_period IS 'gate:unforced the definer that posts to budgets finds the period of a date';

CREATE TABLE praxis.budget_version (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    version_id     uuid        NOT NULL,
    fiscal_year_id uuid        NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('original', 'revised')),
    name           text        NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    status         text        NOT NULL DEFAULT 'draft'
                               CHECK (status IN ('draft', 'submitted', 'returned', 'approved')),
    controls       boolean     NOT NULL DEFAULT false,
    file_sha256    bytea       CHECK (length(file_sha256) = 32),
    reason         text        CHECK (length(reason) <= 500),
    approved_by    uuid,
    approved_at    timestamptz,
    version        integer     NOT NULL DEFAULT 1,
    created_person uuid        DEFAULT praxis_private.person_id(),
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, version_id),
    FOREIGN KEY (practice_id, fiscal_year_id) REFERENCES praxis.fiscal_year,
    CHECK ((status = 'approved') = (approved_at IS NOT NULL)),
    CHECK (approved_by IS NULL OR approved_by <> created_by),
    CHECK (status = 'approved' OR NOT controls)
);
CREATE UNIQUE INDEX budget_version_one_controls
    ON praxis.budget_version (practice_id, fiscal_year_id) WHERE controls;
CREATE UNIQUE INDEX budget_version_one_original
    ON praxis.budget_version (practice_id, fiscal_year_id) WHERE kind = 'original' AND status = 'approved';

-- The part of a version that belongs to one clinic.
CREATE TABLE praxis.budget_sheet (
    practice_id uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id   uuid        NOT NULL,
    version_id  uuid        NOT NULL,
    status      text        NOT NULL DEFAULT 'draft'
                            CHECK (status IN ('draft', 'submitted', 'returned', 'approved')),
    version     integer     NOT NULL DEFAULT 1,
    created_by  uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, version_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic,
    FOREIGN KEY (practice_id, version_id) REFERENCES praxis.budget_version
);
CREATE INDEX budget_sheet_version ON praxis.budget_sheet (practice_id, version_id);
CREATE INDEX budget_version_year ON praxis.budget_version (practice_id, fiscal_year_id);

CREATE TABLE praxis.budget_amount (
    practice_id       uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id         uuid        NOT NULL,
    version_id        uuid        NOT NULL,
    ledger_account_id uuid        NOT NULL,
    period_no         smallint    NOT NULL CHECK (period_no BETWEEN 1 AND 13),
    amount            bigint      NOT NULL,
    created_by        uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, version_id, ledger_account_id, period_no),
    FOREIGN KEY (practice_id, clinic_id, version_id) REFERENCES praxis.budget_sheet,
    FOREIGN KEY (practice_id, ledger_account_id) REFERENCES praxis.ledger_account
);

-- A filter over cells with limits of its own: a clinic's account, a clinic, an account of all clinics, the practice.
CREATE TABLE praxis.budget_node (
    practice_id         uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    node_id             uuid        NOT NULL,
    fiscal_year_id      uuid        NOT NULL,
    kind                text        NOT NULL GENERATED ALWAYS AS (
                                        CASE WHEN clinic_id IS NOT NULL AND ledger_account_id IS NOT NULL THEN 'cell'
                                             WHEN clinic_id IS NOT NULL THEN 'clinic'
                                             WHEN ledger_account_id IS NOT NULL THEN 'account'
                                             ELSE 'practice' END) STORED,
    -- Locks are taken by ascending rank, so that the row that everybody shares is held for the shortest time.
    rank                smallint    NOT NULL GENERATED ALWAYS AS (
                                        CASE WHEN clinic_id IS NOT NULL AND ledger_account_id IS NOT NULL THEN 1
                                             WHEN clinic_id IS NOT NULL THEN 2
                                             WHEN ledger_account_id IS NOT NULL THEN 3
                                             ELSE 4 END) STORED,
    clinic_id           uuid,
    ledger_account_id   uuid,
    -- The two above with zeros for "all of them", so that they can be joined by equality.
    clinic_key          uuid        NOT NULL GENERATED ALWAYS AS (
                                        coalesce(clinic_id, '00000000-0000-0000-0000-000000000000')) STORED,
    account_key         uuid        NOT NULL GENERATED ALWAYS AS (
                                        coalesce(ledger_account_id, '00000000-0000-0000-0000-000000000000')) STORED,
    -- Whether its accounts count in totals over accounts: income and statistics do not.
    spending            boolean     NOT NULL,
    year_control        text        NOT NULL DEFAULT 'none' CHECK (year_control IN ('none', 'warn', 'stop')),
    accumulated_control text        NOT NULL DEFAULT 'none' CHECK (accumulated_control IN ('none', 'warn', 'stop')),
    period_control      text        NOT NULL DEFAULT 'none' CHECK (period_control IN ('none', 'warn', 'stop')),
    warn_percent        integer     NOT NULL DEFAULT 90 CHECK (warn_percent BETWEEN 0 AND 1000),
    stop_percent        integer     NOT NULL DEFAULT 100 CHECK (stop_percent BETWEEN 0 AND 1000),
    -- A limit of the year typed by hand, instead of what was budgeted; 0 means 0.
    cap                 bigint      CHECK (cap >= 0),
    version             integer     NOT NULL DEFAULT 1,
    created_by          uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, node_id),
    UNIQUE (practice_id, fiscal_year_id, clinic_key, account_key),
    FOREIGN KEY (practice_id, fiscal_year_id) REFERENCES praxis.fiscal_year,
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic,
    FOREIGN KEY (practice_id, ledger_account_id) REFERENCES praxis.ledger_account
);
COMMENT ON TABLE praxis.budget_node IS
    'gate:unforced,clinic-optional caps are shared by all clinics, and the definer that posts reads every node above a cell';

-- Running totals, moved in the transaction of the entries that they are the sum of.
CREATE TABLE praxis.budget_balance (
    practice_id uuid     NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id   uuid,
    node_id     uuid     NOT NULL,
    horizon     text     NOT NULL CHECK (horizon IN ('period', 'accumulated', 'year')),
    period_no   smallint NOT NULL CHECK ((horizon = 'year') = (period_no = 0)),
    original    bigint   NOT NULL DEFAULT 0,
    revision    bigint   NOT NULL DEFAULT 0,
    committed   bigint   NOT NULL DEFAULT 0 CHECK (committed >= 0),
    actual      bigint   NOT NULL DEFAULT 0,
    warn_limit  bigint,
    stop_limit  bigint,
    row_version bigint   NOT NULL DEFAULT 0,
    PRIMARY KEY (practice_id, node_id, horizon, period_no),
    CONSTRAINT budget_balance_node FOREIGN KEY (practice_id, node_id) REFERENCES praxis.budget_node,
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic
) WITH (fillfactor = 70);
COMMENT ON CONSTRAINT budget_balance_node ON praxis.budget_balance IS
    'gate:cross-clinic a row is made with its node and carries the clinic of it, which may be none';
COMMENT ON TABLE praxis.budget_balance IS
    'gate:unforced,clinic-optional written by the posting definer only, also the rows that all clinics share';

-- Every move of money, append-only: plans (original, revision, transfer) and consumption (commitment, actual).
CREATE TABLE praxis.budget_entry (
    practice_id       uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id         uuid        NOT NULL,
    entry_id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    fiscal_year_id    uuid        NOT NULL,
    period_no         smallint    NOT NULL,
    ledger_account_id uuid        NOT NULL,
    kind              text        NOT NULL CHECK (kind IN (
                                      'original', 'revision', 'transfer', 'commitment', 'actual')),
    amount            bigint      NOT NULL,
    source_type       text        NOT NULL,
    source_id         uuid        NOT NULL,
    source_line       integer     NOT NULL,
    source_number     text,
    -- The document whose commitment this changes; a receipt names its order.
    origin_id         uuid        NOT NULL,
    budget_date       date        NOT NULL,
    reason            text        CHECK (length(reason) <= 500),
    created_by        uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, entry_id),
    -- A retry cannot post twice.
    UNIQUE (practice_id, source_type, source_id, source_line, clinic_id, ledger_account_id, period_no, kind),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic,
    FOREIGN KEY (practice_id, fiscal_year_id, period_no) REFERENCES praxis.fiscal_period,
    FOREIGN KEY (practice_id, ledger_account_id) REFERENCES praxis.ledger_account
);
COMMENT ON TABLE praxis.budget_entry IS 'gate:unforced written by the posting definer only; nobody changes or deletes a row';
CREATE INDEX budget_entry_cell
    ON praxis.budget_entry (practice_id, fiscal_year_id, clinic_id, ledger_account_id, created_at);
CREATE INDEX budget_entry_origin ON praxis.budget_entry (practice_id, origin_id);
CREATE INDEX budget_entry_period ON praxis.budget_entry (practice_id, fiscal_year_id, period_no);
CREATE INDEX budget_entry_account ON praxis.budget_entry (practice_id, ledger_account_id);
CREATE INDEX budget_balance_clinic ON praxis.budget_balance (practice_id, clinic_id);
CREATE INDEX budget_node_clinic ON praxis.budget_node (practice_id, clinic_id);
CREATE INDEX budget_amount_account ON praxis.budget_amount (practice_id, ledger_account_id);
CREATE INDEX budget_node_account ON praxis.budget_node (practice_id, ledger_account_id);

-- The limit that a control sets on a row: what was typed, or so many percent of the current amount, rounded down.
CREATE FUNCTION praxis_private.budget_limit(control text, wanted text, cap bigint, percent integer, current_amount bigint)
RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN control = 'stop' OR control = wanted
                THEN CASE WHEN cap IS NOT NULL AND wanted = 'stop' THEN cap
                          ELSE floor(coalesce(cap, current_amount)::numeric * percent / 100)::bigint END
           END
$$;

CREATE FUNCTION praxis_private.budget_node_control(node praxis.budget_node, horizon text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE horizon WHEN 'year' THEN node.year_control
                        WHEN 'accumulated' THEN node.accumulated_control
                        ELSE node.period_control END
$$;

-- A node is never without its balance rows.
CREATE FUNCTION praxis_private.budget_node_opened() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.budget_balance (practice_id, clinic_id, node_id, horizon, period_no, warn_limit, stop_limit)
    SELECT NEW.practice_id, NEW.clinic_id, NEW.node_id, h.horizon, h.period_no,
           praxis_private.budget_limit(c.control, 'warn', c.cap, NEW.warn_percent, 0),
           praxis_private.budget_limit(c.control, 'stop', c.cap, NEW.stop_percent, 0)
      FROM (SELECT 'year' AS horizon, 0::smallint AS period_no
            UNION ALL
            SELECT t.horizon, p.period_no
              FROM praxis.fiscal_period p
             CROSS JOIN (VALUES ('period'), ('accumulated')) t (horizon)
             WHERE p.practice_id = NEW.practice_id
               AND p.fiscal_year_id = NEW.fiscal_year_id
               AND (t.horizon = 'period' OR NEW.accumulated_control <> 'none')) h
     CROSS JOIN LATERAL (SELECT praxis_private.budget_node_control(NEW, h.horizon) AS control,
                                CASE WHEN h.horizon = 'year' THEN NEW.cap END AS cap) c;
    RETURN NULL;
END $$;
CREATE TRIGGER budget_node_opened AFTER INSERT ON praxis.budget_node
    FOR EACH ROW EXECUTE FUNCTION praxis_private.budget_node_opened();

-- Limits change under the lock of the row that they guard.
CREATE FUNCTION praxis_private.budget_node_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.accumulated_control = 'none') <> (OLD.accumulated_control = 'none') THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'accumulated_control_is_fixed';
    END IF;
    UPDATE praxis.budget_balance b
       SET warn_limit = praxis_private.budget_limit(
               praxis_private.budget_node_control(NEW, b.horizon), 'warn',
               CASE WHEN b.horizon = 'year' THEN NEW.cap END, NEW.warn_percent, b.original + b.revision),
           stop_limit = praxis_private.budget_limit(
               praxis_private.budget_node_control(NEW, b.horizon), 'stop',
               CASE WHEN b.horizon = 'year' THEN NEW.cap END, NEW.stop_percent, b.original + b.revision),
           row_version = b.row_version + 1
     WHERE b.practice_id = NEW.practice_id
       AND b.node_id = NEW.node_id;
    RETURN NULL;
END $$;
CREATE TRIGGER budget_node_changed AFTER UPDATE ON praxis.budget_node
    FOR EACH ROW EXECUTE FUNCTION praxis_private.budget_node_changed();

-- An approved budget never changes, and nobody approves what they prepared: two accounts of one person are one person.
CREATE FUNCTION praxis_private.budget_version_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.status = 'approved' AND (NEW.status, NEW.name, NEW.approved_by) IS DISTINCT FROM
                                   (OLD.status, OLD.name, OLD.approved_by) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'already_approved';
    END IF;
    IF NEW.status = 'approved' AND OLD.status <> 'approved' THEN
        IF OLD.status <> 'submitted' THEN
            RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_submitted';
        END IF;
        IF OLD.created_by = praxis_private.account_id() OR OLD.created_person = praxis_private.person_id() THEN
            RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation',
                                  DETAIL = jsonb_build_object('rule', 'own_budget')::text;
        END IF;
        NEW.approved_by := praxis_private.account_id();
        NEW.approved_at := now();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER budget_version_guard BEFORE UPDATE ON praxis.budget_version
    FOR EACH ROW EXECUTE FUNCTION praxis_private.budget_version_guard();

-- Amounts move only while their version is on the desk.
CREATE FUNCTION praxis_private.budget_amount_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM praxis.budget_version v
                WHERE v.practice_id = NEW.practice_id
                  AND v.version_id = NEW.version_id
                  AND v.status NOT IN ('draft', 'returned')) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'budget_not_editable';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER budget_amount_guard BEFORE INSERT OR UPDATE ON praxis.budget_amount
    FOR EACH ROW EXECUTE FUNCTION praxis_private.budget_amount_guard();
