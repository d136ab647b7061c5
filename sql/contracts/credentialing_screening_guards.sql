-- What screening refuses whoever writes the rows, and what it makes happen.

-- Somebody with another name, day of birth or number has not been screened.
CREATE OR REPLACE FUNCTION praxis_private.person_identified() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.identified_at := now();
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER person_identified BEFORE UPDATE ON praxis.person
    FOR EACH ROW
    WHEN ((OLD.given_name, OLD.family_name, OLD.birth_date, OLD.npi)
          IS DISTINCT FROM (NEW.given_name, NEW.family_name, NEW.birth_date, NEW.npi))
    EXECUTE FUNCTION praxis_private.person_identified();

CREATE OR REPLACE TRIGGER business_identified BEFORE UPDATE ON praxis.vendor
    FOR EACH ROW WHEN (NEW.name <> OLD.name OR OLD.status = 'inactive' AND NEW.status <> 'inactive')
    EXECUTE FUNCTION praxis_private.person_identified();
CREATE OR REPLACE TRIGGER business_identified BEFORE UPDATE ON praxis.legal_entity
    FOR EACH ROW WHEN (NEW.name <> OLD.name) EXECUTE FUNCTION praxis_private.person_identified();

-- They are compared at once, all by one job. Who finds the event of another keeps it until the own change is there to see;
-- where it is being taken already, there is another.
CREATE OR REPLACE FUNCTION praxis_private.identity_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM
       FROM praxis.outbox o
      WHERE o.practice_id = NEW.practice_id AND o.topic = 'credentialing.identity.changed'
      LIMIT 1
        FOR SHARE SKIP LOCKED;
    IF NOT FOUND THEN
        INSERT INTO praxis.outbox (practice_id, topic, object_id, account_id)
        SELECT a.practice_id, 'credentialing.identity.changed', (to_jsonb(NEW) ->> TG_ARGV[0])::uuid, a.account_id
          FROM praxis.account a
         WHERE a.practice_id = NEW.practice_id AND a.kind = 'system';
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER identity_changed AFTER INSERT ON praxis.person
    FOR EACH ROW EXECUTE FUNCTION praxis_private.identity_changed('person_id');
CREATE OR REPLACE TRIGGER identity_corrected AFTER UPDATE ON praxis.person
    FOR EACH ROW
    WHEN ((OLD.given_name, OLD.family_name, OLD.birth_date, OLD.npi)
          IS DISTINCT FROM (NEW.given_name, NEW.family_name, NEW.birth_date, NEW.npi))
    EXECUTE FUNCTION praxis_private.identity_changed('person_id');
CREATE OR REPLACE TRIGGER identity_changed AFTER INSERT ON praxis.person_name
    FOR EACH ROW EXECUTE FUNCTION praxis_private.identity_changed('person_id');
CREATE OR REPLACE TRIGGER identity_changed AFTER INSERT ON praxis.vendor
    FOR EACH ROW EXECUTE FUNCTION praxis_private.identity_changed('vendor_id');
CREATE OR REPLACE TRIGGER identity_corrected AFTER UPDATE ON praxis.vendor
    FOR EACH ROW WHEN (NEW.name <> OLD.name OR OLD.status = 'inactive' AND NEW.status <> 'inactive')
    EXECUTE FUNCTION praxis_private.identity_changed('vendor_id');
CREATE OR REPLACE TRIGGER identity_changed AFTER INSERT ON praxis.legal_entity
    FOR EACH ROW EXECUTE FUNCTION praxis_private.identity_changed('entity_id');
CREATE OR REPLACE TRIGGER identity_corrected AFTER UPDATE ON praxis.legal_entity
    FOR EACH ROW WHEN (NEW.name <> OLD.name) EXECUTE FUNCTION praxis_private.identity_changed('entity_id');
CREATE OR REPLACE TRIGGER identity_changed AFTER INSERT OR UPDATE ON praxis.screening_party
    FOR EACH ROW EXECUTE FUNCTION praxis_private.identity_changed('party_id');

-- A list changes its figures only while it is loaded, and leaves force only by being withdrawn.
CREATE OR REPLACE FUNCTION praxis_private.screening_import_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (OLD.state, NEW.state) NOT IN (('loading', 'in_force'), ('in_force', 'withdrawn'))
       OR OLD.state <> 'loading'
          AND (NEW.row_count, NEW.flagged, NEW.unread, NEW.problems, NEW.encoding, NEW.flag_counts)
              IS DISTINCT FROM (OLD.row_count, OLD.flagged, OLD.unread, OLD.problems, OLD.encoding, OLD.flag_counts)
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'not_allowed',
            DETAIL = jsonb_build_object('from', OLD.state, 'to', NEW.state)::text;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER screening_import_guard BEFORE UPDATE ON praxis.screening_import
    FOR EACH ROW WHEN (praxis_private.practice_id() IS NOT NULL)
    EXECUTE FUNCTION praxis_private.screening_import_guard();

