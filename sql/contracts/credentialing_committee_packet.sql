-- The packet of a file before the committee: what a member reads before voting. It holds the words that the preparers and the
-- applicant wrote for whoever decides: flags, what was found out about them, reasons of exceptions, the signed application.
-- What sources answered about peer review, the data bank first, stays in its compartment, and so do answers about health.

-- How each element stands on a day, and why one does not apply.
CREATE OR REPLACE FUNCTION praxis_private.packet_items(practice uuid, file uuid, day date) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'element', i.element, 'title', concat_ws(', ', e.title, i.state), 'peer', e.compartment = 'peer_review', 'citation', e.citation,
                   'status', i.status, 'verified', i.verified_on, 'usable', i.usable_until,
                   'exception', CASE WHEN i.status = 'excepted' THEN (
                       SELECT x.reason
                         FROM praxis.checklist_exception x
                        WHERE x.practice_id = practice AND x.file_id = file AND x.element = i.element
                        ORDER BY x.created_at DESC, x.exception_id DESC
                        LIMIT 1) END)
                   ORDER BY e.position, i.state), '[]')
          FROM praxis_private.file_items(practice, file, day) i
          JOIN praxis.file_element e USING (element));
END
$$;

-- The flags with the last word on each; those that nobody looked into first.
CREATE OR REPLACE FUNCTION praxis_private.packet_flags(practice uuid, file uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'red', g.color = 'red', 'element', e.title, 'summary', g.summary, 'outcome', d.outcome, 'note', d.note)
                   ORDER BY d.outcome IS NOT NULL, g.color, g.created_at, g.flag_id), '[]')
          FROM praxis.file_flag g
          LEFT JOIN praxis.file_element e USING (element)
          LEFT JOIN LATERAL (
               SELECT d.outcome, d.note
                 FROM praxis.flag_disposition d
                WHERE d.practice_id = g.practice_id AND d.flag_id = g.flag_id
                ORDER BY d.step DESC
                LIMIT 1) d ON true
         WHERE g.practice_id = practice AND g.file_id = file);
END
$$;

-- What proves the checks that were made for the file or that its elements rest on: documents by their digests, with their
-- names where check and document are in the compartment of credentials. What a later check corrects is left out.
CREATE OR REPLACE FUNCTION praxis_private.packet_documents(practice uuid, file uuid, day date) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'element', e.title, 'name', CASE WHEN p.open THEN p.name END, 'sha256', encode(p.sha256, 'hex'),
                   'verified', v.verified_on)
                   ORDER BY e.position, v.verified_on DESC, p.sha256), '[]')
          FROM praxis.verification v
          JOIN praxis.checklist_item i ON i.practice_id = v.practice_id AND i.file_id = file AND i.person_id = v.person_id
                                      AND i.element = v.element
          JOIN praxis.file_element e ON e.element = v.element
         CROSS JOIN LATERAL (
               SELECT s.name, s.sha256, 'credential' = ALL (ARRAY[s.compartment, v.compartment, v.held_in]) AS open
                 FROM praxis.evidence s
                WHERE s.practice_id = v.practice_id AND s.evidence_id = v.evidence_id
                UNION ALL
               SELECT k.name, k.sha256, true
                 FROM praxis.file k
                WHERE k.practice_id = v.practice_id AND k.file_id = v.file_id AND k.person_id = v.person_id
                  AND k.compartment = 'credentialing' AND 'credential' = ALL (ARRAY[v.compartment, v.held_in])) p
         WHERE v.practice_id = practice
           AND (v.credentialing_file_id = file
                OR v.verification_id IN (SELECT k.verification_id FROM praxis_private.file_items(practice, file, day) k))
           AND NOT EXISTS (SELECT
                             FROM praxis.verification n
                            WHERE n.practice_id = v.practice_id AND n.supersedes_id = v.verification_id));
END
$$;

-- What was signed last, without the answers about health.
CREATE OR REPLACE FUNCTION praxis_private.packet_application(
    practice uuid, file uuid, OUT attempt integer, OUT signed_on date, OUT sha256 bytea, OUT content jsonb
)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    SELECT a.attempt, a.signed_on, a.sha256,
           convert_from(a.content, 'UTF8')::jsonb
               #- '{sections,disclosures,ability}' #- '{sections,disclosures,ability_why}'
               #- '{sections,disclosures,drugs}' #- '{sections,disclosures,drugs_why}'
      INTO attempt, signed_on, sha256, content
      FROM praxis.attestation a
     WHERE a.practice_id = packet_application.practice AND a.file_id = packet_application.file
     ORDER BY a.attempt DESC
     LIMIT 1;
END
$$;

-- Opens the packet of a file for a member who may vote on it and does not stay out, in person; nothing for everybody else. Each
-- opening leaves an event in the trail, whose purpose is the meeting.
CREATE OR REPLACE FUNCTION praxis_private.committee_packet(meeting uuid, file uuid)
RETURNS TABLE (
    meeting_id uuid, meets_on date, file_id uuid, name text, cycle text, clinical_role text, specialties text[], planned_on date,
    items jsonb, flags jsonb, documents jsonb, attempt integer, signed_on date, sha256 bytea, application jsonb
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_id();
    person uuid;
    day date;
BEGIN
    SELECT b.person_id, b.meeting_id, b.meets_on, b.file_id, b.name, b.cycle, b.clinical_role
      INTO person, meeting_id, meets_on, file_id, name, cycle, clinical_role
      FROM praxis_private.own_ballots() b
     WHERE b.meeting_id = meeting AND b.file_id = file
       AND NOT b.must_recuse AND b.vote IS DISTINCT FROM 'recused';
    IF file_id IS NULL THEN
        RETURN;
    ELSIF (praxis_private.context())[6] <> 'session' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
    END IF;
    SELECT f.planned_on, coalesce(f.planned_on, praxis_private.practice_day(practice, now())) INTO planned_on, day
      FROM praxis.credentialing_file f
     WHERE f.practice_id = practice AND f.file_id = committee_packet.file;
    specialties := ARRAY(
        SELECT coalesce(k.display_name, t.code)
          FROM praxis.person_taxonomy t
          LEFT JOIN praxis.taxonomy_current k USING (code)
         WHERE t.practice_id = practice AND t.person_id = person AND t.ends_on IS NULL
         ORDER BY t.is_primary DESC, t.code);
    items := praxis_private.packet_items(practice, file_id, day);
    flags := praxis_private.packet_flags(practice, file_id);
    documents := praxis_private.packet_documents(practice, file_id, day);
    SELECT * INTO attempt, signed_on, sha256, application FROM praxis_private.packet_application(practice, file_id);
    PERFORM praxis_private.audit_append(
        'credentialing.committee.packet', 'credentialing_file', file_id, NULL, NULL,
        jsonb_build_object('person', person, 'meeting', meeting_id, 'application', attempt),
        'Meeting of the committee on ' || meets_on);
    RETURN NEXT;
END
$$;
