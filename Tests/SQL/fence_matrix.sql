-- The isolation matrix, generated from the catalogs: every table that a runtime role may touch × SELECT, INSERT, UPDATE,
-- DELETE, and the same by MERGE and ON CONFLICT × callers × classes of rows. A superuser loads this into a migrated database with the demonstration data; the
-- attempts themselves are made as a runtime role.
--
-- Beside the demonstration stands a twin of its first practice: the same rows with the same identifiers of clinics,
-- people and accounts under another practice_id. Only the practice fence tells them apart.

CREATE SCHEMA fence;
GRANT USAGE ON SCHEMA fence TO praxis_app, praxis_readonly, praxis_jobs;
ALTER DEFAULT PRIVILEGES IN SCHEMA fence GRANT SELECT ON TABLES TO praxis_app, praxis_readonly, praxis_jobs;
ALTER DEFAULT PRIVILEGES IN SCHEMA fence GRANT EXECUTE ON FUNCTIONS TO praxis_app, praxis_readonly, praxis_jobs;

CREATE TABLE fence.home AS
SELECT '01900000-0000-7000-8000-00000000a000'::uuid AS practice_id,
       '01900000-0000-7000-8000-00000000a001'::uuid AS clinic_id,
       '01900000-0000-7000-8000-00000000c000'::uuid AS twin_id,
       '01900000-0000-7000-8000-0000001a0007'::uuid AS person_id,
       -- Worked in the clinic once, and does elsewhere now.
       '01900000-0000-7000-8000-0000001a0012'::uuid AS left_id;

-- Who calls: everything in one clinic, everything in the practice, everything for the own rows; and the three ways of
-- calling as nobody.
CREATE TABLE fence.caller (name text PRIMARY KEY, digest bytea, context text);
INSERT INTO fence.caller (name, digest)
VALUES ('site', sha256('site')), ('wide', sha256('wide')), ('self', sha256('self')), ('none', NULL), ('expired', NULL),
       ('forged', NULL);

-- The tables, with the column that places their rows.
CREATE VIEW fence.target AS
SELECT c.oid::regclass AS tab, c.relname::text AS name,
       CASE WHEN clinic.attnum IS NOT NULL THEN 'clinic' WHEN person.attnum IS NOT NULL THEN 'person'
            ELSE 'practice' END AS shape,
       (SELECT coalesce(array_agg(p.polname::text ORDER BY p.polname), '{}')
          FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive) AS policies
  FROM pg_class c
  JOIN pg_attribute practice
    ON practice.attrelid = c.oid AND practice.attname = 'practice_id' AND NOT practice.attisdropped
  LEFT JOIN pg_attribute clinic ON clinic.attrelid = c.oid AND clinic.attname = 'clinic_id' AND NOT clinic.attisdropped
  LEFT JOIN pg_attribute person ON person.attrelid = c.oid AND person.attname = 'person_id' AND NOT person.attisdropped
 WHERE c.relnamespace = 'praxis'::regnamespace
   AND c.relkind IN ('r', 'p')
   AND (has_any_column_privilege('praxis_app', c.oid, 'SELECT,INSERT,UPDATE')
        OR has_table_privilege('praxis_app', c.oid, 'DELETE'));

