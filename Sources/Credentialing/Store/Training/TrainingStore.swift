import Postgres
import PraxisCore

/// Whose duties and records are asked for.
enum Whose {
    /// Everybody's whom the caller may see.
    case everybody
    case person(Person.ID)
    /// The caller's own person.
    case own

    /// As an array, NULL for everybody.
    var list: SQL {
        switch self {
        case .everybody: "NULL::uuid[]"
        case .person(let id): "ARRAY[\(id)]::uuid[]"
        case .own: "ARRAY[praxis_private.person_id()]"
        }
    }

    /// A condition on `x.person_id`.
    var condition: SQL {
        switch self {
        case .everybody: "true"
        case .person(let id): "x.person_id = \(id)"
        case .own: "x.person_id = (SELECT praxis_private.person_id())"
        }
    }
}

/// Queries about courses, and what people did about them.
enum TrainingStore {
    static func courses() -> Query<TrainingCourse> {
        Query(
            """
            SELECT c.course_id, c.code, c.name, c.ends_on, c.version, r.retention_code, r.name, r.years, r.runs_from,
                   r.citation
              FROM praxis.training_course c
              JOIN praxis.training_retention r USING (retention_code)
             ORDER BY c.name, c.course_id
             LIMIT 500
            """)
    }

    /// Which version a course has; it counts its changes.
    static func version(of course: TrainingCourse.ID) -> Query<Column<Int>> {
        Query("SELECT c.version FROM praxis.training_course c WHERE c.course_id = \(course)")
    }

    static func versions() -> Query<TrainingVersion> {
        Query(
            """
            SELECT v.course_id, v.number, v.summary, v.link, v.document_id, v.minutes, v.passing_score, v.every,
                   v.every_unit, v.anchor, v.warn_days, v.retake_days, v.citation, v.effective_from
              FROM praxis.training_version v
             ORDER BY v.course_id, v.number
            """)
    }

    static func retentions() -> Query<Retention> {
        Query(
            """
            SELECT r.retention_code, r.name, r.years, r.runs_from, r.citation
              FROM praxis.training_retention r
             ORDER BY r.position
            """)
    }

    /// Rules of courses and policies, those that ended last.
    static func rules() -> Query<TrainingRule> {
        Query(
            """
            SELECT r.rule_id, r.course_id, r.policy_id, c.name, r.position, r.clinical_role, r.exposure, r.due_days,
                   r.starts_on, r.ends_on, r.citation
              FROM praxis.training_rule r
              LEFT JOIN praxis.clinic c USING (practice_id, clinic_id)
             ORDER BY r.ends_on DESC NULLS FIRST, r.starts_on, r.rule_id
             LIMIT 1000
            """)
    }

    static func gates() -> Query<TrainingGate> {
        Query(
            """
            SELECT g.gate_id, g.course_id, c.name, g.clinical_role, g.severity, g.starts_on, g.ends_on, g.citation
              FROM praxis.training_gate g
              LEFT JOIN praxis.clinic c USING (practice_id, clinic_id)
             ORDER BY g.ends_on DESC NULLS FIRST, g.starts_on, g.gate_id
             LIMIT 500
            """)
    }

    static func exposures() -> Query<ExposedJob> {
        Query(
            """
            SELECT x.determination_id, x.exposure, x.position, c.name, x.starts_on, x.ends_on
              FROM praxis.exposed_job x
              LEFT JOIN praxis.clinic c USING (practice_id, clinic_id)
             ORDER BY x.exposure, x.position, x.starts_on, x.determination_id
             LIMIT 500
            """)
    }

    static func spans(of whose: Whose) -> Query<AskedSpan> {
        Query(
            """
            SELECT s.person_id, s.course_id, s.policy_id, s.starts_on, s.ends_on, s.due_days
              FROM praxis_private.duty_spans(\(whose.list)) s
            """)
    }

    static func records(of whose: Whose) -> Query<TrainingRecord> {
        Query(
            """
            SELECT x.person_id, x.course_id, x.number, x.completed_on, x.valid_through
              FROM praxis.training_record x
             WHERE \(whose.condition)
            """)
    }

    /// The records of a person, but for the one that is about to be corrected.
    static func standingRecords(of person: Person.ID, without corrected: TrainingCompletion.ID?) -> Query<
        TrainingRecord
    > {
        Query(
            """
            SELECT x.person_id, x.course_id, x.number, x.completed_on, x.valid_through
              FROM praxis.training_record x
             WHERE x.person_id = \(person) AND x.completion_id IS DISTINCT FROM \(corrected)
            """)
    }

