-- Limits that practices set themselves: who approves up to how much, and which periods are closed.

COMMENT ON TABLE praxis.approval_limit IS 'gate:unforced a new practice begins with the usual limits';

-- Every practice begins with limits: a site's approver signs up to 2,500.00, whoever approves large amounts without one.
CREATE FUNCTION praxis_private.approval_limit_seeded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.approval_limit (practice_id, permission, amount, created_by)
    VALUES (NEW.practice_id, 'ordering.requisition.approve', 250000, NEW.account_id),
           (NEW.practice_id, 'ordering.requisition.approve_large', NULL, NEW.account_id)
        ON CONFLICT (practice_id, permission) DO NOTHING;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION praxis_private.approval_limit_seeded() FROM PUBLIC;
CREATE TRIGGER approval_limit_seeded AFTER INSERT ON praxis.account
    FOR EACH ROW WHEN (NEW.kind = 'system') EXECUTE FUNCTION praxis_private.approval_limit_seeded();

ALTER TABLE praxis.approval_limit NO FORCE ROW LEVEL SECURITY;
INSERT INTO praxis.approval_limit (practice_id, permission, amount, created_by)
SELECT s.practice_id, l.permission, l.amount, s.account_id
  FROM praxis.account s
 CROSS JOIN (VALUES ('ordering.requisition.approve', 250000::bigint),
                    ('ordering.requisition.approve_large', NULL)) l (permission, amount)
 WHERE s.kind = 'system'
    ON CONFLICT (practice_id, permission) DO NOTHING;

-- No limit at all is written as a row without an amount; without a row nobody signs.
CREATE FUNCTION praxis_private.requisition_decision_limit() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.outcome = 'approved' AND NOT EXISTS (
           SELECT FROM praxis.approval_limit l
            WHERE l.practice_id = NEW.practice_id
              AND l.permission = CASE
                      WHEN NEW.clinic_id = ANY (praxis_private.clinics('ordering.requisition.approve_large'))
                      THEN 'ordering.requisition.approve_large' ELSE 'ordering.requisition.approve' END) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'above_limit',
                              DETAIL = jsonb_build_object('limit', 0, 'amount', NEW.amount)::text;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER requisition_decision_limit BEFORE INSERT ON praxis.requisition_decision
    FOR EACH ROW EXECUTE FUNCTION praxis_private.requisition_decision_limit();

-- Who closed a period does not open it again.
ALTER TABLE praxis.fiscal_period
    ADD COLUMN closed_by     uuid,
    ADD COLUMN closed_person uuid,
    ADD COLUMN closed_at     timestamptz;
CREATE FUNCTION praxis_private.fiscal_period_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.status = 'closed' AND OLD.status = 'open' THEN
        NEW.closed_by := praxis_private.account_id();
        NEW.closed_person := praxis_private.person_id();
        NEW.closed_at := now();
    ELSIF NEW.status = 'open' AND OLD.status = 'closed' THEN
        IF praxis_private.is_caller(OLD.closed_by, OLD.closed_person) THEN
            RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation',
                                  DETAIL = jsonb_build_object('rule', 'own_closure')::text;
        END IF;
        NEW.closed_by := NULL;
        NEW.closed_person := NULL;
        NEW.closed_at := NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fiscal_period_guard BEFORE UPDATE ON praxis.fiscal_period
    FOR EACH ROW EXECUTE FUNCTION praxis_private.fiscal_period_guard();
