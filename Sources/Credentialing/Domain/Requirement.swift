package import Postgres
package import PraxisCore

/// What a role requires of people, or a service of a clinic: where, how strictly, and since when.
package struct Requirement: Hashable, Sendable {
    package typealias ID = Identifier<Requirement>

    /// What clearance makes of its absence.
    package enum Severity: String, CaseIterable, Sendable {
        case block, warn, inform

        package var title: String {
            switch self {
            case .block: "Not cleared"
            case .warn: "Remark"
            case .inform: "For information"
            }
        }
    }

    package let id: ID
    /// `nil` where the clinic itself must hold it.
    package let role: String?
    /// A kind of credential, or `enrollment` with the payer's plan.
    package let type: String
    package let typeName: String
    package let severity: String
    package let isOfClinicState: Bool
    package let acceptsCompact: Bool
    package let service: String?
    package let serviceName: String?
    package let clinic: String?
    package let state: String?
    package let leadDays: Int
    package let startsOn: LocalDate
    package let endsOn: LocalDate?
    package let citation: String
    /// The payer's plan that asks for it of work billed to it.
    package let plan: PayerPlan.ID?
    package let planName: String?

    /// Stands for the enrollment itself where a kind of credential is named.
    package static let enrollment = "enrollment"

    package var isOfClinic: Bool { self.role == nil }
    package var roleTitle: String { self.role.map { ClinicalRole(rawValue: $0)?.title ?? $0 } ?? "The clinic itself" }
    /// Where it is asked for.
    package var place: String { self.clinic ?? self.state.map { "clinics in \($0)" } ?? "every clinic" }
    package var occasion: String {
        (self.serviceName ?? self.service ?? "every shift") + (self.planName.map { " billed to \($0)" } ?? "")
    }

    /// Whether it is asked for on a day.
    package func isInForce(on day: LocalDate) -> Bool {
        self.startsOn <= day && (self.endsOn.map { day < $0 } ?? true)
    }
}

extension Requirement: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.role = try row.read()
        self.type = try row.read()
        self.typeName = try row.read()
        self.severity = try row.read()
        self.isOfClinicState = try row.read()
        self.acceptsCompact = try row.read()
        self.service = try row.read()
        self.serviceName = try row.read()
        self.clinic = try row.read()
        self.state = try row.read()
        self.leadDays = try row.read()
        self.startsOn = try row.read()
        self.endsOn = try row.read()
        self.citation = try row.read()
        self.plan = try row.read()
        self.planName = try row.read()
    }
}
