-- The audit trail. Each practice has one chain: hash(n) = sha256(hash(n - 1) || canonical text of event n). The
-- canonical text is a JSON array of scalars whose first element is the version of the encoding; whoever verifies an
-- export rebuilds it from the columns.

-- Version 1. jsonb columns enter as their text, times in UTC with microseconds.
CREATE OR REPLACE FUNCTION praxis_private.audit_canonical(event praxis.audit_event) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN jsonb_build_array(
        1, event.practice_id, event.seq,
        to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        event.clinic_id, event.account_id, event.on_behalf_of, event.claim_kind, event.claim_id, event.request_id,
        event.address, event.emergency, event.action, event.object_type, event.object_id, event.before::text,
        event.after::text, event.reason)::text;
END
$$;

-- The members of an object whose values are others in another one; of those named, that they changed and nothing more.
CREATE OR REPLACE FUNCTION praxis.changes(of_ jsonb, beside jsonb, masked text[] DEFAULT '{}') RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT jsonb_object_agg(m.key, CASE WHEN m.key = ANY (masked) AND m.value <> 'null' THEN '"…"' ELSE m.value END)
              FROM jsonb_each(of_) m
             WHERE m.value IS DISTINCT FROM beside -> m.key);
END
$$;

-- The clinic of an account that has one: where its person works and its roles hold. None for one that reaches further.
CREATE OR REPLACE FUNCTION praxis_private.account_clinic(practice uuid, account uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    clinics uuid[];
BEGIN
    IF EXISTS (SELECT FROM praxis.role_grant g
                WHERE g.practice_id = practice AND g.account_id = account AND g.scope = 'practice'
                  AND g.valid @> now() AND NOT g.pending) THEN
        RETURN NULL;
    END IF;
    clinics := ARRAY(
        SELECT g.clinic_id
          FROM praxis.role_grant g
         WHERE g.practice_id = practice AND g.account_id = account AND g.scope = 'clinic' AND g.kind <> 'break_glass'
           AND g.valid @> now() AND NOT g.pending
         UNION
        SELECT e.clinic_id
          FROM praxis.account a
          JOIN praxis.employment e USING (practice_id, person_id)
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         WHERE a.practice_id = practice AND a.account_id = account
           AND coalesce(e.ends_on > (now() AT TIME ZONE c.zone)::date, true)
         UNION
        SELECT t.clinic_id
          FROM praxis.account a
          JOIN praxis.appointment t USING (practice_id, person_id)
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         WHERE a.practice_id = practice AND a.account_id = account
           AND coalesce(t.ends_on > (now() AT TIME ZONE c.zone)::date, true));
    RETURN CASE cardinality(clinics) WHEN 1 THEN clinics[1] END;
END
$$;

-- Where an event about an account, or one of its sessions and tokens, belongs if nobody named a clinic.
CREATE OR REPLACE FUNCTION praxis_private.audit_clinic(practice uuid, object_type text, object uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whose uuid;
BEGIN
    CASE object_type
        WHEN 'account' THEN
            whose := object;
        WHEN 'session' THEN
            SELECT s.account_id INTO whose
              FROM praxis.session s
             WHERE s.practice_id = practice AND s.session_id = object;
        WHEN 'api_token' THEN
            SELECT t.account_id INTO whose
              FROM praxis.api_token t
             WHERE t.practice_id = practice AND t.token_id = object;
        ELSE
            RETURN NULL;
    END CASE;
    RETURN praxis_private.account_clinic(practice, whose);
END
$$;

-- Appends one event to the caller's chain. The head's row lock orders events and lasts until COMMIT, so this is the
-- last statement of a transaction. Who, when and from where come from the context. A chain on hold takes none.
CREATE OR REPLACE FUNCTION praxis_private.audit_append(
    action text, object_type text, object_id uuid, clinic_id uuid, before jsonb, after jsonb, reason text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
    head    praxis.audit_head;
    event   praxis.audit_event;
BEGIN
    IF context IS NULL THEN
        RAISE EXCEPTION 'no context' USING ERRCODE = '42501';
    ELSIF starts_with(action, 'audit.') AND context[6] <> 'operator' THEN
        RAISE EXCEPTION 'the trail is spoken of by operators alone' USING ERRCODE = '42501';
    END IF;
    event.practice_id := context[3]::uuid;
    event.clinic_id := coalesce(clinic_id, praxis_private.audit_clinic(event.practice_id, object_type, object_id));
    event.account_id := context[4]::uuid;
    event.claim_kind := context[6];
    event.claim_id := context[7]::uuid;
    event.request_id := context[10]::uuid;
    event.address := context[11];
    event.action := action;
    event.object_type := object_type;
    event.object_id := object_id;
    event.before := before;
    event.after := after;
    event.reason := reason;
    -- Rights that are not the account's own leave their mark on what is done under them.
    SELECT coalesce(bool_or(g.kind = 'break_glass'), false),
           (array_agg(s.account_id ORDER BY g.granted_at DESC) FILTER (WHERE g.kind = 'delegated'))[1]
      INTO event.emergency, event.on_behalf_of
      FROM praxis.role_grant g
      LEFT JOIN praxis.role_grant s ON s.practice_id = g.practice_id AND s.grant_id = g.source_id
     WHERE g.practice_id = event.practice_id
       AND g.account_id = event.account_id
       AND g.kind IN ('break_glass', 'delegated')
       AND lower(g.valid) <= now()
       AND upper(g.valid) > now();
    SELECT * INTO STRICT head FROM praxis.audit_head h WHERE h.practice_id = event.practice_id FOR UPDATE;
    IF EXISTS (SELECT FROM praxis.audit_hold h WHERE h.practice_id = event.practice_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX503', MESSAGE = 'audit_behind';
    END IF;
    event.seq := head.seq + 1;
    event.at := clock_timestamp();
    event.hash := sha256(head.hash || convert_to(praxis_private.audit_canonical(event), 'UTF8'));
    INSERT INTO praxis.audit_event SELECT (event).*;
    UPDATE praxis.audit_head h SET seq = event.seq, hash = event.hash WHERE h.practice_id = event.practice_id;
END
$$;

-- Records a refusal, in a transaction of its own after the refused one.
CREATE OR REPLACE FUNCTION praxis_private.denial_append(action text, object_type text, object_id uuid, reason text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
BEGIN
    INSERT INTO praxis.audit_denial
        (practice_id, account_id, claim_id, request_id, address, action, object_type, object_id, reason)
    VALUES
        (context[3]::uuid, context[4]::uuid, context[7]::uuid, context[10]::uuid, context[11], action, object_type,
         object_id, reason);
END
$$;

-- The end of the caller's own chain, for whoever may verify it.
CREATE OR REPLACE FUNCTION praxis_private.audit_end(OUT seq bigint, OUT hash bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice uuid := praxis_private.practice_if('audit.chain.verify');
BEGIN
    SELECT h.seq, h.hash INTO seq, hash FROM praxis.audit_head h WHERE h.practice_id = practice;
END
$$;

-- The ends of all chains, for the job that signs checkpoints.
CREATE OR REPLACE FUNCTION praxis_private.audit_ends()
RETURNS TABLE (practice_id uuid, seq bigint, hash bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT h.practice_id, h.seq, h.hash FROM praxis.audit_head h WHERE h.seq > 0 ORDER BY h.practice_id;
END
$$;

-- The events at which chains were signed last, as they are now: one a practice, none where it is gone.
CREATE OR REPLACE FUNCTION praxis_private.audit_events_at(practices text[], numbers bigint[])
RETURNS TABLE (practice_id uuid, seq bigint, hash bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT e.practice_id, e.seq, e.hash
          FROM unnest(practices, numbers) AS s (practice, number)
          JOIN praxis.audit_event e ON e.practice_id = s.practice::uuid AND e.seq = s.number;
END
$$;

-- Holds chains that lack the events that were signed last, each with its number and hash. A loss for which an operator
-- recorded a recovery holds nothing up.
CREATE OR REPLACE FUNCTION praxis_private.audit_hold(practices text[], numbers bigint[], hashes text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Whoever is appending finishes first.
    PERFORM FROM praxis.audit_head h
      WHERE h.practice_id = ANY (practices::uuid[]) ORDER BY h.practice_id FOR UPDATE;
    INSERT INTO praxis.audit_hold (practice_id, seq, hash)
    SELECT p.practice_id, s.number, decode(s.hash, 'hex')
      FROM unnest(practices, numbers, hashes) AS s (practice, number, hash)
      JOIN praxis.practice p ON p.practice_id = s.practice::uuid
     WHERE NOT EXISTS (
            SELECT FROM praxis.audit_event e
             WHERE e.practice_id = p.practice_id AND e.object_type = 'practice' AND e.object_id = p.practice_id
               AND e.action = 'audit.chain.recover' AND e.after ->> 'lost_hash' = s.hash)
        ON CONFLICT DO NOTHING;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.checkpoint_append(
    practice uuid, seq bigint, hash bytea, signed_at timestamptz, key_id text, signature bytea
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.audit_checkpoint (practice_id, seq, hash, signed_at, key_id, signature)
    VALUES (practice, seq, hash, signed_at, key_id, signature)
        ON CONFLICT DO NOTHING;
END
$$;
