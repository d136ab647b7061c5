-- What a survey binder shows of people's credentialing files. Of peer review and the data bank it tells that the source was
-- asked, and when: never what was answered, nor by whom, whoever asks.

-- The file that a survey looks at: the latest that was decided, else the one at work; and the day by whose rules it is
-- judged: that of the decision, else the day planned, else today.
CREATE OR REPLACE FUNCTION praxis_private.binder_file(
    person uuid, OUT file uuid, OUT decision text, OUT judged_on date, OUT known timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice constant uuid := praxis_private.practice_id();
BEGIN
    SELECT d.file_id, d.outcome, d.decided_on, d.created_at INTO file, decision, judged_on, known
      FROM praxis.file_decision d
     WHERE d.practice_id = practice AND d.person_id = person
     ORDER BY d.decided_on DESC, d.created_at DESC, d.version DESC
     LIMIT 1;
    IF file IS NULL THEN
        SELECT f.file_id, coalesce(f.planned_on, praxis_private.practice_day(practice, now())) INTO file, judged_on
          FROM praxis.credentialing_file f
         WHERE f.practice_id = practice AND f.person_id = person AND f.state <> 'withdrawn'
         ORDER BY f.created_at DESC, f.file_id
         LIMIT 1;
    END IF;
    IF file IS NULL OR praxis_private.file_reader(file) IS DISTINCT FROM 'staff' THEN
        file := NULL; decision := NULL; judged_on := NULL; known := NULL;
    END IF;
END
$$;

-- How each element that the rule in force on the decision day asked for was satisfied: by the check that was on record when
-- it was decided, and by no later one. A file that is not decided stands as it does for the day planned.
DROP FUNCTION IF EXISTS praxis_private.binder_judged(uuid);
CREATE FUNCTION praxis_private.binder_judged(person uuid)
RETURNS TABLE (file_id uuid, decision text, judged_on date, element text, status text, verification_id uuid, verified_on date,
               usable_until date, rule_version text, digest bytea, state text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_id();
    looked record;
BEGIN
    SELECT * INTO looked FROM praxis_private.binder_file(person);
    IF looked.file IS NULL THEN
        RETURN;
    ELSIF looked.known IS NULL THEN
        RETURN QUERY
        SELECT looked.file, NULL::text, looked.judged_on, i.element, i.status, i.verification_id, i.verified_on, i.usable_until,
               i.rule_version, NULL::bytea, i.state
          FROM praxis_private.file_items(practice, looked.file, looked.judged_on) i;
        RETURN;
    END IF;
    RETURN QUERY
    SELECT looked.file, looked.decision, looked.judged_on, i.element,
           CASE WHEN x.stands AND e.exceptable THEN 'excepted'
                WHEN coalesce(v.verified_on, a.signed_on) IS NULL THEN 'missing'
                WHEN NOT v.fits THEN 'other_license'
                WHEN v.fetched AND v.accepted IS NULL THEN 'unreviewed'
                WHEN v.fetched AND NOT v.accepted OR NOT v.good THEN 'unusable'
                WHEN e.ages AND coalesce(coalesce(v.verified_on, a.signed_on) + l.days < looked.judged_on, true) THEN 'aged'
                ELSE 'satisfied'
           END,
           v.verification_id, coalesce(v.verified_on, a.signed_on),
           CASE WHEN e.ages THEN coalesce(v.verified_on, a.signed_on) + l.days END,
           CASE WHEN e.ages THEN l.rule_version END, a.sha256, v.state
      FROM praxis.checklist_item i
      JOIN praxis.credentialing_file f USING (practice_id, file_id)
      JOIN praxis.file_element e USING (element)
      LEFT JOIN praxis_private.verification_limit(practice, looked.judged_on) l ON true
      LEFT JOIN LATERAL (
           SELECT x.stands
             FROM praxis.checklist_exception x
            WHERE x.practice_id = i.practice_id AND x.file_id = i.file_id AND x.element = i.element
              AND x.created_at <= looked.known
            ORDER BY x.created_at DESC, x.exception_id DESC
            LIMIT 1) x ON true
     CROSS JOIN LATERAL praxis_private.element_checks(i, f.clinical_role, looked.judged_on, looked.known) v
      LEFT JOIN LATERAL (
           SELECT a.signed_on, a.sha256
             FROM praxis.attestation a
            WHERE a.practice_id = i.practice_id AND a.file_id = i.file_id AND a.created_at <= looked.known
            ORDER BY a.attempt DESC
            LIMIT 1) a ON i.element = 'attestation'
     WHERE i.practice_id = practice AND i.file_id = looked.file;
END
$$;

-- The same for callers, without what is confidential. Of an element that was excepted the exception that stood on that day.
CREATE OR REPLACE FUNCTION praxis_private.binder_items(person uuid)
RETURNS TABLE (file_id uuid, decision text, judged_on date, element text, title text, citation text, status text,
               verification_id uuid, verified_on date, usable_until date, rule_version text, digest bytea, exception_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_id();
    looked record;
BEGIN
    SELECT * INTO looked FROM praxis_private.binder_file(person);
    RETURN QUERY
    SELECT i.file_id, i.decision, i.judged_on, i.element, concat_ws(', ', e.title, i.state), e.citation,
           CASE WHEN e.compartment = 'credential' OR i.status IN ('missing', 'aged', 'excepted') THEN i.status
                WHEN i.verified_on IS NULL THEN 'missing' ELSE 'asked' END,
           CASE WHEN e.compartment = 'credential' THEN i.verification_id END, i.verified_on, i.usable_until, i.rule_version,
           i.digest, x.exception_id
      FROM praxis_private.binder_judged(person) i
      JOIN praxis.file_element e USING (element)
      LEFT JOIN LATERAL (
           SELECT x.exception_id
             FROM praxis.checklist_exception x
            WHERE x.practice_id = practice AND x.file_id = i.file_id AND x.element = i.element
              AND x.created_at <= coalesce(looked.known, 'infinity')
            ORDER BY x.created_at DESC, x.exception_id DESC
            LIMIT 1) x ON i.status = 'excepted' AND e.compartment = 'credential'
     ORDER BY e.position, i.state;
END
$$;

-- Until when each check of a person counts: by the rule of the day of the first decision after it, and of one after which
-- nothing was decided by that of the day planned, or of today. Never of what is confidential.
CREATE OR REPLACE FUNCTION praxis_private.binder_limits(person uuid)
RETURNS TABLE (verification_id uuid, usable_until date, rule_version text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_id();
    looked record;
BEGIN
    IF praxis_private.practice_if('credentialing.file.read') IS NULL
       AND NOT person = ANY (praxis_private.local_persons('credentialing.file.read'))
    THEN
        RETURN;
    END IF;
    SELECT greatest(b.judged_on, praxis_private.practice_day(practice, now())) AS day INTO looked
      FROM praxis_private.binder_file(person) b;
    RETURN QUERY
    SELECT v.verification_id, v.verified_on + l.days, l.rule_version
      FROM praxis.verification v
      JOIN praxis.file_element e USING (element)
     CROSS JOIN LATERAL (
           SELECT coalesce(min(d.decided_on), looked.day) AS day
             FROM praxis.file_decision d
            WHERE d.practice_id = v.practice_id AND d.person_id = v.person_id AND d.decided_on >= v.verified_on) k
     CROSS JOIN LATERAL praxis_private.verification_limit(practice, k.day) l
     WHERE v.practice_id = practice
       AND v.person_id = person
       AND v.compartment = 'credential'
       AND v.held_in = 'credential'
       AND e.ages;
END
$$;
