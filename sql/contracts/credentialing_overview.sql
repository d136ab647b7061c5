-- The figures of the overview across clinics. Every view shows what its caller may read of the tables below it, so that a
-- site's manager counts the own clinics and nobody else's.

-- Who belongs to which clinic today (`present`) or from a later day on. A person counts at each of theirs.
CREATE OR REPLACE VIEW praxis.credentialing_place WITH (security_invoker = true) AS
SELECT w.practice_id, w.clinic_id, w.person_id, bool_or(w.starts_on <= (now() AT TIME ZONE c.zone)::date) AS present
  FROM (SELECT e.practice_id, e.clinic_id, e.person_id, e.starts_on, e.ends_on FROM praxis.employment e
         UNION ALL
        SELECT a.practice_id, a.clinic_id, a.person_id, a.starts_on, a.ends_on FROM praxis.appointment a) w
  JOIN praxis.clinic c USING (practice_id, clinic_id)
 WHERE w.ends_on IS NULL OR w.ends_on > (now() AT TIME ZONE c.zone)::date
 GROUP BY w.practice_id, w.clinic_id, w.person_id;

-- Files that wait for somebody, appeals among them, by how long they have been open.
CREATE OR REPLACE VIEW praxis.credentialing_waiting_file WITH (security_invoker = true) AS
SELECT f.practice_id, f.person_id, f.file_id, f.state, f.age,
       CASE WHEN f.age <= 30 THEN 'young' WHEN f.age <= 90 THEN 'middle' ELSE 'old' END AS age_band
  FROM (SELECT f.practice_id, f.person_id, f.file_id, f.state,
               praxis_private.practice_day(f.practice_id, now())
                   - praxis_private.practice_day(f.practice_id, f.created_at) AS age
          FROM praxis.credentialing_file f
         WHERE f.state NOT IN ('decided', 'withdrawn')) f;

-- Lines of the board by clinic, bucket and the month in which their coverage ends; no month where it has no end, or has
-- ended.
CREATE OR REPLACE VIEW praxis.credentialing_ahead WITH (security_invoker = true) AS
SELECT b.practice_id, b.clinic_id, b.bucket,
       CASE WHEN b.covered_until >= b.today THEN date_trunc('month', b.covered_until)::date END AS month,
       count(*)::integer AS lines
  FROM praxis.credentialing_board b
 GROUP BY b.practice_id, b.clinic_id, b.bucket, 4;
