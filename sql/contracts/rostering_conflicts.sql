-- A clearance that is taken away while somebody is assigned. Whoever assigns a person and whoever takes from what clears
-- that person take turns: if the change is first, the assignment is refused at COMMIT; if the assignment is first, the
-- change meets it and says so in the outbox. There is no third order.

-- One turn per person, held until the end of the transaction.
CREATE OR REPLACE FUNCTION praxis_private.person_turn(practice uuid, person uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('busy ' || practice || person, 0));
END
$$;

-- The turn of the practice's rules: many assign at once, whoever changes a rule is alone.
CREATE OR REPLACE FUNCTION praxis_private.rules_turn(practice uuid, changes boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF changes THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('rules ' || practice, 0));
    ELSE
        PERFORM pg_advisory_xact_lock_shared(hashtextextended('rules ' || practice, 0));
    END IF;
END
$$;

-- The shifts to come, one person's or all of the practice or of a clinic, or only those named, whose people are no longer
-- cleared for them.
CREATE OR REPLACE FUNCTION praxis_private.conflicting(
    practice uuid, person uuid DEFAULT NULL, clinic uuid DEFAULT NULL, named uuid[] DEFAULT NULL
)
RETURNS TABLE (clinic_id uuid, assignment_id uuid, person_id uuid, starts timestamptz, verdict text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT b.clinic_id, b.assignments[k.item], b.persons[k.item], b.starts[k.item], k.verdict
      FROM (SELECT b.clinic_id, b.services, array_agg(b.assignment_id ORDER BY b.assignment_id) AS assignments,
                   array_agg(b.person_id ORDER BY b.assignment_id) AS persons,
                   array_agg(b.clinical_role ORDER BY b.assignment_id) AS roles,
                   array_agg(lower(b.span) ORDER BY b.assignment_id) AS starts,
                   array_agg(upper(b.span) ORDER BY b.assignment_id) AS ends
              FROM praxis.person_busy b
             WHERE b.practice_id = practice
               AND (person IS NULL OR b.person_id = person)
               AND (clinic IS NULL OR b.clinic_id = clinic)
               AND (named IS NULL OR b.assignment_id = ANY (named))
               AND b.span && tstzrange(now(), NULL)
             GROUP BY b.clinic_id, b.services) b
     CROSS JOIN LATERAL praxis_private.clearance_judged(
                practice, b.clinic_id, b.persons, b.roles, b.starts, b.ends, b.services) k
     WHERE k.verdict NOT IN ('cleared', 'warn');
END
$$;

DROP FUNCTION IF EXISTS praxis_private.note_conflicts(uuid, uuid);
-- Says of every shift to come that its person, one or all of the practice or of a clinic, is no longer cleared for it.
CREATE OR REPLACE FUNCTION praxis_private.note_conflicts(practice uuid, person uuid, clinic uuid DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.outbox (practice_id, topic, object_id, payload, account_id)
    SELECT practice, 'rostering.assignment.conflicted', k.assignment_id,
           jsonb_build_object('clinic', k.clinic_id, 'person', k.person_id, 'from', k.starts, 'verdict', k.verdict),
           coalesce(praxis_private.account_id(),
                    (SELECT a.account_id FROM praxis.account a WHERE a.practice_id = practice AND a.kind = 'system'))
      FROM praxis_private.conflicting(practice, person, clinic) k;
END
$$;

-- Whoever may take a clearance away waits for the turn, and first settles what was told and is over by now.
CREATE OR REPLACE FUNCTION praxis_private.clearance_turn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.person_turn(NEW.practice_id, NEW.person_id);
    PERFORM praxis_private.settle_conflicts(NEW.practice_id, NEW.person_id);
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.clearance_taken() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.note_conflicts(NEW.practice_id, NEW.person_id);
    PERFORM praxis_private.note_findings(NEW.practice_id, NEW.person_id);
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.rule_turn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.rules_turn(NEW.practice_id, changes => true);
    PERFORM praxis_private.settle_conflicts(NEW.practice_id, NULL);
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.rule_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.note_conflicts(NEW.practice_id, NULL);
    RETURN NULL;
END
$$;

-- A certificate of a clinic concerns everybody who does there what it is for. What was worked is looked at first, on the days
-- that the term covered until now, or of what an authority did; only then, for the shifts to come, nobody may assign until the
-- end of the transaction.
CREATE OR REPLACE FUNCTION praxis_private.clinic_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said constant jsonb := to_jsonb(NEW);
    -- What limits a certificate takes nobody off a shift.
    spans daterange[] := CASE WHEN said ->> 'status' IN ('limited', 'condition_level') THEN '{}'
                              WHEN TG_TABLE_NAME = 'clinic_credential_status'
                              THEN ARRAY[daterange((said ->> 'starts_on')::date, (said ->> 'ends_on')::date)]
                              ELSE ARRAY(SELECT t.valid
                                           FROM praxis.clinic_credential_term t
                                          WHERE t.practice_id = NEW.practice_id AND t.clinic_id = NEW.clinic_id
                                            AND t.term_id = (CASE TG_TABLE_NAME WHEN 'clinic_verification'
                                                                  THEN said ->> 'term_id'
                                                                  ELSE said ->> 'supersedes_id' END)::uuid) END;
    asked record;
BEGIN
    SELECT count(*) AS requirements, bool_or(r.service IS NULL) AS always, array_agg(r.service) AS services INTO asked
      FROM praxis.clinic_credential k
      JOIN praxis.clinic l USING (practice_id, clinic_id)
      JOIN praxis.clinic_requirement r
        ON r.practice_id = k.practice_id AND r.type_code = k.type_code AND r.severity = 'block'
       AND (r.clinic_id IS NULL OR r.clinic_id = k.clinic_id)
       AND (r.state IS NULL OR r.state = l.state)
     WHERE k.practice_id = NEW.practice_id AND k.clinic_id = NEW.clinic_id AND k.credential_id = NEW.credential_id;
    IF asked.requirements > 0 THEN
        PERFORM praxis_private.note_findings(
                    NEW.practice_id, NULL, NEW.clinic_id, s.days, CASE WHEN NOT asked.always THEN asked.services END)
           FROM unnest(spans) s (days)
          WHERE NOT isempty(s.days);
    END IF;
    PERFORM praxis_private.rules_turn(NEW.practice_id, changes => true);
    PERFORM praxis_private.note_conflicts(NEW.practice_id, NULL, NEW.clinic_id);
    RETURN NULL;
END
$$;

-- A status, an entry in error, the correction of a term, a check that does not confirm or corrects one, a confirmed exclusion,
-- the end of an appointment: what only adds to a clearance needs no turn.
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.credential_status
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.credential_status
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_taken();

CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.credential_error
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.credential_error
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_taken();

CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.credential_term
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL) EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.credential_term
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL) EXECUTE FUNCTION praxis_private.clearance_taken();

CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.verification
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL OR NEW.result NOT IN ('confirmed', 'confirmed_with_findings'))
    EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.verification
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL OR NEW.result NOT IN ('confirmed', 'confirmed_with_findings'))
    EXECUTE FUNCTION praxis_private.clearance_taken();

-- A negative answer that a program fetched counts from the moment that a person accepts it.
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.verification_review
    FOR EACH ROW WHEN (NEW.accepted) EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.verification_review
    FOR EACH ROW WHEN (NEW.accepted) EXECUTE FUNCTION praxis_private.clearance_taken();

-- How a file was decided, and the end or the suspension of somebody's credentialing.
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.file_decision
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.file_decision
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_taken();
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.credentialing_ending
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.credentialing_ending
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_taken();
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.credentialing_suspension
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.credentialing_suspension
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_taken();
-- An approval from before that is taken back, or confirmed after it ran out.
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.prior_approval_review
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.prior_approval_review
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_taken();
-- A reinstatement that takes the place of an earlier day.
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.credentialing_reinstatement
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.credentialing_reinstatement
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_taken();

-- A clinic that moves: its shifts to come are judged anew. One where people have worked stays in its state, whose law their
-- shifts are judged by, and in its time zone, by which their days are counted; what opens elsewhere is another clinic.
CREATE OR REPLACE FUNCTION praxis_private.clinic_moves() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.rules_turn(NEW.practice_id, changes => true);
    IF EXISTS (SELECT FROM praxis.person_busy b
                    WHERE b.practice_id = NEW.practice_id AND b.clinic_id = NEW.clinic_id AND lower(b.span) < now())
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'clinic_has_past_shifts', DETAIL =
            jsonb_build_object('field', CASE WHEN NEW.state IS DISTINCT FROM OLD.state THEN 'state' ELSE 'zone' END)::text;
    END IF;
    PERFORM praxis_private.settle_conflicts(NEW.practice_id, NULL, NEW.clinic_id);
    RETURN NEW;
