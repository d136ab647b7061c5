import Postgres
import PraxisCore

/// Statements about the rules by which people are told.
extension ReminderStore {
    static func rules() -> Query<ReminderRuleEntry> {
        Query(
            """
            SELECT r.rule_id, r.kind,
                   coalesce(t.name, y.name,
                            CASE r.kind WHEN 'npdb_report' THEN 'Report to the data bank'
                                        WHEN 'appeal' THEN 'Time to appeal'
                                        WHEN 'clinic_certificate' THEN 'Certificates of clinics'
                                        WHEN 'enrollment_revalidation' THEN 'Revalidation with payers'
                                        WHEN 'enrollment_ending' THEN 'Enrollments with payers that end'
                                        WHEN 'training_due' THEN 'Training and policies'
                                        ELSE initcap(replace(r.kind, '_', ' ')) END), r.thresholds::bigint[],
                   r.repeat_days::bigint, r.manager_from::bigint, r.administrator_from::bigint,
                   r.director_from::bigint, r.starts_on, r.ends_on, r.citation
              FROM praxis.reminder_rule r
              LEFT JOIN praxis.credential_type t ON t.type_code = r.kind
              LEFT JOIN praxis.clinic_credential_type y ON y.type_code = r.kind
             ORDER BY r.kind = 'any', r.kind, r.starts_on DESC
            """)
    }

    /// Ends the rule of a kind that is in force on a day, where it began before.
    static func endRule(_ kind: String, on day: LocalDate) -> SQL {
        """
        UPDATE praxis.reminder_rule
           SET ends_on = \(day)
         WHERE kind = \(kind)
           AND starts_on < \(day)
           AND (ends_on IS NULL OR ends_on > \(day))
        """
    }

    static func addRule(_ id: ReminderRuleEntry.ID, _ draft: ReminderRuleDraft) -> SQL {
        let rule = draft.rule
        return """
            INSERT INTO praxis.reminder_rule
                   (rule_id, kind, thresholds, repeat_days, manager_from, administrator_from, director_from, starts_on,
                    citation)
            VALUES (\(id), \(draft.kind), \(rule.thresholds.map(Int64.init))::bigint[]::integer[], \(rule.repeatDays),
                    \(rule.escalation[.clinicManager]), \(rule.escalation[.practiceAdministrator]),
                    \(rule.escalation[.medicalDirector]), \(draft.startsOn), \(draft.citation))
            """
    }
}
