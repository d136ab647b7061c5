-- Enrollment with payers: on which days work of a person at a clinic can be billed to a plan.

-- The days on which claims for services of a person at a clinic are held because of a confirmed exclusion, from its first day
-- on, as long as it holds in the clinic's state. Who may read enrollments there learns the days and not the reason.
CREATE OR REPLACE FUNCTION praxis_private.claim_holds()
RETURNS TABLE (practice_id uuid, clinic_id uuid, person_id uuid, days datemultirange)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_id();
    sites    constant uuid[] := praxis_private.clinics('credentialing.enrollment.read');
    self     constant uuid := praxis_private.self_if('credentialing.enrollment.read');
    excluded constant uuid[] := praxis_private.excluded_people(practice);
BEGIN
    IF excluded = '{}' THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH holder AS MATERIALIZED (
        SELECT c.clinic_id, c.state, h.person_id
          FROM (SELECT a.clinic_id, a.person_id
                  FROM praxis.appointment a
                 WHERE a.practice_id = practice AND a.person_id = ANY (excluded)
                 UNION
                SELECT e.clinic_id, e.person_id
                  FROM praxis.enrollment e
                 WHERE e.practice_id = practice AND e.person_id = ANY (excluded)) h
          JOIN praxis.clinic c ON c.practice_id = practice AND c.clinic_id = h.clinic_id
         WHERE h.clinic_id = ANY (sites) OR h.person_id = self
    )
    SELECT practice, h.clinic_id, h.person_id, x.days
      FROM (SELECT h.state, array_agg(DISTINCT h.person_id) AS persons FROM holder h GROUP BY h.state) g
     CROSS JOIN LATERAL praxis_private.excluded_days(practice, g.state, g.persons) x
      JOIN holder h ON h.state = g.state AND h.person_id = x.person_id
     WHERE NOT isempty(x.days);
END
$$;

-- The plans to which they are held: all with federal funds.
CREATE OR REPLACE VIEW praxis.enrollment_hold WITH (security_invoker = true) AS
SELECT h.practice_id, h.clinic_id, h.person_id, p.plan_id, h.days
  FROM praxis_private.claim_holds() h
  JOIN praxis.payer_plan p USING (practice_id)
 WHERE p.federal_funds;

-- The deactivations as they were known at the instant of kernel_known.sql: of each the latest version, unless that takes it back.
CREATE OR REPLACE VIEW praxis.enrollment_deactivation_known WITH (security_invoker = true) AS
SELECT d.practice_id, d.clinic_id, d.deactivation_id, d.enrollment_id, d.person_id, d.deactivated_on, d.received_on, d.reason,
       d.version
  FROM praxis.enrollment_deactivation d
 WHERE NOT d.withdrawn
   AND d.created_at <= (SELECT praxis_private.known())
   AND NOT EXISTS (SELECT
                     FROM praxis.enrollment_deactivation n
                    WHERE n.practice_id = d.practice_id AND n.clinic_id = d.clinic_id
                      AND n.deactivation_id = d.deactivation_id AND n.version > d.version
                      AND n.created_at <= (SELECT praxis_private.known()));

