-- The committee: its agenda, votes and minutes.

-- How a meeting decided a file: what most of those voted who did, if a quorum did.
CREATE OR REPLACE FUNCTION praxis_private.committee_outcome(practice uuid, meeting uuid, file uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    voted integer;
    first_ record;
BEGIN
    SELECT count(*) INTO voted
      FROM praxis.committee_vote v
     WHERE v.practice_id = practice AND v.meeting_id = meeting AND v.file_id = file AND v.vote <> 'recused';
    IF voted < (SELECT m.quorum FROM praxis.committee_meeting m WHERE m.practice_id = practice AND m.meeting_id = meeting) THEN
        RETURN 'no_quorum';
    END IF;
    SELECT v.vote, count(*) AS votes INTO first_
      FROM praxis.committee_vote v
     WHERE v.practice_id = practice AND v.meeting_id = meeting AND v.file_id = file
       AND v.vote NOT IN ('recused', 'abstained')
     GROUP BY v.vote
     ORDER BY count(*) DESC, v.vote
     LIMIT 1;
    RETURN CASE WHEN first_.votes * 2 > voted THEN first_.vote ELSE 'no_majority' END;
END
$$;

-- What the committee does with a file needs its place: on the agenda of a meeting that is not over, before a meeting of today or
-- earlier where the quorum is present, and after the minutes say that nothing was decided.
CREATE OR REPLACE FUNCTION praxis_private.check_agenda(practice uuid, file uuid, step text, today date) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last record;
BEGIN
    SELECT i.meeting_id, m.meets_on, m.quorum, n.meeting_id IS NOT NULL AS closed INTO last
      FROM praxis.committee_item i
      JOIN praxis.committee_meeting m USING (practice_id, meeting_id)
      LEFT JOIN praxis.committee_minutes n USING (practice_id, meeting_id)
     WHERE i.practice_id = practice AND i.file_id = file
     ORDER BY i.created_at DESC, m.meets_on DESC
     LIMIT 1;
    IF step IN ('tabled', 'info_requested') THEN
        IF last.closed IS NOT TRUE
           OR praxis_private.committee_outcome(practice, last.meeting_id, file)
              NOT IN ('tabled', 'no_quorum', 'no_majority')
        THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_voted', DETAIL = '{}';
        END IF;
    ELSIF last.closed IS NOT FALSE THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_on_agenda', DETAIL = '{}';
    ELSIF step = 'in_committee' AND last.meets_on > today THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'meeting_ahead', DETAIL = '{}';
    ELSIF step = 'in_committee'
       AND last.quorum > (SELECT count(*)
                            FROM praxis.committee_attendance a
                           WHERE a.practice_id = practice AND a.meeting_id = last.meeting_id)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'no_quorum', DETAIL = '{}';
    END IF;
END
$$;

-- Who stays out of a vote: whom the file is about, who decided it before, and who prepared it.
CREATE OR REPLACE FUNCTION praxis_private.must_recuse(practice uuid, file uuid, voter uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM praxis.credentialing_file f
                    WHERE f.practice_id = practice AND f.file_id = file AND f.person_id = voter)
        OR voter = ANY (praxis_private.file_deciders(practice, file))
        OR EXISTS (SELECT FROM praxis.account a
                    WHERE a.practice_id = practice AND a.person_id = voter
                      AND a.account_id = ANY (praxis_private.file_preparers(practice, file)));
END
$$;

-- Whose vote it is: a member's under the own sign-in, or the secretary's copy of a sheet that is on file.
CREATE OR REPLACE FUNCTION praxis_private.vote_given(vote praxis.committee_vote) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    voter constant uuid := (SELECT m.person_id FROM praxis.committee_member m
                             WHERE m.practice_id = vote.practice_id AND m.member_id = vote.member_id);
BEGIN
    IF (praxis_private.context())[6] <> 'session' OR praxis_private.person_id() IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
    ELSIF vote.vote <> 'recused' AND praxis_private.must_recuse(vote.practice_id, vote.file_id, voter) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'recusal_required', DETAIL = '{}';
    ELSIF voter = praxis_private.person_id() AND vote.paper_id IS NULL THEN
        RETURN 'own';
    ELSIF vote.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_file"}';
    ELSIF praxis_private.practice_any('credentialing.committee.write') IS NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX403', MESSAGE = 'permission_missing', DETAIL = '{"permission": "credentialing.committee.write"}';
    ELSIF vote.paper_id IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'paper_missing', DETAIL = '{}';
    END IF;
    RETURN 'paper';
END
$$;

-- The seats that the caller has ever held.
CREATE OR REPLACE FUNCTION praxis_private.own_seats() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT m.member_id FROM praxis.committee_member m
                  WHERE m.practice_id = praxis_private.practice_id()
                    AND m.person_id = praxis_private.self_if('practice.duty.fulfill'));
