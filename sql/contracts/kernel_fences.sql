-- The fences: one procedure per shape of table, so that policies are alike everywhere. Policy files call them after
-- every migration; each drops the table's policies and privileges and makes the policies again. Grants follow the call,
-- explicitly, so that what a file no longer grants is gone.

-- Row-level security on, and the fence that no permissive policy can open: the row's practice is the caller's.
CREATE OR REPLACE PROCEDURE praxis_private.fence(fenced regclass, unforced boolean DEFAULT false)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    old name;
BEGIN
    FOR old IN SELECT p.polname FROM pg_policy p WHERE p.polrelid = fenced LOOP
        EXECUTE format('DROP POLICY %I ON %s', old, fenced);
    END LOOP;
    EXECUTE format('REVOKE ALL ON %s FROM praxis_app, praxis_readonly, praxis_jobs', fenced);
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, %s ROW LEVEL SECURITY', fenced,
                   CASE WHEN unforced THEN 'NO FORCE' ELSE 'FORCE' END);
    EXECUTE format(
        'CREATE POLICY fence ON %s AS RESTRICTIVE TO praxis_app, praxis_readonly, praxis_jobs
         USING (practice_id = (SELECT praxis_private.practice_id()))
         WITH CHECK (practice_id = (SELECT praxis_private.practice_id()))', fenced);
END
$$;

-- One permissive policy per command, each with the same condition.
CREATE OR REPLACE PROCEDURE praxis_private.open_to(
    fenced regclass, shape text, condition text, reading boolean DEFAULT false, writing boolean DEFAULT false,
    deleting boolean DEFAULT false
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF reading THEN
        EXECUTE format('CREATE POLICY %I ON %s FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs USING (%s)',
                       shape || '_read', fenced, condition);
    END IF;
    IF writing THEN
        EXECUTE format('CREATE POLICY %I ON %s FOR INSERT TO praxis_app, praxis_jobs WITH CHECK (%s)',
                       shape || '_insert', fenced, condition);
        EXECUTE format('CREATE POLICY %I ON %s FOR UPDATE TO praxis_app, praxis_jobs USING (%s) WITH CHECK (%s)',
                       shape || '_update', fenced, condition, condition);
    END IF;
    IF deleting THEN
        EXECUTE format('CREATE POLICY %I ON %s FOR DELETE TO praxis_app, praxis_jobs USING (%s)',
                       shape || '_delete', fenced, condition);
    END IF;
END
$$;

-- Tables with clinic_id. Rows without a clinic, where the column allows them, are the practice's: read with the
-- permission anywhere, written with a practice-wide grant.
CREATE OR REPLACE PROCEDURE praxis_private.fence_clinic(
    fenced regclass, reading text, writing text DEFAULT NULL, self boolean DEFAULT false, deleting text DEFAULT NULL,
    unforced boolean DEFAULT false
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    site constant text := 'clinic_id = ANY ((SELECT praxis_private.clinics(%L))::uuid[])';
    everywhere constant text := 'clinic_id IS NULL AND practice_id = (SELECT praxis_private.%I(%L))';
    optional boolean;
BEGIN
    CALL praxis_private.fence(fenced, unforced);
    SELECT NOT a.attnotnull INTO STRICT optional
      FROM pg_attribute a
     WHERE a.attrelid = fenced AND a.attname = 'clinic_id' AND NOT a.attisdropped;
    CALL praxis_private.open_to(fenced, 'site', format(site, reading), reading => true);
    IF writing IS NOT NULL THEN
        CALL praxis_private.open_to(fenced, 'site', format(site, writing), writing => true);
    END IF;
    IF deleting IS NOT NULL THEN
        CALL praxis_private.open_to(fenced, 'site', format(site, deleting), deleting => true);
    END IF;
    IF optional THEN
        CALL praxis_private.open_to(
            fenced, 'practice', format(everywhere, 'practice_any', reading), reading => true);
        IF writing IS NOT NULL THEN
            CALL praxis_private.open_to(
                fenced, 'practice', format(everywhere, 'practice_if', writing), writing => true);
        END IF;
        IF deleting IS NOT NULL THEN
            CALL praxis_private.open_to(
                fenced, 'practice', format(everywhere, 'practice_if', deleting), deleting => true);
        END IF;
    END IF;
    IF self THEN
        CALL praxis_private.open_to(
            fenced, 'self', format('person_id = (SELECT praxis_private.self_if(%L))', reading), reading => true);
    END IF;
END
$$;

-- Tables with person_id and without clinic_id: open where the person belongs to a clinic of the grant. The server tries
-- permissive policies from the last name to the first, so the cheap question of the practice-wide grant comes before
-- the list of people.
CREATE OR REPLACE PROCEDURE praxis_private.fence_person(
    fenced regclass, reading text, writing text DEFAULT NULL, self boolean DEFAULT false, deleting text DEFAULT NULL,
    unforced boolean DEFAULT false
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    site constant text := 'person_id = ANY ((SELECT praxis_private.local_persons(%L))::uuid[])';
    everybody constant text := 'practice_id = (SELECT praxis_private.practice_if(%L))';
BEGIN
    CALL praxis_private.fence(fenced, unforced);
    CALL praxis_private.open_to(fenced, 'site', format(site, reading), reading => true);
    CALL praxis_private.open_to(fenced, 'wide', format(everybody, reading), reading => true);
    IF writing IS NOT NULL THEN
        CALL praxis_private.open_to(fenced, 'site', format(site, writing), writing => true);
        CALL praxis_private.open_to(fenced, 'wide', format(everybody, writing), writing => true);
    END IF;
    IF deleting IS NOT NULL THEN
        CALL praxis_private.open_to(fenced, 'site', format(site, deleting), deleting => true);
        CALL praxis_private.open_to(fenced, 'wide', format(everybody, deleting), deleting => true);
    END IF;
    IF self THEN
        CALL praxis_private.open_to(
            fenced, 'self', format('person_id = (SELECT praxis_private.self_if(%L))', reading), reading => true);
    END IF;
END
$$;

-- Opens what is about the caller's own person to whoever works there, whatever else they may do; after the table's fence.
CREATE OR REPLACE PROCEDURE praxis_private.open_own(fenced regclass)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    CALL praxis_private.open_to(
        fenced, 'own', 'person_id = (SELECT praxis_private.self_if(''practice.duty.fulfill''))', reading => true);
END
$$;

-- Tables of the practice: read with the permission anywhere in it, written with a practice-wide grant.
CREATE OR REPLACE PROCEDURE praxis_private.fence_practice(
    fenced regclass, reading text, writing text DEFAULT NULL, deleting text DEFAULT NULL,
    unforced boolean DEFAULT false
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whole constant text := 'practice_id = (SELECT praxis_private.practice_if(%L))';
BEGIN
    CALL praxis_private.fence(fenced, unforced);
    CALL praxis_private.open_to(
        fenced, 'practice', format('practice_id = (SELECT praxis_private.practice_any(%L))', reading), reading => true);
    IF writing IS NOT NULL THEN
        CALL praxis_private.open_to(fenced, 'practice', format(whole, writing), writing => true);
    END IF;
    IF deleting IS NOT NULL THEN
        CALL praxis_private.open_to(fenced, 'practice', format(whole, deleting), deleting => true);
    END IF;
END
$$;

-- Opens the files of a compartment to the permissions of a module; call it after the fence of praxis.file.
CREATE OR REPLACE PROCEDURE praxis_private.open_compartment(compartment text, reading text, writing text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    site constant text := 'compartment = %L AND clinic_id = ANY ((SELECT praxis_private.clinics(%L))::uuid[])';
    person constant text := 'compartment = %L AND clinic_id IS NULL
        AND person_id = ANY ((SELECT praxis_private.local_persons(%L))::uuid[])';
    wide constant text := 'compartment = %L AND clinic_id IS NULL
        AND practice_id = (SELECT praxis_private.practice_if(%L))';
    self constant text := 'compartment = %L AND person_id = (SELECT praxis_private.self_if(%L))';
    shape text;
BEGIN
    FOREACH shape IN ARRAY ARRAY[site, person, wide] LOOP
        CALL praxis_private.open_to(
            'praxis.file', compartment || '_' || CASE shape WHEN site THEN 'site' WHEN person THEN 'person' ELSE 'wide' END,
            format(shape, compartment, reading), reading => true);
        CALL praxis_private.open_to(
            'praxis.file', compartment || '_' || CASE shape WHEN site THEN 'site' WHEN person THEN 'person' ELSE 'wide' END,
            format(shape, compartment, writing), writing => true);
    END LOOP;
    CALL praxis_private.open_to(
        'praxis.file', compartment || '_self', format(self, compartment, reading), reading => true);
END
$$;