-- Which class a row of a table is in, as a condition.
CREATE FUNCTION fence.class_condition(shape text, class text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    home fence.home;
    here text;
BEGIN
    SELECT * INTO home FROM fence.home;
    here := format('practice_id = %L', home.practice_id);
    RETURN CASE
        WHEN class = 'foreign' THEN format('practice_id <> %L', home.practice_id)
        WHEN shape = 'clinic' AND class = 'own' THEN here || format(' AND clinic_id = %L', home.clinic_id)
        WHEN shape = 'clinic' AND class = 'sibling' THEN here || format(' AND clinic_id <> %L', home.clinic_id)
        WHEN shape = 'clinic' AND class = 'whole' THEN here || ' AND clinic_id IS NULL'
        WHEN shape = 'person' AND class = 'own'
        THEN here || ' AND person_id IN (SELECT person_id FROM fence.member WHERE NOT has_left)'
        WHEN shape = 'person' AND class = 'left'
        THEN here || ' AND person_id IN (SELECT person_id FROM fence.member WHERE has_left)'
        WHEN shape = 'person' AND class = 'sibling'
        THEN here || ' AND person_id NOT IN (SELECT person_id FROM fence.member)'
        WHEN shape = 'person' AND class = 'whole' THEN here || ' AND person_id IS NULL'
        WHEN shape = 'practice' AND class = 'own' THEN here
    END;
END
$$;

-- How many rows there are of each class, and a few of them.
CREATE TABLE fence.sample (tab text, class text, rows bigint, examples jsonb[], PRIMARY KEY (tab, class));

CREATE FUNCTION fence.prepare() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    home    fence.home;
    target  record;
    class   text;
    columns text;
    found   record;
BEGIN
    SELECT * INTO home FROM fence.home;
    SET LOCAL session_replication_role = replica;
    -- Accounts with a custom role that carries every permission there is.
    INSERT INTO praxis.role (practice_id, role_id, code, name, created_by)
    SELECT home.practice_id, home.practice_id, 'everything', 'Everything', a.account_id
      FROM praxis.account a WHERE a.practice_id = home.practice_id AND a.kind = 'system';
    INSERT INTO praxis.role_permission (practice_id, role_id, permission)
    SELECT DISTINCT home.practice_id, home.practice_id, p.permission FROM praxis.builtin_role_permission p;
    INSERT INTO praxis.account (practice_id, account_id, person_id, email, display_name, status, created_by)
    SELECT home.practice_id, md5(c.name)::uuid, NULL, c.name || '@fence.example', c.name, 'active', home.practice_id
      FROM fence.caller c WHERE c.digest IS NOT NULL;
    DELETE FROM praxis.account a WHERE a.practice_id = home.practice_id AND a.person_id = home.person_id;
    UPDATE praxis.account a SET person_id = home.person_id
     WHERE a.practice_id = home.practice_id AND a.account_id = md5('self')::uuid;
    INSERT INTO praxis.role_grant (practice_id, grant_id, account_id, role_id, scope, clinic_id, valid, granted_by)
    SELECT home.practice_id, md5('grant ' || c.name)::uuid, md5(c.name)::uuid, home.practice_id,
           CASE c.name WHEN 'site' THEN 'clinic' WHEN 'wide' THEN 'practice' ELSE 'self' END,
           CASE c.name WHEN 'site' THEN home.clinic_id END, tstzrange(now() - interval '1 day', NULL), home.practice_id
      FROM fence.caller c WHERE c.digest IS NOT NULL;
    INSERT INTO praxis.session (practice_id, session_id, account_id, digest, level, idle_limit, expires_at)
    SELECT home.practice_id, md5('session ' || c.name)::uuid, md5(c.name)::uuid, c.digest, 'full', '1 hour',
           now() + interval '1 hour'
      FROM fence.caller c WHERE c.digest IS NOT NULL;
    -- Rows of the tables that only running leaves rows in: one of each class, and of each caller.
    PERFORM fence.seed(home);
    FOR target IN SELECT * FROM fence.target LOOP
        PERFORM fence.fill(target.tab, home);
        -- What says who may reach what stays as it is.
        CONTINUE WHEN target.name IN ('account', 'role_grant', 'employment', 'appointment');
        PERFORM fence.spread(target.tab, target.shape);
    END LOOP;
    -- The twin, table by table.
    FOR target IN
        SELECT c.oid::regclass AS tab
          FROM pg_class c
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'practice_id' AND NOT a.attisdropped
         WHERE c.relnamespace = 'praxis'::regnamespace AND c.relkind = 'r'
           AND c.relname NOT IN ('session', 'api_token', 'account_link')
    LOOP
        SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) INTO columns
          FROM pg_attribute a
         WHERE a.attrelid = target.tab AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '';
        EXECUTE format(
            'INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE
             SELECT %2$s
               FROM (SELECT (jsonb_populate_record(NULL::%1$s, to_jsonb(t) || %3$L)).* FROM %1$s t
                      WHERE t.practice_id = %4$L) twin',
            target.tab, columns, jsonb_build_object('practice_id', home.twin_id), home.practice_id);
    END LOOP;
    SET LOCAL session_replication_role = origin;
    INSERT INTO fence.member
    SELECT m.person_id, bool_and(coalesce(m.ends_on < CURRENT_DATE - 1, false))
      FROM (SELECT practice_id, clinic_id, person_id, ends_on FROM praxis.employment
             UNION ALL
            SELECT practice_id, clinic_id, person_id, ends_on FROM praxis.appointment) m
     WHERE m.practice_id = home.practice_id AND m.clinic_id = home.clinic_id
     GROUP BY m.person_id;
    FOR target IN SELECT * FROM fence.target LOOP
        FOREACH class IN ARRAY ARRAY['own', 'left', 'sibling', 'whole', 'foreign'] LOOP
            CONTINUE WHEN fence.class_condition(target.shape, class) IS NULL;
            EXECUTE format(
                'SELECT count(*) AS rows,
                        (array_agg(to_jsonb(t) ORDER BY t.practice_id DESC, md5(t::text)))[1:%s]
                        || (array_agg(to_jsonb(t)) FILTER (WHERE to_jsonb(t) ->> ''person_id'' = %L))[1:2] AS examples
                   FROM %s t WHERE %s',
                -- Rows of no clinic are of many kinds, and among the others are always some of the caller's own.
                CASE class WHEN 'whole' THEN 48 ELSE 12 END, home.person_id, target.tab,
                fence.class_condition(target.shape, class)) INTO found;
            INSERT INTO fence.sample VALUES (target.name, class, found.rows, found.examples);
        END LOOP;
    END LOOP;
