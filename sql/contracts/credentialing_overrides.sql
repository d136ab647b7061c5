-- Overrides of a clearance, and what is found of shifts that were worked.

-- Whether a practice may waive that something is missing: its own rules, never a permission that an authority gives, and
-- nothing that a board or issuer took away.
CREATE OR REPLACE FUNCTION praxis_private.overridable(category text, state text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN category NOT IN ('license', 'registration')
       AND state IN ('missing', 'unverified', 'expired', 'not_yet_effective', 'gap', 'limits_low', 'fund_unproven',
                     'clinic_not_named', 'before_retroactive', 'limits_unrecorded');
END
$$;

-- Requests with where they stand.
CREATE OR REPLACE VIEW praxis.clearance_override_standing WITH (security_invoker = true) AS
SELECT o.practice_id, o.clinic_id, o.override_id, o.person_id, o.clinical_role, o.requirement, o.shift_id, o.span, o.reason,
       o.requested_by, o.requester, o.created_at, coalesce(d.step, 0) AS step,
       CASE WHEN upper(o.span) <= now() AND coalesce(d.decision, 'approved') = 'approved' THEN 'over'
            ELSE coalesce(d.decision, 'requested') END AS state,
       d.decided_by, d.created_at AS decided_at, d.note
  FROM praxis.clearance_override o
  LEFT JOIN LATERAL (
       SELECT d.step, d.decision, d.decided_by, d.created_at, d.note
         FROM praxis.clearance_override_decision d
        WHERE d.practice_id = o.practice_id AND d.clinic_id = o.clinic_id AND d.override_id = o.override_id
        ORDER BY d.step DESC
        LIMIT 1) d ON true;

-- Those that hold or held: approved, and until they were revoked. Work that had begun by then stays what it was.
CREATE OR REPLACE VIEW praxis.clearance_override_approved WITH (security_invoker = true) AS
SELECT o.practice_id, o.clinic_id, o.override_id, o.person_id, o.clinical_role, o.requirement, t.name, o.shift_id, o.span,
       a.created_at AS approved_at, a.decided_by AS approved_by, o.services,
       (SELECT min(r.created_at)
          FROM praxis.clearance_override_decision r
         WHERE r.practice_id = o.practice_id AND r.clinic_id = o.clinic_id AND r.override_id = o.override_id
           AND r.decision = 'revoked' AND r.created_at <= (SELECT praxis_private.known())) AS revoked_at
  FROM praxis.clearance_override o
  JOIN praxis.clearance_override_decision a USING (practice_id, clinic_id, override_id)
  JOIN praxis.credential_type t ON t.type_code = o.requirement
 WHERE a.decision = 'approved'
   AND a.created_at <= (SELECT praxis_private.known());

-- Refuses what nobody may override, what does not stand in the way, and what is longer than the practice allows.
CREATE OR REPLACE FUNCTION praxis_private.override_check(asked praxis.clearance_override) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    zone    text;
    days    integer;
    most    integer;
    never   jsonb;
    found   boolean;
BEGIN
    SELECT c.zone INTO zone FROM praxis.clinic c
     WHERE c.practice_id = asked.practice_id AND c.clinic_id = asked.clinic_id;
    IF upper(asked.span) <= now() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'in_the_past', DETAIL = '{"field": "through"}';
    END IF;
    days := ((upper(asked.span) - interval '1 microsecond') AT TIME ZONE zone)::date
            - (lower(asked.span) AT TIME ZONE zone)::date + 1;
    SELECT (k.params ->> 'max_days')::integer INTO most
      FROM praxis_private.rule_on(asked.practice_id, 'house.override', (lower(asked.span) AT TIME ZONE zone)::date) k;
    IF days > most THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX422', MESSAGE = 'override_too_long', DETAIL = jsonb_build_object('days', most)::text;
    END IF;
    SELECT (jsonb_agg(r ORDER BY r ->> 'requirement')
                FILTER (WHERE t.type_code IS NULL OR NOT praxis_private.overridable(t.category, r ->> 'state'))) -> 0,
           coalesce(bool_or(r ->> 'requirement' = asked.requirement), false)
      INTO never, found
      FROM praxis_private.clearance_judged(
               asked.practice_id, asked.clinic_id, ARRAY[asked.person_id], ARRAY[asked.clinical_role],
               ARRAY[lower(asked.span)], ARRAY[upper(asked.span)], asked.services) k
     CROSS JOIN LATERAL jsonb_array_elements(k.reasons) r
      LEFT JOIN praxis.credential_type t ON t.type_code = r ->> 'requirement' AND r ->> 'holder' IS NULL
     WHERE r ->> 'severity' IN ('block', 'unknown');
    IF never IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX422', MESSAGE = 'not_overridable',
            DETAIL = (SELECT jsonb_build_object('requirement', r -> 'requirement', 'state', r -> 'state')
                        FROM jsonb_array_elements(praxis_private.reasons_shown(
                                 jsonb_build_array(never), praxis_private.closed_types())) r)::text;
    ELSIF NOT coalesce(found, false) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'nothing_to_override', DETAIL = '{}';
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.override_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Where the caller may not ask, the policy refuses and nothing is told.
    IF NEW.clinic_id = ANY (praxis_private.clinics('credentialing.override.request')) THEN
        -- Whether a confidential document is there is not to be learned by asking for an exception.
        IF NEW.requirement = ANY (praxis_private.closed_types()) THEN
            RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing', DETAIL = '{}';
        END IF;
        PERFORM praxis_private.override_check(NEW);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER override_guard BEFORE INSERT ON praxis.clearance_override
    FOR EACH ROW EXECUTE FUNCTION praxis_private.override_guard();

-- An override of one shift is of its hours, its role and what it does, whatever is asked for.
CREATE OR REPLACE FUNCTION praxis_private.override_of_shift() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT s.span, s.clinical_role, s.services INTO NEW.span, NEW.clinical_role, NEW.services
      FROM praxis.shift s
     WHERE s.practice_id = NEW.practice_id AND s.clinic_id = NEW.clinic_id AND s.shift_id = NEW.shift_id
       AND s.canceled_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = 'no such shift';
    END IF;
    RETURN NEW;
END
$$;
-- Before override_guard, which judges it: triggers fire in the order of their names.
CREATE OR REPLACE TRIGGER override_0_shift BEFORE INSERT ON praxis.clearance_override
    FOR EACH ROW WHEN (NEW.shift_id IS NOT NULL) EXECUTE FUNCTION praxis_private.override_of_shift();

-- The overrides of what the caller may not open.
CREATE OR REPLACE FUNCTION praxis_private.closed_overrides() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT o.override_id
                   FROM praxis.clearance_override o
                  WHERE o.practice_id = praxis_private.practice_id()
                    AND o.requirement = ANY (praxis_private.closed_types()));
