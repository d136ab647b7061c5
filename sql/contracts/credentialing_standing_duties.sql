-- What follows from an adverse decision: the time in which the person may appeal, and whether it is reported to the data bank.

INSERT INTO praxis.rule_key AS k (rule_key, pack, authority, title)
VALUES
    ('hcqia.appeal',        'NPDB', 'Health Care Quality Improvement Act', 'Time to ask for a hearing about an adverse decision'),
    ('npdb.adverse_action', 'NPDB', 'National Practitioner Data Bank', 'Report of an adverse action')
ON CONFLICT (rule_key) DO UPDATE
   SET pack = excluded.pack, authority = excluded.authority, title = excluded.title;

INSERT INTO praxis.rule AS r (rule_key, effective_from, effective_to, confirmed, citation, params)
VALUES
    ('hcqia.appeal', '2000-01-01', NULL, false, '42 U.S.C. 11112(b)(1): at least 30 days', '{"days": 30}'),
    ('npdb.adverse_action', '2000-01-01', NULL, false, '45 CFR 60.5 and 60.12: actions of more than 30 days',
     '{"longer_than_days": 30, "report_days": 30}')
ON CONFLICT (rule_key, effective_from) DO UPDATE
   SET effective_to = excluded.effective_to, confirmed = excluded.confirmed, citation = excluded.citation,
       params = excluded.params;

-- The last word about each file that may be appealed, and until when: days after the person was told, by the rule of the day of the
-- decision (R4). Until the notice is noted as sent the days are counted from the decision, and a later appeal is not late.
CREATE OR REPLACE VIEW praxis.file_appeal WITH (security_invoker = true) AS
SELECT d.practice_id, d.person_id, d.file_id, d.decision_id, d.outcome, d.decided_on, n.sent_on AS told_on,
       coalesce(n.sent_on, d.decided_on) + r.days AS due_on
  FROM praxis.file_decision d
  LEFT JOIN praxis.file_notice n USING (practice_id, person_id, decision_id)
 CROSS JOIN LATERAL (
       SELECT (v.params ->> 'days')::integer AS days
         FROM praxis.rule_version v
        WHERE v.rule_key = 'hcqia.appeal'
          AND (v.practice_id IS NULL OR v.practice_id = d.practice_id)
          AND v.effective_from <= d.decided_on
          AND (v.effective_to IS NULL OR v.effective_to > d.decided_on)
        ORDER BY v.own DESC, v.effective_from DESC
        LIMIT 1) r
 WHERE d.outcome IN ('denied', 'approved_with_conditions')
   AND NOT EXISTS (SELECT
                     FROM praxis.file_decision n
                    WHERE n.practice_id = d.practice_id AND n.file_id = d.file_id AND n.version > d.version);

-- Whether the time to appeal against the last decision of a file is over: not before the person was told.
CREATE OR REPLACE FUNCTION praxis_private.appeal_is_late(practice uuid, file uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT
                     FROM praxis.file_appeal a
                    WHERE a.practice_id = practice AND a.file_id = file AND a.told_on IS NOT NULL
                      AND a.due_on < praxis_private.practice_day(practice, now())
                      -- A letter of a day within the time, put on file by somebody else than whoever enters the appeal.
                      AND NOT EXISTS (SELECT
                                        FROM praxis.evidence e
                                       WHERE e.practice_id = a.practice_id AND e.person_id = a.person_id
                                         AND e.signed_on BETWEEN a.decided_on AND a.due_on
                                         AND e.created_at > (SELECT d.created_at
                                                               FROM praxis.file_decision d
                                                              WHERE d.practice_id = a.practice_id
                                                                AND d.decision_id = a.decision_id)
                                         AND e.created_by IS DISTINCT FROM praxis_private.account_id()));
END
$$;