END
$$;

-- Gives an empty table a row of any content: policies look at who and where alone, so its checks are dropped.
CREATE FUNCTION fence.fill(tab regclass, home fence.home) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    filled  boolean;
    check_  name;
    columns text;
    contents text;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE practice_id = %L)', tab, home.practice_id) INTO filled;
    IF filled THEN
        RETURN;
    END IF;
    FOR check_ IN SELECT c.conname FROM pg_constraint c WHERE c.conrelid = tab AND c.contype = 'c' LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', tab, check_);
    END LOOP;
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
           string_agg(
               CASE a.attname
                   WHEN 'practice_id' THEN quote_literal(home.practice_id)
                   WHEN 'clinic_id' THEN quote_literal(home.clinic_id)
                   WHEN 'person_id' THEN quote_literal(home.person_id)
                   ELSE CASE
                       WHEN a.atttypid = 'uuid'::regtype THEN quote_literal(gen_random_uuid())
                       WHEN t.typcategory = 'N' THEN '1'
                       WHEN t.typcategory = 'D' THEN quote_literal(now())
                       WHEN t.typcategory = 'B' THEN 'true'
                       WHEN t.typcategory IN ('A', 'R') OR a.atttypid = 'jsonb'::regtype THEN quote_literal('{}')
                       ELSE quote_literal('x')
                   END
               END, ', ' ORDER BY a.attnum)
      INTO columns, contents
      FROM pg_attribute a
      JOIN pg_type t ON t.oid = a.atttypid
     WHERE a.attrelid = tab AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = ''
       AND (a.attname IN ('practice_id', 'clinic_id', 'person_id', 'created_by')
            OR a.attnotnull AND (NOT a.atthasdef OR a.atttypid = 'uuid'::regtype));
    EXECUTE format('INSERT INTO %s (%s) VALUES (%s)', tab, columns, contents);
END
$$;

