-- Contracts of rostering: what keeps assignments legal, and what others may ask.

-- ---------------------------------------------------------------------------------------------------------------------
-- Triggers of praxis.assignment. All but those that keep person_busy and the history run under the caller's own rights.

CREATE OR REPLACE FUNCTION praxis_private.assignment_fill() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT s.clinical_role, s.local_date, s.span, s.services
      INTO NEW.clinical_role, NEW.local_date, NEW.span, NEW.services
      FROM praxis.shift s
     WHERE s.practice_id = NEW.practice_id
       AND s.clinic_id = NEW.clinic_id
       AND s.shift_id = NEW.shift_id
       AND (s.canceled_at IS NULL OR NEW.state = 'canceled');
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'shift_canceled', DETAIL = '{}';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        NEW.version := OLD.version + 1;
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.assignment_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.assignment_change (
        practice_id, clinic_id, assignment_id, version, shift_id, person_id, clinical_role, local_date, span, state,
        changed_by)
    VALUES (
        NEW.practice_id, NEW.clinic_id, NEW.assignment_id, NEW.version, NEW.shift_id, NEW.person_id, NEW.clinical_role,
        NEW.local_date, NEW.span, NEW.state, coalesce(praxis_private.account_id(), NEW.created_by));
    RETURN NULL;
END
$$;

-- Keeps person_busy. Those who book one person take turns, so that the second learns what the first did instead of
-- meeting it in a deadlock; the exclusion constraint stands behind. The refusal tells the interval and no clinic, and of
-- somebody who was never appointed at this clinic not even that.
-- Whoever takes a clearance away waits for the same turns (rostering_conflicts.sql).
CREATE OR REPLACE FUNCTION praxis_private.assignment_busy() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    taken jsonb;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM praxis.person_busy b
         WHERE b.practice_id = OLD.practice_id AND b.assignment_id = OLD.assignment_id;
    END IF;
    IF NEW.state <> 'active' THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (SELECT
                     FROM praxis.appointment a
                    WHERE a.practice_id = NEW.practice_id
                      AND a.clinic_id = NEW.clinic_id
                      AND a.person_id = NEW.person_id)
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX422', MESSAGE = 'not_cleared',
            DETAIL = jsonb_build_object(
                'person', NEW.person_id, 'shift', NEW.shift_id,
                'reasons', '[{"requirement": "appointment", "state": "missing", "severity": "block"}]'::jsonb)::text;
    END IF;
    PERFORM praxis_private.rules_turn(NEW.practice_id, changes => false);
    PERFORM praxis_private.person_turn(NEW.practice_id, NEW.person_id);
    SELECT jsonb_agg(jsonb_build_object('from', lower(b.span), 'to', upper(b.span)) ORDER BY b.span)
      INTO taken
      FROM praxis.person_busy b
     WHERE b.practice_id = NEW.practice_id
       AND b.person_id = NEW.person_id
       AND b.span && NEW.span;
    IF taken IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX422', MESSAGE = 'overlap',
            DETAIL = jsonb_build_object('person', NEW.person_id, 'busy', taken)::text;
    END IF;
    INSERT INTO praxis.person_busy (practice_id, assignment_id, clinic_id, person_id, clinical_role, span, services)
    VALUES (NEW.practice_id, NEW.assignment_id, NEW.clinic_id, NEW.person_id, NEW.clinical_role, NEW.span, NEW.services);
    RETURN NULL;
END
$$;

-- Asks credentialing at COMMIT, so that a suspension, or the end of the shift, that commits in between is seen.
CREATE OR REPLACE FUNCTION praxis_private.assignment_cleared() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    answer record;
BEGIN
    IF NEW.state <> 'active' THEN
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT
                 FROM praxis.shift s
                WHERE s.practice_id = NEW.practice_id
                  AND s.clinic_id = NEW.clinic_id
                  AND s.shift_id = NEW.shift_id
                  AND s.canceled_at IS NOT NULL)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'shift_canceled', DETAIL = '{}';
    END IF;
    SELECT c.verdict, c.reasons
      INTO answer
      FROM praxis.clearance(
               NEW.person_id, NEW.clinic_id, NEW.clinical_role, lower(NEW.span), upper(NEW.span), NEW.services) c;
    IF answer.verdict IS NULL OR answer.verdict NOT IN ('cleared', 'warn') THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX422', MESSAGE = 'not_cleared',
            DETAIL = jsonb_build_object(
                'person', NEW.person_id, 'shift', NEW.shift_id,
                'reasons', coalesce(answer.reasons, '[]'::jsonb))::text;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER assignment_fill BEFORE INSERT OR UPDATE ON praxis.assignment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.assignment_fill();
CREATE OR REPLACE TRIGGER assignment_history AFTER INSERT OR UPDATE ON praxis.assignment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.assignment_history();
CREATE OR REPLACE TRIGGER assignment_busy AFTER INSERT OR UPDATE ON praxis.assignment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.assignment_busy();
DROP TRIGGER IF EXISTS assignment_cleared ON praxis.assignment;
CREATE CONSTRAINT TRIGGER assignment_cleared AFTER INSERT OR UPDATE ON praxis.assignment
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION praxis_private.assignment_cleared();