-- The days that a plan pays for: those of the enrollments less those of their deactivations (Medicare deactivates from
-- a day through the day before the new application is received), of Medicare's plans less those on which the person has
-- opted out of it (42 CFR 405.425, 422.220), and less those on which claims are held. A deactivation takes from its own
-- enrollment alone.
CREATE OR REPLACE VIEW praxis.enrollment_on WITH (security_invoker = true) AS
SELECT e.practice_id, e.clinic_id, e.person_id, e.plan_id,
       range_agg(daterange(e.effective_on, e.term_on, '[]')) - coalesce(range_agg(d.days) FILTER (WHERE d.days IS NOT NULL), '{}')
           - coalesce(range_agg(o.days) FILTER (WHERE o.days IS NOT NULL), '{}')
           - coalesce(range_agg(h.days) FILTER (WHERE h.days IS NOT NULL), '{}') AS billable,
       range_agg(d.days) FILTER (WHERE d.days IS NOT NULL) AS deactivated
  FROM praxis.enrollment e
  LEFT JOIN LATERAL (
       SELECT daterange(x.deactivated_on, x.received_on) * daterange(e.effective_on, e.term_on, '[]') AS days
         FROM praxis.enrollment_deactivation_known x
        WHERE x.practice_id = e.practice_id AND x.clinic_id = e.clinic_id AND x.enrollment_id = e.enrollment_id) d ON true
  LEFT JOIN LATERAL (
       SELECT o.days
         FROM praxis.payer_plan p
         JOIN praxis.medicare_opt_out o ON o.practice_id = e.practice_id AND o.person_id = e.person_id
        WHERE p.practice_id = e.practice_id AND p.plan_id = e.plan_id
          AND p.of_medicare) o ON true
  LEFT JOIN praxis.enrollment_hold h
    ON h.practice_id = e.practice_id AND h.clinic_id = e.clinic_id AND h.person_id = e.person_id AND h.plan_id = e.plan_id
 WHERE e.effective_on IS NOT NULL
 GROUP BY e.practice_id, e.clinic_id, e.person_id, e.plan_id;

