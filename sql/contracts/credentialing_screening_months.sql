-- Monitoring by the calendar month: at least one completed comparison of everybody in each, whatever the days between
-- (NCQA CR 5, OIG advice). Aborted runs and runs of a few people do not count.

-- What was compared or refused, when, by whom, with which lists: the log that an auditor reads.
CREATE OR REPLACE VIEW praxis.screening_log WITH (security_invoker = true) AS
SELECT r.practice_id, r.run_id AS entry_id, CASE WHEN r.withdrawn_at IS NULL THEN 'completed' ELSE 'withdrawn' END AS outcome,
       CASE WHEN r.withdrawn_at IS NOT NULL THEN 'one of its lists was withdrawn' END AS reason, r.started_at,
       r.finished_at, r.subjects, r.parties, r.narrowed_to IS NULL AS everybody, r.entries, r.tiers, r.suppressed,
       r.lists, r.occasion, r.created_by, r.rule_version, r.code_version
  FROM praxis.screening_run r
 UNION ALL
SELECT i.practice_id, i.import_id, 'aborted', i.reason, i.started_at, i.created_at, 0, 0, true, 0, '{}'::jsonb, 0,
       jsonb_build_array(jsonb_build_object(
           'list', i.list, 'name', i.file_name, 'month', i.month, 'issued_on', i.issued_on,
           'sha256', encode(i.sha256, 'hex'), 'rows', i.row_count)),
       CASE WHEN EXISTS (SELECT
                           FROM praxis.account a
                          WHERE a.practice_id = i.practice_id AND a.account_id = i.created_by AND a.kind = 'system')
            THEN 'schedule' ELSE 'operator' END,
       i.created_by, '', ''
  FROM praxis.screening_import i
 WHERE i.state = 'refused';

-- One line per month since the first list or run, for those who may know. `done` needs a current list
-- (praxis_private.is_current) of the OIG, and, where a rule of that month asks for SAM, its list of the month or of the one
-- before. What is said of a month is of the first run that made it so.
CREATE OR REPLACE VIEW praxis.screening_month WITH (security_invoker = true) AS
SELECT p.practice_id, m.month, coalesce(r.runs, 0)::integer AS runs, r.done_at, r.run_id, r.subjects, r.parties,
       r.findings, r.listed, coalesce(a.refused, 0)::integer AS refused,
       CASE WHEN r.complies AND s.asked AND (r.sam >= m.month - interval '1 month') IS NOT TRUE THEN 'done_without_sam'
            WHEN r.complies THEN 'done'
            WHEN r.runs > 0 THEN 'done_with_old_list'
            WHEN m.month = date_trunc('month', z.today)::date THEN 'open'
            ELSE 'missed'
       END AS standing,
       r.sam AS sam_listed
  FROM praxis.practice p
 CROSS JOIN LATERAL (SELECT praxis_private.screening_zone(p.practice_id) AS zone) zone
 CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE zone.zone)::date AS today) z
 CROSS JOIN LATERAL (
       SELECT least(min(l.finished_at AT TIME ZONE zone.zone)::date, z.today) AS day
         FROM (SELECT r.finished_at FROM praxis.screening_run r WHERE r.practice_id = p.practice_id
                UNION ALL
               SELECT i.created_at FROM praxis.screening_import i WHERE i.practice_id = p.practice_id) l) first
 CROSS JOIN LATERAL (
       SELECT g::date AS month
         FROM generate_series(date_trunc('month', first.day), date_trunc('month', z.today), interval '1 month') g) m
  LEFT JOIN LATERAL (
       SELECT count(*) AS runs, bool_or(w.complies) AS complies, (array_agg(r.finished_at ORDER BY w.place))[1] AS done_at,
              (array_agg(r.run_id ORDER BY w.place))[1] AS run_id,
              (array_agg(r.subjects ORDER BY w.place))[1] AS subjects,
              (array_agg(r.parties ORDER BY w.place))[1] AS parties,
              (array_agg((SELECT coalesce(sum(t.value::integer), 0)::integer FROM jsonb_each_text(r.tiers) t)
                         ORDER BY w.place))[1] AS findings,
              (array_agg(l.listed ORDER BY w.place))[1] AS listed, max(l.sam) AS sam
         FROM praxis.screening_run r
        CROSS JOIN LATERAL (
              SELECT max((e ->> 'month')::date) FILTER (WHERE coalesce(e ->> 'list', 'leie') = 'leie'
                                                          AND coalesce(e ->> 'kind', 'full') <> 'reinstatements') AS listed,
                     max((e ->> 'month')::date) FILTER (WHERE e ->> 'list' = 'sam') AS sam
                FROM jsonb_array_elements(r.lists) e) l
        CROSS JOIN LATERAL (SELECT praxis_private.is_current(r.lists, m.month) AS complies) c
        CROSS JOIN LATERAL (SELECT c.complies, ROW(NOT c.complies, r.finished_at, r.run_id) AS place) w
        WHERE r.practice_id = p.practice_id
          AND r.narrowed_to IS NULL
          AND r.withdrawn_at IS NULL
          AND date_trunc('month', r.finished_at AT TIME ZONE zone.zone)::date = m.month) r ON true
  LEFT JOIN LATERAL (
       SELECT count(*) AS refused
         FROM praxis.screening_import i
        WHERE i.practice_id = p.practice_id
          AND i.state = 'refused'
          AND date_trunc('month', i.created_at AT TIME ZONE zone.zone)::date = m.month) a ON true
  LEFT JOIN LATERAL (
       SELECT coalesce((k.params ->> 'required')::boolean, true) AS asked
         FROM praxis.rule_on('sam.screening', m.month) k) s ON true
 WHERE p.practice_id = (SELECT praxis_private.practice_any('credentialing.screening.read'));

-- Whether somebody was compared as they are now.
CREATE OR REPLACE FUNCTION praxis_private.is_screened(practice uuid, person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known constant timestamptz := praxis_private.known();
    today constant date := praxis_private.present()::date;
BEGIN
    RETURN EXISTS (
        SELECT
          FROM praxis.person_known p
          JOIN praxis.screening_run r
            ON r.practice_id = p.practice_id AND (r.narrowed_to IS NULL OR p.person_id = ANY (r.narrowed_to))
         WHERE p.practice_id = practice
           AND p.person_id = person
           AND (r.withdrawn_at IS NULL OR r.withdrawn_at > known)
           AND r.started_at >= p.identified_at
           AND r.finished_at <= known
           AND NOT EXISTS (SELECT
                             FROM praxis.person_name n
                            WHERE n.practice_id = p.practice_id AND n.person_id = p.person_id
                              AND n.created_at <= known
                              AND (n.created_at > r.started_at
                                   -- A name that has taken effect since.
                                   OR n.starts_on > r.started_at::date AND n.starts_on <= today)));
END
$$;

-- Every practice looks for lists once a day, before the offices open.
CREATE OR REPLACE FUNCTION praxis_private.screening_setup(practice uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.job_schedule (practice_id, kind, zone, at_time, next_at)
    VALUES (practice, 'credentialing.screening.daily', 'UTC', '10:00',
            date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + interval '34 hours')
        ON CONFLICT (practice_id, kind) DO NOTHING;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.practice_screening() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.screening_setup(NEW.practice_id);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER practice_screening AFTER INSERT ON praxis.practice
    FOR EACH ROW EXECUTE FUNCTION praxis_private.practice_screening();

SELECT praxis_private.screening_setup(p.practice_id) FROM praxis.practice p;
