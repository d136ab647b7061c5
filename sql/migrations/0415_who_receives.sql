-- Who approved an order is not the only one who receives it, and a colleague's request is not withdrawn without a reason.

ALTER TABLE praxis.requisition ADD COLUMN withdrawn_reason text CHECK (length(withdrawn_reason) <= 500);

-- Nothing arrives tomorrow, and the first to receive is somebody else than who approved.
CREATE OR REPLACE FUNCTION praxis_private.receipt_dated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.received_on > (SELECT (now() AT TIME ZONE c.zone)::date FROM praxis.clinic c
                           WHERE c.practice_id = NEW.practice_id AND c.clinic_id = NEW.clinic_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'receipt_in_future';
    END IF;
    IF EXISTS (SELECT FROM praxis.purchase_order o
                 JOIN praxis.requisition_decision d
                   ON d.practice_id = o.practice_id AND d.clinic_id = o.clinic_id
                  AND d.requisition_id = o.requisition_id AND d.outcome = 'approved'
                WHERE o.practice_id = NEW.practice_id AND o.clinic_id = NEW.clinic_id AND o.order_id = NEW.order_id
                  AND praxis_private.is_caller(d.created_by, d.person_id))
       AND NOT EXISTS (SELECT FROM praxis.receipt r
                        WHERE r.practice_id = NEW.practice_id AND r.clinic_id = NEW.clinic_id
                          AND r.order_id = NEW.order_id AND r.created_by <> NEW.created_by) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation',
                              DETAIL = jsonb_build_object('rule', 'only_receiver')::text;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON TABLE praxis.requisition_decision IS 'gate:unforced a definer asks who approved what arrives';

-- Taking back what others wrote needs a word to them.
CREATE FUNCTION praxis_private.requisition_withdrawn() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF coalesce(NEW.withdrawn_reason, '') = ''
       AND NOT praxis_private.is_caller(OLD.created_by, OLD.requester_person) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'reason_missing';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER requisition_withdrawn BEFORE UPDATE ON praxis.requisition
    FOR EACH ROW WHEN (NEW.status = 'withdrawn' AND OLD.status <> 'withdrawn')
    EXECUTE FUNCTION praxis_private.requisition_withdrawn();
