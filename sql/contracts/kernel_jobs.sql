-- The queue. A job's effects and its completion share one transaction: begin_job enters, job_complete ends it there.
-- The functions that look across practices belong to the job runner's role and hand out nothing but what runs next.

-- Takes up to `amount` jobs that are due and marks them as running by this worker.
CREATE OR REPLACE FUNCTION praxis_private.job_take(worker_name text, kinds text[], amount integer)
RETURNS TABLE (job_id uuid, practice_id uuid, kind text, payload jsonb, attempt smallint, max_attempts smallint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        WITH due AS (
            SELECT j.practice_id, j.job_id
              FROM praxis.job j
             WHERE j.state = 'available' AND j.run_at <= now() AND j.kind = ANY (kinds)
             ORDER BY j.priority, j.run_at, j.job_id
             LIMIT amount
               FOR UPDATE SKIP LOCKED)
        UPDATE praxis.job j
           SET state = 'running', attempt = j.attempt + 1, worker = worker_name, heartbeat_at = now()
          FROM due
         WHERE j.practice_id = due.practice_id AND j.job_id = due.job_id
        RETURNING j.job_id, j.practice_id, j.kind, j.payload, j.attempt, j.max_attempts;
END
$$;

-- Keeps this worker's jobs from being rescued.
CREATE OR REPLACE FUNCTION praxis_private.job_beat(worker_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE praxis.job j SET heartbeat_at = now() WHERE j.state = 'running' AND j.worker = worker_name;
END
$$;

-- Completes the job whose context the transaction runs in. A job that was rescued meanwhile makes it fail, so that no
-- effect happens twice.
CREATE OR REPLACE FUNCTION praxis_private.job_complete() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
BEGIN
    UPDATE praxis.job j
       SET state = 'completed', finished_at = now(), worker = NULL, heartbeat_at = NULL
     WHERE j.practice_id = context[3]::uuid
       AND j.job_id = context[7]::uuid
       AND j.state = 'running'
       AND context[6] = 'job';
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'job_not_running';
    END IF;
END
$$;

-- Notes whom the job whose context the transaction runs in has told, so that its next try tells the others alone.
CREATE OR REPLACE FUNCTION praxis_private.job_told(recipients text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
BEGIN
    UPDATE praxis.job j
       SET payload = j.payload || jsonb_build_object('told', coalesce(j.payload -> 'told', '[]') || to_jsonb(recipients))
     WHERE j.practice_id = context[3]::uuid
       AND j.job_id = context[7]::uuid
       AND j.state = 'running'
       AND context[6] = 'job';
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'job_not_running';
    END IF;
END
$$;

-- Puts a failed job back with a growing, jittered delay, or gives it up after its last attempt.
CREATE OR REPLACE FUNCTION praxis_private.job_fail(job uuid, worker_name text, error text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE praxis.job j
       SET state = CASE WHEN j.attempt >= j.max_attempts THEN 'discarded' ELSE 'available' END,
           run_at = now() + least(interval '1 day', interval '1 second' * (j.attempt ^ 4 * (0.9 + random() * 0.2))),
           finished_at = CASE WHEN j.attempt >= j.max_attempts THEN now() END,
           last_error = left(error, 2000), worker = NULL, heartbeat_at = NULL
     WHERE j.job_id = job AND j.state = 'running' AND j.worker = worker_name;
END
$$;

-- At shutdown: what this worker still runs goes back, and the attempt does not count.
CREATE OR REPLACE FUNCTION praxis_private.job_release(worker_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE praxis.job j
       SET state = 'available', attempt = j.attempt - 1, worker = NULL, heartbeat_at = NULL
     WHERE j.state = 'running' AND j.worker = worker_name;
END
$$;

-- Frees the jobs of workers that fell silent two minutes ago.
CREATE OR REPLACE FUNCTION praxis_private.job_rescue() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    freed integer;
BEGIN
    UPDATE praxis.job j
       SET state = CASE WHEN j.attempt >= j.max_attempts THEN 'discarded' ELSE 'available' END,
           finished_at = CASE WHEN j.attempt >= j.max_attempts THEN now() END,
           last_error = 'the worker fell silent', worker = NULL, heartbeat_at = NULL
     WHERE j.state = 'running' AND j.heartbeat_at < now() - interval '2 minutes';
    GET DIAGNOSTICS freed = ROW_COUNT;
    RETURN freed;
END
$$;

-- The practice's own account, which scheduled jobs and reactions run as.
CREATE OR REPLACE FUNCTION praxis_private.system_account(practice uuid) RETURNS uuid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT a.account_id FROM praxis.account a WHERE a.practice_id = practice AND a.kind = 'system');
END
$$;

-- Enqueues what is due by schedule. A time of day is one in the schedule's zone: 03:00 happens once a day there, also
-- on the days when clocks change. Missed runs are not repeated.
CREATE OR REPLACE FUNCTION praxis_private.schedule_tick() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due   praxis.job_schedule;
    moved integer := 0;
BEGIN
    FOR due IN
        SELECT * FROM praxis.job_schedule s
         WHERE s.enabled AND s.next_at <= now()
         ORDER BY s.next_at
           FOR UPDATE SKIP LOCKED
    LOOP
        INSERT INTO praxis.job (practice_id, kind, payload, account_id, unique_key)
        VALUES (due.practice_id, due.kind, due.payload, praxis_private.system_account(due.practice_id), 'schedule')
            ON CONFLICT DO NOTHING;
        UPDATE praxis.job_schedule s
           SET next_at = CASE
                   WHEN s.every_minutes IS NOT NULL
                   THEN greatest(s.next_at, now() - make_interval(mins => s.every_minutes))
                        + make_interval(mins => s.every_minutes)
                   WHEN ((now() AT TIME ZONE s.zone)::date + s.at_time) AT TIME ZONE s.zone > now()
                   THEN ((now() AT TIME ZONE s.zone)::date + s.at_time) AT TIME ZONE s.zone
                   ELSE ((now() AT TIME ZONE s.zone)::date + 1 + s.at_time) AT TIME ZONE s.zone
               END
         WHERE s.practice_id = due.practice_id AND s.schedule_id = due.schedule_id;
        moved := moved + 1;
    END LOOP;
    RETURN moved;
END
$$;

-- Turns outbox rows into jobs whose kind is the topic; topics that nobody listens to are dropped. Events that are gathered
-- wait while such a job runs, for it may have looked before them; one that has not begun will see them. It waits a little
-- itself: what comes of one cause often comes in several transactions.
CREATE OR REPLACE FUNCTION praxis_private.outbox_relay(topics text[], amount integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gathered constant text[] := praxis_private.gathered_topics();
    moved integer;
BEGIN
    WITH next AS (
        SELECT o.practice_id, o.outbox_id
          FROM praxis.outbox o
         WHERE o.topic = ANY (gathered)
           AND NOT EXISTS (SELECT
                             FROM praxis.job j
                            WHERE j.practice_id = o.practice_id AND j.kind = o.topic AND j.state = 'running')
           FOR UPDATE SKIP LOCKED
    ), taken AS (
        DELETE FROM praxis.outbox o
         USING next
         WHERE o.practice_id = next.practice_id AND o.outbox_id = next.outbox_id
        RETURNING o.practice_id, o.topic
    )
    INSERT INTO praxis.job (practice_id, kind, account_id, unique_key, run_at)
    SELECT DISTINCT t.practice_id, t.topic, praxis_private.system_account(t.practice_id), 'outbox',
           now() + interval '20 seconds'
      FROM taken t
     WHERE t.topic = ANY (topics)
        ON CONFLICT (practice_id, kind, unique_key) WHERE state IN ('available', 'running')
        DO UPDATE SET run_at = least(job.run_at, excluded.run_at);
    WITH next AS (
        SELECT o.practice_id, o.outbox_id
          FROM praxis.outbox o
         WHERE o.topic <> ALL (gathered)
         ORDER BY o.at, o.outbox_id
         LIMIT amount
           FOR UPDATE SKIP LOCKED
    ), taken AS (
        DELETE FROM praxis.outbox o
         USING next
         WHERE o.practice_id = next.practice_id AND o.outbox_id = next.outbox_id
        RETURNING o.*
    ), enqueued AS (
        INSERT INTO praxis.job (practice_id, job_id, kind, payload, account_id)
        SELECT t.practice_id, t.outbox_id, t.topic,
               jsonb_build_object('object', t.object_id, 'by', t.account_id, 'payload', t.payload),
               praxis_private.system_account(t.practice_id)
          FROM taken t
         WHERE t.topic = ANY (topics)
    )
    SELECT count(*) INTO moved FROM taken;
    RETURN moved;
END
$$;

-- Removes what has served its time.
CREATE OR REPLACE FUNCTION praxis_private.sweep() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM praxis.job j WHERE j.finished_at < now() - interval '7 days';
    DELETE FROM praxis.idempotency i WHERE i.created_at < now() - interval '30 days';
    DELETE FROM praxis.session s WHERE s.expires_at < now() - interval '30 days';
    DELETE FROM praxis.account_link l WHERE l.expires_at < now() - interval '30 days';
    DELETE FROM praxis.throttle t WHERE t.failed_at < now() - interval '1 day';
END
$$;

-- Wakes the runner; it polls as well.
CREATE OR REPLACE FUNCTION praxis_private.job_wake() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_notify('praxis_job', '');
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER job_wake AFTER INSERT ON praxis.job
    FOR EACH STATEMENT EXECUTE FUNCTION praxis_private.job_wake();