-- Gives a table rows of the own clinic, of another one and of the caller's own person, copied from whatever it has.
CREATE FUNCTION fence.spread(tab regclass, shape text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    home    fence.home;
    model   jsonb;
    place   jsonb;
    columns text;
    column_ text;
BEGIN
    SELECT * INTO home FROM fence.home;
    -- Of what is about a person, a vendor or a business, one about a person.
    EXECUTE format(
        'SELECT to_jsonb(t) FROM %s t WHERE practice_id = %L ORDER BY to_jsonb(t) ->> ''person_id'' IS NULL, md5(t::text) LIMIT 1',
        tab, home.practice_id)
       INTO model;
    IF model IS NULL OR shape = 'practice' THEN
        RETURN;
    END IF;
    SELECT string_agg(quote_ident(a.attname), ', ') INTO columns
      FROM pg_attribute a WHERE a.attrelid = tab AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '';
    FOR place IN
        SELECT jsonb_build_object('clinic_id', c.clinic_id, 'person_id', p.person_id)
          FROM (VALUES (home.clinic_id), ('01900000-0000-7000-8000-00000000a003'::uuid), (NULL)) c (clinic_id),
               (VALUES (home.person_id), (home.left_id), ('01900000-0000-7000-8000-0000001a0021'::uuid),
                       ('01900000-0000-7000-8000-0000001a0023'::uuid)) p (person_id)
         WHERE c.clinic_id IS NOT NULL
            OR EXISTS (SELECT FROM pg_attribute a
                        WHERE a.attrelid = tab AND a.attname = 'clinic_id' AND NOT a.attnotnull AND NOT a.attisdropped)
    LOOP
        FOR column_ IN
            SELECT a.attname FROM pg_attribute a JOIN pg_index i ON i.indrelid = tab AND i.indisprimary
             WHERE a.attrelid = tab AND a.attnum = ANY (i.indkey) AND a.atttypid = 'uuid'::regtype
               AND a.attname NOT IN ('practice_id', 'clinic_id', 'person_id')
        LOOP
            place := place || jsonb_build_object(column_, gen_random_uuid());
        END LOOP;
        BEGIN
            EXECUTE format('INSERT INTO %1$s (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, %3$L)',
                           tab, columns, model || (SELECT jsonb_object_agg(k, v) FROM jsonb_each(place) e (k, v) WHERE model ? k));
        EXCEPTION WHEN integrity_constraint_violation THEN
            NULL;  -- the row is there, or this table keeps one of its kind
        END;
    END LOOP;
END
$$;

CREATE TABLE fence.member (person_id uuid, has_left boolean);

CREATE FUNCTION fence.seed(home fence.home) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    sibling uuid;
BEGIN
    SELECT c.clinic_id INTO sibling FROM praxis.clinic c
     WHERE c.practice_id = home.practice_id AND c.clinic_id <> home.clinic_id ORDER BY c.clinic_id LIMIT 1;
    INSERT INTO praxis.employment (practice_id, clinic_id, employment_id, person_id, position, starts_on, ends_on, created_by)
    VALUES (home.practice_id, home.clinic_id, gen_random_uuid(), home.left_id, 'physician', '2019-01-01', '2019-12-31',
            home.practice_id);
    INSERT INTO praxis.audit_event
           (practice_id, clinic_id, seq, at, account_id, claim_kind, claim_id, request_id, address, emergency, action,
            object_type, object_id, hash)
    SELECT home.practice_id, p.clinic, 900 + p.seq, now(), p.account, 'session', home.practice_id, home.practice_id, '',
           false, 'practice.clinic.change', p.type, p.object, sha256(p.seq::text::bytea)
      FROM (VALUES (1, home.clinic_id, home.practice_id, 'clinic', home.clinic_id),
                   (2, sibling, home.practice_id, 'clinic', sibling),
                   (3, NULL, home.practice_id, 'role', home.practice_id),
                   (4, sibling, md5('site')::uuid, 'clinic', sibling),
                   (5, NULL, home.practice_id, 'person', '01900000-0000-7000-8000-0000001a0016'::uuid),
                   (6, NULL, home.practice_id, 'person', '01900000-0000-7000-8000-0000001a0023'::uuid),
                   (7, NULL, home.practice_id, 'account', '01900000-0000-7000-8000-0000002a0005'::uuid),
                   (8, NULL, home.practice_id, 'account', '01900000-0000-7000-8000-0000002a0009'::uuid)
           ) p (seq, clinic, account, type, object);
    INSERT INTO praxis.saved_view (practice_id, view_id, screen, name, query, audience, clinic_id, created_by)
    SELECT home.practice_id, gen_random_uuid(), 'people', v.audience, 'q=x', v.audience, v.clinic, v.account
      FROM (VALUES ('private', NULL, md5('site')::uuid), ('private', NULL, md5('self')::uuid),
                   ('private', NULL, home.practice_id), ('clinic', home.clinic_id, home.practice_id),
                   ('clinic', sibling, md5('wide')::uuid)) v (audience, clinic, account);
    INSERT INTO praxis.audit_denial
           (practice_id, account_id, claim_id, request_id, address, action, reason)
    VALUES (home.practice_id, home.practice_id, home.practice_id, home.practice_id, '', 'practice.clinic.read', 'test');
    INSERT INTO praxis.audit_checkpoint
    VALUES (home.practice_id, 1, sha256('1'), now(), 'key', sha256('1') || sha256('2'));
    INSERT INTO praxis.outbox (practice_id, topic, object_id, account_id)
    SELECT home.practice_id, 'rostering.roster.published', home.clinic_id, md5(c.name)::uuid FROM fence.caller c;
    INSERT INTO praxis.job (practice_id, kind, account_id)
    SELECT home.practice_id, 'audit.sweep', md5(c.name)::uuid FROM fence.caller c;
    INSERT INTO praxis.job_schedule (practice_id, kind, at_time) VALUES (home.practice_id, 'audit.sweep', '03:00');
    INSERT INTO praxis.idempotency (practice_id, account_id, key, request_hash)
    SELECT home.practice_id, md5(c.name)::uuid, 'key', sha256('request') FROM fence.caller c;
    INSERT INTO praxis.file
           (practice_id, clinic_id, file_id, person_id, sha256, name, media_type, size, compartment, created_by)
    SELECT home.practice_id, f.clinic, gen_random_uuid(), f.person, sha256('file'), 'file', 'text/plain', 1,
           compartment, home.practice_id
      FROM unnest(ARRAY['credentialing', 'ordering', 'general', 'medical', 'background']) compartment,
           (VALUES (home.clinic_id, NULL), (sibling, NULL), (NULL, home.person_id),
                   (NULL, (SELECT e.person_id FROM praxis.employment e
                            WHERE e.practice_id = home.practice_id AND e.clinic_id = home.clinic_id LIMIT 1)),
                   (NULL, NULL)) f (clinic, person);
    -- What the own person may see of the own file, and what not.
    INSERT INTO praxis.credential (practice_id, credential_id, person_id, type_code, number_normalized, compartment, created_by)
    SELECT home.practice_id, md5(c.part)::uuid, home.person_id, 'bls', c.part, c.part, home.practice_id
      FROM (VALUES ('credential'), ('background')) c (part);
    INSERT INTO praxis.credential_term
           (practice_id, term_id, person_id, credential_id, issued_on, compartment, created_by)
    SELECT c.practice_id, c.credential_id, c.person_id, c.credential_id, '2020-01-01', c.compartment, c.created_by
      FROM praxis.credential c WHERE c.credential_id IN (md5('credential')::uuid, md5('background')::uuid);
    INSERT INTO praxis.credential_status
           (practice_id, status_id, person_id, credential_id, status, starts_on, source, compartment, created_by)
    SELECT c.practice_id, c.credential_id, c.person_id, c.credential_id, 'inactive', '2020-01-01', 'x', c.compartment,
           c.created_by
      FROM praxis.credential c WHERE c.credential_id IN (md5('credential')::uuid, md5('background')::uuid);
    INSERT INTO praxis.credential_error (practice_id, person_id, credential_id, step, reason, compartment, created_by)
    SELECT c.practice_id, c.person_id, c.credential_id, s.step, 'Another person''s', c.compartment, c.created_by
      FROM praxis.credential c
     CROSS JOIN generate_series(1, 2) AS s (step)
     WHERE c.credential_id IN (md5('credential')::uuid, md5('background')::uuid);
    INSERT INTO praxis.verification
           (practice_id, verification_id, person_id, credential_id, term_id, element, method, source, result, occasion,
            verified_on, recorded_on, proven_on, held_in, verified_by)
    SELECT c.practice_id, c.credential_id, c.person_id, c.credential_id, c.credential_id, 'other', 'web', 'x', 'confirmed',
           now(), CURRENT_DATE, CURRENT_DATE, CURRENT_DATE, c.compartment, c.created_by
      FROM praxis.credential c WHERE c.credential_id IN (md5('credential')::uuid, md5('background')::uuid);
    INSERT INTO praxis.credential_document
           (practice_id, person_id, credential_id, file_id, compartment, created_by)
    SELECT c.practice_id, c.person_id, c.credential_id, c.credential_id, c.compartment, c.created_by
      FROM praxis.credential c WHERE c.credential_id IN (md5('credential')::uuid, md5('background')::uuid);
    INSERT INTO praxis.reminder
           (practice_id, reminder_id, person_id, credential_id, term_id, account_id, audience, threshold, ends_on, told_on)
    SELECT home.practice_id, gen_random_uuid(), p.person, gen_random_uuid(), gen_random_uuid(), md5('wide')::uuid,
           'medical_director', 7, CURRENT_DATE, CURRENT_DATE
      FROM (VALUES ('01900000-0000-7000-8000-0000001a0016'::uuid), ('01900000-0000-7000-8000-0000001a0021'),
                   ('01900000-0000-7000-8000-0000001a0023'), (home.person_id), (home.left_id)) p (person);
    INSERT INTO praxis.conflict_notice
           (practice_id, clinic_id, notice_id, assignment_id, version, matter, account_id)
    SELECT home.practice_id, c.clinic, gen_random_uuid(), gen_random_uuid(), 1, 'held', md5('site')::uuid
      FROM (VALUES (home.clinic_id), (sibling)) c (clinic);
    INSERT INTO praxis.clinic_reminder
           (practice_id, clinic_id, reminder_id, credential_id, term_id, account_id, audience, threshold, ends_on, told_on)
    SELECT home.practice_id, c.clinic, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), md5('site')::uuid,
           'clinic_manager', 7, CURRENT_DATE, CURRENT_DATE
      FROM (VALUES (home.clinic_id), (sibling)) c (clinic);
    INSERT INTO praxis.role_grant
           (practice_id, grant_id, account_id, role_id, scope, clinic_id, valid, kind, source_id, reason, granted_by)
    VALUES (home.practice_id, gen_random_uuid(), md5('other')::uuid, home.practice_id, 'clinic', sibling,
            tstzrange(now(), now() + interval '1 day'), 'delegated', md5('grant site')::uuid, '', md5('site')::uuid),
           (home.practice_id, gen_random_uuid(), '01900000-0000-7000-8000-0000002a0005', home.practice_id, 'self', NULL,
            tstzrange(now() - interval '1 day', NULL), 'normal', NULL, '', home.practice_id),
           (home.practice_id, gen_random_uuid(), '01900000-0000-7000-8000-0000002a0005', home.practice_id, 'clinic',
            home.clinic_id, tstzrange(now(), now() + interval '1 hour'), 'break_glass', NULL, 'an emergency to be tried',
            home.practice_id);
    -- A person of the clinic with an account, so that grants on own rows have somebody whom the clinic manages.
    UPDATE praxis.account a SET person_id = '01900000-0000-7000-8000-0000001a0016'
     WHERE a.account_id = '01900000-0000-7000-8000-0000002a0005';
    INSERT INTO praxis.break_glass_review (practice_id, grant_id)
    SELECT home.practice_id, md5('grant site')::uuid;
