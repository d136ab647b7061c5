-- Guards of what is put into a file: checks, reviews, exceptions, flags, the application and its attestation.

-- A file that takes no more records, or of the caller, is refused.
CREATE OR REPLACE FUNCTION praxis_private.open_file(practice uuid, file uuid) RETURNS praxis.credentialing_file
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found praxis.credentialing_file;
BEGIN
    SELECT * INTO found
      FROM praxis.credentialing_file f
     WHERE f.practice_id = practice AND f.file_id = file AND f.practice_id = praxis_private.practice_id();
    IF found IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    ELSIF found.state IN ('decided', 'appeal', 'fair_hearing', 'withdrawn') THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'file_closed', DETAIL = jsonb_build_object('state', found.state)::text;
    ELSIF found.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_file"}';
    END IF;
    RETURN found;
END
$$;

-- What a source prints that is not what is on file, by field: the number without its blanks and signs, the days, and a standing
-- under which nobody works. A check "with findings" may tell of restrictions.
CREATE OR REPLACE FUNCTION praxis_private.differences(said jsonb, result text, number text, issued date, expires date)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(jsonb_object_agg(d.field, coalesce(d.ours, 'nothing') || ' on file, ' || d.theirs || ' at the source'),
                        '{}')
          FROM (VALUES
               ('number', number, said ->> 'number',
                upper(regexp_replace(number, '[^A-Za-z0-9]', '', 'g'))
                    IS DISTINCT FROM upper(regexp_replace(said ->> 'number', '[^A-Za-z0-9]', '', 'g'))),
               ('issued', issued::text, said ->> 'issued', issued::text IS DISTINCT FROM said ->> 'issued'),
               ('expires', expires::text, said ->> 'expires', expires::text IS DISTINCT FROM said ->> 'expires'),
               ('standing', 'active', said ->> 'standing',
                said ->> 'standing' <> 'active'
                    AND NOT (result = 'confirmed_with_findings' AND said ->> 'standing' IN ('restricted', 'probation')))
               ) d (field, ours, theirs, differs)
         WHERE d.theirs IS NOT NULL AND d.differs);
END
$$;

-- The same of a check of somebody's term.
CREATE OR REPLACE FUNCTION praxis_private.printed_differences(asked praxis.verification) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(
        (SELECT praxis_private.differences(asked.result_values, asked.result, n.number, t.issued_on, t.expires_on)
           FROM praxis.credential_term t
           LEFT JOIN praxis.credentialing_term_number n USING (practice_id, person_id, credential_id, term_id)
          WHERE t.practice_id = asked.practice_id AND t.term_id = asked.term_id), '{}');
END
$$;

-- What a check is of, in which compartment, of which day; whether a program made it; and what shows that it was made.
CREATE OR REPLACE FUNCTION praxis_private.verification_psv() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    corrected praxis.verification;
    differs   jsonb;
