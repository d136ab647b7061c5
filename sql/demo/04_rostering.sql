-- Rosters of the demonstration: last week and this week published, next week a draft with open places everywhere but at
-- Phoenix and Evanston, whose staff always see shifts ahead. Only people whom credentialing clears are on shifts; those
-- whose licenses have lapsed are there to be tried.

-- The same identifier for the same thing on every load.
CREATE FUNCTION pg_temp.roster_id(thing text) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
    SELECT ('01900000-0000-7000-8000-' || substr(md5(thing), 1, 12))::uuid
$$;

INSERT INTO praxis.shift_template
       (practice_id, clinic_id, template_id, name, clinical_role, starts_at, ends_at, end_policy, break_minutes, need,
        created_by)
SELECT c.practice_id, c.clinic_id, pg_temp.roster_id('template ' || c.clinic_id || t.name), t.name, t.clinical_role,
       t.starts_at::time, t.ends_at::time, t.end_policy, t.break_minutes,
       CASE WHEN c.practice_id = '01900000-0000-7000-8000-00000000b000' THEN 1 ELSE t.need END, c.created_by
  FROM praxis.clinic c
 CROSS JOIN (VALUES
       ('Provider day',  'physician',          '08:00', '17:00', 'keep_end',      60, 2),
       ('NP clinic',     'nurse_practitioner', '08:30', '17:00', 'keep_end',      30, 1),
       ('Nurse early',   'registered_nurse',   '07:00', '15:30', 'keep_end',      30, 2),
       ('Nurse late',    'registered_nurse',   '11:30', '20:00', 'keep_end',      30, 1),
       ('Nurse night',   'registered_nurse',   '19:00', '07:00', 'keep_duration', 45, 1),
       ('Assistant day', 'medical_assistant',  '08:00', '16:30', 'keep_end',      30, 2)
       ) t (name, clinical_role, starts_at, ends_at, end_policy, break_minutes, need)
 WHERE t.name <> 'Nurse night' OR c.slug = 'denver';

INSERT INTO praxis.pay_rate (practice_id, clinic_id, pay_rate_id, clinical_role, hourly, starts_on, created_by)
SELECT c.practice_id, c.clinic_id, pg_temp.roster_id('rate ' || c.clinic_id || r.clinical_role), r.clinical_role,
       r.hourly + CASE c.state WHEN 'IL' THEN 250 WHEN 'CO' THEN 175 ELSE 0 END, DATE '2026-01-01', c.created_by
  FROM praxis.clinic c
 CROSS JOIN (VALUES ('physician', 13800), ('nurse_practitioner', 6400), ('registered_nurse', 4250),
                    ('medical_assistant', 2150)) r (clinical_role, hourly);

INSERT INTO praxis.rest_rule (practice_id, rule_id, minutes, binding, citation, starts_on, created_by)
SELECT p.practice_id, pg_temp.roster_id('rest ' || p.slug || r.minutes), r.minutes, r.binding, r.citation,
       DATE '2026-01-01', a.account_id
  FROM praxis.practice p
  JOIN praxis.account a ON a.practice_id = p.practice_id AND a.kind = 'system'
 CROSS JOIN (VALUES (600, false, 'Rest of 10 hours: house rule, after Chicago Fair Workweek'),
                    (480, true,  'Rest of 8 hours: house rule')) r (minutes, binding, citation);

-- Last week, this week and the next, by the calendar of the clinic.
CREATE TEMPORARY TABLE demo_week ON COMMIT DROP AS
SELECT c.practice_id, c.clinic_id, c.zone, c.slug, c.created_by, w.place,
       (date_trunc('week', now() AT TIME ZONE c.zone) + w.place * interval '7 days')::date AS monday
  FROM praxis.clinic c
 CROSS JOIN generate_series(-1, 1) w (place);

INSERT INTO praxis.roster (practice_id, clinic_id, roster_id, starts_on, created_by)
SELECT w.practice_id, w.clinic_id, pg_temp.roster_id('roster ' || w.clinic_id || w.monday), w.monday, w.created_by
  FROM demo_week w;

-- Weekdays all templates; Saturdays the day shifts at Denver and Phoenix; nights on Friday and Saturday.
INSERT INTO praxis.shift
       (practice_id, clinic_id, shift_id, roster_id, template_id, name, clinical_role, local_date, span, break_minutes,
        need, created_by)
SELECT w.practice_id, w.clinic_id, pg_temp.roster_id('shift ' || t.template_id || d.day),
       pg_temp.roster_id('roster ' || w.clinic_id || w.monday), t.template_id, t.name, t.clinical_role, d.day,
       tstzrange((d.day + t.starts_at) AT TIME ZONE w.zone,
                 CASE t.end_policy
                      WHEN 'keep_end'
                      THEN (d.day + t.ends_at + CASE WHEN t.ends_at <= t.starts_at THEN interval '1 day'
                                                     ELSE interval '0' END) AT TIME ZONE w.zone
                      ELSE (d.day + t.starts_at) AT TIME ZONE w.zone + interval '12 hours'
                 END),
       t.break_minutes, CASE WHEN n.number = 5 THEN 1 ELSE t.need END, w.created_by
  FROM demo_week w
  JOIN praxis.shift_template t USING (practice_id, clinic_id)
 CROSS JOIN generate_series(0, 5) n (number)
 CROSS JOIN LATERAL (SELECT w.monday + n.number AS day) d
 WHERE CASE WHEN t.name = 'Nurse night' THEN n.number IN (4, 5)
            WHEN n.number = 5 THEN w.slug IN ('denver', 'phoenix') AND t.name IN ('Provider day', 'Nurse early')
            ELSE true
       END;