-- Rows come with their list, never later.
CREATE OR REPLACE FUNCTION praxis_private.screening_entry_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.practice_id() IS NOT NULL
       AND EXISTS (SELECT
                     FROM (SELECT DISTINCT a.practice_id, a.import_id FROM added a) a
                     JOIN praxis.screening_import i USING (practice_id, import_id)
                    WHERE i.state <> 'loading')
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_allowed', DETAIL = '{}';
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER screening_entry_guard AFTER INSERT ON praxis.screening_entry
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION praxis_private.screening_entry_guard();

-- What the planner should know of a list of many rows before people are compared with it.
CREATE OR REPLACE FUNCTION praxis_private.screening_loaded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    ANALYZE praxis.screening_entry;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER screening_loaded AFTER UPDATE OF state ON praxis.screening_import
    FOR EACH ROW WHEN (OLD.state = 'loading' AND NEW.state = 'in_force' AND NEW.row_count >= 500)
    EXECUTE FUNCTION praxis_private.screening_loaded();

-- Runs are written down, and lists withdrawn, one after the other.
CREATE OR REPLACE FUNCTION praxis_private.screening_turn(practice uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('screening ' || practice, 0));
END
$$;

-- A list that is withdrawn takes its runs with it: what they did not meet was not looked for. Everybody is compared again.
CREATE OR REPLACE FUNCTION praxis_private.screening_withdrawn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.screening_turn(NEW.practice_id);
    UPDATE praxis.screening_run r
       SET withdrawn_at = now()
     WHERE r.practice_id = NEW.practice_id
       AND r.withdrawn_at IS NULL
       AND EXISTS (SELECT
                     FROM jsonb_array_elements(r.lists) l
                    WHERE l ->> 'sha256' = encode(NEW.sha256, 'hex'));
    INSERT INTO praxis.job (practice_id, kind, payload, account_id, unique_key)
    SELECT a.practice_id, 'credentialing.screening.daily', '{"everybody": true}', a.account_id, 'withdrawn'
      FROM praxis.account a
     WHERE a.practice_id = NEW.practice_id AND a.kind = 'system'
        ON CONFLICT DO NOTHING;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER screening_withdrawn BEFORE UPDATE OF state ON praxis.screening_import
    FOR EACH ROW WHEN (OLD.state <> 'withdrawn' AND NEW.state = 'withdrawn')
    EXECUTE FUNCTION praxis_private.screening_withdrawn();

-- A run says what it compared: the lists that are in force when it is written down, and everybody where it says so. One
-- that a later run has overtaken, or whose lists changed meanwhile, is made again.
CREATE OR REPLACE FUNCTION praxis_private.screening_run_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    ELSIF praxis_private.practice_if('credentialing.screening.read') IS NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX403', MESSAGE = 'permission_missing', DETAIL = '{"permission": "credentialing.screening.read"}';
    END IF;
    PERFORM praxis_private.screening_turn(NEW.practice_id);
    IF NEW.started_at > clock_timestamp()
       OR ARRAY(SELECT DISTINCT l ->> 'sha256' FROM jsonb_array_elements(NEW.lists) l ORDER BY 1)
          IS DISTINCT FROM
          ARRAY(SELECT DISTINCT encode(i.sha256, 'hex')
                  FROM praxis.screening_list_in_force f
                  JOIN praxis.screening_import i USING (practice_id, import_id)
                 WHERE f.practice_id = NEW.practice_id
                 ORDER BY 1)
       OR NEW.narrowed_to IS NULL
          AND EXISTS (SELECT
                        FROM praxis.screening_run r
                       WHERE r.practice_id = NEW.practice_id AND r.narrowed_to IS NULL AND r.withdrawn_at IS NULL
                         AND r.started_at > NEW.started_at)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'overtaken', DETAIL = '{}';
    ELSIF NEW.narrowed_to IS NULL
          AND (NEW.subjects < (SELECT count(*)
                                 FROM praxis.person p
                                WHERE p.practice_id = NEW.practice_id AND p.created_at < NEW.started_at)
               OR NEW.parties < (SELECT count(*)
                                   FROM praxis.vendor v
                                  WHERE v.practice_id = NEW.practice_id AND v.created_at < NEW.started_at)
                              + (SELECT count(*)
                                   FROM praxis.legal_entity l
                                  WHERE l.practice_id = NEW.practice_id AND l.created_at < NEW.started_at))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_everybody', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER screening_run_guard BEFORE INSERT ON praxis.screening_run
    FOR EACH ROW EXECUTE FUNCTION praxis_private.screening_run_guard();

-- The rule clears who has another day of birth, and nobody else.
CREATE OR REPLACE FUNCTION praxis_private.screening_match_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT NEW.reasons @> ARRAY['birth_date_differs'] OR NEW.reasons && ARRAY['npi_equal', 'birth_date_equal'] THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_allowed', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER screening_match_guard BEFORE INSERT ON praxis.screening_match
    FOR EACH ROW WHEN (NEW.tier = 5 AND praxis_private.practice_id() IS NOT NULL)
    EXECUTE FUNCTION praxis_private.screening_match_guard();