BEGIN
    NEW.element := coalesce(
        (SELECT coalesce(e.element, 'other')
           FROM praxis.credential c
           LEFT JOIN praxis.file_element e ON c.type_code = ANY (e.type_codes)
          WHERE c.practice_id = NEW.practice_id AND c.credential_id = NEW.credential_id),
        NEW.element);
    NEW.compartment := coalesce((SELECT e.compartment FROM praxis.file_element e WHERE e.element = NEW.element), 'credential');
    NEW.verified_on := praxis_private.practice_day(NEW.practice_id, NEW.occasion);
    IF praxis_private.practice_id() IS NULL THEN
        NEW.recorded_on := coalesce(NEW.recorded_on, NEW.verified_on);
        NEW.proven_on := NEW.recorded_on;
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    NEW.recorded_on := greatest(NEW.verified_on, praxis_private.practice_day(NEW.practice_id, now()));
    -- What was entered later is proven for that day, or for the one on which its document was put on file.
    NEW.proven_on := greatest(NEW.verified_on, least(NEW.recorded_on, (
        SELECT praxis_private.practice_day(e.practice_id, e.created_at)
          FROM praxis.evidence e
         WHERE e.practice_id = NEW.practice_id AND e.person_id = NEW.person_id AND e.evidence_id = NEW.evidence_id), (
        SELECT praxis_private.practice_day(f.practice_id, f.created_at)
          FROM praxis.file f
         WHERE f.practice_id = NEW.practice_id AND f.person_id = NEW.person_id AND f.file_id = NEW.file_id)));
    IF NEW.practice_id <> praxis_private.practice_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    END IF;
    -- A token or a job is a program, whoever it runs for.
    NEW.fetched := NEW.fetched OR (praxis_private.context())[6] <> 'session';
    IF NEW.verified_at > now() + interval '5 minutes' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'check_in_future', DETAIL = '{}';
    ELSIF NEW.source_as_of > NEW.verified_on THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'source_in_future', DETAIL = '{}';
    -- Nobody says of an earlier day without anything that shows it.
    ELSIF praxis_private.practice_day(NEW.practice_id, NEW.verified_at) < NEW.recorded_on
          AND num_nonnulls(NEW.evidence_id, NEW.file_id, NEW.external_reference, NEW.spoken_to) = 0
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'late_without_evidence', DETAIL = '{}';
    -- No evidence, not done: in a file and beside it.
    ELSIF NEW.result IN ('confirmed', 'confirmed_with_findings')
          AND num_nonnulls(NEW.evidence_id, NEW.file_id, NEW.external_reference, NEW.spoken_to) = 0
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'evidence_missing', DETAIL = '{}';
    ELSIF NEW.method = 'phone' AND NEW.spoken_to IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'spoken_to_missing', DETAIL = '{}';
    -- What its holder handed in is a claim, and proves none.
    ELSIF NEW.file_id IS NOT NULL
          AND NOT EXISTS (SELECT
                            FROM praxis.file f
                            LEFT JOIN praxis.account a ON a.practice_id = f.practice_id AND a.account_id = f.created_by
                           WHERE f.practice_id = NEW.practice_id AND f.file_id = NEW.file_id
                             AND f.person_id = NEW.person_id AND a.person_id IS DISTINCT FROM NEW.person_id)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'evidence_required', DETAIL = '{"field": "document"}';
    END IF;
    -- A source confirms a credential that is on file, not that there is some license.
    IF NEW.term_id IS NULL AND NEW.result IN ('confirmed', 'confirmed_with_findings')
       AND EXISTS (SELECT FROM praxis.file_element e WHERE e.element = NEW.element AND e.type_codes <> '{}')
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'term_required', DETAIL = '{}';
    END IF;
    -- It confirms what is on file, nothing else; what differs is told field by field.
    IF NEW.term_id IS NOT NULL AND NEW.result IN ('confirmed', 'confirmed_with_findings', 'mismatch') THEN
        differs := praxis_private.printed_differences(NEW);
        IF NEW.result = 'mismatch' THEN
            NEW.mismatches := NEW.mismatches || differs;
        ELSIF differs <> '{}' THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'values_differ', DETAIL = '{}';
        END IF;
    END IF;
    IF NEW.supersedes_id IS NOT NULL THEN
        -- What nobody has looked at ends nothing: programs add checks, people correct them.
        IF NEW.fetched THEN
            RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
        END IF;
        SELECT * INTO corrected
          FROM praxis.verification v
         WHERE v.practice_id = NEW.practice_id AND v.verification_id = NEW.supersedes_id;
        -- What an element is called may have changed since; a credential's checks stay its own.
        IF corrected.person_id <> NEW.person_id
           OR corrected.element <> NEW.element AND corrected.credential_id IS DISTINCT FROM NEW.credential_id
           OR corrected.term_id IS DISTINCT FROM NEW.term_id
        THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'other_check', DETAIL = '{}';
        ELSIF NEW.reason IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'reason_required', DETAIL = '{}';
        -- Nobody takes back without anything to show that a source disagreed.
        ELSIF corrected.result IN ('mismatch', 'not_found') AND NEW.result NOT IN ('mismatch', 'not_found')
              AND num_nonnulls(NEW.evidence_id, NEW.file_id, NEW.external_reference, NEW.spoken_to) = 0
        THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'evidence_missing', DETAIL = '{}';
        END IF;
    END IF;
    IF NEW.credentialing_file_id IS NOT NULL THEN
        PERFORM praxis_private.open_file(NEW.practice_id, NEW.credentialing_file_id);
    END IF;
    RETURN NEW;
END
$$;
-- After verification_occasion: triggers fire in the order of their names.
CREATE OR REPLACE TRIGGER verification_psv BEFORE INSERT ON praxis.verification
    FOR EACH ROW EXECUTE FUNCTION praxis_private.verification_psv();

