-- Ordering: vendors, what they sell, requisitions with the decisions on them, orders and receipts.

CREATE TABLE praxis.vendor (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    vendor_id      uuid        NOT NULL,
    name           text        NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    status         text        NOT NULL DEFAULT 'pending_review' CHECK (status IN (
                                   'prospect', 'pending_review', 'approved', 'on_hold', 'blocked', 'inactive')),
    email          text        CHECK (length(email) <= 254),
    phone          text        CHECK (length(phone) <= 40),
    account_number text        CHECK (length(account_number) <= 60),
    payment_terms  text        CHECK (length(payment_terms) <= 60),
    lead_time_days integer     NOT NULL DEFAULT 0 CHECK (lead_time_days BETWEEN 0 AND 365),
    note           text        CHECK (length(note) <= 2000),
    name_search    text        NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    version        integer     NOT NULL DEFAULT 1,
    created_person uuid        DEFAULT praxis_private.person_id(),
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, vendor_id),
    UNIQUE (practice_id, name_search)
);

CREATE TABLE praxis.catalog_item (
    practice_id       uuid          NOT NULL DEFAULT praxis_private.practice_id(),
    catalog_item_id   uuid          NOT NULL,
    vendor_id         uuid          NOT NULL,
    sku               text          NOT NULL CHECK (length(sku) BETWEEN 1 AND 60),
    name              text          NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    unit              text          NOT NULL CHECK (unit IN (
                                        'EA', 'BX', 'CA', 'PK', 'BG', 'BT', 'VI', 'RL', 'PR', 'KT', 'DZ', 'CT')),
    pack_size         integer       NOT NULL DEFAULT 1 CHECK (pack_size > 0 AND (unit <> 'EA' OR pack_size = 1)),
    unit_price        numeric(18,6) NOT NULL CHECK (unit_price >= 0),
    ledger_account_id uuid          NOT NULL,
    active            boolean       NOT NULL DEFAULT true,
    name_search       text          NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    version           integer       NOT NULL DEFAULT 1,
    created_by        uuid          NOT NULL DEFAULT praxis_private.account_id(),
    created_at        timestamptz   NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, catalog_item_id),
    UNIQUE (practice_id, vendor_id, sku),
    FOREIGN KEY (practice_id, vendor_id) REFERENCES praxis.vendor,
    FOREIGN KEY (practice_id, ledger_account_id) REFERENCES praxis.ledger_account
);
CREATE INDEX catalog_item_by_name ON praxis.catalog_item (practice_id, name_search text_pattern_ops, catalog_item_id);
CREATE INDEX catalog_item_account ON praxis.catalog_item (practice_id, ledger_account_id);

-- What the holder of a permission may sign alone; no amount means no limit, 0 means 0.
CREATE TABLE praxis.approval_limit (
    practice_id uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    permission  text        NOT NULL CHECK (permission IN (
                                'ordering.requisition.approve', 'ordering.requisition.approve_large')),
    amount      bigint      CHECK (amount >= 0),
    created_by  uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, permission)
);

CREATE TABLE praxis.requisition (
    practice_id      uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id        uuid        NOT NULL,
    requisition_id   uuid        NOT NULL,
    number           text        NOT NULL DEFAULT '',
    status           text        NOT NULL DEFAULT 'draft' CHECK (status IN (
                                     'draft', 'submitted', 'returned', 'approved', 'rejected', 'withdrawn')),
    needed_on        date        NOT NULL,
    note             text        CHECK (length(note) <= 2000),
    -- Counts submissions; each gets one decision.
    round            integer     NOT NULL DEFAULT 0,
    submitted_at     timestamptz,
    requester_person uuid        DEFAULT praxis_private.person_id(),
    version          integer     NOT NULL DEFAULT 1,
    created_by       uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, requisition_id),
    UNIQUE (practice_id, number),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic,
    FOREIGN KEY (practice_id, requester_person) REFERENCES praxis.person
);
CREATE INDEX requisition_status ON praxis.requisition (practice_id, clinic_id, status, created_at);
CREATE INDEX requisition_requester ON praxis.requisition (practice_id, requester_person);

