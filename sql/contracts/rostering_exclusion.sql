-- What a confirmed exclusion does to rosters, in the transaction that confirms it. From its day on the person comes off
-- every shift, at every clinic; past shifts stay as they were and become findings.

CREATE OR REPLACE FUNCTION praxis_private.exclusion_confirmed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    taken record;
BEGIN
    FOR taken IN
        SELECT a.clinic_id, a.assignment_id, a.clinical_role, a.local_date, a.span
          FROM praxis.assignment a
          JOIN praxis.clinic c ON c.practice_id = a.practice_id AND c.clinic_id = a.clinic_id
          JOIN praxis_private.excluded_days(a.practice_id, c.state, ARRAY[NEW.person_id]) x
            ON x.days && daterange((lower(a.span) AT TIME ZONE c.zone)::date,
                                   ((upper(a.span) - interval '1 microsecond') AT TIME ZONE c.zone)::date, '[]')
         WHERE a.practice_id = NEW.practice_id AND a.person_id = NEW.person_id AND a.state = 'active'
         ORDER BY a.span
    LOOP
        IF lower(taken.span) > now() THEN
            UPDATE praxis.assignment a
               SET state = 'canceled'
             WHERE a.practice_id = NEW.practice_id
               AND a.clinic_id = taken.clinic_id
               AND a.assignment_id = taken.assignment_id;
            IF praxis_private.practice_id() IS NOT NULL THEN
                PERFORM praxis_private.audit_append(
                    'rostering.assignment.cancel', 'assignment', taken.assignment_id, taken.clinic_id, NULL,
                    jsonb_build_object('person', NEW.person_id, 'day', taken.local_date), 'excluded');
            END IF;
        ELSE
            INSERT INTO praxis.screening_finding
                   (practice_id, clinic_id, match_id, person_id, assignment_id, clinical_role, local_date, span)
            VALUES (NEW.practice_id, taken.clinic_id, NEW.match_id, NEW.person_id, taken.assignment_id,
                    taken.clinical_role, taken.local_date, taken.span)
                ON CONFLICT DO NOTHING;
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER exclusion_confirmed AFTER INSERT ON praxis.screening_disposition
    FOR EACH ROW WHEN (NEW.decision = 'confirmed' AND NEW.person_id IS NOT NULL)
    EXECUTE FUNCTION praxis_private.exclusion_confirmed();
