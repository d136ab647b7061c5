-- Every specialty that a release which has begun ever listed, as the latest of them has it. What the latest release calls
-- deactivated, or lists no more, or CMS ended, is retired: shown where it stands, and given to nobody.

CREATE OR REPLACE VIEW praxis.taxonomy_current WITH (security_invoker = true) AS
WITH begun AS (
    SELECT r.release_id, r.source, r.name, r.effective_on, r.loaded_at,
           r.release_id = first_value(r.release_id) OVER (
               PARTITION BY r.source ORDER BY r.effective_on DESC, r.loaded_at DESC, r.release_id DESC) AS is_latest
      FROM praxis.taxonomy_release r
     WHERE r.effective_on <= CURRENT_DATE),
ranked AS (
    SELECT c.code, c.grouping, c.classification, c.specialization, c.display_name, c.section, c.deactivated,
           b.name AS release, b.is_latest,
           max(c.deactivated_on) FILTER (WHERE b.is_latest) OVER (PARTITION BY c.code) AS deactivated_on,
           row_number() OVER (PARTITION BY c.code
                              ORDER BY b.source = 'nucc' DESC, b.effective_on DESC, b.loaded_at DESC, b.release_id DESC) AS place
      FROM praxis.taxonomy_code c
      JOIN begun b USING (release_id))
SELECT r.code, r.grouping, r.classification, r.specialization, r.display_name, r.section, r.release, r.deactivated_on,
       r.deactivated OR NOT r.is_latest OR coalesce(r.deactivated_on <= CURRENT_DATE, false) AS retired
  FROM ranked r
 WHERE r.place = 1;

-- A specialty from a file is what the registry says, old codes included; one that somebody enters is in the code set, and
-- not retired, as soon as there is a code set.
CREATE OR REPLACE FUNCTION praxis_private.person_taxonomy_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known praxis.taxonomy_current;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.ends_on IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'already_ended', DETAIL = '{}';
        END IF;
        NEW.ends_on := praxis_private.practice_today(NEW.practice_id);
        NEW.ended_by := praxis_private.account_id();
        RETURN NEW;
    END IF;
    NEW.source := CASE WHEN EXISTS (SELECT FROM praxis.import_batch b
                                     WHERE b.practice_id = NEW.practice_id AND b.kind = 'nppes' AND b.created_at = now()
                                       AND b.created_by = praxis_private.account_id())
                       THEN 'provider_file' ELSE 'entered' END;
    IF NEW.source = 'entered' AND EXISTS (SELECT FROM praxis.taxonomy_current) THEN
        SELECT * INTO known FROM praxis.taxonomy_current t WHERE t.code = NEW.code;
        IF known.code IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'taxonomy_unknown', DETAIL = '{}';
        ELSIF known.retired THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'taxonomy_retired', DETAIL = '{}';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER person_taxonomy_guard BEFORE INSERT OR UPDATE ON praxis.person_taxonomy
    FOR EACH ROW EXECUTE FUNCTION praxis_private.person_taxonomy_guard();

-- What is said of a number is said of the number that the person has.
CREATE OR REPLACE FUNCTION praxis_private.npi_standing_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM praxis.person p
                    WHERE p.practice_id = NEW.practice_id AND p.person_id = NEW.person_id AND p.npi = NEW.npi) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER npi_standing_guard BEFORE INSERT ON praxis.npi_standing
    FOR EACH ROW EXECUTE FUNCTION praxis_private.npi_standing_guard();
