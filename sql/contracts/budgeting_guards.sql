-- What budgeting refuses whoever writes the rows; the trigger that asks stands in the migrations.

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