-- A check that found something raises a flag by itself, of sanctions and exclusions a red one: in the file for which it was
-- made, and made beside one in the file at work that asks for its element.
CREATE OR REPLACE FUNCTION praxis_private.verification_flag() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.file_flag (practice_id, person_id, file_id, flag_id, color, element, summary, verification_id, created_by)
    SELECT f.practice_id, f.person_id, f.file_id, gen_random_uuid(),
           CASE WHEN NEW.element IN ('sanctions', 'exclusion', 'npdb') THEN 'red' ELSE 'yellow' END,
           NEW.element,
           e.title || CASE NEW.result WHEN 'mismatch' THEN ': the source does not agree with the file'
                                      WHEN 'not_found' THEN ': the source does not know the person'
                                      ELSE ': confirmed with findings' END,
           NEW.verification_id, NEW.verified_by
      FROM praxis.file_element e
      JOIN praxis.credentialing_file f ON f.practice_id = NEW.practice_id AND f.person_id = NEW.person_id
     WHERE e.element = NEW.element
       AND CASE WHEN NEW.credentialing_file_id IS NOT NULL THEN f.file_id = NEW.credentialing_file_id
                ELSE f.state NOT IN ('decided', 'appeal', 'fair_hearing', 'withdrawn')
                     AND EXISTS (SELECT
                                   FROM praxis.checklist_item i
                                  WHERE i.practice_id = f.practice_id AND i.file_id = f.file_id AND i.element = NEW.element)
                END;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER verification_flag AFTER INSERT ON praxis.verification
    FOR EACH ROW
    WHEN (NEW.result IN ('confirmed_with_findings', 'mismatch', 'not_found'))
    EXECUTE FUNCTION praxis_private.verification_flag();

-- What a program fetched, another person reviews: not who ran it or entered the term, and nobody's own.
CREATE OR REPLACE FUNCTION praxis_private.verification_review_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    reviewed praxis.verification;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    SELECT * INTO reviewed
      FROM praxis.verification v
     WHERE v.practice_id = NEW.practice_id AND v.verification_id = NEW.verification_id
       AND v.practice_id = praxis_private.practice_id();
    IF reviewed.person_id IS DISTINCT FROM NEW.person_id THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    ELSIF NOT reviewed.fetched THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_fetched', DETAIL = '{}';
    -- Who rejects a check says why, on every road.
    ELSIF NOT NEW.accepted AND NEW.note IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'reason_required', DETAIL = '{}';
    ELSIF (praxis_private.context())[6] <> 'session' OR praxis_private.person_id() IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
    ELSIF reviewed.verified_by = praxis_private.account_id() OR reviewed.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_check"}';
    -- As of a check by hand: who entered a term does not say that it is confirmed.
    ELSIF EXISTS (SELECT
                    FROM praxis.credential_term t
                   WHERE t.practice_id = reviewed.practice_id
                     AND t.term_id = reviewed.term_id
                     AND t.created_by = praxis_private.account_id())
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_entry"}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER verification_review_guard BEFORE INSERT ON praxis.verification_review
    FOR EACH ROW EXECUTE FUNCTION praxis_private.verification_review_guard();

-- Checks of the caller's practice that a program fetched and that nobody has looked at yet: without those that a later record
-- corrects, and those to which the source had no answer. Which of them the caller sees, row-level security says.
CREATE OR REPLACE FUNCTION praxis_private.waiting_checks() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT v.verification_id
      FROM praxis.verification v
     WHERE v.practice_id = (SELECT praxis_private.practice_id())
       AND v.fetched
       AND v.result NOT IN ('source_unavailable', 'inconclusive')
       AND NOT EXISTS (SELECT
                         FROM praxis.verification_review r
                        WHERE r.practice_id = v.practice_id AND r.verification_id = v.verification_id)
       AND NOT EXISTS (SELECT
                         FROM praxis.verification n
                        WHERE n.practice_id = v.practice_id AND n.supersedes_id = v.verification_id);
END
$$;

-- Exceptions and flags are of open files and never of the own one. What everybody has to show is not excepted. A flag that
-- somebody wrote may say anything, so it is peer review; one that a check raised is as open as its element.
CREATE OR REPLACE FUNCTION praxis_private.file_record_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    about praxis.file_element := (SELECT e FROM praxis.file_element e WHERE e.element = NEW.element);
BEGIN
    -- What a trigger raises was judged with the row that raised it.
    IF praxis_private.practice_id() IS NOT NULL AND pg_trigger_depth() = 1 THEN
        PERFORM praxis_private.open_file(NEW.practice_id, NEW.file_id);
        IF TG_TABLE_NAME = 'checklist_exception' AND NOT about.exceptable AND (to_jsonb(NEW) -> 'stands')::boolean THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_exceptable', DETAIL = '{}';
        END IF;
    END IF;
    NEW.compartment := CASE WHEN TG_TABLE_NAME = 'checklist_exception' OR (to_jsonb(NEW) ->> 'verification_id') IS NOT NULL
                            THEN about.compartment END;
    NEW.compartment := coalesce(NEW.compartment, 'peer_review');
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER checklist_exception_guard BEFORE INSERT ON praxis.checklist_exception
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_record_guard();
CREATE OR REPLACE TRIGGER file_flag_guard BEFORE INSERT ON praxis.file_flag
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_record_guard();