-- Who holds the role of a shift and is cleared for it: one question per clinic.
CREATE TEMPORARY TABLE demo_cleared ON COMMIT DROP AS
WITH asked AS MATERIALIZED (
    SELECT s.clinic_id, s.shift_id, s.clinical_role, s.span, a.person_id,
           row_number() OVER (PARTITION BY s.clinic_id)::integer AS item
      FROM praxis.shift s
      JOIN praxis.appointment a USING (practice_id, clinic_id, clinical_role)
), bundle AS (
    SELECT clinic_id, array_agg(person_id ORDER BY item) AS persons, array_agg(clinical_role ORDER BY item) AS roles,
           array_agg(lower(span) ORDER BY item) AS starts, array_agg(upper(span) ORDER BY item) AS ends
      FROM asked
     GROUP BY clinic_id
), answered AS MATERIALIZED (
    SELECT b.clinic_id, k.item, k.verdict
      FROM bundle b
     CROSS JOIN LATERAL praxis.clearance_batch(b.clinic_id, b.persons, b.roles, b.starts, b.ends) k
)
SELECT a.shift_id, a.person_id
  FROM asked a
  JOIN answered r USING (clinic_id, item)
 WHERE r.verdict IN ('cleared', 'warn');

-- Whoever is cleared, rested and has the fewest shifts of the week comes first. Every seventh place stays open, and of
-- next week every third.
DO $$
DECLARE
    slot   record;
    chosen uuid;
    place  integer := 0;
BEGIN
    FOR slot IN
        SELECT s.practice_id, s.clinic_id, s.shift_id, s.clinical_role, s.local_date, s.span, s.created_by, w.monday,
               w.place AS week, n.number
          FROM praxis.shift s
          JOIN demo_week w USING (practice_id, clinic_id)
         CROSS JOIN LATERAL generate_series(1, s.need) n (number)
         WHERE s.local_date >= w.monday AND s.local_date < w.monday + 7
         ORDER BY s.practice_id, w.monday, s.clinic_id, s.local_date, s.span, s.shift_id, n.number
    LOOP
        place := place + 1;
        CONTINUE WHEN place % CASE slot.week WHEN 1 THEN 3 ELSE 7 END = 0;
        SELECT a.person_id
          INTO chosen
          FROM demo_cleared a
         WHERE a.shift_id = slot.shift_id
           AND NOT EXISTS (SELECT
                             FROM praxis.person_busy b
                            WHERE b.practice_id = slot.practice_id
                              AND b.person_id = a.person_id
                              AND b.span && tstzrange(lower(slot.span) - interval '10 hours',
                                                      upper(slot.span) + interval '10 hours'))
           AND (SELECT count(*)
                  FROM praxis.assignment o
                 WHERE o.practice_id = slot.practice_id
                   AND o.person_id = a.person_id
                   AND o.local_date >= slot.monday
                   AND o.local_date < slot.monday + 7) < 5
         ORDER BY (SELECT count(*)
                     FROM praxis.assignment o
                    WHERE o.practice_id = slot.practice_id
                      AND o.person_id = a.person_id
                      AND o.local_date >= slot.monday
                      AND o.local_date < slot.monday + 7), a.person_id
         LIMIT 1;
        CONTINUE WHEN chosen IS NULL;
        INSERT INTO praxis.assignment (practice_id, clinic_id, assignment_id, shift_id, person_id, created_by)
        VALUES (slot.practice_id, slot.clinic_id,
                pg_temp.roster_id('assignment ' || slot.shift_id || slot.number), slot.shift_id, chosen,
                slot.created_by);
    END LOOP;
END
$$;

INSERT INTO praxis.publication
       (practice_id, clinic_id, publication_id, roster_id, number, published_by, published_at)
SELECT w.practice_id, w.clinic_id, pg_temp.roster_id('publication ' || w.clinic_id || w.monday),
       pg_temp.roster_id('roster ' || w.clinic_id || w.monday), 1, w.created_by, now() - interval '16 days'
  FROM demo_week w
 WHERE w.place < 1
    OR w.slug IN ('phoenix', 'evanston');

INSERT INTO praxis.publication_entry
       (practice_id, clinic_id, publication_id, assignment_id, person_id, roster_id, number, shift_id, shift_name,
        clinical_role, local_date, span, break_minutes, state)
SELECT p.practice_id, p.clinic_id, p.publication_id, a.assignment_id, a.person_id, p.roster_id, p.number, s.shift_id,
       s.name, a.clinical_role, a.local_date, a.span, s.break_minutes, 'works'
  FROM praxis.publication p
  JOIN praxis.shift s USING (practice_id, clinic_id, roster_id)
  JOIN praxis.assignment a USING (practice_id, clinic_id, shift_id);

-- Since publication somebody at Phoenix and at Chicago has called in sick for Friday.
UPDATE praxis.assignment a
   SET state = 'canceled'
  FROM demo_week w
 WHERE w.place = 0
   AND w.slug IN ('phoenix', 'chicago')
   AND a.practice_id = w.practice_id
   AND a.clinic_id = w.clinic_id
   AND a.assignment_id = (SELECT o.assignment_id
                            FROM praxis.assignment o
                           WHERE o.practice_id = w.practice_id
                             AND o.clinic_id = w.clinic_id
                             AND o.local_date = w.monday + 4
                             AND o.clinical_role = 'registered_nurse'
                           ORDER BY o.span, o.assignment_id
                           LIMIT 1);

-- Judge the assignments here, before a later file acts in one practice's name.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
