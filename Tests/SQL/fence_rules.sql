-- What the matrix must look like. A row that `fence.breaches` returns is a breach of isolation, or a right that a policy
-- should give and does not.

-- Tables that by design open more than their shape says.
CREATE TABLE fence.allowed (tab text, caller text, command text, class text, reason text);
INSERT INTO fence.allowed VALUES
    ('person', 'site', 'INSERT', 'sibling', 'a new person belongs to no clinic yet'),
    ('person', 'site', 'INSERT', 'left', 'a new person belongs to no clinic yet'),
    ('person', 'self', 'INSERT', 'sibling', 'a new person belongs to no clinic yet'),
    ('person', 'self', 'INSERT', 'left', 'a new person belongs to no clinic yet'),
    ('audit_event', 'site', 'SELECT', 'whole', 'what is about the own people and accounts'),
    ('audit_event', 'site', 'SELECT', 'sibling', 'the own acts'),
    ('role_grant', 'site', 'SELECT', 'sibling', 'the own delegations'),
    ('role_grant', 'site', 'SELECT', 'whole', 'the own grants, and those of the own people for their own rows'),
    ('role_grant', 'site', 'INSERT', 'whole', 'those of the own people for their own rows'),
    ('role_grant', 'site', 'UPDATE', 'whole', 'those of the own people for their own rows'),
    ('account', 'site', 'SELECT', 'whole', 'the own account'),
    ('saved_view', 'site', 'INSERT', 'whole', 'the own private views'),
    ('saved_view', 'site', 'DELETE', 'whole', 'the own private views'),
    ('saved_view', 'site', 'MERGE DELETE', 'whole', 'the own private views'),
    ('saved_view', 'self', 'INSERT', 'whole', 'the own private views'),
    ('application_section', 'self', 'INSERT', 'sibling', 'the own application, wherever its person works'),
    ('file_event', 'self', 'INSERT', 'sibling', 'the steps of the own application, wherever its person works'),
    ('attestation', 'self', 'INSERT', 'sibling', 'the own application, wherever its person works'),
    ('file_opening', 'self', 'INSERT', 'sibling', 'the own documents'),
    ('file', 'site', 'SELECT', 'whole', 'files about the own people'),
    ('file', 'site', 'INSERT', 'whole', 'files about the own people'),
    ('role_grant', 'site', 'UPDATE', 'sibling', 'the own delegations'),
    ('role_grant', 'site', 'INSERT', 'sibling', 'the own delegations'),
    ('role_grant', 'self', 'INSERT', 'sibling', 'the own delegations'),
    ('role_grant', 'site', 'INSERT', 'own', 'an emergency grant comes from its function alone');

-- Whether a policy opens rows without a clinic to who holds the permission anywhere.
CREATE FUNCTION fence.reads_anywhere(table_ regclass) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN EXISTS (SELECT FROM pg_policy p
                    WHERE p.polrelid = table_ AND p.polname = 'practice_read'
                      AND pg_get_expr(p.polqual, p.polrelid) ~ 'practice_any');
END
$$;

CREATE FUNCTION fence.breaches(table_name text, runtime text)
RETURNS TABLE (caller text, command text, class text, outcome text, rule text)
LANGUAGE plpgsql AS $$
DECLARE
    target record;
