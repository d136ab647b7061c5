-- What ordering refuses whoever writes the rows. The triggers that ask these guards stand in the migrations; the guards
-- themselves stand here, so that a change of one is a change of this file.

-- Nobody approves the vendor that they entered, nor lifts what they imposed.
CREATE OR REPLACE FUNCTION praxis_private.vendor_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    lifts constant boolean := OLD.status IN ('on_hold', 'blocked') AND NEW.status NOT IN ('on_hold', 'blocked')
                           OR OLD.status = 'blocked' AND NEW.status = 'on_hold';
BEGIN
    IF NEW.status = OLD.status THEN
        NEW.status_reason := OLD.status_reason;
        RETURN NEW;
    END IF;
    IF NEW.status = 'approved' AND praxis_private.is_caller(OLD.created_by, OLD.created_person) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation',
                              DETAIL = jsonb_build_object('rule', 'own_vendor')::text;
    END IF;
    IF lifts AND praxis_private.is_caller(OLD.status_by, OLD.status_person) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation',
                              DETAIL = jsonb_build_object('rule', 'own_hold')::text;
    END IF;
    -- The reason of the status before is none for this one.
    IF NEW.status_reason IS NOT DISTINCT FROM OLD.status_reason THEN
        NEW.status_reason := NULL;
    END IF;
    IF coalesce(NEW.status_reason, '') = '' AND (lifts OR NEW.status IN ('on_hold', 'blocked')) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'reason_missing';
    END IF;
    NEW.status_by := praxis_private.account_id();
    NEW.status_person := praxis_private.person_id();
    RETURN NEW;
END
$$;

-- Refuses a vendor that gets no orders now, also one whose exclusion from federal programs is confirmed. The lock keeps it
-- so until the caller has committed; who confirms an exclusion waits for it.
CREATE OR REPLACE FUNCTION praxis_private.check_vendor(practice uuid, vendor uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seller praxis.vendor;
BEGIN
    SELECT * INTO seller
      FROM praxis.vendor v
     WHERE v.practice_id = practice AND v.vendor_id = vendor
       AND v.practice_id = coalesce(praxis_private.practice_id(), practice)
       FOR SHARE;
    IF seller.status IS DISTINCT FROM 'approved' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'vendor_not_approved',
                              DETAIL = jsonb_build_object('vendor', seller.name, 'status', seller.status)::text;
    ELSIF praxis_private.is_vendor_excluded(practice, vendor) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'vendor_not_approved',
                              DETAIL = jsonb_build_object('vendor', seller.name, 'status', 'excluded')::text;
    END IF;
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

-- An order comes from an approved requisition, for the day that it named, and goes to an approved vendor.
CREATE OR REPLACE FUNCTION praxis_private.purchase_order_opened() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT r.needed_on INTO NEW.needed_on
      FROM praxis.requisition r
     WHERE r.practice_id = NEW.practice_id AND r.clinic_id = NEW.clinic_id
       AND r.requisition_id = NEW.requisition_id AND r.status = 'approved';
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_approved';
    END IF;
    PERFORM praxis_private.check_vendor(NEW.practice_id, NEW.vendor_id);
    NEW.number := praxis_private.document_number('PO', NEW.practice_id, NEW.clinic_id);
    RETURN NEW;
END
$$;

-- Who sends and cancels places orders, who closes receives them; sending asks again whether the vendor may have it.
CREATE OR REPLACE FUNCTION praxis_private.purchase_order_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    permission constant text :=
        CASE NEW.status WHEN 'closed' THEN 'ordering.receipt.write' ELSE 'ordering.order.place' END;
BEGIN
    IF OLD.status = NEW.status THEN
        RETURN NEW;
    END IF;
    IF (OLD.status, NEW.status) NOT IN (
           ('approved', 'released'), ('released', 'closed'), ('approved', 'canceled'), ('released', 'canceled')) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_allowed',
                              DETAIL = jsonb_build_object('from', OLD.status, 'to', NEW.status)::text;
    END IF;
    IF NEW.clinic_id <> ALL (praxis_private.clinics(permission)) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing',
                              DETAIL = jsonb_build_object('permission', permission)::text;
    END IF;
    IF NEW.status = 'released' THEN
        PERFORM praxis_private.check_vendor(NEW.practice_id, NEW.vendor_id);
        NEW.released_at := now();
    END IF;
    RETURN NEW;
END
$$;

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

-- What arrives is counted on the order line under its order's lock: two people cannot receive the same remainder, nor
-- one cancel what another receives.
CREATE OR REPLACE FUNCTION praxis_private.receipt_line_counted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    counted praxis.purchase_order_line;
BEGIN
    PERFORM FROM praxis.purchase_order o
      WHERE o.practice_id = NEW.practice_id AND o.clinic_id = NEW.clinic_id AND o.order_id = NEW.order_id
        AND o.status = 'released'
        FOR UPDATE;
    IF NOT FOUND OR NOT EXISTS (
           SELECT FROM praxis.receipt r
            WHERE r.practice_id = NEW.practice_id AND r.clinic_id = NEW.clinic_id
              AND r.receipt_id = NEW.receipt_id AND r.order_id = NEW.order_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_released';
    END IF;
    UPDATE praxis.purchase_order_line l
       SET received = l.received + NEW.packs
     WHERE l.practice_id = NEW.practice_id AND l.clinic_id = NEW.clinic_id AND l.order_id = NEW.order_id
       AND l.line_no = NEW.line_no
    RETURNING * INTO counted;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'unknown_line',
                              DETAIL = jsonb_build_object('line', NEW.line_no)::text;
    END IF;
    NEW.amount := round(counted.line_total::numeric * counted.received / counted.packs)
                - round(counted.line_total::numeric * (counted.received - NEW.packs) / counted.packs);
    RETURN NEW;
END
$$;