    /// Whoever belongs to the scope today, by name.
    static func people(_ search: String?, in scope: Scope) -> Query<TrainedPerson> {
        Query(
            """
            SELECT w.person_id, p.family_name || ', ' || p.given_name, string_agg(DISTINCT c.name, ', '),
                   coalesce(string_agg(DISTINCT w.position, ', '), '')
              FROM (SELECT e.practice_id, e.clinic_id, e.person_id, e.position, e.starts_on, e.ends_on
                      FROM praxis.employment e
                     UNION ALL
                    SELECT a.practice_id, a.clinic_id, a.person_id, NULL, a.starts_on, a.ends_on
                      FROM praxis.appointment a) w
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.person p USING (practice_id, person_id)
             WHERE \(scope.condition)
               AND daterange(w.starts_on, w.ends_on) @> (now() AT TIME ZONE c.zone)::date
               AND (\(search?.lowercased())::text IS NULL OR starts_with(p.name_search, \(search?.lowercased())))
             GROUP BY w.person_id, p.family_name, p.given_name, p.name_search
             ORDER BY p.name_search, w.person_id
             LIMIT 5000
            """)
    }

    /// Everything on record about a person's training, newest first.
    static func completions(of whose: Whose) -> Query<TrainingCompletion> {
        Query(
            """
            SELECT x.completion_id, x.course_id, k.name, x.number, v.summary, x.completed_on, x.result, x.score, x.minutes,
                   x.trainer, x.qualification, x.job_title, x.valid_through, coalesce(e.name, l.name),
                   x.supersedes_id,
                   EXISTS (SELECT
                             FROM praxis.training_completion n
                            WHERE n.practice_id = x.practice_id AND n.supersedes_id = x.completion_id),
                   x.reason, coalesce(praxis_private.account_name(x.created_by), ''), x.created_at,
                   coalesce((SELECT min(n.effective_from) - 1
                               FROM praxis.training_version n
                              WHERE n.practice_id = x.practice_id AND n.course_id = x.course_id AND n.number > x.number
                                AND n.effective_from <= CURRENT_DATE),
                            CASE WHEN k.ends_on <= CURRENT_DATE THEN k.ends_on - 1 END),
                   r.retention_code, r.name, r.years, r.runs_from, r.citation
              FROM praxis.training_completion x
              JOIN praxis.training_course k USING (practice_id, course_id)
              JOIN praxis.training_retention r USING (retention_code)
              JOIN praxis.training_version v
                ON v.practice_id = x.practice_id AND v.course_id = x.course_id AND v.number = x.number
              LEFT JOIN praxis.training_evidence e
                ON e.practice_id = x.practice_id AND e.person_id = x.person_id AND e.evidence_id = x.evidence_id
              LEFT JOIN praxis.training_claim l
                ON l.practice_id = x.practice_id AND l.person_id = x.person_id AND l.claim_id = x.claim_id
             WHERE \(whose.condition)
             ORDER BY x.completed_on DESC, x.created_at DESC, x.completion_id
             LIMIT 1000
            """)
    }

    /// Certificates that were handed in, those that wait first.
    static func claims(of whose: Whose, waiting: Bool) -> Query<TrainingClaim> {
        Self.claims("\(whose.condition) AND (NOT \(waiting) OR d.claim_id IS NULL)")
    }

    static func claim(asked id: TrainingClaim.ID) -> Query<TrainingClaim> { Self.claims("x.claim_id = \(id)") }

    private static func claims(_ condition: SQL) -> Query<TrainingClaim> {
        Query(
            """
            SELECT x.claim_id, x.person_id, p.family_name || ', ' || p.given_name, x.course_id, k.name, x.completed_on,
                   x.trainer, x.name, x.created_at, coalesce(d.decision, 'waiting'), d.reason,
                   praxis_private.account_name(d.decided_by),
                   coalesce(x.person_id = (SELECT praxis_private.person_id()), false)
              FROM praxis.training_claim x
              JOIN praxis.training_course k USING (practice_id, course_id)
              LEFT JOIN praxis.person p USING (practice_id, person_id)
              LEFT JOIN praxis.training_claim_decision d USING (practice_id, person_id, claim_id)
             WHERE \(condition)
             ORDER BY d.claim_id IS NOT NULL, x.created_at, x.claim_id
             LIMIT 500
            """)
    }

    static func claim(_ id: TrainingClaim.ID) -> Query<TrainingDocument> {
        Query("SELECT x.name, x.media_type, x.content FROM praxis.training_claim x WHERE x.claim_id = \(id)")
    }

    /// The file that proves a completion.
    static func evidence(of id: TrainingCompletion.ID) -> Query<TrainingDocument> {
        Query(
            """
            SELECT e.name, e.media_type, e.content
              FROM praxis.training_completion x
              JOIN praxis.training_evidence e USING (practice_id, person_id, evidence_id)
             WHERE x.completion_id = \(id)
             UNION ALL
            SELECT l.name, l.media_type, l.content
              FROM praxis.training_completion x
              JOIN praxis.training_claim l USING (practice_id, person_id, claim_id)
             WHERE x.completion_id = \(id)
            """)
    }

    static func document(_ id: TrainingDocument.ID) -> Query<TrainingDocument> {
        Query("SELECT d.name, d.media_type, d.content FROM praxis.training_document d WHERE d.document_id = \(id)")
    }
}
