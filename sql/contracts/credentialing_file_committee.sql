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
-- earlier, and after the minutes say that nothing was decided.
CREATE OR REPLACE FUNCTION praxis_private.check_agenda(practice uuid, file uuid, step text, today date) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last record;
BEGIN
    SELECT i.meeting_id, m.meets_on, n.meeting_id IS NOT NULL AS closed INTO last
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
    END IF;
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
            IF NEW.vote <> 'recused'
               AND EXISTS (SELECT FROM praxis.committee_member m
                            WHERE m.practice_id = NEW.practice_id AND m.member_id = NEW.member_id
                              AND (m.person_id = NEW.person_id
                                   OR m.person_id = ANY (praxis_private.file_deciders(NEW.practice_id, NEW.file_id))
                                   OR EXISTS (SELECT FROM praxis.account a
                                               WHERE a.practice_id = m.practice_id AND a.person_id = m.person_id
                                                 AND a.account_id = ANY (praxis_private.file_preparers(
                                                     NEW.practice_id, NEW.file_id)))))
            THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'recusal_required', DETAIL = '{}';
            END IF;
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
                SELECT coalesce(jsonb_agg(jsonb_build_object('file', v.file_id, 'member', v.member_id, 'vote', v.vote)
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