END
$$;

-- What the caller may vote on, or has: the files before a meeting where the caller is present. How the others voted is not
-- told, nor anything of a file that the caller stays out of.
CREATE OR REPLACE FUNCTION praxis_private.own_ballots()
RETURNS TABLE (
    meeting_id uuid, meets_on date, member_id uuid, person_id uuid, file_id uuid, name text, cycle text, clinical_role text,
    standing_flags bigint, must_recuse boolean, vote text, given text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT t.meeting_id, t.meets_on, a.member_id, f.person_id, f.file_id, p.given_name || ' ' || p.family_name, f.cycle,
           f.clinical_role,
           CASE WHEN NOT r.recuse THEN (
               SELECT count(*) FROM praxis.file_flag g
                WHERE g.practice_id = f.practice_id AND g.file_id = f.file_id
                  AND 'stands' = (SELECT d.outcome FROM praxis.flag_disposition d
                                   WHERE d.practice_id = g.practice_id AND d.flag_id = g.flag_id
                                   ORDER BY d.step DESC
                                   LIMIT 1)) END,
           r.recuse, v.vote, v.given
      FROM praxis.committee_attendance a
      JOIN praxis.committee_meeting t USING (practice_id, meeting_id)
      JOIN praxis.committee_item i USING (practice_id, meeting_id)
      JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
      JOIN praxis.person p USING (practice_id, person_id)
      LEFT JOIN praxis.committee_vote v USING (practice_id, meeting_id, file_id, member_id)
     CROSS JOIN LATERAL (
           SELECT praxis_private.must_recuse(a.practice_id, f.file_id, praxis_private.person_id()) AS recuse) r
     WHERE a.practice_id = praxis_private.practice_id()
       AND a.member_id = ANY (praxis_private.own_seats())
       AND f.state = 'in_committee'
       AND NOT EXISTS (SELECT FROM praxis.committee_minutes n
                        WHERE n.practice_id = a.practice_id AND n.meeting_id = a.meeting_id)
     ORDER BY t.meets_on, p.family_name, p.given_name, f.file_id;
END
$$;

-- Gives the caller's own vote; FALSE where there is nothing of the kind to vote on.
CREATE OR REPLACE FUNCTION praxis_private.cast_vote(meeting uuid, file uuid, vote text, reason text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.committee_vote (meeting_id, person_id, file_id, member_id, vote, reason)
    SELECT b.meeting_id, b.person_id, b.file_id, b.member_id, cast_vote.vote, cast_vote.reason
      FROM praxis_private.own_ballots() b
     WHERE b.meeting_id = cast_vote.meeting
       AND b.file_id = cast_vote.file;
    RETURN FOUND;
END
$$;

-- Hands out a sheet of paper for a purpose, with an event in the trail.
CREATE OR REPLACE FUNCTION praxis_private.committee_paper_open(paper uuid, purpose text) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found praxis.committee_paper;
BEGIN
    SELECT * INTO found
      FROM praxis.committee_paper s
     WHERE s.practice_id = praxis_private.practice_any('credentialing.peer.open') AND s.paper_id = paper
       -- It tells of every file on the agenda.
       AND NOT EXISTS (SELECT FROM praxis.committee_item i
                        WHERE i.practice_id = s.practice_id AND i.meeting_id = s.meeting_id
                          AND NOT praxis_private.opens_peer_review(i.person_id));
    IF found.paper_id IS NULL THEN
        RETURN NULL;
    ELSIF purpose IS NULL OR length(purpose) NOT BETWEEN 10 AND 500 THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'purpose_required', DETAIL = '{}';
    END IF;
    PERFORM praxis_private.audit_append(
        'credentialing.committee.paper-open', 'committee_meeting', found.meeting_id, NULL, NULL,
        jsonb_build_object('paper', paper), purpose);
    RETURN found.content;
END
$$;

-- The committee's own rules: who was there votes, not on the own file, not on an appeal against the own decision and not after
-- the minutes; the chair signs, on the day of the meeting or later. Whatever is added to a meeting waits for what is being
-- added to it, so that nothing slips in while the minutes are signed.
CREATE OR REPLACE FUNCTION praxis_private.committee_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    ELSIF NEW.practice_id <> praxis_private.practice_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    END IF;
    PERFORM FROM praxis.committee_meeting m
      WHERE m.practice_id = NEW.practice_id AND m.meeting_id = NEW.meeting_id
        FOR UPDATE;
    IF EXISTS (SELECT FROM praxis.committee_minutes m
                WHERE m.practice_id = NEW.practice_id AND m.meeting_id = NEW.meeting_id)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'meeting_closed', DETAIL = '{}';
    END IF;
    CASE TG_TABLE_NAME
        WHEN 'committee_vote' THEN
            NEW.given := praxis_private.vote_given(NEW);
        WHEN 'committee_minutes' THEN
            IF (praxis_private.context())[6] <> 'session' THEN
                RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
            ELSIF NOT EXISTS (SELECT
                             FROM praxis.committee_attendance a
                             JOIN praxis.committee_member m USING (practice_id, member_id)
                            WHERE a.practice_id = NEW.practice_id AND a.meeting_id = NEW.meeting_id
                              AND m.is_chair AND m.person_id = praxis_private.person_id())
            THEN
                RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'chair_required', DETAIL = '{}';
            ELSIF (SELECT m.meets_on FROM praxis.committee_meeting m
                    WHERE m.practice_id = NEW.practice_id AND m.meeting_id = NEW.meeting_id)
                  > praxis_private.practice_day(NEW.practice_id, now())
            THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'meeting_ahead', DETAIL = '{}';
            END IF;
            NEW.votes := (
                SELECT coalesce(jsonb_agg(jsonb_build_object('file', v.file_id, 'member', v.member_id, 'vote', v.vote,
                                                             'given', v.given)
                                          ORDER BY v.file_id, v.member_id), '[]')
                  FROM praxis.committee_vote v
                 WHERE v.practice_id = NEW.practice_id AND v.meeting_id = NEW.meeting_id);
        WHEN 'committee_attendance' THEN
            IF NOT EXISTS (SELECT
                             FROM praxis.committee_member m
                             JOIN praxis.committee_meeting t
                               ON t.practice_id = m.practice_id AND t.meeting_id = NEW.meeting_id
                            WHERE m.practice_id = NEW.practice_id AND m.member_id = NEW.member_id
                              AND m.starts_on <= t.meets_on AND (m.ends_on IS NULL OR m.ends_on > t.meets_on))
            THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'no_member', DETAIL = '{}';
            END IF;
        ELSE
            NULL;
    END CASE;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER committee_vote_guard BEFORE INSERT ON praxis.committee_vote
    FOR EACH ROW EXECUTE FUNCTION praxis_private.committee_guard();
CREATE OR REPLACE TRIGGER committee_minutes_guard BEFORE INSERT ON praxis.committee_minutes
    FOR EACH ROW EXECUTE FUNCTION praxis_private.committee_guard();
CREATE OR REPLACE TRIGGER committee_attendance_guard BEFORE INSERT ON praxis.committee_attendance
    FOR EACH ROW EXECUTE FUNCTION praxis_private.committee_guard();
CREATE OR REPLACE TRIGGER committee_item_guard BEFORE INSERT ON praxis.committee_item
    FOR EACH ROW EXECUTE FUNCTION praxis_private.committee_guard();
CREATE OR REPLACE TRIGGER committee_paper_guard BEFORE INSERT ON praxis.committee_paper
    FOR EACH ROW EXECUTE FUNCTION praxis_private.committee_guard();