CREATE TABLE praxis.requisition_line (
    practice_id       uuid          NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id         uuid          NOT NULL,
    requisition_id    uuid          NOT NULL,
    line_no           integer       NOT NULL CHECK (line_no BETWEEN 1 AND 500),
    catalog_item_id   uuid          NOT NULL,
    vendor_id         uuid          NOT NULL,
    description       text          NOT NULL,
    packs             integer       NOT NULL CHECK (packs BETWEEN 1 AND 1000000),
    unit              text          NOT NULL,
    pack_size         integer       NOT NULL CHECK (pack_size > 0),
    unit_price        numeric(18,6) NOT NULL CHECK (unit_price >= 0),
    line_total        bigint        NOT NULL,
    ledger_account_id uuid          NOT NULL,
    created_by        uuid          NOT NULL DEFAULT praxis_private.account_id(),
    created_at        timestamptz   NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, requisition_id, line_no),
    FOREIGN KEY (practice_id, clinic_id, requisition_id) REFERENCES praxis.requisition,
    FOREIGN KEY (practice_id, catalog_item_id) REFERENCES praxis.catalog_item,
    FOREIGN KEY (practice_id, vendor_id) REFERENCES praxis.vendor,
    FOREIGN KEY (practice_id, ledger_account_id) REFERENCES praxis.ledger_account,
    -- Rounded half up to the cent, once.
    CHECK (line_total = round(packs * unit_price * 100))
);
CREATE INDEX requisition_line_item ON praxis.requisition_line (practice_id, catalog_item_id);
CREATE INDEX requisition_line_account ON praxis.requisition_line (practice_id, ledger_account_id);
CREATE INDEX requisition_line_vendor ON praxis.requisition_line (practice_id, vendor_id);

-- Every decision with the figures of its moment; nobody changes or deletes a row.
CREATE TABLE praxis.requisition_decision (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid        NOT NULL,
    decision_id    uuid        NOT NULL,
    requisition_id uuid        NOT NULL,
    round          integer     NOT NULL DEFAULT 0,
    outcome        text        NOT NULL CHECK (outcome IN ('approved', 'returned', 'rejected')),
    reason         text        CHECK (length(reason) <= 500),
    amount         bigint      NOT NULL DEFAULT 0,
    person_id      uuid        DEFAULT praxis_private.person_id(),
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, decision_id),
    UNIQUE (practice_id, clinic_id, requisition_id, round),
    FOREIGN KEY (practice_id, clinic_id, requisition_id) REFERENCES praxis.requisition,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person,
    CHECK (outcome = 'approved' OR reason <> '')
);
CREATE INDEX requisition_decision_person ON praxis.requisition_decision (practice_id, person_id);

CREATE TABLE praxis.purchase_order (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid        NOT NULL,
    order_id       uuid        NOT NULL,
    number         text        NOT NULL DEFAULT '',
    vendor_id      uuid        NOT NULL,
    requisition_id uuid        NOT NULL,
    status         text        NOT NULL DEFAULT 'approved'
                               CHECK (status IN ('approved', 'released', 'closed', 'canceled')),
    -- The day that picks the period of the budget.
    needed_on      date        NOT NULL,
    -- What the approver saw: budget rows touched and warnings, as far as the approver may read them.
    budget         jsonb,
    released_at    timestamptz,
    version        integer     NOT NULL DEFAULT 1,
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, order_id),
    UNIQUE (practice_id, number),
    UNIQUE (practice_id, clinic_id, requisition_id, vendor_id),
    FOREIGN KEY (practice_id, vendor_id) REFERENCES praxis.vendor,
    FOREIGN KEY (practice_id, clinic_id, requisition_id) REFERENCES praxis.requisition
);
CREATE INDEX purchase_order_status ON praxis.purchase_order (practice_id, clinic_id, status, created_at);
CREATE INDEX purchase_order_vendor ON praxis.purchase_order (practice_id, vendor_id);