-- ---------------------------------------------------------------------------------------------------------------------
-- When the people of a clinic are busy at other clinics: intervals, and nothing else about them.

CREATE OR REPLACE FUNCTION praxis_private.busy_elsewhere(clinic uuid, during tstzrange)
RETURNS TABLE (person_id uuid, starts timestamptz, ends timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (clinic = ANY (praxis_private.clinics('rostering.shift.read'))) IS NOT TRUE THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT b.person_id, lower(b.span), upper(b.span)
      FROM praxis.person_busy b
     WHERE b.practice_id = praxis_private.practice_id()
       AND b.clinic_id <> clinic
       AND b.span && during
       AND EXISTS (SELECT
                     FROM praxis.appointment a
                    WHERE a.practice_id = b.practice_id
                      AND a.clinic_id = clinic
                      AND a.person_id = b.person_id)
     ORDER BY b.person_id, b.span;
END
$$;

-- The slots of a roster, for whom they concern: when, for which role, and what is done in them.

CREATE OR REPLACE VIEW praxis.rostering_slot WITH (security_invoker = true) AS
SELECT s.practice_id, s.clinic_id, s.shift_id, s.name, s.clinical_role, s.local_date, s.span, s.services
  FROM praxis.shift s
 WHERE s.canceled_at IS NULL;

-- ---------------------------------------------------------------------------------------------------------------------
-- What people were told last: the newest entry of each assignment and person, where it says that they work. Everybody
-- sees their own.

CREATE OR REPLACE VIEW praxis.rostering_published WITH (security_invoker = true) AS
SELECT n.practice_id, n.clinic_id, n.roster_id, n.assignment_id, n.person_id, n.shift_id, n.shift_name, n.clinical_role,
       n.local_date, n.span, n.break_minutes, n.number
  FROM (SELECT DISTINCT ON (e.practice_id, e.clinic_id, e.roster_id, e.assignment_id, e.person_id) e.*
          FROM praxis.publication_entry e
         ORDER BY e.practice_id, e.clinic_id, e.roster_id, e.assignment_id, e.person_id, e.number DESC) n
 WHERE n.state = 'works';

-- ---------------------------------------------------------------------------------------------------------------------
-- Coverage of each shift; what the home page and the practice's overview count.

CREATE OR REPLACE VIEW praxis.rostering_coverage WITH (security_invoker = true) AS
SELECT s.practice_id, s.clinic_id, s.shift_id, s.local_date, s.clinical_role, s.span, s.need,
       least(s.need, count(a.assignment_id))::integer AS have
  FROM praxis.shift s
  LEFT JOIN praxis.assignment a
    ON a.practice_id = s.practice_id AND a.clinic_id = s.clinic_id AND a.shift_id = s.shift_id AND a.state = 'active'
 WHERE s.canceled_at IS NULL
 GROUP BY s.practice_id, s.clinic_id, s.shift_id;

-- Planned labor by clinic, day and role: elapsed minutes less unpaid breaks, and their cost in minor units. Without a
-- rate, or without the right to see rates, the cost is NULL.
CREATE OR REPLACE VIEW praxis.rostering_labor_cost WITH (security_invoker = true) AS
SELECT w.practice_id, w.clinic_id, w.local_date AS day, w.clinical_role AS pay_class,
       sum(w.minutes)::bigint AS minutes,
       round(sum(w.minutes) * r.hourly / 60.0)::bigint AS cost
  FROM (SELECT a.practice_id, a.clinic_id, a.local_date, a.clinical_role,
               greatest(0, extract(epoch FROM upper(a.span) - lower(a.span))::integer / 60 - s.break_minutes) AS minutes
          FROM praxis.assignment a
          JOIN praxis.shift s
            ON s.practice_id = a.practice_id AND s.clinic_id = a.clinic_id AND s.shift_id = a.shift_id
         WHERE a.state = 'active') w
  LEFT JOIN praxis.pay_rate r
    ON r.practice_id = w.practice_id AND r.clinic_id = w.clinic_id AND r.clinical_role = w.clinical_role
   AND w.local_date >= r.starts_on AND (r.ends_on IS NULL OR w.local_date < r.ends_on)
 GROUP BY w.practice_id, w.clinic_id, w.local_date, w.clinical_role, r.hourly;

-- A shift asks for services that there are; of another one no requirement would speak.
CREATE OR REPLACE FUNCTION praxis_private.services_known() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT NEW.services <@ ARRAY(SELECT s.service FROM praxis.clinical_service s) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'unknown_service', DETAIL = '{"field": "services"}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER services_known BEFORE INSERT OR UPDATE OF services ON praxis.shift
    FOR EACH ROW WHEN (NEW.services <> '{}') EXECUTE FUNCTION praxis_private.services_known();
CREATE OR REPLACE TRIGGER services_known BEFORE INSERT OR UPDATE OF services ON praxis.shift_template
    FOR EACH ROW WHEN (NEW.services <> '{}') EXECUTE FUNCTION praxis_private.services_known();