BEGIN
    SELECT * INTO target FROM fence.target t WHERE t.name = table_name;
    RETURN QUERY
    WITH o AS (
        SELECT x.*, s.rows,
               x.outcome ~ '^[0-9]+$' AND length(x.outcome) < 5 AS passed,
               x.command IN ('INSERT', 'CONFLICT', 'MERGE INSERT') AS inserts
          FROM fence.result x
          JOIN fence.sample s ON s.tab = table_name AND s.class = x.class
    ), judged AS (
        SELECT o.*, CASE
            WHEN o.caller IN ('expired', 'forged') AND o.command = 'SELECT' AND o.outcome <> '42501'
                 AND NOT (o.outcome = '0' AND o.rows = 0)
            THEN 'a context that is not good is refused'
            WHEN o.caller IN ('none', 'expired', 'forged') AND (o.passed AND o.outcome <> '0')
            THEN 'nobody reads or writes anything'
            WHEN o.caller = 'none' AND o.command = 'SELECT' AND o.outcome <> '0'
                 AND has_any_column_privilege(runtime, target.tab, 'SELECT')
            THEN 'no context means no rows, not an error'
            WHEN o.class = 'foreign' AND o.inserts
                 AND has_column_privilege(runtime, target.tab, 'practice_id', 'INSERT')
                 AND o.outcome NOT IN ('42501') AND o.outcome !~ '^PX'
            THEN 'no row enters another practice'
            WHEN o.class = 'foreign' AND NOT o.inserts AND o.passed AND o.outcome <> '0'
            THEN 'no row of another practice is reached'
            WHEN o.caller IN ('site', 'self') AND o.class IN ('sibling', 'whole') AND o.inserts
                 AND target.shape = 'clinic' AND has_column_privilege(runtime, target.tab, 'clinic_id', 'INSERT')
                 AND o.outcome NOT IN ('42501') AND o.outcome !~ '^PX'
            THEN 'no row enters another clinic, or all of them'
            WHEN o.caller IN ('site', 'self') AND o.class IN ('sibling', 'left', 'whole') AND o.inserts
                 AND target.shape = 'person' AND has_column_privilege(runtime, target.tab, 'person_id', 'INSERT')
                 AND o.outcome NOT IN ('42501') AND o.outcome !~ '^PX'
            THEN 'nothing is put on file about people of other clinics'
            WHEN o.caller = 'site' AND o.class = 'sibling' AND NOT o.inserts AND o.passed AND o.outcome <> '0'
            THEN 'no row of another clinic is reached'
            WHEN o.caller = 'site' AND o.class = 'left' AND NOT o.inserts AND o.command <> 'SELECT' AND o.passed
                 AND o.outcome <> '0'
            THEN 'nothing is changed about who left'
            WHEN o.caller = 'site' AND o.class = 'whole' AND NOT o.inserts AND o.passed AND o.outcome <> '0'
                 -- By the standard, rows of the whole practice are read wherever the permission is held.
                 AND NOT (o.command = 'SELECT' AND fence.reads_anywhere(target.tab))
            THEN 'no row of the whole practice is reached'
            WHEN o.caller = 'self' AND o.command IN ('UPDATE', 'DELETE', 'MERGE', 'MERGE DELETE') AND o.passed AND o.outcome <> '0'
                 AND NOT EXISTS (SELECT FROM unnest(target.policies) p
                                  WHERE p ~ '^(own|self|delegated|member)_(update|delete)$')
            THEN 'own rows are read, not written'
            WHEN runtime = 'praxis_readonly' AND o.command <> 'SELECT' AND o.outcome NOT IN ('42501', '25006')
            THEN 'the reading role writes nothing'
            -- Rights that must be there, where the standard policies alone decide.
            WHEN o.caller = 'site' AND o.class = 'own' AND o.command = 'SELECT' AND 'site_read' = ANY (target.policies)
                 AND has_table_privilege(runtime, target.tab, 'SELECT') AND o.outcome::text <> o.rows::text
            THEN 'the own clinic is read'
            WHEN o.caller = 'wide' AND o.class <> 'foreign' AND o.command = 'SELECT'
                 AND (target.policies && ARRAY['wide_read']
                      OR target.shape = 'clinic' AND 'site_read' = ANY (target.policies) AND o.class <> 'whole'
                      OR target.shape = 'practice' AND 'practice_read' = ANY (target.policies))
                 AND has_table_privilege(runtime, target.tab, 'SELECT') AND o.outcome <> o.rows::text
            THEN 'the whole practice is read'
            WHEN o.caller = 'site' AND o.class = 'own' AND o.inserts AND o.outcome = '42501'
                 AND (o.command <> 'CONFLICT' OR 'site_update' = ANY (target.policies)
                                                 AND has_table_privilege(runtime, target.tab, 'SELECT'))
                 AND 'site_insert' = ANY (target.policies) AND runtime <> 'praxis_readonly'
            THEN 'the own clinic is written'
            WHEN o.caller = 'site' AND o.class = 'own' AND o.command = 'UPDATE' AND o.rows > 0
                 AND 'site_update' = ANY (target.policies) AND runtime <> 'praxis_readonly'
                 AND has_any_column_privilege(runtime, target.tab, 'UPDATE') AND o.outcome IN ('0', '42501')
            THEN 'the own clinic is changed'
        END AS rule
          FROM o
    )
    SELECT j.caller, j.command, j.class, j.outcome, j.rule
      FROM judged j
     WHERE j.rule IS NOT NULL
       AND NOT EXISTS (SELECT FROM fence.allowed a
                        WHERE a.tab = table_name AND a.caller = j.caller AND a.class = j.class
                          AND a.command = CASE WHEN j.command IN ('CONFLICT', 'MERGE INSERT') THEN 'INSERT'
                                               WHEN j.command = 'MERGE' THEN 'UPDATE' ELSE j.command END);
END
$$;

-- The attempts on one table, kept by a role that may write them down.
CREATE TABLE fence.result (caller text, command text, class text, number integer, outcome text);
GRANT INSERT, DELETE ON fence.result TO praxis_app, praxis_readonly, praxis_jobs;