END
$$;

-- Who asked does not approve, nor does the person whom it is about; what has been approved can be revoked, and nothing else
-- follows a decision.
CREATE OR REPLACE FUNCTION praxis_private.override_decision_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked praxis.clearance_override;
    last  praxis.clearance_override_decision;
BEGIN
    IF (NEW.clinic_id = ANY (praxis_private.clinics('credentialing.override.request')
                             || praxis_private.clinics('credentialing.override.approve'))) IS NOT TRUE THEN
        RETURN NEW;  -- loaded by an operator, or refused by the policy, which tells nothing
    END IF;
    SELECT * INTO asked
      FROM praxis.clearance_override o
     WHERE o.practice_id = NEW.practice_id AND o.clinic_id = NEW.clinic_id AND o.override_id = NEW.override_id;
    SELECT * INTO last
      FROM praxis.clearance_override_decision d
     WHERE d.practice_id = NEW.practice_id AND d.clinic_id = NEW.clinic_id AND d.override_id = NEW.override_id
     ORDER BY d.step DESC
     LIMIT 1;
    IF NEW.step <> coalesce(last.step, 0) + 1 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', coalesce(last.step, 0), 'sent', NEW.step - 1)::text;
    ELSIF upper(asked.span) <= now()
          OR last.decision IS DISTINCT FROM (CASE NEW.decision WHEN 'revoked' THEN 'approved' END)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'override_closed', DETAIL = '{}';
    ELSIF NEW.decision = 'withdrawn' THEN
        IF asked.requested_by <> NEW.decided_by THEN
            RAISE EXCEPTION USING
                ERRCODE = 'PX403', MESSAGE = 'permission_missing',
                DETAIL = '{"permission": "credentialing.override.approve"}';
        END IF;
    ELSIF (NEW.clinic_id = ANY (praxis_private.clinics('credentialing.override.approve'))) IS NOT TRUE THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX403', MESSAGE = 'permission_missing', DETAIL = '{"permission": "credentialing.override.approve"}';
    ELSIF NEW.decision = 'approved' THEN
        IF praxis_private.practice_id() IS NOT NULL AND (praxis_private.context())[6] <> 'session' THEN
            RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
        ELSIF NEW.decided_by = asked.requested_by OR NEW.decider = asked.requester OR NEW.decider = asked.person_id THEN
            RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'second_person_required', DETAIL = '{}';
        END IF;
        PERFORM praxis_private.override_check(asked);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER override_decision_guard BEFORE INSERT ON praxis.clearance_override_decision
    FOR EACH ROW EXECUTE FUNCTION praxis_private.override_decision_guard();

