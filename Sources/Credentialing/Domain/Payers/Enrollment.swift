package import Postgres
package import PraxisCore

/// A person at a clinic with a plan: where the application stands and which days the plan pays for.
package struct Enrollment: Hashable, Sendable {
    package typealias ID = Identifier<Enrollment>

    /// Where an application stands.
    package enum Status: String, CaseIterable, Codable, Sendable {
        case notSubmitted = "not_submitted"
        case submitted, enrolled, denied, terminated

        package var title: String {
            switch self {
            case .notSubmitted: "Not submitted"
            case .submitted: "Submitted"
            case .enrolled: "Enrolled"
            case .denied: "Denied"
            case .terminated: "Terminated"
            }
        }

        /// Where it may go from here; the database refuses anything else.
        package var next: [Status] {
            switch self {
            case .notSubmitted: [.submitted]
            case .submitted: [.enrolled, .denied, .notSubmitted]
            case .denied: [.submitted]
            case .enrolled: [.terminated]
            case .terminated: [.enrolled]
            }
        }

        /// Whether the plan pays or paid.
        package var hasBegun: Bool { self == .enrolled || self == .terminated }
    }

    package let id: ID
    package let person: Person.ID
    package let name: String
    package let npi: String?
    package let clinic: String
    package let clinicSlug: Slug
    package let plan: PayerPlan.ID
    package let payer: String
    package let planName: String
    package let kind: PayerPlan.Kind
    package let line: PayerPlan.Line
    package let status: Status
    package let isParticipating: Bool?
    package let submittedOn: LocalDate?
    package let firstServiceOn: LocalDate?
    package let isInDisaster: Bool
    /// The first day that the plan pays for.
    package let effectiveOn: LocalDate?
    /// The last day that it pays for.
    package let termOn: LocalDate?
    package let payerNumber: String?
    package let revalidationDueOn: LocalDate?
    package let version: Int
    /// The clinic's day.
    package let today: LocalDate
    /// Whether the payer has deactivated it today.
    package let isDeactivated: Bool
    /// Whether Medicare's list says that the person has opted out of it, and the plan is one of Medicare's.
    package let isOptedOut: Bool
    /// The days for which claims are held.
    package let holds: [HeldDays]

    package var planTitle: String { "\(self.payer): \(self.planName)" }

    /// Whether claims for work of today are held.
    package var isHeld: Bool { self.holds.contains { $0.contains(self.today) } }

    /// Whether work of today can be billed.
    package var isBillable: Bool {
        guard let effectiveOn, effectiveOn <= self.today, !self.isDeactivated, !self.isOptedOut, !self.isHeld else {
            return false
        }
        return self.termOn.map { self.today <= $0 } ?? true
    }
}

extension Enrollment: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.name = try row.read()
        self.npi = try row.read()
        self.clinic = try row.read()
        self.clinicSlug = try row.read()
        self.plan = try row.read()
        self.payer = try row.read()
        self.planName = try row.read()
        let kind: String = try row.read()
        self.kind = PayerPlan.Kind(rawValue: kind) ?? .other
        let line: String = try row.read()
        self.line = PayerPlan.Line(rawValue: line) ?? .other
        let status: String = try row.read()
        self.status = Status(rawValue: status) ?? .notSubmitted
        self.isParticipating = try row.read()
        self.submittedOn = try row.read()
        self.firstServiceOn = try row.read()
        self.isInDisaster = try row.read()
        self.effectiveOn = try row.read()
        self.termOn = try row.read()
        self.payerNumber = try row.read()
        self.revalidationDueOn = try row.read()
        self.version = try row.read()
        self.today = try row.read()
        self.isDeactivated = try row.read()
        self.isOptedOut = try row.read()
        let holds: JSONColumn<[HeldDays]>? = try row.read()
        self.holds = holds?.value ?? []
    }
}

/// What a list of enrollments is narrowed to.
package struct EnrollmentFilter: Hashable, Sendable {
    package var status: Enrollment.Status?
    package var plan: PayerPlan.ID?
    package var search: String?
    package var person: Person.ID?
    /// Only those whose revalidation is due or overdue.
    package var isRevalidating: Bool
    /// Only those with days for which claims are held.
    package var isHeld: Bool

    package init(
        status: Enrollment.Status? = nil, plan: PayerPlan.ID? = nil, search: String? = nil, person: Person.ID? = nil,
        isRevalidating: Bool = false, isHeld: Bool = false
    ) {
        self.status = status
        self.plan = plan
        self.search = search
        self.person = person
        self.isRevalidating = isRevalidating
        self.isHeld = isHeld
    }
}
