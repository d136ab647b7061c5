-- Whoever had a hand in a requisition does not decide it: not only who opened it, but who changed its lines or handed it in.

CREATE TABLE praxis.requisition_author (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid        NOT NULL,
    requisition_id uuid        NOT NULL,
    person_id      uuid        DEFAULT praxis_private.person_id(),
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, requisition_id, created_by),
    FOREIGN KEY (practice_id, clinic_id, requisition_id) REFERENCES praxis.requisition,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person
);
CREATE INDEX requisition_author_person ON praxis.requisition_author (practice_id, person_id);
COMMENT ON TABLE praxis.requisition_author IS
    'gate:unforced written by a trigger alone, and asked by the guard of decisions whatever the caller may read';

CREATE FUNCTION praxis_private.requisition_authored() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    touched record;
BEGIN
    touched := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    INSERT INTO praxis.requisition_author (practice_id, clinic_id, requisition_id)
    VALUES (touched.practice_id, touched.clinic_id, touched.requisition_id)
        ON CONFLICT (practice_id, clinic_id, requisition_id, created_by) DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER requisition_opened_by AFTER INSERT ON praxis.requisition
    FOR EACH ROW EXECUTE FUNCTION praxis_private.requisition_authored();
-- A decision is no authorship: it moves a requisition that was handed in.
CREATE TRIGGER requisition_changed_by AFTER UPDATE ON praxis.requisition
    FOR EACH ROW WHEN (OLD.status IN ('draft', 'returned')) EXECUTE FUNCTION praxis_private.requisition_authored();
CREATE TRIGGER requisition_line_changed_by AFTER INSERT OR UPDATE OR DELETE ON praxis.requisition_line
    FOR EACH ROW EXECUTE FUNCTION praxis_private.requisition_authored();

-- Whether the caller had a hand in a requisition, under whatever account.
CREATE FUNCTION praxis_private.is_author(practice uuid, clinic uuid, requisition uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM praxis.requisition_author a
                    WHERE a.practice_id = practice AND a.clinic_id = clinic AND a.requisition_id = requisition
                      AND praxis_private.is_caller(a.created_by, a.person_id));
END
$$;

-- Who decides is not who asked, and signs no more than the own limit.
CREATE OR REPLACE FUNCTION praxis_private.requisition_decision_guard() RETURNS trigger
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
    IF praxis_private.is_caller(asked.created_by, asked.requester_person)
       OR praxis_private.is_author(asked.practice_id, asked.clinic_id, asked.requisition_id) THEN
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
