-- What a confirmed exclusion does to a vendor: it gets no orders from that day on. Where the practice lets a match under
-- review stop work, it stops orders too.

CREATE OR REPLACE FUNCTION praxis_private.is_vendor_excluded(practice uuid, vendor uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today constant date := (now() AT TIME ZONE praxis_private.screening_zone(practice))::date;
BEGIN
    RETURN EXISTS (
        SELECT
          FROM praxis.screening_counted m
         WHERE m.practice_id = practice
           AND m.subject_kind = 'vendor'
           AND m.subject_id = vendor
           AND CASE WHEN m.state = 'confirmed'
                    THEN m.excluded_on <= today AND (m.reinstated_on IS NULL OR m.reinstated_on > today)
                    ELSE EXISTS (SELECT
                                   FROM praxis.screening_policy y
                                  WHERE y.practice_id = practice AND y.pending = 'block')
               END);
END
$$;

-- Orders and the confirmation of an exclusion take turns on the vendor.
CREATE OR REPLACE FUNCTION praxis_private.vendor_turn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM
       FROM praxis.screening_match m
       JOIN praxis.vendor v ON v.practice_id = m.practice_id AND v.vendor_id = m.vendor_id
      WHERE m.practice_id = NEW.practice_id AND m.match_id = NEW.match_id
        FOR UPDATE OF v;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER vendor_turn BEFORE INSERT ON praxis.screening_disposition
    FOR EACH ROW WHEN (NEW.decision = 'confirmed' AND NEW.person_id IS NULL)
    EXECUTE FUNCTION praxis_private.vendor_turn();