-- People at the clinics whose enrollments the caller may read, by their appointments. Who may read enrollments may know
-- whose they are, and nothing else of the file.
CREATE OR REPLACE FUNCTION praxis_private.enrollment_staff()
RETURNS TABLE (practice_id uuid, clinic_id uuid, person_id uuid, name text, npi text, clinical_role text,
               starts_on date, ends_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice uuid := praxis_private.practice_id();
    sites    uuid[] := praxis_private.clinics('credentialing.enrollment.read');
    self     uuid := praxis_private.self_if('credentialing.enrollment.read');
BEGIN
    RETURN QUERY
    SELECT a.practice_id, a.clinic_id, a.person_id, p.family_name || ', ' || p.given_name, p.npi, a.clinical_role,
           a.starts_on, a.ends_on
      FROM praxis.appointment a
      JOIN praxis.person p ON p.practice_id = a.practice_id AND p.person_id = a.person_id
     WHERE a.practice_id = practice AND (a.clinic_id = ANY (sites) OR a.person_id = self);
END
$$;

-- Who works at a clinic today in a role that a plan of the practice asks to be enrolled, and cannot be billed to it
-- today; `billable_from` is the day from which that changes.
CREATE OR REPLACE VIEW praxis.enrollment_missing WITH (security_invoker = true) AS
SELECT s.practice_id, s.clinic_id, s.person_id, s.name, s.npi, s.clinical_role, p.plan_id, p.payer, p.name AS plan,
       p.kind, s.today,
       lower(o.billable * datemultirange(daterange(s.today, NULL))) AS billable_from,
       upper(o.billable * datemultirange(daterange(NULL, s.today))) - 1 AS billable_until,
       coalesce(o.deactivated @> s.today, false) AS deactivated,
       x.status, x.submitted_on, x.enrollment_id,
       p.of_medicare AND coalesce(away.days @> s.today, false) AS opted_out, coalesce(h.days @> s.today, false) AS held
  FROM (SELECT DISTINCT ON (s.clinic_id, s.person_id, s.clinical_role) s.practice_id, s.clinic_id, s.person_id, s.name,
               s.npi, s.clinical_role, c.state, (now() AT TIME ZONE c.zone)::date AS today
          FROM praxis_private.enrollment_staff() s
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         WHERE daterange(s.starts_on, s.ends_on) @> (now() AT TIME ZONE c.zone)::date) s
  JOIN praxis.payer_plan p
    ON p.practice_id = s.practice_id
   AND s.clinical_role = ANY (p.roles)
   AND (p.states = '{}' OR s.state = ANY (p.states))
   AND daterange(p.starts_on, p.ends_on, '[]') @> s.today
  LEFT JOIN praxis.enrollment_on o
    ON o.practice_id = s.practice_id AND o.clinic_id = s.clinic_id AND o.person_id = s.person_id AND o.plan_id = p.plan_id
  LEFT JOIN LATERAL (
       SELECT e.status, e.submitted_on, e.enrollment_id
         FROM praxis.enrollment e
        WHERE e.practice_id = s.practice_id AND e.clinic_id = s.clinic_id AND e.person_id = s.person_id
          AND e.plan_id = p.plan_id
        ORDER BY e.effective_on DESC NULLS FIRST, e.submitted_on DESC NULLS LAST, e.enrollment_id DESC
        LIMIT 1) x ON true
  LEFT JOIN praxis.medicare_opt_out away ON away.practice_id = s.practice_id AND away.person_id = s.person_id
  LEFT JOIN praxis.enrollment_hold h
    ON h.practice_id = s.practice_id AND h.clinic_id = s.clinic_id AND h.person_id = s.person_id AND h.plan_id = p.plan_id
 WHERE NOT coalesce(o.billable @> s.today, false);

-- The rule of when an enrollment with Medicare is to be revalidated: suppliers of equipment have one of their own.
CREATE OR REPLACE FUNCTION praxis_private.revalidation_rule(line text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE line WHEN 'dmepos' THEN 'cms.revalidation_dmepos' ELSE 'cms.revalidation' END;
END
$$;

-- The day that it gives, from the day on which the enrollment began.
CREATE OR REPLACE FUNCTION praxis_private.revalidation_due(line text, began date) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT (began + make_interval(months => (r.params ->> 'months')::integer))::date
              FROM praxis.rule_on(praxis_private.revalidation_rule(line), began) r);
END
$$;

-- Refuses dates that no payer grants. Medicare pays from the later of the day on which the application was received and
-- the first service at the location, and the days before it that its rule of that day gives (42 CFR 424.520, 424.521).
CREATE OR REPLACE FUNCTION praxis_private.enrollment_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    plan     praxis.payer_plan;
    earliest date;
    figures  jsonb;
BEGIN
    SELECT * INTO plan FROM praxis.payer_plan p WHERE p.practice_id = NEW.practice_id AND p.plan_id = NEW.plan_id;
    IF TG_OP = 'INSERT' THEN
        NEW.version := 1;
        IF praxis_private.practice_id() IS NOT NULL
           AND NOT EXISTS (SELECT
                             FROM praxis.appointment a
                            WHERE a.practice_id = NEW.practice_id AND a.clinic_id = NEW.clinic_id
                              AND a.person_id = NEW.person_id)
        THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_appointed', DETAIL = '{"field": "clinic"}';
        END IF;
    ELSIF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'stale_version', DETAIL =
            jsonb_build_object('current', OLD.version, 'sent', NEW.version - 1)::text;
    ELSIF NOT (NEW.status = OLD.status
               OR NEW.status = ANY (CASE OLD.status
                   WHEN 'not_submitted' THEN ARRAY['submitted']
                   WHEN 'submitted' THEN ARRAY['enrolled', 'denied', 'not_submitted']
                   WHEN 'denied' THEN ARRAY['submitted']
                   WHEN 'enrolled' THEN ARRAY['terminated']
                   WHEN 'terminated' THEN ARRAY['enrolled'] END))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'enrollment_step', DETAIL =
            jsonb_build_object('field', 'status', 'from', OLD.status, 'to', NEW.status)::text;
    END IF;
    IF NEW.effective_on IS NULL THEN
        RETURN NEW;
    ELSIF plan.kind = 'medicare' THEN
        IF NEW.first_service_on IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'first_service_missing',
                                  DETAIL = '{"field": "first_service"}';
        END IF;
        SELECT r.params INTO figures FROM praxis.rule_on('cms.billing', NEW.submitted_on) r;
        earliest := greatest(NEW.submitted_on, NEW.first_service_on)
                  - coalesce((figures ->> CASE WHEN NEW.disaster THEN 'disaster_days' ELSE 'retrospective_days' END)::integer, 0);
    ELSE
        earliest := NEW.submitted_on - plan.backdate_days;
    END IF;
    IF NEW.effective_on < earliest THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'effective_too_early', DETAIL =
            jsonb_build_object('field', 'effective', 'earliest', earliest)::text;
    END IF;
    IF EXISTS (SELECT
                 FROM praxis.enrollment_deactivation_known d
                WHERE d.practice_id = NEW.practice_id AND d.clinic_id = NEW.clinic_id
                  AND d.enrollment_id = NEW.enrollment_id
                  AND NOT daterange(NEW.effective_on, NEW.term_on, '[]') @> d.deactivated_on)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'deactivated_outside', DETAIL = '{"field": "effective"}';
    END IF;
    -- Until Medicare publishes a date, the one that its rule gives.
    IF plan.kind = 'medicare' AND NEW.revalidation_due_on IS NULL THEN
        NEW.revalidation_due_on := praxis_private.revalidation_due(plan.line, NEW.effective_on);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER enrollment_guard BEFORE INSERT OR UPDATE ON praxis.enrollment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.enrollment_guard();

-- Keeps what the enrollment now is as its next version.
CREATE OR REPLACE FUNCTION praxis_private.enrollment_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.enrollment_version
           (practice_id, clinic_id, enrollment_id, version, person_id, facts, changed_by)
    VALUES (NEW.practice_id, NEW.clinic_id, NEW.enrollment_id, NEW.version, NEW.person_id,
            jsonb_strip_nulls(to_jsonb(NEW) - ARRAY['practice_id', 'clinic_id', 'enrollment_id', 'person_id', 'plan_id',
                                                    'version', 'created_by', 'created_at']),
            coalesce(praxis_private.account_id(), NEW.created_by));
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER enrollment_history AFTER INSERT OR UPDATE ON praxis.enrollment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.enrollment_history();

-- A deactivation falls into its enrollment, on days of no other; whoever takes the next version saw the last one. That the new
-- application was received is said of one that goes on; whatever else changes is a correction with its reason.
CREATE OR REPLACE FUNCTION praxis_private.enrollment_deactivation_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    days   daterange;
    before praxis.enrollment_deactivation;
BEGIN
    -- Who changes the enrollment's days or another deactivation meanwhile waits, and is judged with this row.
    SELECT CASE WHEN e.effective_on IS NOT NULL THEN daterange(e.effective_on, e.term_on, '[]') END INTO days
      FROM praxis.enrollment e
     WHERE e.practice_id = NEW.practice_id AND e.clinic_id = NEW.clinic_id AND e.enrollment_id = NEW.enrollment_id
       FOR UPDATE;
    SELECT * INTO before
      FROM praxis.enrollment_deactivation d
     WHERE d.practice_id = NEW.practice_id AND d.clinic_id = NEW.clinic_id AND d.enrollment_id = NEW.enrollment_id
       AND d.deactivation_id = NEW.deactivation_id
     ORDER BY d.version DESC
     LIMIT 1;
    IF NEW.version <> coalesce(before.version, 0) + 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'stale_version', DETAIL =
            jsonb_build_object('current', before.version, 'sent', NEW.version - 1)::text;
    ELSIF before.version IS NOT NULL AND NEW.correction IS NULL
          AND (before.withdrawn OR NEW.withdrawn OR before.received_on IS NOT NULL OR NEW.received_on IS NULL
               OR (NEW.deactivated_on, NEW.reason) IS DISTINCT FROM (before.deactivated_on, before.reason))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'reason_required', DETAIL = '{"field": "correction"}';
    ELSIF NEW.withdrawn OR NEW.received_on < NEW.deactivated_on THEN
        RETURN NEW;  -- of days in the wrong order the table says so
    ELSIF NOT coalesce(days @> NEW.deactivated_on, false) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'deactivated_outside', DETAIL = '{"field": "deactivated"}';
    ELSIF EXISTS (SELECT
                    FROM praxis.enrollment_deactivation_known d
                   WHERE d.practice_id = NEW.practice_id AND d.clinic_id = NEW.clinic_id
                     AND d.enrollment_id = NEW.enrollment_id AND d.deactivation_id <> NEW.deactivation_id
                     AND daterange(d.deactivated_on, d.received_on) && daterange(NEW.deactivated_on, NEW.received_on))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'deactivated_already', DETAIL = '{"field": "deactivated"}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER enrollment_deactivation_guard BEFORE INSERT ON praxis.enrollment_deactivation
    FOR EACH ROW EXECUTE FUNCTION praxis_private.enrollment_deactivation_guard();