END
$$;
CREATE OR REPLACE FUNCTION praxis_private.clinic_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.note_conflicts(NEW.practice_id, NULL, NEW.clinic_id);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER clinic_moves BEFORE UPDATE OF state, zone ON praxis.clinic
    FOR EACH ROW WHEN ((NEW.state, NEW.zone) IS DISTINCT FROM (OLD.state, OLD.zone))
    EXECUTE FUNCTION praxis_private.clinic_moves();
CREATE OR REPLACE TRIGGER clinic_moved AFTER UPDATE OF state, zone ON praxis.clinic
    FOR EACH ROW WHEN ((NEW.state, NEW.zone) IS DISTINCT FROM (OLD.state, OLD.zone))
    EXECUTE FUNCTION praxis_private.clinic_moved();

-- Matches that nobody has decided, where the practice lets them stop work: one that is opened again, one that a run meets and
-- the run before did not, and such a policy.
CREATE OR REPLACE FUNCTION praxis_private.match_opened() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM praxis.screening_policy y WHERE y.practice_id = NEW.practice_id AND y.pending = 'block') THEN
        PERFORM praxis_private.note_conflicts(NEW.practice_id, NEW.person_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER match_opened AFTER INSERT ON praxis.screening_disposition
    FOR EACH ROW WHEN (NEW.decision = 'escalated' AND NEW.person_id IS NOT NULL)
    EXECUTE FUNCTION praxis_private.match_opened();

-- Every person once, in one order: runs and assignments take turns on them.
CREATE OR REPLACE FUNCTION praxis_private.matches_sighted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    pending record;
BEGIN
    FOR pending IN
        SELECT DISTINCT s.practice_id, s.person_id
          FROM sighted s
          JOIN praxis.screening_policy y ON y.practice_id = s.practice_id AND y.pending = 'block'
          JOIN praxis.screening_counted m ON m.practice_id = s.practice_id AND m.match_id = s.match_id
         WHERE s.person_id IS NOT NULL
           AND m.state <> 'confirmed'
           AND NOT EXISTS (SELECT
                             FROM praxis.screening_sighting b
                            WHERE b.practice_id = s.practice_id AND b.match_id = s.match_id
                              AND b.run_id = (SELECT r.run_id
                                                FROM praxis.screening_run r
                                               WHERE r.practice_id = s.practice_id AND r.run_id <> s.run_id
                                                 AND r.withdrawn_at IS NULL
                                                 AND (r.narrowed_to IS NULL OR m.subject_id = ANY (r.narrowed_to))
                                               ORDER BY r.started_at DESC, r.finished_at DESC, r.run_id DESC
                                               LIMIT 1))
         ORDER BY s.practice_id, s.person_id
    LOOP
        PERFORM praxis_private.person_turn(pending.practice_id, pending.person_id);
        PERFORM praxis_private.note_conflicts(pending.practice_id, pending.person_id);
    END LOOP;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER matches_sighted AFTER INSERT ON praxis.screening_sighting
    REFERENCING NEW TABLE AS sighted
    FOR EACH STATEMENT EXECUTE FUNCTION praxis_private.matches_sighted();
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT OR UPDATE ON praxis.screening_policy
    FOR EACH ROW WHEN (NEW.pending = 'block') EXECUTE FUNCTION praxis_private.rule_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT OR UPDATE ON praxis.screening_policy
    FOR EACH ROW WHEN (NEW.pending = 'block') EXECUTE FUNCTION praxis_private.rule_changed();

CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.screening_disposition
    FOR EACH ROW WHEN (NEW.decision IN ('confirmed', 'escalated') AND NEW.person_id IS NOT NULL)
    EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.screening_disposition
    FOR EACH ROW WHEN (NEW.decision = 'confirmed' AND NEW.person_id IS NOT NULL)
    EXECUTE FUNCTION praxis_private.clearance_taken();

-- Where the law of a clinic's state is shorter, an approval that still ran may be over for whoever begins to work there.
CREATE OR REPLACE FUNCTION praxis_private.approval_shortened() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.has_shorter_law(NEW.practice_id, NEW.clinic_id) THEN
        PERFORM praxis_private.person_turn(NEW.practice_id, NEW.person_id);
        PERFORM praxis_private.note_conflicts(NEW.practice_id, NEW.person_id);
        PERFORM praxis_private.note_findings(NEW.practice_id, NEW.person_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER approval_shortened AFTER INSERT ON praxis.appointment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.approval_shortened();
CREATE OR REPLACE TRIGGER approval_shortened AFTER INSERT ON praxis.employment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.approval_shortened();

CREATE OR REPLACE TRIGGER clearance_turn BEFORE UPDATE OF ends_on ON praxis.appointment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER UPDATE OF ends_on ON praxis.appointment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_taken();

-- A list that is withdrawn may have ended an exclusion.
CREATE OR REPLACE TRIGGER clearance_turn BEFORE UPDATE OF state ON praxis.screening_import
    FOR EACH ROW WHEN (NEW.state = 'withdrawn') EXECUTE FUNCTION praxis_private.rule_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER UPDATE OF state ON praxis.screening_import
    FOR EACH ROW WHEN (NEW.state = 'withdrawn') EXECUTE FUNCTION praxis_private.rule_changed();

CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT OR UPDATE ON praxis.requirement
    FOR EACH ROW EXECUTE FUNCTION praxis_private.rule_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT OR UPDATE ON praxis.requirement
    FOR EACH ROW EXECUTE FUNCTION praxis_private.rule_changed();

-- Training: a course that shifts come to ask for, a version that everybody takes again, a record that is corrected.
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT OR UPDATE ON praxis.training_gate
    FOR EACH ROW EXECUTE FUNCTION praxis_private.rule_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT OR UPDATE ON praxis.training_gate
    FOR EACH ROW EXECUTE FUNCTION praxis_private.rule_changed();
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.training_version
    FOR EACH ROW WHEN (NEW.retake_days IS NOT NULL) EXECUTE FUNCTION praxis_private.rule_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.training_version
    FOR EACH ROW WHEN (NEW.retake_days IS NOT NULL) EXECUTE FUNCTION praxis_private.rule_changed();
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.training_completion
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL) EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.training_completion
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL) EXECUTE FUNCTION praxis_private.clearance_taken();
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT OR UPDATE ON praxis.clinic_requirement
    FOR EACH ROW EXECUTE FUNCTION praxis_private.rule_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT OR UPDATE ON praxis.clinic_requirement
    FOR EACH ROW EXECUTE FUNCTION praxis_private.rule_changed();