-- Runs the attempts on one table as a runtime role and keeps their outcomes. Triggers are off: whatever they would
-- refuse, policies and privileges have to stand alone.
CREATE FUNCTION fence.try(table_name text, runtime text, callers text[], by_merge boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('session_replication_role', 'replica', true);
    PERFORM set_config('role', runtime, true);
    DELETE FROM fence.result;
    INSERT INTO fence.result SELECT * FROM fence.outcomes(table_name, callers, by_merge);
    PERFORM set_config('role', 'none', true);
    PERFORM set_config('session_replication_role', 'origin', true);
END
$$;

-- The breaches of every table for a role.
CREATE FUNCTION fence.all_breaches(runtime text)
RETURNS TABLE (tab text, caller text, command text, class text, outcome text, rule text)
LANGUAGE plpgsql AS $$
BEGIN
    FOR tab IN SELECT t.name FROM fence.target t ORDER BY t.name LOOP
        PERFORM fence.try(tab, runtime, ARRAY['site', 'wide', 'self', 'none', 'expired', 'forged'], true);
        FOR caller, command, class, outcome, rule IN SELECT * FROM fence.breaches(tab, runtime) LOOP
            RETURN NEXT;
        END LOOP;
    END LOOP;
END
$$;

-- How many outcomes change when a policy is dropped; 0 is a policy whose loss nothing would notice. `alone` drops the
-- other policies of its command first: where two permissions open the same rows, a caller who holds both misses neither.
CREATE FUNCTION fence.weight(table_name text, policy text, runtime text, alone boolean) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    callers constant text[] := ARRAY['site', 'wide', 'self', 'expired'];
    other   name;
    changed bigint;
BEGIN
    IF alone THEN
        FOR other IN
            SELECT o.polname FROM pg_policy p JOIN pg_policy o USING (polrelid, polcmd, polpermissive)
             WHERE p.polrelid = format('praxis.%I', table_name)::regclass AND p.polname = policy AND o.oid <> p.oid
        LOOP
            EXECUTE format('DROP POLICY %I ON praxis.%I', other, table_name);
        END LOOP;
        PERFORM fence.try(table_name, runtime, callers);
        DELETE FROM fence.baseline;
        INSERT INTO fence.baseline SELECT * FROM fence.result;
    END IF;
    EXECUTE format('DROP POLICY %I ON praxis.%I', policy, table_name);
    PERFORM fence.try(table_name, runtime, callers);
    SELECT count(*) INTO changed
      FROM (SELECT * FROM fence.result EXCEPT SELECT * FROM fence.baseline) difference;
    IF changed = 0 THEN
        -- Where other policies ask for the practice as well, the loss of the fence shows in the gate.
        SELECT count(*) INTO changed FROM fence.gate() g WHERE g.object ~ ('^praxis\.' || table_name || '( |$)');
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'ZZZZZ', MESSAGE = changed::text;
EXCEPTION
    WHEN SQLSTATE 'ZZZZZ' THEN RETURN SQLERRM::bigint;
END
$$;

-- The policies whose loss the matrix would not notice.
CREATE TABLE fence.baseline (caller text, command text, class text, number integer, outcome text);
CREATE FUNCTION fence.toothless(runtime text) RETURNS TABLE (tab text, policy text) LANGUAGE plpgsql AS $$
BEGIN
    FOR tab IN
        SELECT s.tab FROM fence.sample s WHERE s.rows > 0 AND s.class <> 'foreign' GROUP BY s.tab ORDER BY s.tab
    LOOP
        PERFORM fence.try(tab, runtime, ARRAY['site', 'wide', 'self', 'expired']);
        DELETE FROM fence.baseline;
        INSERT INTO fence.baseline SELECT * FROM fence.result;
        FOR policy IN
            SELECT p.polname::text FROM pg_policy p JOIN fence.target t ON t.tab = p.polrelid
             WHERE t.name = toothless.tab
               AND runtime::regrole::oid = ANY (p.polroles)
               -- A compartment asks for another permission of the same caller, and these callers hold them all.
               AND (p.polpermissive OR p.polname = 'fence')
               -- Opens rows of the very transaction, which no sample can be.
               AND NOT (t.name = 'person' AND p.polname = 'new_read')
               -- A policy for a command that nobody is granted decides nothing.
               AND (p.polcmd NOT IN ('a', 'w', 'd')
                    OR p.polcmd IN ('a', 'w') AND has_any_column_privilege(
                        runtime, p.polrelid, CASE p.polcmd WHEN 'a' THEN 'INSERT' ELSE 'UPDATE' END)
                    OR p.polcmd = 'd' AND has_table_privilege(runtime, p.polrelid, 'DELETE'))
             ORDER BY 1
        LOOP
            IF fence.weight(tab, policy, runtime, false) = 0 AND fence.weight(tab, policy, runtime, true) = 0 THEN
                RETURN NEXT;
            END IF;
        END LOOP;
    END LOOP;
END
$$;
