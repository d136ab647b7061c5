import Postgres
import PraxisCore

/// Statements that add to courses and records.
extension TrainingStore {
    static func add(_ id: TrainingCourse.ID, _ draft: CourseDraft) -> SQL {
        """
        INSERT INTO praxis.training_course (course_id, code, name, retention_code)
        VALUES (\(id), \(draft.code), \(draft.name), \(draft.retention))
        """
    }

    /// Renames a course or stops asking for it, where it is still as it was read.
    static func change(_ id: TrainingCourse.ID, _ change: CourseChange, version: Int) -> SQL {
        """
        UPDATE praxis.training_course c
           SET name = \(change.name), ends_on = \(change.endsOn), version = c.version + 1
         WHERE c.course_id = \(id) AND c.version = \(version)
        """
    }

    static func add(_ id: TrainingDocument.ID, _ document: TrainingDocument) -> SQL {
        """
        INSERT INTO praxis.training_document (document_id, name, media_type, content)
        VALUES (\(id), \(document.name), \(document.mediaType), \(document.bytes))
        """
    }

    static func add(
        _ draft: VersionDraft, _ number: Int, to course: TrainingCourse.ID, document: TrainingDocument.ID?
    ) -> SQL {
        """
        INSERT INTO praxis.training_version
               (course_id, number, summary, link, document_id, minutes, passing_score, every, every_unit, anchor, warn_days,
                retake_days, citation, effective_from)
        VALUES (\(course), \(number), \(draft.summary), \(draft.link), \(document), \(draft.minutes),
                \(draft.passingScore), \(draft.recurrence?.every), \(draft.recurrence?.unit.rawValue),
                \(draft.recurrence?.anchor.rawValue), \(draft.warnDays), \(draft.retakeDays), \(draft.citation),
                \(draft.effectiveFrom))
        """
    }

    static func add(_ id: TrainingRule.ID, _ draft: TrainingRuleDraft, course: TrainingCourse.ID?, policy: Policy.ID?)
        -> SQL
    {
        """
        INSERT INTO praxis.training_rule
               (rule_id, course_id, policy_id, clinic_id, position, clinical_role, exposure, due_days, starts_on, citation)
        SELECT \(id), \(course), \(policy), c.clinic_id, \(draft.position), \(draft.role), \(draft.exposure),
               \(draft.dueDays), \(draft.startsOn), \(draft.citation)
          FROM (SELECT 1) one
          LEFT JOIN praxis.clinic c ON c.slug = \(draft.clinic)
         WHERE \(draft.clinic)::text IS NULL OR c.clinic_id IS NOT NULL
        """
    }

    /// Answers the first day without it: the practice's today, where it has begun.
    static func end(_ id: TrainingRule.ID) -> Query<Column<LocalDate>> {
        Query(
            """
            UPDATE praxis.training_rule r
               SET ends_on = greatest(r.starts_on, praxis_private.practice_day(r.practice_id, now()))
             WHERE r.rule_id = \(id) AND r.ends_on IS NULL
            RETURNING r.ends_on
            """)
    }

    static func add(_ id: TrainingGate.ID, _ draft: GateDraft, to course: TrainingCourse.ID) -> SQL {
        """
        INSERT INTO praxis.training_gate
               (gate_id, course_id, clinic_id, clinical_role, severity, starts_on, citation)
        SELECT \(id), \(course), c.clinic_id, \(draft.role), \(draft.severity), \(draft.startsOn), \(draft.citation)
          FROM (SELECT 1) one
          LEFT JOIN praxis.clinic c ON c.slug = \(draft.clinic)
         WHERE \(draft.clinic)::text IS NULL OR c.clinic_id IS NOT NULL
        """
    }

    /// Answers the first day without it: the practice's today, where it has begun.
    static func end(_ id: TrainingGate.ID) -> Query<Column<LocalDate>> {
        Query(
            """
            UPDATE praxis.training_gate g
               SET ends_on = greatest(g.starts_on, praxis_private.practice_day(g.practice_id, now()))
             WHERE g.gate_id = \(id) AND g.ends_on IS NULL
            RETURNING g.ends_on
            """)
    }

    static func add(_ id: ExposedJob.ID, exposure: String, position: String, from day: LocalDate) -> SQL {
        """
        INSERT INTO praxis.exposed_job (determination_id, exposure, position, starts_on)
        VALUES (\(id), \(exposure), \(position), \(day))
        """
    }

    /// Answers the first day without it: the practice's today, where it has begun.
    static func end(_ id: ExposedJob.ID) -> Query<Column<LocalDate>> {
        Query(
            """
            UPDATE praxis.exposed_job x
               SET ends_on = greatest(x.starts_on, praxis_private.practice_day(x.practice_id, now()))
             WHERE x.determination_id = \(id) AND x.ends_on IS NULL
            RETURNING x.ends_on
            """)
    }

    static func add(_ id: Identifier<TrainingDocument>, _ document: TrainingDocument, provingFor person: Person.ID)
        -> SQL
    {
        """
        INSERT INTO praxis.training_evidence (person_id, evidence_id, name, media_type, content)
        VALUES (\(person), \(id), \(document.name), \(document.mediaType), \(document.bytes))
        """
    }

    static func add(
        _ id: TrainingCompletion.ID, _ draft: CompletionDraft, of person: Person.ID, course: TrainingCourse.ID,
        version: Int, validThrough: LocalDate?, evidence: TrainingDocument.ID? = nil, claim: TrainingClaim.ID? = nil
    ) -> SQL {
        """
        INSERT INTO praxis.training_completion
               (person_id, completion_id, course_id, number, completed_on, result, score, minutes, trainer, qualification,
                job_title, evidence_id, claim_id, valid_through, supersedes_id, reason)
        VALUES (\(person), \(id), \(course), \(version), \(draft.completedOn), \(draft.result.rawValue), \(draft.score),
                \(draft.minutes), \(draft.trainer), \(draft.qualification), \(draft.jobTitle), \(evidence), \(claim),
                \(validThrough), \(draft.supersedes), \(draft.reason))
        """
    }

    static func add(_ id: TrainingClaim.ID, _ draft: ClaimDraft, course: TrainingCourse.ID) -> SQL {
        """
        INSERT INTO praxis.training_claim (claim_id, course_id, completed_on, trainer, name, media_type, content)
        VALUES (\(id), \(course), \(draft.completedOn), \(draft.trainer), \(draft.document.name),
                \(draft.document.mediaType), \(draft.document.bytes))
        """
    }

    static func decide(
        _ claim: TrainingClaim.ID, of person: Person.ID, _ state: TrainingClaim.State,
        completion: TrainingCompletion.ID?, reason: String?
    ) -> SQL {
        """
        INSERT INTO praxis.training_claim_decision (person_id, claim_id, decision, completion_id, reason)
        VALUES (\(person), \(claim), \(state.rawValue), \(completion), \(reason))
        """
    }
}