-- The rules that clearance itself goes by.
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT OR UPDATE ON praxis.practice_rule
    FOR EACH ROW WHEN (NEW.rule_key IN ('house.monitoring', 'house.credentialing', 'nlc.residence')
                       OR NEW.rule_key ~ '[.]malpractice(_|$)')
    EXECUTE FUNCTION praxis_private.rule_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT OR UPDATE ON praxis.practice_rule
    FOR EACH ROW WHEN (NEW.rule_key IN ('house.monitoring', 'house.credentialing', 'nlc.residence')
                       OR NEW.rule_key ~ '[.]malpractice(_|$)')
    EXECUTE FUNCTION praxis_private.rule_changed();

-- A certificate of the clinic: what an authority did, the correction of a term, and a check that does not confirm or corrects
-- one.
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.clinic_credential_status
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clinic_changed();
DROP TRIGGER IF EXISTS clearance_turn ON praxis.clinic_credential_term;
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.clinic_credential_term
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL) EXECUTE FUNCTION praxis_private.clinic_changed();
DROP TRIGGER IF EXISTS clearance_turn ON praxis.clinic_verification;
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.clinic_verification
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL OR NEW.result NOT IN ('confirmed', 'confirmed_with_findings'))
    EXECUTE FUNCTION praxis_private.clinic_changed();

