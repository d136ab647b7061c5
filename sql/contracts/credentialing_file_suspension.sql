-- Suspensions of what a practice granted, and what lifts them.

-- On which days somebody is or was suspended, as is known: from its first day until the day of the last reinstatement.
CREATE OR REPLACE VIEW praxis.credentialing_suspended WITH (security_invoker = true) AS
SELECT s.practice_id, s.person_id, s.suspension_id, s.kind, s.effective_on, s.reason, s.created_by, s.created_at,
       r.effective_on AS reinstated_on, r.reason AS reinstated_because, r.created_by AS reinstated_by,
       r.created_at AS reinstated_at
  FROM praxis.credentialing_suspension s
  LEFT JOIN LATERAL (
       SELECT r.effective_on, r.reason, r.created_by, r.created_at
         FROM praxis.credentialing_reinstatement r
        WHERE r.practice_id = s.practice_id AND r.suspension_id = s.suspension_id
          AND r.created_at <= (SELECT praxis_private.known())
        ORDER BY r.step DESC
        LIMIT 1) r ON true
 WHERE s.created_at <= (SELECT praxis_private.known());

-- On no day that is suspended already, and within a year: what was worked since its first day is found, never changed.
CREATE OR REPLACE FUNCTION praxis_private.credentialing_suspension_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today constant date := praxis_private.practice_day(NEW.practice_id, now());
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    PERFORM praxis_private.standing_turn(NEW.practice_id, NEW.person_id);
    IF NEW.effective_on NOT BETWEEN today - 366 AND today + 366 THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'suspension_day', DETAIL = '{}';
    ELSIF EXISTS (SELECT
                    FROM praxis.credentialing_suspended s
                   WHERE s.practice_id = NEW.practice_id AND s.person_id = NEW.person_id
                     AND daterange(s.effective_on, s.reinstated_on) @> NEW.effective_on)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'suspended_already', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER credentialing_suspension_guard BEFORE INSERT ON praxis.credentialing_suspension
    FOR EACH ROW EXECUTE FUNCTION praxis_private.credentialing_suspension_guard();

-- A reinstatement looks ahead: no day that has passed becomes one on which the person might have worked. Until it takes effect
-- another may take its place.
CREATE OR REPLACE FUNCTION praxis_private.credentialing_reinstatement_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today constant date := praxis_private.practice_day(NEW.practice_id, now());
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;
    END IF;
    PERFORM praxis_private.standing_turn(NEW.practice_id, NEW.person_id);
    IF NEW.effective_on NOT BETWEEN today AND today + 366
       OR EXISTS (SELECT
                    FROM praxis.credentialing_suspension s
                   WHERE s.practice_id = NEW.practice_id AND s.suspension_id = NEW.suspension_id
                     AND s.effective_on > NEW.effective_on)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'reinstatement_day', DETAIL = '{}';
    ELSIF EXISTS (SELECT
                    FROM praxis.credentialing_suspended s
                   WHERE s.practice_id = NEW.practice_id AND s.suspension_id = NEW.suspension_id
                     AND s.reinstated_on <= today)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'stale_version', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER credentialing_reinstatement_guard BEFORE INSERT ON praxis.credentialing_reinstatement
    FOR EACH ROW EXECUTE FUNCTION praxis_private.credentialing_reinstatement_guard();