END
$$;

-- Takes the claim of a caller in this transaction.
CREATE FUNCTION fence.enter(who text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    caller fence.caller;
BEGIN
    SELECT * INTO caller FROM fence.caller c WHERE c.name = who;
    IF caller.digest IS NOT NULL THEN
        PERFORM praxis_private.begin_session(caller.digest, gen_random_uuid(), '192.0.2.1');
    ELSIF who = 'forged' THEN
        -- A good context of this very transaction, changed in one field.
        PERFORM praxis_private.begin_session(sha256('wide'), gen_random_uuid(), '192.0.2.1');
        PERFORM set_config('praxis.ctx', replace(current_setting('praxis.ctx'), '0000a000|', '0000b000|'), true);
    ELSE
        PERFORM set_config('praxis.ctx', coalesce(caller.context, ''), true);
    END IF;
END
$$;

-- Makes one attempt and undoes it. Answers the rows that it touched, or the SQLSTATE that stopped it.
CREATE FUNCTION fence.attempt(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    touched bigint;
BEGIN
    EXECUTE statement;
    GET DIAGNOSTICS touched = ROW_COUNT;
    RAISE EXCEPTION USING ERRCODE = 'ZZZZZ', MESSAGE = touched::text;
EXCEPTION
    WHEN SQLSTATE 'ZZZZZ' THEN RETURN SQLERRM;
    WHEN OTHERS THEN RETURN SQLSTATE;
END
$$;

-- The columns of a table's primary key.
CREATE FUNCTION fence.key(tab regclass) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT string_agg(quote_ident(a.attname), ', ')
              FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
             WHERE i.indrelid = tab AND i.indisprimary);
END
$$;

-- All attempts on one table by the current role; `by_merge` adds those by MERGE and ON CONFLICT.
CREATE FUNCTION fence.outcomes(table_name text, callers text[], by_merge boolean)
RETURNS TABLE (caller text, command text, class text, number integer, outcome text)
LANGUAGE plpgsql AS $$
DECLARE
    target   record;
    example  jsonb;
    sample   fence.sample;
    who      text;
    place    text;
    insertable text;
    updatable  text;
BEGIN
    SELECT * INTO target FROM fence.target t WHERE t.name = table_name;
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) INTO insertable
      FROM pg_attribute a
     WHERE a.attrelid = target.tab AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       AND a.attidentity = '' AND has_column_privilege(a.attrelid, a.attnum, 'INSERT');
    SELECT quote_ident(a.attname) INTO updatable
      FROM pg_attribute a
     WHERE a.attrelid = target.tab AND a.attnum > 0 AND NOT a.attisdropped
       AND has_column_privilege(a.attrelid, a.attnum, 'UPDATE')
     ORDER BY a.attnum LIMIT 1;
    FOREACH who IN ARRAY callers LOOP
        PERFORM fence.enter(who);
        FOR sample IN SELECT * FROM fence.sample s WHERE s.tab = table_name ORDER BY s.class LOOP
            caller := who;
            class := sample.class;
            place := fence.class_condition(target.shape, class);
            number := 0;
            command := 'SELECT';
            outcome := fence.attempt(format('SELECT FROM %s WHERE %s', target.tab, place));
            RETURN NEXT;
            command := 'INSERT';
            FOREACH example IN ARRAY coalesce(sample.examples, '{}') LOOP
                CONTINUE WHEN insertable IS NULL;
                number := number + 1;
                outcome := fence.attempt(format(
                    'INSERT INTO %1$s (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, %3$L)',
                    target.tab, insertable, example));
                RETURN NEXT;
            END LOOP;
            number := 0;
            FOREACH example IN ARRAY coalesce(sample.examples[1:3], '{}') LOOP
                CONTINUE WHEN insertable IS NULL OR NOT by_merge;
                number := number + 1;
                command := 'CONFLICT';
                outcome := fence.attempt(format(
                    'INSERT INTO %1$s AS t (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, %3$L)
                         ON CONFLICT (%4$s) DO %5$s',
                    target.tab, insertable, example, fence.key(target.tab),
                    CASE WHEN updatable IS NULL THEN 'NOTHING' ELSE format('UPDATE SET %1$s = t.%1$s', updatable) END));
                RETURN NEXT;
                command := 'MERGE INSERT';
                outcome := fence.attempt(format(
                    'MERGE INTO %1$s USING jsonb_populate_record(NULL::%1$s, %3$L) r ON false
                      WHEN NOT MATCHED THEN INSERT (%2$s) VALUES (%4$s)',
                    target.tab, insertable, example,
                    (SELECT string_agg('r.' || btrim(c), ', ') FROM unnest(string_to_array(insertable, ',')) c)));
                RETURN NEXT;
            END LOOP;
            number := 0;
            IF by_merge THEN
                command := 'MERGE';
                outcome := fence.attempt(format(
                    'MERGE INTO %1$s t USING (SELECT 1) one ON %3$s WHEN MATCHED THEN UPDATE SET %2$s = t.%2$s',
                    target.tab, coalesce(updatable, 'practice_id'), place));
                RETURN NEXT;
                command := 'MERGE DELETE';
                outcome := fence.attempt(format(
                    'MERGE INTO %s t USING (SELECT 1) one ON %s WHEN MATCHED THEN DELETE', target.tab, place));
                RETURN NEXT;
            END IF;
            command := 'UPDATE';
            outcome := fence.attempt(format(
                'UPDATE %1$s SET %2$s = %2$s WHERE %3$s', target.tab, coalesce(updatable, 'practice_id'), place));
            RETURN NEXT;
            command := 'DELETE';
            outcome := fence.attempt(format('DELETE FROM %s WHERE %s', target.tab, place));
            RETURN NEXT;
        END LOOP;
    END LOOP;
    PERFORM set_config('praxis.ctx', '', true);
END
$$;
