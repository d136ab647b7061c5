-- The life of a budget version: each step by who may take it, every reason kept, and approving is putting in force.

ALTER TABLE praxis.budget_version
    DROP CONSTRAINT budget_version_status_check,
    ADD CONSTRAINT budget_version_status_check
        CHECK (status IN ('draft', 'submitted', 'returned', 'approved', 'discarded')),
    ADD COLUMN return_reason text CHECK (length(return_reason) <= 500);
ALTER TABLE praxis.budget_sheet
    DROP CONSTRAINT budget_sheet_status_check,
    ADD CONSTRAINT budget_sheet_status_check
        CHECK (status IN ('draft', 'submitted', 'returned', 'approved', 'discarded'));

-- One file waits for approval once.
CREATE UNIQUE INDEX budget_version_one_file ON praxis.budget_version (practice_id, fiscal_year_id, file_sha256)
    WHERE status IN ('draft', 'submitted', 'returned');

COMMENT ON TABLE praxis.budget_version IS 'gate:unforced the definer that puts a budget in force marks it';
COMMENT ON TABLE praxis.budget_sheet IS 'gate:unforced the definer that puts a budget in force moves the sheets';
COMMENT ON TABLE praxis.budget_amount IS 'gate:unforced the definer that puts a budget in force reads every clinic';

-- An approved budget never changes, and nobody approves what they prepared: two accounts of one person are one person.
-- What controls is changed by the definer that puts a version in force.
CREATE OR REPLACE FUNCTION praxis_private.budget_version_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.status IN ('approved', 'discarded') THEN
        IF to_jsonb(NEW) - 'controls' <> to_jsonb(OLD) - 'controls' THEN
            RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'already_' || OLD.status;
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (
           ('draft', 'submitted'), ('returned', 'submitted'), ('submitted', 'draft'), ('submitted', 'returned'),
           ('submitted', 'approved'), ('draft', 'discarded'), ('returned', 'discarded')) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_submitted';
    END IF;
    IF (NEW.name, NEW.reason) IS DISTINCT FROM (OLD.name, OLD.reason) AND OLD.status = 'submitted' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'budget_not_editable';
    END IF;
    IF NEW.status = 'returned' AND NEW.status <> OLD.status AND NEW.return_reason IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'reason_missing';
    END IF;
    IF NEW.status = 'approved' THEN
        IF OLD.created_by = praxis_private.account_id() OR OLD.created_person = praxis_private.person_id() THEN
            RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation',
                                  DETAIL = jsonb_build_object('rule', 'own_budget')::text;
        END IF;
        -- Approvals of one year take turns, so that each is compared with what the one before it left.
        PERFORM pg_advisory_xact_lock(hashtextextended('budget ' || NEW.fiscal_year_id, 0));
        NEW.kind := CASE WHEN EXISTS (SELECT FROM praxis.budget_version v
                                       WHERE v.practice_id = NEW.practice_id
                                         AND v.fiscal_year_id = NEW.fiscal_year_id
                                         AND v.status = 'approved')
                         THEN 'revised' ELSE 'original' END;
        IF NEW.kind = 'revised' AND NEW.reason IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'reason_missing';
        END IF;
        NEW.approved_by := praxis_private.account_id();
        NEW.approved_at := now();
    END IF;
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;

-- A sheet goes with its version, and is opened only while that is on the desk.
CREATE TRIGGER budget_sheet_guard BEFORE INSERT ON praxis.budget_sheet
    FOR EACH ROW EXECUTE FUNCTION praxis_private.budget_amount_guard();

CREATE FUNCTION praxis_private.budget_version_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE praxis.budget_sheet s
       SET status = NEW.status, version = s.version + 1
     WHERE s.practice_id = NEW.practice_id
       AND s.version_id = NEW.version_id;
    IF NEW.status = 'approved' THEN
        PERFORM praxis_private.budget_enforce(NEW.version_id);
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION praxis_private.budget_version_moved() FROM PUBLIC;
CREATE TRIGGER budget_version_moved AFTER UPDATE OF status ON praxis.budget_version
    FOR EACH ROW WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION praxis_private.budget_version_moved();

-- An account's type, code and side are for good; one that this year's budget controls is not taken out of budgets.
CREATE FUNCTION praxis_private.ledger_account_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.code, NEW.type, NEW.normal_side) IS DISTINCT FROM (OLD.code, OLD.type, OLD.normal_side) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'account_type_fixed',
                              DETAIL = jsonb_build_object('account', OLD.code)::text;
    END IF;
    IF OLD.budgetable AND NOT NEW.budgetable AND praxis_private.ledger_account_in_use(OLD.ledger_account_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'account_in_use',
                              DETAIL = jsonb_build_object('account', OLD.code)::text;
    END IF;
    RETURN NEW;
END $$;

-- Whether money was planned, promised or spent on it in a year that is not over.
CREATE FUNCTION praxis_private.ledger_account_in_use(account uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM praxis.budget_node n
                     JOIN praxis.budget_balance b USING (practice_id, node_id)
                     JOIN praxis.fiscal_year y USING (practice_id, fiscal_year_id)
                    WHERE n.practice_id = praxis_private.practice_id()
                      AND n.ledger_account_id = account
                      AND y.ends_on > CURRENT_DATE
                      AND (b.original, b.revision, b.committed, b.actual) <> (0, 0, 0, 0));
END $$;
REVOKE ALL ON FUNCTION praxis_private.ledger_account_in_use(uuid) FROM PUBLIC;
CREATE TRIGGER ledger_account_guard BEFORE UPDATE ON praxis.ledger_account
    FOR EACH ROW EXECUTE FUNCTION praxis_private.ledger_account_guard();