-- Adverse actions that are reported to the data bank: a denial, an approval with conditions, a termination, where it holds for
-- more days than the rule of its day says, or has no end; a summary suspension once it has held for more days than that. Decisions of one role that follow each other without an approval
-- between them are one action, told by its last. For those who open what peers and the data bank say, and nobody reads of
-- the own; and for the system, which reminds them.
CREATE OR REPLACE VIEW praxis.npdb_duty WITH (security_invoker = true) AS
SELECT a.practice_id, a.person_id, a.file_id, a.decision_id, a.ending_id, a.action, a.began_on, a.ended_on,
       a.acted_on + (r.params ->> 'report_days')::integer
       -- A suspension is reported when it has lasted; until then nothing is due.
       + CASE WHEN a.suspension_id IS NULL THEN 0 ELSE (r.params ->> 'longer_than_days')::integer END AS due_on,
       a.appealed, coalesce(p.step, 0) AS step,
       p.outcome, p.reported_on, p.reference, p.reason, p.created_by AS disposed_by, p.created_at AS disposed_at,
       a.suspension_id
  FROM (SELECT d.practice_id, d.person_id, d.file_id, d.decision_id, NULL::uuid AS ending_id, d.outcome AS action,
               d.decided_on AS acted_on, d.next_on AS ended_on, d.state IN ('appeal', 'fair_hearing') AS appealed,
               (SELECT min(b.decided_on)
                  FROM praxis.file_decision b
                  JOIN praxis.credentialing_file g USING (practice_id, person_id, file_id)
                 WHERE b.practice_id = d.practice_id AND b.person_id = d.person_id AND g.clinical_role = d.clinical_role
                   AND b.outcome IN ('denied', 'approved_with_conditions')
                   AND (b.decided_on, b.created_at) <= (d.decided_on, d.created_at)
                   AND (b.decided_on, b.created_at) > ALL (
                       SELECT o.decided_on, o.created_at
                         FROM praxis.file_decision o
                         JOIN praxis.credentialing_file g USING (practice_id, person_id, file_id)
                        WHERE o.practice_id = d.practice_id AND o.person_id = d.person_id
                          AND g.clinical_role = d.clinical_role AND o.outcome = 'approved'
                          AND (o.decided_on, o.created_at) < (d.decided_on, d.created_at))) AS began_on,
               NULL::uuid AS suspension_id, d.next_on AS lasts_until
          FROM (SELECT d.practice_id, d.person_id, d.file_id, d.decision_id, d.outcome, d.decided_on, d.created_at, f.state,
                       f.clinical_role, lead(d.outcome) OVER w AS next, lead(d.decided_on) OVER w AS next_on
                  FROM praxis.file_decision d
                  JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
                 WHERE d.outcome <> 'provisional'
                WINDOW w AS (PARTITION BY d.practice_id, d.person_id, f.clinical_role
                             ORDER BY d.decided_on, d.created_at, d.version)) d
         WHERE d.outcome IN ('denied', 'approved_with_conditions') AND coalesce(d.next, 'approved') = 'approved'
         UNION ALL
        SELECT e.practice_id, e.person_id, f.file_id, NULL, e.ending_id, e.kind, e.effective_on, n.decided_on, false,
               e.effective_on, NULL, n.decided_on
          FROM praxis.credentialing_ending e
         CROSS JOIN LATERAL (
               SELECT d.file_id
                 FROM praxis.file_decision d
                WHERE d.practice_id = e.practice_id AND d.person_id = e.person_id AND d.created_at <= e.created_at
                ORDER BY d.created_at DESC
                LIMIT 1) f
          LEFT JOIN LATERAL (
               SELECT min(d.decided_on) AS decided_on
                 FROM praxis.file_decision d
                 JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
                WHERE d.practice_id = e.practice_id AND d.person_id = e.person_id AND d.created_at > e.created_at
                  AND d.outcome = 'approved' AND d.decided_on >= e.effective_on AND f.cycle = 'initial') n ON true
         WHERE e.kind = 'terminated'
         UNION ALL
        SELECT s.practice_id, s.person_id, f.file_id, NULL, NULL, 'summary_suspension', s.effective_on, s.reinstated_on, false,
               s.effective_on, s.suspension_id,
               coalesce(s.reinstated_on, praxis_private.practice_day(s.practice_id, now()) + 1)
          FROM praxis.credentialing_suspended s
         CROSS JOIN LATERAL (
               SELECT f.file_id
                 FROM praxis.credentialing_file f
                WHERE f.practice_id = s.practice_id AND f.person_id = s.person_id
                ORDER BY (f.created_at <= s.created_at) DESC, f.created_at DESC
                LIMIT 1) f
         WHERE s.kind = 'summary') a
 CROSS JOIN LATERAL (
       SELECT v.params
         FROM praxis.rule_version v
        WHERE v.rule_key = 'npdb.adverse_action'
          AND (v.practice_id IS NULL OR v.practice_id = a.practice_id)
          AND v.effective_from <= a.acted_on
          AND (v.effective_to IS NULL OR v.effective_to > a.acted_on)
        ORDER BY v.own DESC, v.effective_from DESC
        LIMIT 1) r
  LEFT JOIN LATERAL (
       SELECT p.step, p.outcome, p.reported_on, p.reference, p.reason, p.created_by, p.created_at
         FROM praxis.npdb_disposition p
        WHERE p.practice_id = a.practice_id AND p.person_id = a.person_id
          AND p.decision_id IS NOT DISTINCT FROM a.decision_id AND p.ending_id IS NOT DISTINCT FROM a.ending_id
          AND p.suspension_id IS NOT DISTINCT FROM a.suspension_id
        ORDER BY p.step DESC
        LIMIT 1) p ON true
 WHERE (a.practice_id = (SELECT coalesce(praxis_private.practice_if('credentialing.peer.open'),
                                         praxis_private.practice_if('credentialing.reminder.send')))
        OR a.person_id = ANY ((SELECT praxis_private.local_persons('credentialing.peer.open'))::uuid[]))
   AND a.person_id IS DISTINCT FROM (SELECT praxis_private.person_id())
   AND (a.lasts_until IS NULL OR a.lasts_until - a.began_on > (r.params ->> 'longer_than_days')::integer);

