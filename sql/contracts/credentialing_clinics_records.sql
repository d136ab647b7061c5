-- Guards of what is put on file about a clinic's certificates: checks, what authorities did, kinds; and its documents.

-- Of which instant a check tells: a correction of that of the check that it corrects.
CREATE OR REPLACE FUNCTION praxis_private.clinic_verification_occasion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.occasion := coalesce(
        (SELECT v.occasion
           FROM praxis.clinic_verification v
          WHERE v.practice_id = NEW.practice_id AND v.clinic_id = NEW.clinic_id
            AND v.verification_id = NEW.supersedes_id),
        NEW.verified_at);
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER clinic_verification_occasion BEFORE INSERT ON praxis.clinic_verification
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clinic_verification_occasion();

-- Who entered a term does not say that it is true, who asked shows it, and a source confirms what is on file, nothing else.
CREATE OR REPLACE FUNCTION praxis_private.clinic_verification_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked   record;
    differs jsonb;
BEGIN
    SELECT t.created_by, t.issued_on, t.expires_on, k.number, (now() AT TIME ZONE c.zone)::date AS today
      INTO asked
      FROM praxis.clinic_credential_term t
      JOIN praxis.clinic_credential k USING (practice_id, clinic_id, credential_id)
      JOIN praxis.clinic c USING (practice_id, clinic_id)
     WHERE t.practice_id = NEW.practice_id AND t.clinic_id = NEW.clinic_id AND t.term_id = NEW.term_id;
    -- A program may fetch what a source says, a person answers for it, and corrects what was recorded.
    IF praxis_private.practice_id() IS NOT NULL AND (praxis_private.context())[6] <> 'session'
       AND (NEW.result IN ('confirmed', 'confirmed_with_findings') OR NEW.supersedes_id IS NOT NULL)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
    ELSIF asked.created_by = praxis_private.account_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_entry"}';
    ELSIF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    ELSIF NEW.result IN ('confirmed', 'confirmed_with_findings')
          AND num_nonnulls(NEW.external_reference, NEW.spoken_to, NEW.file_id) = 0
          -- Nor does anybody take back without anything to show that a source disagreed.
          OR NEW.result NOT IN ('mismatch', 'not_found')
             AND num_nonnulls(NEW.external_reference, NEW.spoken_to, NEW.file_id) = 0
             AND EXISTS (SELECT
                           FROM praxis.clinic_verification v
                          WHERE v.practice_id = NEW.practice_id AND v.clinic_id = NEW.clinic_id
                            AND v.verification_id = NEW.supersedes_id AND v.result IN ('mismatch', 'not_found'))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'evidence_missing', DETAIL = '{}';
    ELSIF NEW.method = 'phone' AND NEW.spoken_to IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'spoken_to_missing', DETAIL = '{}';
    ELSIF NEW.source_as_of > asked.today THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'source_in_future', DETAIL = '{}';
    ELSIF NEW.supersedes_id IS NOT NULL AND NEW.reason IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'reason_required', DETAIL = '{}';
    END IF;
    differs := praxis_private.differences(NEW.result_values, NEW.result, asked.number, asked.issued_on, asked.expires_on);
    IF NEW.result = 'mismatch' THEN
        NEW.mismatches := differs;
    ELSIF NEW.result IN ('confirmed', 'confirmed_with_findings') AND differs <> '{}' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'values_differ', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER clinic_verification_guard BEFORE INSERT ON praxis.clinic_verification
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clinic_verification_guard();

-- As of people: what barred a certificate is taken back or shortened by a second person, after somebody else has asked the
-- source again about a term that is in force.
CREATE OR REPLACE FUNCTION praxis_private.clinic_status_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    bars constant text[] := ARRAY['suspended', 'revoked', 'surrendered', 'inactive'];
    old praxis.clinic_credential_status;
