-- Kinds of credentials, the compartments of what people hold, and their documents.

INSERT INTO praxis.credential_type AS t
       (type_code, name, category, jurisdiction, number_rule, position, compartment)
VALUES
    ('lpn_license',        'Practical nurse license',           'license',      'state',    'license', 42,  'credential'),
    ('state_csr',          'State controlled substance registration', 'registration', 'state', 'free', 62,  'credential'),
    ('pals',               'Pediatric life support card',       'certificate',  'national', 'free',    102, 'credential'),
    ('education',          'Degree and training',               'education',    'national', 'free',    130, 'credential'),
    ('caqh_attestation',   'CAQH attestation',                  'enrollment',   'national', 'free',    140, 'credential'),
    ('pecos_enrollment',   'Medicare enrollment',               'enrollment',   'national', 'free',    142, 'credential'),
    ('npdb_query',         'NPDB continuous query',             'enrollment',   'national', 'free',    144, 'peer_review'),
    ('collaboration',      'Collaborating physician agreement', 'eligibility',  'state',    'free',    150, 'credential'),
    ('background_check',   'Background check',                  'background',   'national', 'free',    160, 'background'),
    ('i9_reverification',  'Work authorization (I-9)',          'eligibility',  'national', 'free',    170, 'i9'),
    ('hepatitis_b',        'Hepatitis B immunization',          'health',       'national', 'free',    180, 'medical'),
    ('influenza',          'Influenza immunization',            'health',       'national', 'free',    182, 'medical'),
    ('tuberculosis',       'Tuberculosis screening',            'health',       'national', 'free',    184, 'medical'),
    ('immunization',       'Other immunization',                'health',       'national', 'free',    186, 'medical')
ON CONFLICT (type_code) DO UPDATE
   SET name = excluded.name, category = excluded.category, jurisdiction = excluded.jurisdiction,
       number_rule = excluded.number_rule, position = excluded.position, compartment = excluded.compartment;