-- What follows from adverse decisions and has a day: until when the person may appeal, and by when a report is due.
CREATE OR REPLACE VIEW praxis.duty_ending WITH (security_invoker = true) AS
SELECT a.practice_id, a.person_id, a.file_id, 'appeal'::text AS duty, a.due_on AS ends_on
  FROM praxis.file_appeal a
  JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
 WHERE f.state = 'decided' AND a.told_on IS NOT NULL
 UNION ALL
SELECT d.practice_id, d.person_id, d.file_id, 'report', d.due_on
  FROM praxis.npdb_duty d
 WHERE d.outcome IS NULL;

-- A disposition is of a duty that there is, by a person, and follows the last one.
CREATE OR REPLACE FUNCTION praxis_private.npdb_disposition_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    duty record;
BEGIN
    IF (praxis_private.context())[6] <> 'session' OR praxis_private.person_id() IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
    END IF;
    SELECT d.began_on, d.step INTO duty
      FROM praxis.npdb_duty d
     WHERE d.practice_id = NEW.practice_id AND d.person_id = NEW.person_id
       AND d.decision_id IS NOT DISTINCT FROM NEW.decision_id AND d.ending_id IS NOT DISTINCT FROM NEW.ending_id
       AND d.suspension_id IS NOT DISTINCT FROM NEW.suspension_id;
    -- The row that is judged is the last one by now.
    IF duty.step IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    ELSIF NEW.step <> (SELECT count(*) FROM praxis.npdb_disposition p
                        WHERE p.practice_id = NEW.practice_id AND p.person_id = NEW.person_id
                          AND p.decision_id IS NOT DISTINCT FROM NEW.decision_id
                          AND p.ending_id IS NOT DISTINCT FROM NEW.ending_id
                          AND p.suspension_id IS NOT DISTINCT FROM NEW.suspension_id)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'stale_version', DETAIL = '{"current": 0, "sent": 0}';
    ELSIF NEW.reported_on < duty.began_on
          OR NEW.reported_on > praxis_private.practice_day(NEW.practice_id, now())
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'report_day', DETAIL = '{}';
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER npdb_disposition_guard AFTER INSERT ON praxis.npdb_disposition
    FOR EACH ROW WHEN (row_security_active('praxis.npdb_disposition'::regclass))
    EXECUTE FUNCTION praxis_private.npdb_disposition_guard();
