-- What a file has and needs: how its elements stand on a day, who prepared it, what stands against it or in its way.

-- How many days old a verification may be on the day of the decision, by the rule of that day.
CREATE OR REPLACE FUNCTION praxis_private.verification_limit(practice uuid, day date)
RETURNS TABLE (rule_version text, days integer)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT r.version, (r.params ->> 'days')::integer
      FROM praxis_private.rule_on(practice, 'ncqa.verification_age', day) r;
END
$$;

DROP FUNCTION IF EXISTS praxis_private.work_states(uuid, uuid, date), praxis_private.license_states(uuid, uuid, date),
    praxis_private.license_fits(uuid, uuid, text, uuid, date), praxis_private.file_license_fits(uuid, uuid);
-- The states of the clinics where a person works on a day or later, as it was known then; and whether the person works there on
-- that day or, working nowhere yet, begins there. By the appointments in a role, or else by others, or else by employments.
CREATE OR REPLACE FUNCTION praxis_private.work_states(practice uuid, person uuid, role text, day date, known timestamptz)
RETURNS TABLE (state text, is_first boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT w.state, min(w.starts_on) <= greatest(day, min(min(w.starts_on)) OVER ())
      FROM (SELECT c.state, w.starts_on, w.rank = min(w.rank) OVER () AS counts
              FROM (SELECT a.clinic_id, a.starts_on, a.ends_on,
                           CASE a.clinical_role WHEN work_states.role THEN 1 ELSE 2 END AS rank
                      FROM praxis.appointment a
                     WHERE a.practice_id = practice AND a.person_id = person AND a.created_at <= known
                     UNION ALL
                    SELECT e.clinic_id, e.starts_on, e.ends_on, 3
                      FROM praxis.employment e
                     WHERE e.practice_id = practice AND e.person_id = person AND e.created_at <= known) w
              JOIN praxis.clinic c ON c.practice_id = practice AND c.clinic_id = w.clinic_id
             WHERE w.ends_on IS NULL OR w.ends_on > day) w
     WHERE w.counts
     GROUP BY w.state;
END
$$;

-- The kind of license under which a role is practiced; none for roles that need none.
CREATE OR REPLACE FUNCTION praxis_private.role_license(role text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN CASE role WHEN 'physician' THEN 'medical_license' WHEN 'nurse_practitioner' THEN 'aprn_license'
                 WHEN 'physician_assistant' THEN 'pa_license' WHEN 'registered_nurse' THEN 'rn_license'
                 WHEN 'licensed_practical_nurse' THEN 'lpn_license' END;

-- The states in which an element of a file is judged, each by itself: a license wherever the person works (NCQA CR 3), a
-- state's registration for controlled substances where the practice requires one. No state: judged once.
CREATE OR REPLACE FUNCTION praxis_private.element_states(
    item praxis.checklist_item, role text, day date, known timestamptz
) RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF item.element = 'state_csr' THEN
        RETURN QUERY
        SELECT w.state
          FROM praxis_private.work_states(item.practice_id, item.person_id, role, day, known) w
         WHERE w.is_first
           AND EXISTS (SELECT
                         FROM praxis.requirement r
                         LEFT JOIN praxis.clinic c USING (practice_id, clinic_id)
                        WHERE r.practice_id = item.practice_id AND r.clinical_role = role AND r.type_code = item.element
                          AND coalesce(r.state, c.state, w.state) = w.state
                          AND r.starts_on <= day AND (r.ends_on IS NULL OR r.ends_on > day));
        RETURN;
    ELSIF item.element = 'license' AND praxis_private.role_license(role) IS NOT NULL THEN
        RETURN QUERY
        SELECT w.state FROM praxis_private.work_states(item.practice_id, item.person_id, role, day, known) w WHERE w.is_first;
    END IF;
    IF NOT FOUND THEN
        RETURN NEXT NULL::text;
    END IF;
END
$$;

-- Whether a license or registration is one that a role is practiced under in a state: of that state, or honored in it by a
-- compact of the kind of license. Where no state is given, in any where the person works, or else where the practice is.
CREATE OR REPLACE FUNCTION praxis_private.credential_fits(
    item praxis.checklist_item, role text, credential uuid, state text, day date, known timestamptz
) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    kind constant text := CASE item.element WHEN 'license' THEN praxis_private.role_license(role)
                                            WHEN 'dea' THEN 'dea' WHEN 'state_csr' THEN 'state_csr' END;
    places text[] := ARRAY[state];
BEGIN
    -- What was put on file in error speaks for nothing.
    IF EXISTS (SELECT
                 FROM praxis.credential_error e
                WHERE e.practice_id = item.practice_id AND e.credential_id = credential AND e.stands AND e.created_at <= known
                  AND NOT EXISTS (SELECT
                                    FROM praxis.credential_error n
                                   WHERE n.practice_id = e.practice_id AND n.credential_id = e.credential_id
                                     AND n.step = e.step + 1 AND n.created_at <= known))
    THEN
        RETURN false;
    ELSIF kind IS NULL THEN
        RETURN true;
    ELSIF state IS NULL THEN
        places := ARRAY(SELECT w.state
                          FROM praxis_private.work_states(item.practice_id, item.person_id, role, day, known) w
                         WHERE w.is_first OR item.element <> 'dea');
        IF places = '{}' THEN
            places := ARRAY(SELECT c.state FROM praxis.clinic c WHERE c.practice_id = item.practice_id);
        END IF;
    END IF;
    RETURN EXISTS (
        SELECT
          FROM praxis.credential c
          LEFT JOIN praxis.credentialing_coverage k USING (practice_id, person_id, credential_id)
         WHERE c.practice_id = item.practice_id AND c.person_id = item.person_id AND c.credential_id = credential
           AND c.type_code = kind
           AND (c.state = ANY (places)
                OR item.element = 'license' AND k.multistate AND NOT k.single @> day
                   AND EXISTS (SELECT
                                 FROM praxis.compact_member m
                                CROSS JOIN unnest(places) AS p (state)
                                WHERE m.type_code = c.type_code AND m.state = c.state
                                  AND praxis_private.compact_days(m.compact, c.state, p.state) @> day)));
END
$$;

-- Whether a credential is one that an element of a file of the caller's practice can rest on, on the day planned or else today.
CREATE OR REPLACE FUNCTION praxis_private.file_credential_fits(file uuid, element text, credential uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    RETURN EXISTS (
        SELECT
          FROM praxis.credentialing_file f
          JOIN praxis.checklist_item i USING (practice_id, person_id, file_id)
         WHERE f.practice_id = praxis_private.practice_id() AND f.file_id = file AND i.element = element
           AND praxis_private.file_reader(file) IS NOT NULL
           AND praxis_private.credential_fits(
                   i, f.clinical_role, credential, NULL,
                   coalesce(f.planned_on, praxis_private.practice_day(f.practice_id, now())), 'infinity'));
END
$$;

-- The check that an element of a file rests on, in each state in which it is judged, as it was known at an instant: the latest
-- that nothing corrects and that the source answered, of a credential that fits before any other. Without one its columns are null.
CREATE OR REPLACE FUNCTION praxis_private.element_checks(
    item praxis.checklist_item, role text, day date, known timestamptz
)
RETURNS TABLE (state text, verification_id uuid, verified_on date, credential_id uuid, term_id uuid, fetched boolean,
               accepted boolean, good boolean, fits boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT s.state, v.verification_id, v.verified_on, v.credential_id, v.term_id, v.fetched, v.accepted, v.good, v.fits
      FROM praxis_private.element_states(item, role, day, known) AS s (state)
      LEFT JOIN LATERAL (
           SELECT v.verification_id, v.verified_on, v.credential_id, v.term_id, v.fetched, r.accepted,
                  v.result IN ('confirmed', 'confirmed_with_findings') AS good, k.fits
             FROM praxis.verification v
             LEFT JOIN praxis.verification_review r
               ON r.practice_id = v.practice_id AND r.verification_id = v.verification_id AND r.created_at <= known
            CROSS JOIN LATERAL (
                  SELECT v.credential_id IS NULL
                         OR praxis_private.credential_fits(item, role, v.credential_id, s.state, day, known) AS fits) k
            WHERE v.practice_id = item.practice_id
              AND v.person_id = item.person_id
              -- Checks of a state's registration were ones of the DEA's before it became an element of its own.
              AND (v.element = item.element
                   OR item.element = 'state_csr' AND v.element = 'dea' AND v.credential_id IS NOT NULL AND k.fits)
              AND v.result NOT IN ('source_unavailable', 'inconclusive')
              AND v.created_at <= known
              AND NOT EXISTS (SELECT
                                FROM praxis.verification n
                               WHERE n.practice_id = v.practice_id AND n.supersedes_id = v.verification_id
                                 AND n.created_at <= known)
            ORDER BY k.fits DESC, v.occasion DESC, v.verified_at DESC, v.verification_id DESC
            LIMIT 1) v ON item.element <> 'attestation';
END
$$;

DROP FUNCTION IF EXISTS praxis_private.file_items(uuid, uuid, date);
-- How each element of a file stands for a decision on a day, in each state in which it is judged: never what a source
-- answered. A check of a credential counts while the credential covers that day: by verified terms that stand, without a
-- suspension or revocation.
CREATE FUNCTION praxis_private.file_items(practice uuid, file uuid, day date)
RETURNS TABLE (element text, status text, verification_id uuid, verified_on date, usable_until date, rule_version text,
               state text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT i.element,
           CASE WHEN m.excluded THEN 'barred'
                WHEN m.pending THEN 'unreviewed'
                WHEN x.stands AND e.exceptable THEN 'excepted'
                WHEN v.verified_on IS NULL THEN 'missing'
                WHEN NOT v.fits THEN 'other_license'
                WHEN v.fetched AND v.accepted IS NULL THEN 'unreviewed'
                WHEN v.fetched AND NOT v.accepted OR NOT v.good THEN 'unusable'
                WHEN e.type_codes <> '{}' AND (v.term_id IS NULL OR c.covered IS NULL) THEN 'unattached'
                WHEN e.ages AND coalesce(v.verified_on + l.days < day, true) THEN 'aged'
                WHEN c.barred @> day THEN 'barred'
                WHEN NOT c.covered @> day THEN 'lapsed'
                ELSE 'satisfied'
           END,
           v.verification_id, v.verified_on, CASE WHEN e.ages THEN v.verified_on + l.days END,
           CASE WHEN e.ages THEN l.rule_version END, v.state
      FROM praxis.checklist_item i
      JOIN praxis.credentialing_file f USING (practice_id, file_id)
      JOIN praxis.file_element e USING (element)
      LEFT JOIN praxis_private.verification_limit(practice, day) l ON true
      LEFT JOIN LATERAL (
           SELECT x.stands
             FROM praxis.checklist_exception x
            WHERE x.practice_id = i.practice_id AND x.file_id = i.file_id AND x.element = i.element
            ORDER BY x.created_at DESC, x.exception_id DESC
            LIMIT 1) x ON true
     CROSS JOIN LATERAL praxis_private.element_checks(i, f.clinical_role, day, 'infinity') v
      LEFT JOIN LATERAL (
           SELECT c.covered, c.barred
             FROM praxis.credentialing_coverage c
            WHERE c.practice_id = i.practice_id AND c.person_id = i.person_id AND c.credential_id = v.credential_id
           ) c ON true
      -- What the practice's own screening found speaks louder than a check by hand.
      LEFT JOIN LATERAL (
           SELECT bool_or(m.is_confirmed AND m.days @> day AND (m.waived_on IS NULL OR day < m.waived_on)) AS excluded,
                  bool_or(NOT m.is_confirmed) AS pending
             FROM praxis_private.exclusions(practice, ARRAY[i.person_id]) m
            WHERE i.element = 'exclusion') m ON true
     WHERE i.practice_id = practice AND i.file_id = file AND i.element <> 'attestation'
     UNION ALL
    SELECT i.element,
           CASE WHEN a.signed_on IS NULL THEN 'missing'
                WHEN coalesce(a.signed_on + l.days < day, true) THEN 'aged' ELSE 'satisfied' END,
           NULL, a.signed_on, a.signed_on + l.days, l.rule_version, NULL
      FROM praxis.checklist_item i
      LEFT JOIN praxis_private.verification_limit(practice, day) l ON true
      LEFT JOIN LATERAL (
           SELECT a.signed_on
             FROM praxis.attestation a
            WHERE a.practice_id = i.practice_id AND a.file_id = i.file_id
            ORDER BY a.attempt DESC
            LIMIT 1) a ON true
     WHERE i.practice_id = practice AND i.file_id = file AND i.element = 'attestation';
END
$$;

-- Who prepared a file: opened it, moved it, checked something for it or entered what was checked, inside the file or
-- beside it, and disposed of its flags.
CREATE OR REPLACE FUNCTION praxis_private.file_preparers(practice uuid, file uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    checks uuid[] := ARRAY(
        SELECT v.verification_id
          FROM praxis.verification v
         WHERE v.practice_id = practice AND v.credentialing_file_id = file
         UNION
        SELECT i.verification_id
          FROM praxis_private.file_items(practice, file, praxis_private.practice_day(practice, now())) i
         WHERE i.verification_id IS NOT NULL
         UNION
        -- What was checked since the file was opened, even where another check came after it.
        SELECT v.verification_id
          FROM praxis.credentialing_file f
          JOIN praxis.checklist_item i USING (practice_id, file_id)
          JOIN praxis.verification v ON v.practice_id = f.practice_id AND v.person_id = f.person_id AND v.element = i.element
         WHERE f.practice_id = practice AND f.file_id = file AND v.created_at >= f.created_at);
BEGIN
    RETURN ARRAY(
        SELECT f.created_by FROM praxis.credentialing_file f WHERE f.practice_id = practice AND f.file_id = file
         UNION
        SELECT e.created_by FROM praxis.file_event e
         WHERE e.practice_id = practice AND e.file_id = file
           AND e.to_state IN ('invited', 'returned_incomplete', 'verifying', 'flagged', 'ready_for_review')
           AND e.from_state NOT IN ('tabled', 'info_requested', 'committee_scheduled')
         UNION
        SELECT v.verified_by FROM praxis.verification v
         WHERE v.practice_id = practice AND v.verification_id = ANY (checks)
         UNION
        SELECT r.reviewed_by FROM praxis.verification_review r
         WHERE r.practice_id = practice AND r.verification_id = ANY (checks)
         UNION
        SELECT t.created_by
          FROM praxis.verification v
          JOIN praxis.credential_term t USING (practice_id, term_id)
         WHERE v.practice_id = practice AND v.verification_id = ANY (checks)
         UNION
        SELECT x.created_by FROM praxis.checklist_exception x WHERE x.practice_id = practice AND x.file_id = file
         UNION
        SELECT d.created_by FROM praxis.flag_disposition d JOIN praxis.file_flag f USING (practice_id, flag_id)
         WHERE d.practice_id = practice AND f.file_id = file);
END
$$;

DROP FUNCTION IF EXISTS praxis_private.file_is_clean(uuid, uuid);
-- Whether nothing stands against a file that the medical director may decide alone: no flag, no finding of a check that it
-- rests on, no element that is said not to apply, no credential of the person that is barred or limited on that day, no
-- exclusion that was merely waived, and in other files of the person neither a denial as the last word nor a flag that was
-- left behind.
CREATE OR REPLACE FUNCTION praxis_private.file_is_clean(practice uuid, file uuid, day date) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN NOT EXISTS (
               SELECT FROM praxis.file_flag f
                WHERE f.practice_id = practice AND f.file_id = file
                  AND 'unfounded' IS DISTINCT FROM (
                      SELECT d.outcome FROM praxis.flag_disposition d
                       WHERE d.practice_id = f.practice_id AND d.flag_id = f.flag_id
                       ORDER BY d.step DESC
                       LIMIT 1))
       AND NOT EXISTS (
               SELECT
                 FROM praxis_private.file_items(practice, file, day) i
                 LEFT JOIN praxis.verification v ON v.practice_id = practice AND v.verification_id = i.verification_id
                WHERE i.status = 'excepted'
                   OR v.result = 'confirmed_with_findings'
                      AND NOT EXISTS (SELECT FROM praxis.file_flag g
                                       WHERE g.practice_id = practice AND g.file_id = file
                                         AND g.verification_id = v.verification_id))
       AND coalesce((
               SELECT d.outcome
                 FROM praxis.credentialing_file f
                 JOIN praxis.file_decision d USING (practice_id, person_id)
                WHERE f.practice_id = practice AND f.file_id = file AND d.outcome <> 'provisional'
                ORDER BY d.decided_on DESC, d.created_at DESC, d.version DESC
                LIMIT 1) = 'approved', true)
       AND NOT EXISTS (
               SELECT
                 FROM praxis.credentialing_file f
                 JOIN praxis.credentialing_file o USING (practice_id, person_id)
                 JOIN praxis.file_flag g ON g.practice_id = o.practice_id AND g.file_id = o.file_id
                WHERE f.practice_id = practice AND f.file_id = file AND o.file_id <> file AND o.state = 'withdrawn'
                  AND 'unfounded' IS DISTINCT FROM (
                      SELECT d.outcome FROM praxis.flag_disposition d
                       WHERE d.practice_id = g.practice_id AND d.flag_id = g.flag_id
                       ORDER BY d.step DESC
                       LIMIT 1))
       AND NOT EXISTS (
               SELECT
                 FROM praxis.credentialing_file f
                 JOIN praxis.checklist_item i USING (practice_id, file_id)
                 JOIN praxis.file_element e USING (element)
                 JOIN praxis.credentialing_coverage c ON c.practice_id = f.practice_id AND c.person_id = f.person_id
                WHERE f.practice_id = practice AND f.file_id = file
                  AND c.type_code = ANY (e.type_codes)
                  AND (c.barred @> day OR c.limited @> day))
       AND NOT EXISTS (
               SELECT
                 FROM praxis.credentialing_file f
                CROSS JOIN LATERAL praxis_private.exclusions(practice, ARRAY[f.person_id]) m
                WHERE f.practice_id = practice AND f.file_id = file AND m.is_confirmed AND m.days @> day);
END
$$;

-- What stands between a file and the decision on a day: elements that are not usable, flags that nobody looked into.
CREATE OR REPLACE FUNCTION praxis_private.file_obstacles(practice uuid, file uuid, day date) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN jsonb_build_object(
        'elements', (SELECT coalesce(jsonb_object_agg(concat_ws(' ', i.element, i.state), i.status), '{}')
                       FROM praxis_private.file_items(practice, file, day) i
                      WHERE i.status NOT IN ('satisfied', 'excepted')),
        'flags', (SELECT count(*) FROM praxis.file_flag f
                   WHERE f.practice_id = practice AND f.file_id = file
                     AND NOT EXISTS (SELECT FROM praxis.flag_disposition d
                                      WHERE d.practice_id = f.practice_id AND d.flag_id = f.flag_id)));
END
$$;
