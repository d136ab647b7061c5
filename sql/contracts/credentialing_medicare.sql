-- What Medicare's public lists say of people. A list is whole, so that what it says of somebody, and that it does not name
-- them, holds from its day until that of the next.

-- Whether somebody has a number, as it is known: what a list says of another says nothing of them. Without a practice nobody
-- reads people, and what was said counts.
CREATE OR REPLACE FUNCTION praxis_private.has_npi(practice uuid, person uuid, number text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN praxis_private.practice_id() IS NULL
        OR EXISTS (SELECT FROM praxis.person_known p
                    WHERE p.practice_id = practice AND p.person_id = person AND p.npi = number);
END
$$;

-- What lists said as it was known; of an earlier instant also what an undone import had brought.
CREATE OR REPLACE VIEW praxis.medicare_listing_known WITH (security_invoker = true) AS
SELECT l.practice_id, l.listing_id, l.person_id, l.import_id, l.list, l.as_of, l.row_number, l.services, l.starts_on,
       l.ends_on, l.may_refer, l.renews, l.enrollment, l.state, l.supplier, l.due_on, l.adjusted_on, l.created_at
  FROM praxis.medicare_listing l
 WHERE l.created_at <= (SELECT praxis_private.known())
   AND praxis_private.has_npi(l.practice_id, l.person_id, l.npi)
 UNION ALL
SELECT l.practice_id, l.listing_id, l.person_id, l.import_id, l.list, l.as_of, l.row_number, l.services, l.starts_on,
       l.ends_on, l.may_refer, l.renews, l.enrollment, l.state, l.supplier, l.due_on, l.adjusted_on, l.created_at
  FROM praxis.import_withdrawn w
  JOIN praxis.import_undo u USING (practice_id, batch_id)
 CROSS JOIN LATERAL jsonb_populate_record(NULL::praxis.medicare_listing, w.content) l
 WHERE (SELECT praxis_private.known()) < 'infinity'
   AND w.kind = 'medicare_listing'
   AND l.created_at <= (SELECT praxis_private.known())
   AND u.created_at > (SELECT praxis_private.known())
   AND praxis_private.has_npi(l.practice_id, l.person_id, l.npi);

-- What the newest list of each kind says of somebody, by the number that they have.
CREATE OR REPLACE VIEW praxis.medicare_listing_current WITH (security_invoker = true) AS
SELECT l.practice_id, l.person_id, l.list, l.import_id, l.listing_id, l.as_of, l.row_number, l.services, l.starts_on,
       l.ends_on, l.may_refer, l.renews, l.enrollment, l.state, l.supplier, l.due_on, l.adjusted_on
  FROM praxis.medicare_listing l
 WHERE praxis_private.has_npi(l.practice_id, l.person_id, l.npi)
   AND NOT EXISTS (SELECT
                     FROM praxis.medicare_listing n
                    WHERE n.practice_id = l.practice_id AND n.person_id = l.person_id AND n.list = l.list
                      AND n.npi = l.npi AND n.import_id <> l.import_id
                      AND (n.as_of, n.created_at) > (l.as_of, l.created_at));

-- The days on which people have opted out of Medicare, as its lists say. A period that renews by itself does not end with
-- its last day: it ends with the first list that does not name the person any more.
CREATE OR REPLACE VIEW praxis.medicare_opt_out WITH (security_invoker = true) AS
SELECT l.practice_id, l.person_id,
       range_agg(daterange(l.starts_on, CASE WHEN NOT l.renews THEN l.ends_on + 1 END) * daterange(NULL, n.as_of)) AS days,
       max(l.as_of) AS as_of
  FROM praxis.medicare_listing_known l
  LEFT JOIN LATERAL (
       SELECT min(n.as_of) AS as_of
         FROM praxis.medicare_listing_known n
        WHERE n.practice_id = l.practice_id AND n.person_id = l.person_id AND n.list = 'opt_out' AND n.as_of > l.as_of) n
    ON true
 WHERE l.list = 'opt_out'
   AND l.starts_on IS NOT NULL
   -- Of two lists of one day the one that came in last.
   AND NOT EXISTS (SELECT
                     FROM praxis.medicare_listing_known n
                    WHERE n.practice_id = l.practice_id AND n.person_id = l.person_id AND n.list = 'opt_out'
                      AND n.as_of = l.as_of AND n.created_at > l.created_at)
 GROUP BY l.practice_id, l.person_id;

-- The newest list of a kind that is in effect anywhere in the practice: its day, and how many rows it has.
CREATE OR REPLACE FUNCTION praxis_private.medicare_newest(which text) RETURNS TABLE (as_of date, row_count integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF praxis_private.practice_any('credentialing.provider.import') IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT i.as_of, i.row_count
      FROM praxis.pecos_import i
     WHERE i.practice_id = praxis_private.practice_id()
       AND i.layout = which
       AND i.state = 'confirmed'
       AND NOT EXISTS (SELECT FROM praxis.import_undo u
                        WHERE u.practice_id = i.practice_id AND u.batch_id = i.import_id)
     ORDER BY i.as_of DESC, i.confirmed_at DESC
     LIMIT 1;
END
$$;

-- An older list does not come into effect after a newer one: it would end what the newer one says. One of a day to come
-- would keep all others away until then.
CREATE OR REPLACE FUNCTION praxis_private.pecos_import_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    newest date;
BEGIN
    IF NEW.as_of > praxis_private.practice_today(NEW.practice_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'list_in_future', DETAIL = '{"field": "as_of"}';
    END IF;
    SELECT n.as_of INTO newest FROM praxis_private.medicare_newest(NEW.layout) n;
    IF newest > NEW.as_of THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'list_outdated',
            DETAIL = jsonb_build_object('newest', newest)::text;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER pecos_import_guard BEFORE UPDATE ON praxis.pecos_import
    FOR EACH ROW WHEN (NEW.state = 'confirmed' AND NEW.as_of IS NOT NULL)
    EXECUTE FUNCTION praxis_private.pecos_import_guard();

-- The import that a row comes with: one that the caller confirms in this very transaction. Without a caller an operator
-- loads it; row-level security lets nobody else come here.
CREATE OR REPLACE FUNCTION praxis_private.medicare_source(practice uuid, import uuid, which text) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found praxis.pecos_import;
BEGIN
    SELECT * INTO found FROM praxis.pecos_import i
     WHERE i.practice_id = practice AND i.import_id = import AND i.layout = which;
    IF praxis_private.account_id() IS NOT NULL
       AND NOT coalesce(found.state = 'confirmed' AND found.confirmed_at = now()
                        AND found.confirmed_by = praxis_private.account_id(), false)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'in_the_past', DETAIL = '{}';
    END IF;
    RETURN found.as_of;
END
$$;

-- What is said of a number is said of the number that the person has, on the day of the list and by the rule of its period.
CREATE OR REPLACE FUNCTION praxis_private.medicare_listing_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.as_of := coalesce(praxis_private.medicare_source(NEW.practice_id, NEW.import_id, NEW.list), NEW.as_of);
    IF praxis_private.account_id() IS NOT NULL
       AND NOT EXISTS (SELECT FROM praxis.person p
                        WHERE p.practice_id = NEW.practice_id AND p.person_id = NEW.person_id AND p.npi = NEW.npi)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    END IF;
    IF NEW.starts_on IS NOT NULL THEN
        NEW.renews := false;
        SELECT r.version, (r.params ->> 'renews')::boolean INTO NEW.rule_version, NEW.renews
          FROM praxis_private.rule_on(NEW.practice_id, 'cms.opt_out', NEW.ends_on) r;
        NEW.renews := coalesce(NEW.renews, false);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER medicare_listing_guard BEFORE INSERT ON praxis.medicare_listing
    FOR EACH ROW EXECUTE FUNCTION praxis_private.medicare_listing_guard();

-- Whoever writes down what lists say may read it: nobody else knows what is to go when the import is undone.
CREATE OR REPLACE FUNCTION praxis_private.medicare_listing_read() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    readable uuid[];
BEGIN
    IF praxis_private.account_id() IS NULL OR praxis_private.practice_if('credentialing.enrollment.read') IS NOT NULL THEN
        RETURN NULL;
    END IF;
    readable := praxis_private.local_persons('credentialing.enrollment.read');
    IF EXISTS (SELECT FROM listed l WHERE l.person_id <> ALL (readable)) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'enrollments_unread',
            DETAIL = '{"permission": "credentialing.enrollment.read"}';
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER medicare_listing_read AFTER INSERT ON praxis.medicare_listing
    REFERENCING NEW TABLE AS listed
    FOR EACH STATEMENT EXECUTE FUNCTION praxis_private.medicare_listing_read();

-- The date is one that the list says of the person and the enrollment has been given; the one before is that of its version
-- before, and another.
CREATE OR REPLACE FUNCTION praxis_private.medicare_due_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    changed praxis.enrollment;
BEGIN
    PERFORM praxis_private.medicare_source(NEW.practice_id, NEW.import_id, 'revalidation');
    SELECT * INTO changed FROM praxis.enrollment e
     WHERE e.practice_id = NEW.practice_id AND e.clinic_id = NEW.clinic_id AND e.enrollment_id = NEW.enrollment_id;
    SELECT (v.facts ->> 'revalidation_due_on')::date INTO NEW.before_on
      FROM praxis.enrollment_version v
     WHERE v.practice_id = NEW.practice_id AND v.clinic_id = NEW.clinic_id AND v.enrollment_id = NEW.enrollment_id
       AND v.version = changed.version - 1;
    IF changed.revalidation_due_on IS DISTINCT FROM NEW.due_on
       OR NEW.before_on IS NOT DISTINCT FROM NEW.due_on
       OR NOT EXISTS (SELECT FROM praxis.medicare_listing l
                       WHERE l.practice_id = NEW.practice_id AND l.import_id = NEW.import_id
                         AND l.person_id = NEW.person_id AND coalesce(l.adjusted_on, l.due_on) = NEW.due_on)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'in_the_past', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER medicare_due_guard BEFORE INSERT ON praxis.medicare_due
    FOR EACH ROW EXECUTE FUNCTION praxis_private.medicare_due_guard();

-- Gives the enrollment back the date that it had: praxis_private.import_undo alone takes such a row.
CREATE OR REPLACE FUNCTION praxis_private.medicare_due_taken() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE praxis.enrollment e
       SET revalidation_due_on = OLD.before_on, version = e.version + 1
     WHERE e.practice_id = OLD.practice_id AND e.clinic_id = OLD.clinic_id AND e.enrollment_id = OLD.enrollment_id
       AND e.revalidation_due_on = OLD.due_on;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER medicare_due_taken AFTER DELETE ON praxis.medicare_due
    FOR EACH ROW EXECUTE FUNCTION praxis_private.medicare_due_taken();