-- A flag is called unfounded by a person, a red one by somebody else than who raised it. What is said of a flag is as open as the flag.
CREATE OR REPLACE FUNCTION praxis_private.flag_disposition_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    flag praxis.file_flag;
    last integer;
BEGIN
    SELECT * INTO flag FROM praxis.file_flag f WHERE f.practice_id = NEW.practice_id AND f.flag_id = NEW.flag_id;
    NEW.compartment := coalesce(flag.compartment, 'peer_review');
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    PERFORM praxis_private.open_file(flag.practice_id, flag.file_id);
    SELECT coalesce(max(d.step), 0) INTO last
      FROM praxis.flag_disposition d WHERE d.practice_id = NEW.practice_id AND d.flag_id = NEW.flag_id;
    IF NEW.step <> last + 1 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', last, 'sent', NEW.step - 1)::text;
    ELSIF NEW.outcome = 'unfounded'
          AND ((praxis_private.context())[6] <> 'session' OR praxis_private.person_id() IS NULL)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
    ELSIF flag.color = 'red' AND NEW.outcome = 'unfounded' AND flag.created_by = praxis_private.account_id() THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX403', MESSAGE = 'second_person_required', DETAIL = '{"needed": "unfounded", "found": "raised"}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER flag_disposition_guard BEFORE INSERT ON praxis.flag_disposition
    FOR EACH ROW EXECUTE FUNCTION praxis_private.flag_disposition_guard();

-- The person writes the own application while it is with the person.
CREATE OR REPLACE FUNCTION praxis_private.application_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    file praxis.credentialing_file;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    SELECT * INTO file
      FROM praxis.credentialing_file f
     WHERE f.practice_id = NEW.practice_id AND f.file_id = NEW.file_id;
    IF file.practice_id IS DISTINCT FROM praxis_private.practice_id()
       OR file.person_id IS DISTINCT FROM praxis_private.person_id()
       OR (praxis_private.context())[6] <> 'session'
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'applicant_only', DETAIL = '{}';
    ELSIF file.state <> 'application_in_progress' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'illegal_step',
            DETAIL = jsonb_build_object('state', file.state, 'wanted', 'application_in_progress')::text;
    END IF;
    IF TG_TABLE_NAME = 'attestation' THEN
        NEW.attempt := praxis_private.file_attempt(NEW.practice_id, NEW.file_id);
        NEW.signed_on := praxis_private.practice_day(NEW.practice_id, now());
    ELSIF TG_OP = 'UPDATE' AND NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', OLD.version, 'sent', NEW.version - 1)::text;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER application_guard BEFORE INSERT OR UPDATE ON praxis.application_section
    FOR EACH ROW EXECUTE FUNCTION praxis_private.application_guard();
CREATE OR REPLACE TRIGGER attestation_guard BEFORE INSERT ON praxis.attestation
    FOR EACH ROW EXECUTE FUNCTION praxis_private.application_guard();

-- What the person discloses is looked into before the file is decided: every "yes" of a signed application raises a flag, once.
CREATE OR REPLACE FUNCTION praxis_private.attestation_disclosed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said constant jsonb := convert_from(NEW.content, 'UTF8')::jsonb -> 'sections';
BEGIN
    INSERT INTO praxis.file_flag (practice_id, person_id, file_id, flag_id, color, element, summary, created_by)
    SELECT NEW.practice_id, NEW.person_id, NEW.file_id, gen_random_uuid(), q.color, q.element,
           'The application says yes: ' || q.title, a.account_id
      FROM (VALUES ('cover',       'claims',     'yellow', 'malpractice_history', 'claims of the last five years'),
                   ('disclosures', 'ability',    'yellow', NULL, 'a reason why the work could not be performed'),
                   ('disclosures', 'drugs',      'red',    NULL, 'illegal drugs at present'),
                   ('disclosures', 'license',    'red',    'license', 'a license lost or limited'),
                   ('disclosures', 'felony',     'red',    NULL, 'a felony'),
                   ('disclosures', 'privileges', 'red',    NULL, 'privileges lost, or disciplinary action'),
                   ('disclosures', 'sanctions',  'red',    'sanctions', 'excluded or sanctioned by Medicare or Medicaid')
           ) q (section, question, color, element, title)
      JOIN praxis.account a ON a.practice_id = NEW.practice_id AND a.kind = 'system'
     WHERE said -> q.section ->> q.question = 'yes'
       AND NOT EXISTS (SELECT FROM praxis.file_flag f
                        WHERE f.practice_id = NEW.practice_id AND f.file_id = NEW.file_id
                          AND f.summary = 'The application says yes: ' || q.title);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER attestation_disclosed AFTER INSERT ON praxis.attestation
    FOR EACH ROW EXECUTE FUNCTION praxis_private.attestation_disclosed();
