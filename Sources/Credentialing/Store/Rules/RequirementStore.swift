package import Postgres
import PraxisCore

/// Queries and statements about what roles and services require.
enum RequirementStore {
    static func requirements() -> Query<Requirement> {
        Query(
            """
            SELECT r.requirement_id, r.clinical_role, r.type_code, r.name, r.severity, r.of_state, r.compact, r.service, s.name,
                   c.name, r.state, r.lead_days, r.starts_on, r.ends_on, r.citation, r.plan_id, p.payer || ': ' || p.name
              FROM (SELECT r.practice_id, r.requirement_id, r.clinical_role, r.clinic_id, r.state,
                           coalesce(r.type_code, \(Requirement.enrollment)) AS type_code,
                           coalesce(t.name, 'Enrollment with the payer') AS name, r.severity, r.jurisdiction = 'clinic_state' AS of_state, r.compact IS NOT NULL AS compact,
                           r.service, r.lead_days, r.starts_on, r.ends_on, r.citation, t.position, r.plan_id
                      FROM praxis.requirement r
                      LEFT JOIN praxis.credential_type t USING (type_code)
                     UNION ALL
                    SELECT r.practice_id, r.requirement_id, NULL, r.clinic_id, r.state, r.type_code, t.name, r.severity,
                           false, false, r.service, r.lead_days, r.starts_on, r.ends_on, r.citation, t.position, NULL
                      FROM praxis.clinic_requirement r
                      JOIN praxis.clinic_credential_type t USING (type_code)) r
              LEFT JOIN praxis.clinic c USING (practice_id, clinic_id)
              LEFT JOIN praxis.clinical_service s USING (service)
              LEFT JOIN praxis.payer_plan p USING (practice_id, plan_id)
             ORDER BY r.clinical_role NULLS LAST, r.severity, r.position, r.starts_on, r.requirement_id
             LIMIT 1000
            """)
    }

    static func services() -> Query<ServiceChoice> {
        Query("SELECT s.service, s.name FROM praxis.clinical_service s ORDER BY s.position, s.name")
    }

    static func clinics() -> Query<ClinicSlug> {
        Query("SELECT c.slug FROM praxis.clinic c WHERE c.closed_on IS NULL ORDER BY c.name")
    }

    static func add(_ id: Requirement.ID, _ draft: RequirementDraft) -> SQL {
        guard let role = draft.role else {
            return """
                INSERT INTO praxis.clinic_requirement
                       (requirement_id, clinic_id, state, type_code, severity, service, lead_days, starts_on, citation)
                VALUES (\(id), \(Self.clinic(draft)), \(draft.state), \(draft.type), \(draft.severity.rawValue),
                        \(draft.service), \(draft.leadDays), \(draft.startsOn), \(draft.citation))
                """
        }
        return """
            INSERT INTO praxis.requirement
                   (requirement_id, clinical_role, clinic_id, state, type_code, severity, jurisdiction, compact, service,
                    lead_days, starts_on, citation, plan_id)
            VALUES (\(id), \(role), \(Self.clinic(draft)), \(draft.state),
                    nullif(\(draft.type), \(Requirement.enrollment)), \(draft.severity.rawValue),
                    \(draft.isOfClinicState ? "clinic_state" : "any"),
                    -- The compact of that kind of license; what has none is refused.
                    CASE WHEN \(draft.acceptsCompact)
                         THEN coalesce((SELECT min(m.compact)
                                          FROM praxis.compact_member m
                                         WHERE m.type_code = \(draft.type)), 'none') END,
                    \(draft.service), \(draft.leadDays), \(draft.startsOn), \(draft.citation), \(draft.plan))
            """
    }

    private static func clinic(_ draft: RequirementDraft) -> SQL {
        "(SELECT c.clinic_id FROM praxis.clinic c WHERE c.slug = \(draft.clinic))"
    }

    /// Ends a requirement of people or of clinics that has no end yet.
    static func end(_ id: Requirement.ID, on day: LocalDate, ofClinic: Bool) -> SQL {
        ofClinic
            ? "UPDATE praxis.clinic_requirement r SET ends_on = greatest(\(day), r.starts_on) WHERE r.requirement_id = \(id)"
            : "UPDATE praxis.requirement r SET ends_on = greatest(\(day), r.starts_on) WHERE r.requirement_id = \(id)"
    }
}

/// A service that a requirement may be about.
package struct ServiceChoice: PostgresRow, Hashable, Sendable {
    package let code: String
    package let name: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.code = try row.read()
        self.name = try row.read()
    }
}

/// The name of a clinic in addresses.
struct ClinicSlug: PostgresRow {
    let slug: Slug

    init(row: inout RowReader) throws(PostgresError) { self.slug = try row.read() }
}