-- A kind of the caller's practice. Its code is drawn, so that it says nothing to others.
CREATE OR REPLACE FUNCTION praxis_private.credential_type_add(
    title text, kind text, of_state boolean, held_in text
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    code constant text := 'own_' || replace(gen_random_uuid()::text, '-', '')::varchar(20);
    practice constant uuid := praxis_private.practice_if('credentialing.requirement.write');
BEGIN
    IF practice IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing',
            DETAIL = '{"permission": "credentialing.requirement.write"}';
    END IF;
    INSERT INTO praxis.credential_type
           (type_code, name, category, jurisdiction, number_rule, position, compartment, owner_id, created_by)
    VALUES (code, btrim(title), kind, CASE WHEN of_state THEN 'state' ELSE 'national' END, 'free', 1000, held_in, practice,
            praxis_private.account_id());
    RETURN code;
END
$$;

-- The compartment of a credential is that of its kind, and those of its facts follow it. A kind of another practice does
-- not exist.
CREATE OR REPLACE FUNCTION praxis_private.credential_compartment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held text;
BEGIN
    IF TG_TABLE_NAME = 'credential' THEN
        SELECT t.compartment INTO held
          FROM praxis.credential_type t
         WHERE t.type_code = NEW.type_code AND (t.owner_id IS NULL OR t.owner_id = NEW.practice_id);
        IF held IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = 'no such kind of credential';
        END IF;
        NEW.compartment := held;
        RETURN NEW;
    END IF;
    SELECT c.compartment INTO held
      FROM praxis.credential c
     WHERE c.practice_id = NEW.practice_id AND c.credential_id = NEW.credential_id;
    IF TG_TABLE_NAME = 'verification' THEN
        NEW.held_in := coalesce(held, NEW.held_in);
    ELSE
        NEW.compartment := coalesce(held, NEW.compartment);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER credential_compartment BEFORE INSERT ON praxis.credential
    FOR EACH ROW EXECUTE FUNCTION praxis_private.credential_compartment();
CREATE OR REPLACE TRIGGER credential_compartment BEFORE INSERT ON praxis.credential_term
    FOR EACH ROW EXECUTE FUNCTION praxis_private.credential_compartment();
CREATE OR REPLACE TRIGGER credential_compartment BEFORE INSERT ON praxis.credential_status
    FOR EACH ROW EXECUTE FUNCTION praxis_private.credential_compartment();
CREATE OR REPLACE TRIGGER credential_compartment BEFORE INSERT ON praxis.verification
    FOR EACH ROW EXECUTE FUNCTION praxis_private.credential_compartment();
CREATE OR REPLACE FUNCTION praxis_private.report_compartment() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.compartment := 'peer_review';
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER report_compartment BEFORE INSERT ON praxis.reminder
    FOR EACH ROW WHEN (NEW.duty = 'report') EXECUTE FUNCTION praxis_private.report_compartment();
CREATE OR REPLACE TRIGGER credential_compartment BEFORE INSERT ON praxis.reminder
    FOR EACH ROW WHEN (NEW.credential_id IS NOT NULL) EXECUTE FUNCTION praxis_private.credential_compartment();
CREATE OR REPLACE TRIGGER credential_compartment BEFORE INSERT ON praxis.credential_document
    FOR EACH ROW EXECUTE FUNCTION praxis_private.credential_compartment();

-- Closes the rows of a compartment to whoever may not open it for their person. Holders see their own but what was found
-- out about them.
CREATE OR REPLACE PROCEDURE praxis_private.close_compartments(fenced regclass, kept_in text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    condition text := format('%I = ''credential''', kept_in);
    part record;
BEGIN
    FOR part IN
        SELECT c.compartment, c.permission, c.self
          FROM (VALUES ('medical',     'credentialing.medical.open',    true),
                       ('i9',          'credentialing.eligibility.open',         true),
                       ('background',  'credentialing.background.open', false),
                       ('peer_review', 'credentialing.peer.open',       false)) AS c (compartment, permission, self)
    LOOP
        condition := condition || format(
            ' OR %1$I = %2$L AND (practice_id = (SELECT praxis_private.practice_if(%3$L))'
            || ' OR person_id = ANY ((SELECT praxis_private.local_persons(%3$L))::uuid[])',
            kept_in, part.compartment, part.permission);
        IF part.self THEN
            condition := condition
                || ' OR person_id = (SELECT praxis_private.self_if(''credentialing.credential.read''))'
                || ' OR person_id = (SELECT praxis_private.self_if(''practice.duty.fulfill''))';
        END IF;
        condition := condition || ')';
    END LOOP;
    EXECUTE format(
        'CREATE POLICY compartments ON %s AS RESTRICTIVE TO praxis_app, praxis_readonly, praxis_jobs
         USING (%s) WITH CHECK (%s)', fenced, condition, condition);
END
$$;

-- The compartments of a person's file beside that of credentials, which the kernel opens: one policy per shape.
CREATE OR REPLACE PROCEDURE praxis_private.open_records()
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    people text := 'false';
    wide text := 'false';
    self text := 'false';
    part record;
BEGIN
    FOR part IN
        SELECT c.compartment, c.permission, c.self
          FROM (VALUES ('general',     'people.person.write',           true),
                       ('medical',     'credentialing.medical.open',    true),
                       ('i9',          'credentialing.eligibility.open',         true),
                       ('background',  'credentialing.background.open', false),
                       ('peer_review', 'credentialing.peer.open',       false),
                       ('payroll',     'people.payroll.open',           true)) AS c (compartment, permission, self)
    LOOP
        people := people || format(
            ' OR compartment = %L AND person_id = ANY ((SELECT praxis_private.local_persons(%L))::uuid[])',
            part.compartment, part.permission);
        wide := wide || format(
            ' OR compartment = %L AND practice_id = (SELECT praxis_private.practice_if(%L))',
            part.compartment, part.permission);
        IF part.self THEN
            self := self || format(
                ' OR compartment = %L AND person_id = (SELECT praxis_private.self_if(''people.person.read''))',
                part.compartment);
        END IF;
    END LOOP;
    people := format('clinic_id IS NULL AND (%s)', substr(people, 10));
    wide := format('clinic_id IS NULL AND (%s)', substr(wide, 10));
    CALL praxis_private.open_to('praxis.file', 'record_person', people, reading => true);
    CALL praxis_private.open_to('praxis.file', 'record_wide', wide, reading => true);
    CALL praxis_private.open_to('praxis.file', 'record_self', format('clinic_id IS NULL AND (%s)', substr(self, 10)),
                                reading => true);
    CALL praxis_private.open_to('praxis.file', 'record_person', people, writing => true);
    CALL praxis_private.open_to('praxis.file', 'record_wide', wide, writing => true);
END
$$;

-- Keeps bytes, once for a practice, and that they came from the caller; answers their digest. For definers alone.
CREATE OR REPLACE FUNCTION praxis_private.file_take(bytes bytea) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice constant uuid := praxis_private.practice_id();
BEGIN
    INSERT INTO praxis.file_content (practice_id, content) VALUES (practice, bytes) ON CONFLICT DO NOTHING;
    INSERT INTO praxis.file_receipt (practice_id, sha256, created_by)
    VALUES (practice, sha256(bytes), praxis_private.account_id())
        ON CONFLICT DO NOTHING;
    RETURN sha256(bytes);
END
$$;

-- The same for whoever may put documents on file.
CREATE OR REPLACE FUNCTION praxis_private.file_keep(bytes bytea) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF coalesce(praxis_private.practice_any('credentialing.credential.write'),
                praxis_private.practice_any('people.person.write')) IS NULL
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing',
            DETAIL = '{"permission": "credentialing.credential.write"}';
    END IF;
    RETURN praxis_private.file_take(bytes);
END
$$;

-- Whoever files a document sent its bytes in this very transaction: who knows a digest alone files nothing.
CREATE OR REPLACE FUNCTION praxis_private.file_received() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT
                     FROM praxis.file_receipt r
                     JOIN praxis.file_content c USING (practice_id, sha256)
                    WHERE r.practice_id = NEW.practice_id
                      AND r.sha256 = NEW.sha256
                      AND r.created_by = praxis_private.account_id()
                      AND r.created_at = now()
                      AND length(c.content) = NEW.size)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'bytes_missing', DETAIL = '{}';
    END IF;
    RETURN NULL;
END
$$;
-- After row-level security has judged the row; an operator who loads a practice is not under it.
CREATE OR REPLACE TRIGGER file_received AFTER INSERT ON praxis.file
    FOR EACH ROW
    WHEN (row_security_active('praxis.file'::regclass))
    EXECUTE FUNCTION praxis_private.file_received();

-- Whoever opens a document must see it, says what for where it is confidential, and leaves an event in the trail. Without
-- the right to see it there is no such document.
CREATE OR REPLACE FUNCTION praxis_private.file_opened() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    opened praxis.file;
BEGIN
    SELECT * INTO opened
      FROM praxis.file f
     WHERE f.practice_id = NEW.practice_id AND f.person_id = NEW.person_id AND f.file_id = NEW.file_id;
    IF opened.file_id IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = 'no such document';
    ELSIF opened.compartment IN ('medical', 'i9', 'peer_review') AND NEW.purpose IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'purpose_required', DETAIL = '{}';
    END IF;
    PERFORM praxis_private.audit_append(
        'credentialing.document.open', 'document', NEW.file_id, NULL, NULL,
        jsonb_build_object('person', NEW.person_id, 'compartment', opened.compartment), NEW.purpose);
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER file_opened BEFORE INSERT ON praxis.file_opening
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_opened();

-- The bytes for an opening of the caller's in this very transaction.
CREATE OR REPLACE FUNCTION praxis_private.file_bytes(opening uuid) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT c.content
              FROM praxis.file_opening o
              JOIN praxis.file f USING (practice_id, person_id, file_id)
              JOIN praxis.file_content c ON c.practice_id = f.practice_id AND c.sha256 = f.sha256
             WHERE o.practice_id = praxis_private.practice_id()
               AND o.opening_id = opening
               AND o.created_by = praxis_private.account_id()
               AND o.created_at = now());
END
$$;

-- A name that is changed stays on record as a former one: screening looks for it for ever.
CREATE OR REPLACE FUNCTION praxis_private.former_name() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.person_name
           (practice_id, person_id, name_id, given_name, middle_name, family_name, suffix, kind, ends_on)
    SELECT OLD.practice_id, OLD.person_id, gen_random_uuid(), OLD.given_name, OLD.middle_name, OLD.family_name, OLD.suffix,
           'former', CURRENT_DATE
     WHERE NOT EXISTS (SELECT
                         FROM praxis.person_name n
                        WHERE n.practice_id = OLD.practice_id
                          AND n.person_id = OLD.person_id
                          AND lower(n.given_name) = lower(OLD.given_name)
                          AND lower(n.family_name) = lower(OLD.family_name));
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER former_name AFTER UPDATE ON praxis.person
    FOR EACH ROW
    WHEN ((lower(OLD.given_name), lower(OLD.family_name)) IS DISTINCT FROM (lower(NEW.given_name), lower(NEW.family_name))
          AND praxis_private.account_id() IS NOT NULL)
    EXECUTE FUNCTION praxis_private.former_name();

-- The kinds of credentials whose compartment the caller may not open in the whole practice.
CREATE OR REPLACE FUNCTION praxis_private.closed_types() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    closed constant text[] := ARRAY(
        SELECT c.compartment
          FROM (VALUES ('medical', 'credentialing.medical.open'), ('i9', 'credentialing.eligibility.open'),
                       ('background', 'credentialing.background.open'),
                       ('peer_review', 'credentialing.peer.open')) AS c (compartment, permission)
         WHERE praxis_private.practice_if(c.permission) IS NULL);
BEGIN
    RETURN ARRAY(
        SELECT t.type_code
          FROM praxis.credential_type t
         WHERE t.compartment = ANY (closed)
           AND (t.owner_id IS NULL OR t.owner_id = praxis_private.practice_id()));
END
$$;

-- The kinds of credentials that belong to a confidential compartment, of every practice.
CREATE OR REPLACE FUNCTION praxis_private.confidential_types() RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT t.type_code FROM praxis.credential_type t
                  WHERE t.compartment IN ('medical', 'i9', 'background', 'peer_review'));
END
$$;

-- Reasons as they are told to somebody to whom some kinds are closed: that something stands in the way, and when, but not
-- what.
CREATE OR REPLACE FUNCTION praxis_private.reasons_shown(reasons jsonb, closed text[]) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM jsonb_array_elements(reasons) r WHERE r ->> 'requirement' = ANY (closed)) THEN
        RETURN reasons;
    END IF;
    RETURN (SELECT jsonb_agg(CASE WHEN r.reason ->> 'requirement' = ANY (closed)
                                  THEN jsonb_strip_nulls(jsonb_build_object(
                                           'requirement', 'confidential', 'state', 'missing',
                                           'severity', r.reason -> 'severity', 'days', r.reason -> 'days'))
                                  ELSE r.reason
                             END ORDER BY r.place)
              FROM jsonb_array_elements(reasons) WITH ORDINALITY AS r (reason, place));
END
$$;