-- An enrollment, where the practice requires it for the work.
CREATE OR REPLACE FUNCTION praxis_private.enrollment_taken() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT
                 FROM praxis.requirement r
                 JOIN praxis.enrollment e ON e.practice_id = r.practice_id AND e.plan_id = r.plan_id
                WHERE r.practice_id = NEW.practice_id AND r.type_code IS NULL AND r.severity = 'block'
                  AND e.clinic_id = NEW.clinic_id AND e.enrollment_id = NEW.enrollment_id)
    THEN
        PERFORM praxis_private.note_conflicts(NEW.practice_id, NEW.person_id);
        PERFORM praxis_private.note_findings(NEW.practice_id, NEW.person_id);
    END IF;
    RETURN NULL;
END
$$;
-- An import that gave somebody a place of work is undone only while nobody has made use of it there (import_used_at): who
-- does takes the same turns as an assignment, in the same order. Before the guards, which then judge what is left.
CREATE OR REPLACE FUNCTION praxis_private.appointed_turn() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.rules_turn(NEW.practice_id, changes => false);
    PERFORM praxis_private.person_turn(NEW.practice_id, NEW.person_id);
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER appointed_turn BEFORE INSERT ON praxis.enrollment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.appointed_turn();
CREATE OR REPLACE TRIGGER appointed_turn BEFORE INSERT ON praxis.clearance_override
    FOR EACH ROW EXECUTE FUNCTION praxis_private.appointed_turn();
CREATE OR REPLACE TRIGGER clearance_turn BEFORE UPDATE ON praxis.enrollment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER UPDATE ON praxis.enrollment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.enrollment_taken();
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.enrollment_deactivation
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.enrollment_deactivation
    FOR EACH ROW EXECUTE FUNCTION praxis_private.enrollment_taken();

-- Opting out of Medicare, where the practice requires one of its plans for work: a list that says so, the undoing of one
-- that had ended it, and a number that is back of which a list says so.
CREATE OR REPLACE FUNCTION praxis_private.opt_out_counts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    fact record;
BEGIN
    IF TG_OP = 'DELETE' THEN fact := OLD; ELSE fact := NEW; END IF;
    IF NOT EXISTS (SELECT
                     FROM praxis.requirement r
                     JOIN praxis.payer_plan p USING (practice_id, plan_id)
                    WHERE r.practice_id = fact.practice_id AND r.type_code IS NULL AND r.severity = 'block' AND p.of_medicare)
       -- What is coming in is not there yet.
       OR (TG_OP, TG_WHEN) <> ('INSERT', 'BEFORE')
          AND NOT EXISTS (SELECT
                            FROM praxis.medicare_listing l
                           WHERE l.practice_id = fact.practice_id AND l.person_id = fact.person_id AND l.npi = fact.npi
                             AND l.starts_on IS NOT NULL)
    THEN
        RETURN fact;
    END IF;
    IF TG_WHEN = 'BEFORE' THEN
        PERFORM praxis_private.person_turn(fact.practice_id, fact.person_id);
        PERFORM praxis_private.settle_conflicts(fact.practice_id, fact.person_id);
    ELSE
        PERFORM praxis_private.note_conflicts(fact.practice_id, fact.person_id);
        PERFORM praxis_private.note_findings(fact.practice_id, fact.person_id);
    END IF;
    RETURN fact;
END
$$;
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.medicare_listing
    FOR EACH ROW WHEN (NEW.starts_on IS NOT NULL) EXECUTE FUNCTION praxis_private.opt_out_counts();
CREATE OR REPLACE TRIGGER clearance_turn_back BEFORE DELETE ON praxis.medicare_listing
    FOR EACH ROW WHEN (OLD.list = 'opt_out') EXECUTE FUNCTION praxis_private.opt_out_counts();

