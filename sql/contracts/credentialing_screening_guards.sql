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

-- They are compared at once; of many who change together the first job takes all.
CREATE OR REPLACE FUNCTION praxis_private.identity_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.outbox (practice_id, topic, object_id, account_id)
    SELECT a.practice_id, 'credentialing.identity.changed', NEW.person_id, a.account_id
      FROM praxis.account a
     WHERE a.practice_id = NEW.practice_id AND a.kind = 'system';
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER identity_changed AFTER INSERT ON praxis.person
    FOR EACH ROW EXECUTE FUNCTION praxis_private.identity_changed();
CREATE OR REPLACE TRIGGER identity_corrected AFTER UPDATE ON praxis.person
    FOR EACH ROW
    WHEN ((OLD.given_name, OLD.family_name, OLD.birth_date, OLD.npi)
          IS DISTINCT FROM (NEW.given_name, NEW.family_name, NEW.birth_date, NEW.npi))
    EXECUTE FUNCTION praxis_private.identity_changed();
CREATE OR REPLACE TRIGGER identity_changed AFTER INSERT ON praxis.person_name
    FOR EACH ROW EXECUTE FUNCTION praxis_private.identity_changed();

-- A list changes its figures only while it is loaded, and leaves force only by being withdrawn.
CREATE OR REPLACE FUNCTION praxis_private.screening_import_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (OLD.state, NEW.state) NOT IN (('loading', 'in_force'), ('in_force', 'withdrawn'))
       OR OLD.state <> 'loading'
          AND (NEW.row_count, NEW.flagged, NEW.unread, NEW.problems, NEW.encoding)
              IS DISTINCT FROM (OLD.row_count, OLD.flagged, OLD.unread, OLD.problems, OLD.encoding)
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
    ELSIF last.decision IN ('cleared', 'confirmed') AND NEW.decision <> 'escalated' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'already_decided', DETAIL = jsonb_build_object('decision', last.decision)::text;
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
        -- A waiver counts where both named it.
        IF needed IS NOT NULL
           AND (proposal.decision IS DISTINCT FROM needed
                OR proposal.decided_by = NEW.decided_by
                OR proposal.decider = NEW.decider
                OR (proposal.reason_code = 'waived') <> (NEW.reason_code = 'waived'))
        THEN
            RAISE EXCEPTION USING
                ERRCODE = 'PX403', MESSAGE = 'second_person_required',
                DETAIL = jsonb_build_object('needed', needed, 'found', proposal.decision)::text;
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER disposition_guard BEFORE INSERT ON praxis.screening_disposition
    FOR EACH ROW EXECUTE FUNCTION praxis_private.disposition_guard();