DROP FUNCTION IF EXISTS praxis_private.note_findings(uuid, uuid, uuid);
-- Says of the shifts that a person, or everybody at a clinic, has worked that a fact known now speaks against them: of all, or
-- of those on some days that do something. Whether
-- screening was up to date is said month by month elsewhere; a shift keeps the first finding. Of confidential documents a
-- finding says that one was missing, and nobody learns which from it.
CREATE OR REPLACE FUNCTION praxis_private.note_findings(
    practice uuid, person uuid, clinic uuid DEFAULT NULL, days daterange DEFAULT NULL, services text[] DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    INSERT INTO praxis.clearance_finding
           (practice_id, clinic_id, assignment_id, person_id, clinical_role, span, reasons, created_by)
    SELECT practice, b.clinic_id, b.assignments[k.item], b.persons[k.item], b.roles[k.item],
           tstzrange(b.starts[k.item], b.ends[k.item]), r.reasons,
           coalesce(praxis_private.account_id(),
                    (SELECT a.account_id FROM praxis.account a WHERE a.practice_id = practice AND a.kind = 'system'))
      FROM (SELECT b.clinic_id, b.services, array_agg(b.assignment_id ORDER BY b.assignment_id) AS assignments,
                   array_agg(b.person_id ORDER BY b.assignment_id) AS persons,
                   array_agg(b.clinical_role ORDER BY b.assignment_id) AS roles,
                   array_agg(lower(b.span) ORDER BY b.assignment_id) AS starts,
                   array_agg(upper(b.span) ORDER BY b.assignment_id) AS ends
              FROM praxis.person_busy b
              JOIN praxis.clinic c ON c.practice_id = b.practice_id AND c.clinic_id = b.clinic_id
             WHERE b.practice_id = practice
               AND (person IS NULL OR b.person_id = person)
               AND (clinic IS NULL OR b.clinic_id = clinic)
               AND upper(b.span) <= now()
               AND (note_findings.services IS NULL OR b.services && note_findings.services)
               AND (days IS NULL
                    OR b.span && tstzrange(lower(days)::timestamp AT TIME ZONE c.zone,
                                           upper(days)::timestamp AT TIME ZONE c.zone))
             GROUP BY b.clinic_id, b.services) b
     CROSS JOIN LATERAL praxis_private.clearance_judged(
                practice, b.clinic_id, b.persons, b.roles, b.starts, b.ends, b.services) k
     CROSS JOIN LATERAL (
           SELECT praxis_private.reasons_shown(jsonb_agg(e), praxis_private.confidential_types()) AS reasons
             FROM jsonb_array_elements(k.reasons) e
            WHERE e ->> 'severity' = 'block' AND e ->> 'requirement' <> 'screening') r
     WHERE k.verdict = 'blocked' AND r.reasons IS NOT NULL
        ON CONFLICT DO NOTHING;
END
$$;