-- Confirming any match, and clearing a probable or a confirmed one, takes two people: one proposes, another decides.
CREATE OR REPLACE FUNCTION praxis_private.disposition_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    matched  praxis.screening_match;
    last     praxis.screening_disposition;
    proposal praxis.screening_disposition;
    needed   text;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    SELECT * INTO matched
      FROM praxis.screening_match m
     WHERE m.practice_id = NEW.practice_id AND m.match_id = NEW.match_id;
    SELECT * INTO last
      FROM praxis.screening_disposition d
     WHERE d.practice_id = NEW.practice_id AND d.match_id = NEW.match_id
     ORDER BY d.step DESC
     LIMIT 1;
    SELECT * INTO proposal
      FROM praxis.screening_disposition d
     WHERE d.practice_id = NEW.practice_id AND d.match_id = NEW.match_id AND d.decision <> 'in_review'
     ORDER BY d.step DESC
     LIMIT 1;
    NEW.person_id := matched.person_id;
    IF NEW.step <> coalesce(last.step, 0) + 1 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', coalesce(last.step, 0), 'sent', NEW.step - 1)::text;
    ELSIF matched.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_match"}';
    ELSIF last.decision IN ('cleared', 'confirmed') AND NEW.decision <> 'escalated'
          AND NOT (last.decision = 'confirmed' AND NEW.decision = 'propose_confirm' AND NEW.ended_on IS NOT NULL)
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'already_decided', DETAIL = jsonb_build_object('decision', last.decision)::text;
    END IF;
    -- Who is excluded with a waiver, or was until reinstated, is the same: that confirms a match.
    IF NEW.decision IN ('cleared', 'propose_clear') AND NEW.reason_code IN ('waived', 'reinstated', 'same_person')
       OR matched.follows_id IS NULL
          AND NEW.ended_on < (SELECT e.excluded_on
                                FROM praxis.screening_entry e
                               WHERE e.practice_id = matched.practice_id
                                 AND e.import_id = matched.import_id
                                 AND e.row_number = matched.row_number)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'other_reason', DETAIL = '{}';
    END IF;
    -- A decision says what was laid side by side, and what differs has been.
    IF NEW.decision IN ('cleared', 'propose_clear', 'confirmed', 'propose_confirm')
       AND (NEW.compared = '{}'
            OR NEW.reason_code LIKE '%\_differs' AND left(NEW.reason_code, -8) <> ALL (NEW.compared))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_compared', DETAIL = '{"field": "compared"}';
    END IF;
    IF NEW.decision IN ('confirmed', 'propose_confirm') AND NEW.reason_code = 'waived'
       AND NOT EXISTS (SELECT
                         FROM praxis.screening_entry e
                        WHERE e.practice_id = matched.practice_id
                          AND e.import_id = matched.import_id
                          AND e.row_number = matched.row_number
                          AND e.waived_on IS NOT NULL
                          AND e.waiver_state IS NOT NULL)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_waived', DETAIL = '{}';
    END IF;
    IF NEW.decision IN ('cleared', 'confirmed') THEN
        IF (praxis_private.context())[6] <> 'session' OR praxis_private.person_id() IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
        END IF;
        IF praxis_private.practice_if('credentialing.match.review') IS NULL THEN
            RAISE EXCEPTION USING
                ERRCODE = 'PX403', MESSAGE = 'permission_missing',
                DETAIL = '{"permission": "credentialing.match.review"}';
        END IF;
        needed := CASE WHEN NEW.decision = 'confirmed' THEN 'propose_confirm'
                       WHEN matched.tier <= 2
                            OR EXISTS (SELECT
                                         FROM praxis.screening_disposition d
                                        WHERE d.practice_id = NEW.practice_id
                                          AND d.match_id = NEW.match_id
                                          AND d.decision = 'confirmed') THEN 'propose_clear' END;
        -- A waiver counts where both named it, and an end where both named its day.
        IF needed IS NOT NULL
           AND (proposal.decision IS DISTINCT FROM needed
                OR proposal.decided_by = NEW.decided_by
                OR proposal.decider = NEW.decider
                OR (proposal.reason_code = 'waived') <> (NEW.reason_code = 'waived')
                OR proposal.ended_on IS DISTINCT FROM NEW.ended_on)
        THEN
            RAISE EXCEPTION USING
                ERRCODE = 'PX403', MESSAGE = 'second_person_required',
                DETAIL = jsonb_build_object('needed', needed, 'found', proposal.decision)::text;
        END IF;
    END IF;
    RETURN NEW;
END
$$;
DROP TRIGGER IF EXISTS disposition_guard ON praxis.screening_disposition;
-- It says whom a decision is about, so its name sorts before those of the triggers that take that person's turn.
CREATE OR REPLACE TRIGGER admission BEFORE INSERT ON praxis.screening_disposition
    FOR EACH ROW EXECUTE FUNCTION praxis_private.disposition_guard();