CREATE TABLE praxis.purchase_order_line (
    practice_id       uuid          NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id         uuid          NOT NULL,
    order_id          uuid          NOT NULL,
    line_no           integer       NOT NULL,
    catalog_item_id   uuid          NOT NULL,
    description       text          NOT NULL,
    packs             integer       NOT NULL CHECK (packs > 0),
    received          integer       NOT NULL DEFAULT 0,
    unit              text          NOT NULL,
    pack_size         integer       NOT NULL,
    unit_price        numeric(18,6) NOT NULL,
    line_total        bigint        NOT NULL,
    ledger_account_id uuid          NOT NULL,
    created_by        uuid          NOT NULL DEFAULT praxis_private.account_id(),
    created_at        timestamptz   NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, order_id, line_no),
    FOREIGN KEY (practice_id, clinic_id, order_id) REFERENCES praxis.purchase_order,
    FOREIGN KEY (practice_id, catalog_item_id) REFERENCES praxis.catalog_item,
    FOREIGN KEY (practice_id, ledger_account_id) REFERENCES praxis.ledger_account,
    CONSTRAINT purchase_order_line_over_received CHECK (received BETWEEN 0 AND packs),
    CHECK (line_total = round(packs * unit_price * 100))
);
CREATE INDEX purchase_order_line_item ON praxis.purchase_order_line (practice_id, catalog_item_id);
CREATE INDEX purchase_order_line_account ON praxis.purchase_order_line (practice_id, ledger_account_id);

CREATE TABLE praxis.receipt (
    practice_id uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id   uuid        NOT NULL,
    receipt_id  uuid        NOT NULL,
    order_id    uuid        NOT NULL,
    received_on date        NOT NULL,
    note        text        CHECK (length(note) <= 500),
    created_by  uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, receipt_id),
    FOREIGN KEY (practice_id, clinic_id, order_id) REFERENCES praxis.purchase_order
);
CREATE INDEX receipt_order ON praxis.receipt (practice_id, clinic_id, order_id);

CREATE TABLE praxis.receipt_line (
    practice_id uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id   uuid        NOT NULL,
    receipt_id  uuid        NOT NULL,
    order_id    uuid        NOT NULL,
    line_no     integer     NOT NULL,
    packs       integer     NOT NULL CHECK (packs > 0),
    -- The part of the order line's total that these packs are; the last receipt takes what is left.
    amount      bigint      NOT NULL DEFAULT 0,
    created_by  uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, receipt_id, line_no),
    FOREIGN KEY (practice_id, clinic_id, receipt_id) REFERENCES praxis.receipt,
    FOREIGN KEY (practice_id, clinic_id, order_id, line_no) REFERENCES praxis.purchase_order_line
);
CREATE INDEX receipt_line_order ON praxis.receipt_line (practice_id, clinic_id, order_id, line_no);