BEGIN
    SELECT * INTO old FROM praxis.clinic_credential_status s
     WHERE s.practice_id = NEW.practice_id AND s.clinic_id = NEW.clinic_id AND s.status_id = NEW.supersedes_id;
    IF praxis_private.practice_id() IS NULL OR old.status <> ALL (bars) OR old.status_id IS NULL
       OR NEW.status = ANY (bars) AND daterange(NEW.starts_on, NEW.ends_on) @> daterange(old.starts_on, old.ends_on)
    THEN
        RETURN NEW;
    ELSIF old.created_by = praxis_private.account_id() OR (praxis_private.context())[6] <> 'session' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'second_person_required', DETAIL = '{}';
    ELSIF NOT EXISTS (SELECT
                        FROM praxis.clinic_verification_counted v
                        JOIN praxis.clinic_credential_known t USING (practice_id, clinic_id, credential_id, term_id)
                        JOIN praxis.clinic c USING (practice_id, clinic_id)
                       WHERE v.practice_id = NEW.practice_id
                         AND v.clinic_id = NEW.clinic_id
                         AND v.credential_id = NEW.credential_id
                         AND v.confirms AND t.verified
                         AND v.occasion > old.created_at
                         AND v.verified_by <> praxis_private.account_id()
                         AND t.valid @> (now() AT TIME ZONE c.zone)::date)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'verification_required', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER clinic_status_guard BEFORE INSERT ON praxis.clinic_credential_status
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clinic_status_guard();
CREATE OR REPLACE TRIGGER replacement_reason BEFORE INSERT ON praxis.clinic_credential_status
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL AND NEW.reason IS NULL)
    EXECUTE FUNCTION praxis_private.replacement_reason();

-- A kind of the caller's practice. Its code is drawn, so that it says nothing to others.
CREATE OR REPLACE FUNCTION praxis_private.clinic_credential_type_add(title text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    code constant text := 'own_' || replace(gen_random_uuid()::text, '-', '')::varchar(20);
    practice constant uuid := praxis_private.practice_if('credentialing.requirement.write');
BEGIN
    IF practice IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing',
            DETAIL = '{"permission": "credentialing.requirement.write"}';
    END IF;
    INSERT INTO praxis.clinic_credential_type (type_code, name, position, owner_id, created_by)
    VALUES (code, btrim(title), 1000, practice, praxis_private.account_id());
    RETURN code;
END
$$;

-- A kind of another practice does not exist.
CREATE OR REPLACE FUNCTION praxis_private.clinic_kind_known() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT
                     FROM praxis.clinic_credential_type t
                    WHERE t.type_code = NEW.type_code AND (t.owner_id IS NULL OR t.owner_id = NEW.practice_id))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = 'no such kind of certificate';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER clinic_kind_known BEFORE INSERT ON praxis.clinic_credential
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clinic_kind_known();
CREATE OR REPLACE TRIGGER clinic_kind_known BEFORE INSERT ON praxis.clinic_requirement
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clinic_kind_known();

-- Hands out a document of a clinic's certificate to whoever sees what the clinic holds, and leaves an event in the trail.
CREATE OR REPLACE FUNCTION praxis_private.clinic_document_open(document uuid) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    opened record;
BEGIN
    SELECT d.clinic_id, d.credential_id, c.content INTO opened
      FROM praxis.clinic_document d
      JOIN praxis.file f USING (practice_id, clinic_id, file_id)
      JOIN praxis.file_content c ON c.practice_id = f.practice_id AND c.sha256 = f.sha256
     WHERE d.practice_id = praxis_private.practice_id()
       AND d.file_id = document
       AND f.compartment = 'credentialing'
       AND d.clinic_id = ANY (praxis_private.clinics('credentialing.credential.read'));
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    END IF;
    PERFORM praxis_private.audit_append(
        'credentialing.clinic-document.open', 'clinic_document', document, opened.clinic_id, NULL,
        jsonb_build_object('credential', opened.credential_id), NULL);
    RETURN opened.content;
END
$$;
