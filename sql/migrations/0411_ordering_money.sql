-- Orders hold what their requisition asked for and what their budget promised, whoever writes the rows: prices come from
-- the catalog, lines of orders from requisitions, arrivals from receipts, and money from these rows alone.

COMMENT ON TABLE praxis.requisition_line IS 'gate:unforced the lines of an order are copied from it by a definer';
COMMENT ON TABLE praxis.purchase_order IS 'gate:unforced the definers that reserve, release and spend read it';
COMMENT ON TABLE praxis.purchase_order_line IS 'gate:unforced written by the definers that copy and count its lines';
COMMENT ON TABLE praxis.receipt IS 'gate:unforced the definer that spends notes the day it was booked on';
COMMENT ON TABLE praxis.receipt_line IS 'gate:unforced the definer that spends reads it';
COMMENT ON TABLE praxis.vendor IS 'gate:unforced a definer locks the vendor that an order goes to';
COMMENT ON TABLE praxis.budget_version IS 'gate:unforced the definer that puts a version in force reads it';
COMMENT ON TABLE praxis.budget_sheet IS 'gate:unforced the definer that puts a version in force reads it';
COMMENT ON TABLE praxis.budget_amount IS 'gate:unforced the definer that puts a version in force reads it';

-- The day whose period has the money: not the day of arrival where no budget is open then.
ALTER TABLE praxis.receipt ADD COLUMN booked_on date;

-- A line says what the catalog says at the moment it is written.
CREATE FUNCTION praxis_private.requisition_line_priced() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT i.vendor_id, i.name, i.unit, i.pack_size, i.unit_price, i.ledger_account_id
      INTO NEW.vendor_id, NEW.description, NEW.unit, NEW.pack_size, NEW.unit_price, NEW.ledger_account_id
      FROM praxis.catalog_item i
     WHERE i.practice_id = NEW.practice_id AND i.catalog_item_id = NEW.catalog_item_id AND i.active;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'unknown_item';
    END IF;
    NEW.line_total := round(NEW.packs * NEW.unit_price * 100);
    RETURN NEW;
END
$$;
CREATE TRIGGER requisition_line_priced BEFORE INSERT ON praxis.requisition_line
    FOR EACH ROW EXECUTE FUNCTION praxis_private.requisition_line_priced();

-- Refuses a vendor that gets no orders now; the lock keeps it approved until the caller has committed.
CREATE FUNCTION praxis_private.check_vendor(practice uuid, vendor uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seller praxis.vendor;
BEGIN
    SELECT * INTO seller FROM praxis.vendor v WHERE v.practice_id = practice AND v.vendor_id = vendor FOR SHARE;
    IF seller.status IS DISTINCT FROM 'approved' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'vendor_not_approved',
                              DETAIL = jsonb_build_object('vendor', seller.name, 'status', seller.status)::text;
    END IF;
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

-- Its lines are those of the requisition that this vendor sells.
CREATE FUNCTION praxis_private.purchase_order_lined() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.purchase_order_line (
           practice_id, clinic_id, order_id, line_no, catalog_item_id, description, packs, unit, pack_size, unit_price,
           line_total, ledger_account_id)
    SELECT l.practice_id, l.clinic_id, NEW.order_id, l.line_no, l.catalog_item_id, l.description, l.packs, l.unit,
           l.pack_size, l.unit_price, l.line_total, l.ledger_account_id
      FROM praxis.requisition_line l
     WHERE l.practice_id = NEW.practice_id AND l.clinic_id = NEW.clinic_id
       AND l.requisition_id = NEW.requisition_id AND l.vendor_id = NEW.vendor_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'no_lines';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER purchase_order_lined AFTER INSERT ON praxis.purchase_order
    FOR EACH ROW EXECUTE FUNCTION praxis_private.purchase_order_lined();

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

-- Nothing arrives tomorrow.
CREATE FUNCTION praxis_private.receipt_dated() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.received_on > (SELECT (now() AT TIME ZONE c.zone)::date FROM praxis.clinic c
                           WHERE c.practice_id = NEW.practice_id AND c.clinic_id = NEW.clinic_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'receipt_in_future';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER receipt_dated BEFORE INSERT ON praxis.receipt
    FOR EACH ROW EXECUTE FUNCTION praxis_private.receipt_dated();

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

-- Looked at when the transaction commits: an order holds what is still to come of it and has spent what arrived, and what
-- arrived is on receipts.
CREATE FUNCTION praxis_private.purchase_order_settled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due  record;
    held record;
BEGIN
    SELECT CASE WHEN o.status IN ('approved', 'released') THEN sum(l.ordered - l.received) ELSE 0 END AS committed,
           sum(l.received) AS spent, bool_and(l.packs_received = l.packs_booked) AS counted
      INTO due
      FROM praxis.purchase_order o
      JOIN LATERAL (
           SELECT l.line_total AS ordered, round(l.line_total::numeric * l.received / l.packs) AS received,
                  l.received AS packs_received, coalesce(sum(r.packs), 0) AS packs_booked
             FROM praxis.purchase_order_line l
             LEFT JOIN praxis.receipt_line r
               ON r.practice_id = l.practice_id AND r.clinic_id = l.clinic_id AND r.order_id = l.order_id
              AND r.line_no = l.line_no
            WHERE l.practice_id = o.practice_id AND l.clinic_id = o.clinic_id AND l.order_id = o.order_id
            GROUP BY l.line_no, l.line_total, l.received, l.packs) l ON true
     WHERE o.practice_id = NEW.practice_id AND o.clinic_id = NEW.clinic_id AND o.order_id = NEW.order_id
     GROUP BY o.status;
    SELECT * INTO held FROM praxis_private.budget_held(NEW.practice_id, NEW.order_id);
    IF NOT due.counted THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_counted';
    ELSIF due.committed IS DISTINCT FROM held.committed THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_reserved';
    ELSIF due.spent IS DISTINCT FROM held.spent THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_spent';
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER purchase_order_reserved ON praxis.purchase_order;
DROP FUNCTION praxis_private.purchase_order_reserved();
CREATE CONSTRAINT TRIGGER purchase_order_settled AFTER INSERT OR UPDATE OF status ON praxis.purchase_order
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION praxis_private.purchase_order_settled();
CREATE CONSTRAINT TRIGGER receipt_line_settled AFTER INSERT ON praxis.receipt_line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION praxis_private.purchase_order_settled();