-- Two accounts of one person are one person.
CREATE FUNCTION praxis_private.is_caller(account uuid, person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(account = praxis_private.account_id() OR person = praxis_private.person_id(), false);
END
$$;

-- `PO-2026-0042`: one row of numbers per practice and year.
CREATE FUNCTION praxis_private.document_number(prefix text, practice uuid, clinic uuid) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    year  text;
    taken text;
BEGIN
    SELECT to_char(now() AT TIME ZONE c.zone, 'YYYY') INTO STRICT year
      FROM praxis.clinic c WHERE c.practice_id = practice AND c.clinic_id = clinic;
    taken := praxis.next_number(prefix || '-' || year)::text;
    RETURN concat_ws('-', prefix, year, lpad(taken, greatest(4, length(taken)), '0'));
END
$$;

-- Nobody approves the vendor that they entered.
CREATE FUNCTION praxis_private.vendor_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.status = 'approved' AND OLD.status <> 'approved'
       AND praxis_private.is_caller(OLD.created_by, OLD.created_person) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation',
                              DETAIL = jsonb_build_object('rule', 'own_vendor')::text;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER vendor_guard BEFORE UPDATE ON praxis.vendor
    FOR EACH ROW EXECUTE FUNCTION praxis_private.vendor_guard();

CREATE FUNCTION praxis_private.requisition_numbered() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.number := praxis_private.document_number('RQ', NEW.practice_id, NEW.clinic_id);
    RETURN NEW;
END
$$;
CREATE TRIGGER requisition_numbered BEFORE INSERT ON praxis.requisition
    FOR EACH ROW WHEN (NEW.number = '') EXECUTE FUNCTION praxis_private.requisition_numbered();

-- The states of a requisition; what a decision brings about needs the decision.
CREATE FUNCTION praxis_private.requisition_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.status = OLD.status THEN
        IF OLD.status NOT IN ('draft', 'returned') THEN
            RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'requisition_not_editable';
        END IF;
    ELSIF (OLD.status, NEW.status) IN (('draft', 'submitted'), ('returned', 'submitted')) THEN
        IF NOT EXISTS (SELECT FROM praxis.requisition_line l
                        WHERE l.practice_id = NEW.practice_id AND l.clinic_id = NEW.clinic_id
                          AND l.requisition_id = NEW.requisition_id) THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'no_lines';
        END IF;
        NEW.round := OLD.round + 1;
        NEW.submitted_at := now();
    ELSIF (OLD.status, NEW.status) IN (('submitted', 'approved'), ('submitted', 'returned'), ('submitted', 'rejected')) THEN
        IF NOT EXISTS (SELECT FROM praxis.requisition_decision d
                        WHERE d.practice_id = NEW.practice_id AND d.clinic_id = NEW.clinic_id
                          AND d.requisition_id = NEW.requisition_id AND d.round = OLD.round
                          AND d.outcome = NEW.status) THEN
            RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_decided';
        END IF;
    ELSIF (OLD.status, NEW.status) NOT IN (('draft', 'withdrawn'), ('submitted', 'withdrawn'), ('returned', 'withdrawn')) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_allowed',
                              DETAIL = jsonb_build_object('from', OLD.status, 'to', NEW.status)::text;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER requisition_guard BEFORE UPDATE ON praxis.requisition
    FOR EACH ROW EXECUTE FUNCTION praxis_private.requisition_guard();

-- Lines move only while the requisition is on its requester's desk.
CREATE FUNCTION praxis_private.requisition_line_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    line praxis.requisition_line := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    PERFORM FROM praxis.requisition r
      WHERE r.practice_id = line.practice_id AND r.clinic_id = line.clinic_id
        AND r.requisition_id = line.requisition_id
        AND r.status IN ('draft', 'returned')
        FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'requisition_not_editable';
    END IF;
    RETURN line;
END
$$;
CREATE TRIGGER requisition_line_guard BEFORE INSERT OR UPDATE OR DELETE ON praxis.requisition_line
    FOR EACH ROW EXECUTE FUNCTION praxis_private.requisition_line_guard();

-- Who decides is not who asked, and signs no more than the own limit.
CREATE FUNCTION praxis_private.requisition_decision_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked praxis.requisition;
    limit_amount bigint;
    signs_large constant boolean :=
        NEW.clinic_id = ANY (praxis_private.clinics('ordering.requisition.approve_large'));
BEGIN
    SELECT * INTO asked FROM praxis.requisition r
     WHERE r.practice_id = NEW.practice_id AND r.clinic_id = NEW.clinic_id AND r.requisition_id = NEW.requisition_id
       FOR UPDATE;
    IF asked.status IS DISTINCT FROM 'submitted' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_submitted';
    END IF;
    IF praxis_private.is_caller(asked.created_by, asked.requester_person) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation',
                              DETAIL = jsonb_build_object('rule', 'own_request')::text;
    END IF;
    SELECT coalesce(sum(l.line_total), 0) INTO NEW.amount
      FROM praxis.requisition_line l
     WHERE l.practice_id = NEW.practice_id AND l.clinic_id = NEW.clinic_id AND l.requisition_id = NEW.requisition_id;
    SELECT l.amount INTO limit_amount
      FROM praxis.approval_limit l
     WHERE l.practice_id = NEW.practice_id
       AND l.permission = CASE WHEN signs_large THEN 'ordering.requisition.approve_large'
                               ELSE 'ordering.requisition.approve' END;
    IF NEW.outcome = 'approved' AND NEW.amount > limit_amount THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'above_limit',
                              DETAIL = jsonb_build_object('limit', limit_amount, 'amount', NEW.amount)::text;
    END IF;
    NEW.round := asked.round;
    RETURN NEW;
END
$$;
CREATE TRIGGER requisition_decision_guard BEFORE INSERT ON praxis.requisition_decision
    FOR EACH ROW EXECUTE FUNCTION praxis_private.requisition_decision_guard();

-- An order comes from an approved requisition and goes to an approved vendor.
CREATE FUNCTION praxis_private.purchase_order_opened() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seller praxis.vendor;
BEGIN
    IF NOT EXISTS (SELECT FROM praxis.requisition r
                    WHERE r.practice_id = NEW.practice_id AND r.clinic_id = NEW.clinic_id
                      AND r.requisition_id = NEW.requisition_id AND r.status = 'approved') THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_approved';
    END IF;
    SELECT * INTO seller FROM praxis.vendor v
     WHERE v.practice_id = NEW.practice_id AND v.vendor_id = NEW.vendor_id;
    IF seller.status IS DISTINCT FROM 'approved' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'vendor_not_approved',
                              DETAIL = jsonb_build_object('vendor', seller.name, 'status', seller.status)::text;
    END IF;
    NEW.number := praxis_private.document_number('PO', NEW.practice_id, NEW.clinic_id);
    RETURN NEW;
END
$$;
CREATE TRIGGER purchase_order_opened BEFORE INSERT ON praxis.purchase_order
    FOR EACH ROW EXECUTE FUNCTION praxis_private.purchase_order_opened();

CREATE FUNCTION praxis_private.purchase_order_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.status <> NEW.status AND (OLD.status, NEW.status) NOT IN (
           ('approved', 'released'), ('released', 'closed'), ('approved', 'canceled'), ('released', 'canceled')) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_allowed',
                              DETAIL = jsonb_build_object('from', OLD.status, 'to', NEW.status)::text;
    END IF;
    IF NEW.status = 'released' AND OLD.status = 'approved' THEN
        NEW.released_at := now();
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER purchase_order_guard BEFORE UPDATE ON praxis.purchase_order
    FOR EACH ROW EXECUTE FUNCTION praxis_private.purchase_order_guard();

-- Looked at when the transaction commits: no order without its money, whoever inserts it.
CREATE FUNCTION praxis_private.purchase_order_reserved() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ordered bigint;
BEGIN
    SELECT coalesce(sum(l.line_total), 0) INTO ordered
      FROM praxis.purchase_order_line l
     WHERE l.practice_id = NEW.practice_id AND l.clinic_id = NEW.clinic_id AND l.order_id = NEW.order_id;
    IF ordered <> praxis_private.budget_committed(NEW.order_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_reserved';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER purchase_order_reserved AFTER INSERT ON praxis.purchase_order
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION praxis_private.purchase_order_reserved();

-- What arrives is counted on the order line under its lock: two people cannot receive the same remainder.
CREATE FUNCTION praxis_private.receipt_line_counted() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    counted praxis.purchase_order_line;
BEGIN
    UPDATE praxis.purchase_order_line l
       SET received = l.received + NEW.packs
     WHERE l.practice_id = NEW.practice_id AND l.clinic_id = NEW.clinic_id AND l.order_id = NEW.order_id
       AND l.line_no = NEW.line_no
       AND EXISTS (SELECT FROM praxis.receipt r
                     JOIN praxis.purchase_order o USING (practice_id, clinic_id, order_id)
                    WHERE r.practice_id = NEW.practice_id AND r.clinic_id = NEW.clinic_id
                      AND r.receipt_id = NEW.receipt_id AND r.order_id = NEW.order_id AND o.status = 'released')
    RETURNING * INTO counted;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_released';
    END IF;
    NEW.amount := round(counted.line_total::numeric * counted.received / counted.packs)
                - round(counted.line_total::numeric * (counted.received - NEW.packs) / counted.packs);
    RETURN NEW;
END
$$;
CREATE TRIGGER receipt_line_counted BEFORE INSERT ON praxis.receipt_line
    FOR EACH ROW EXECUTE FUNCTION praxis_private.receipt_line_counted();