-- Says what follows, once for each whom the rows of a list concern: who has opted out on days of which the list before did not
-- tell, or had on days of which a list that is taken back did not. What a list only repeats is not told again.
CREATE OR REPLACE FUNCTION praxis_private.opt_outs_listed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told record;
BEGIN
    FOR told IN
        WITH line AS MATERIALIZED (
            SELECT l.*, CASE WHEN l.starts_on IS NOT NULL
                             THEN daterange(l.starts_on, CASE WHEN NOT l.renews THEN l.ends_on + 1 END) END AS days
              FROM listed l
             WHERE l.list = 'opt_out'
               AND praxis_private.has_npi(l.practice_id, l.person_id, l.npi)
               AND EXISTS (SELECT
                             FROM praxis.requirement r
                             JOIN praxis.payer_plan p USING (practice_id, plan_id)
                            WHERE r.practice_id = l.practice_id AND r.type_code IS NULL AND r.severity = 'block'
                              AND p.of_medicare)
        ), other AS MATERIALIZED (
            SELECT l.*, CASE WHEN l.starts_on IS NOT NULL
                             THEN daterange(l.starts_on, CASE WHEN NOT l.renews THEN l.ends_on + 1 END) END AS days
              FROM praxis.medicare_listing l
             WHERE l.list = 'opt_out'
               AND (l.practice_id, l.person_id, l.npi) IN (SELECT r.practice_id, r.person_id, r.npi FROM line r)
               AND l.import_id NOT IN (SELECT r.import_id FROM line r)
        )
        SELECT DISTINCT r.practice_id, r.person_id
          FROM line r
         WHERE CASE TG_OP
               WHEN 'INSERT' THEN
                   r.days IS NOT NULL
                   AND NOT EXISTS (SELECT
                                     FROM other o
                                    WHERE o.practice_id = r.practice_id AND o.person_id = r.person_id AND o.days @> r.days
                                      AND (o.as_of, o.created_at) >= ALL (
                                          SELECT n.as_of, n.created_at
                                            FROM other n
                                           WHERE n.practice_id = r.practice_id AND n.person_id = r.person_id))
               ELSE
                   EXISTS (SELECT
                             FROM other o
                            WHERE o.practice_id = r.practice_id AND o.person_id = r.person_id
                              AND (o.as_of, o.created_at) <= (r.as_of, r.created_at)
                              AND NOT EXISTS (SELECT
                                                FROM line b
                                               WHERE b.practice_id = o.practice_id AND b.person_id = o.person_id
                                                 AND b.days @> o.days)
                              AND o.days IS NOT NULL)
               END
         ORDER BY r.practice_id, r.person_id
    LOOP
        PERFORM praxis_private.note_conflicts(told.practice_id, told.person_id);
        PERFORM praxis_private.note_findings(told.practice_id, told.person_id);
    END LOOP;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.medicare_listing
    REFERENCING NEW TABLE AS listed
    FOR EACH STATEMENT EXECUTE FUNCTION praxis_private.opt_outs_listed();
CREATE OR REPLACE TRIGGER clearance_taken_back AFTER DELETE ON praxis.medicare_listing
    REFERENCING OLD TABLE AS listed
    FOR EACH STATEMENT EXECUTE FUNCTION praxis_private.opt_outs_listed();
CREATE OR REPLACE TRIGGER clearance_turn BEFORE UPDATE OF npi ON praxis.person
    FOR EACH ROW WHEN (NEW.npi IS DISTINCT FROM OLD.npi) EXECUTE FUNCTION praxis_private.opt_out_counts();
CREATE OR REPLACE TRIGGER clearance_taken AFTER UPDATE OF npi ON praxis.person
    FOR EACH ROW WHEN (NEW.npi IS DISTINCT FROM OLD.npi) EXECUTE FUNCTION praxis_private.opt_out_counts();

CREATE OR REPLACE TRIGGER clearance_turn BEFORE UPDATE OF states, starts_on, ends_on ON praxis.payer_plan
    FOR EACH ROW EXECUTE FUNCTION praxis_private.rule_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER UPDATE OF states, starts_on, ends_on ON praxis.payer_plan
    FOR EACH ROW EXECUTE FUNCTION praxis_private.rule_changed();

-- An override that is revoked, and a nurse who has moved.
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.clearance_override_decision
    FOR EACH ROW WHEN (NEW.decision = 'revoked') EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.clearance_override_decision
    FOR EACH ROW WHEN (NEW.decision = 'revoked') EXECUTE FUNCTION praxis_private.clearance_taken();
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.residence
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.residence
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_taken();
-- A certificate of malpractice insurance that is read anew.
CREATE OR REPLACE TRIGGER clearance_turn BEFORE INSERT ON praxis.malpractice_cover
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_turn();
CREATE OR REPLACE TRIGGER clearance_taken AFTER INSERT ON praxis.malpractice_cover
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clearance_taken();
