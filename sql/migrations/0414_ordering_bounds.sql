-- Amounts that somebody can mean: no pack costs ten million dollars, no line a hundred billion.

ALTER TABLE praxis.catalog_item
    ADD CONSTRAINT catalog_item_price_bound CHECK (unit_price <= 10000000);
ALTER TABLE praxis.requisition_line
    ADD CONSTRAINT requisition_line_total_bound CHECK (line_total <= 10000000000000);

-- Nothing is asked for a day that has gone by where the clinic is.
CREATE FUNCTION praxis_private.requisition_dated() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.needed_on < (SELECT (now() AT TIME ZONE c.zone)::date FROM praxis.clinic c
                         WHERE c.practice_id = NEW.practice_id AND c.clinic_id = NEW.clinic_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'needed_in_past';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER requisition_dated BEFORE UPDATE ON praxis.requisition
    FOR EACH ROW WHEN (NEW.status = 'submitted' AND OLD.status <> 'submitted')
    EXECUTE FUNCTION praxis_private.requisition_dated();
