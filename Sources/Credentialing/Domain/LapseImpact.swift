package import FoundationEssentials
package import Postgres
package import PraxisCore

/// What depends on a credential at a clinic: shifts to come that it does not cover as things stand.
package struct LapseImpact: Hashable, Sendable {
    /// Shifts that its holder may not work unless something renews.
    package internal(set) var blocked = 0
    /// Shifts that go ahead with a remark.
    package internal(set) var remarked = 0
    /// Shifts of its holder there in the last four weeks in roles that ask for it: what a lapse costs from then on.
    package internal(set) var usual = 0

    package var shifts: Int { self.blocked + self.remarked }
}

/// The same for all lines together: "if nothing renews, 41 shifts at 3 clinics".
package struct LapseTotal: Hashable, Sendable {
    package let shifts: Int
    package let blocked: Int
    package let clinics: Int

    package init(_ shifts: [UncoveredShift]) {
        self.shifts = Set(shifts.map(\.assignment)).count
        self.blocked = Set(shifts.filter(\.isBlocked).map(\.assignment)).count
        self.clinics = Set(shifts.map(\.clinicSlug)).count
    }
}

/// A shift to come and the credential, somebody's or the clinic's, that does not cover it. A shift that two credentials fail is
/// there twice.
package struct UncoveredShift: Hashable, Sendable {
    package let clinic: String
    package let clinicSlug: Slug
    /// `nil` where nobody is on the shift yet.
    package let person: Person.ID?
    package let name: String?
    /// `nil` where the clinic's certificate fails.
    package let credential: Credential.ID?
    package let type: String
    /// Whether it is the clinic that lacks it, so that nobody may do the work there.
    package let isOfClinic: Bool
    /// Names the person's place on the shift, or the shift that is open.
    package let assignment: Assignment
    /// The shift itself, told where the clinic's certificate fails: several people may be on it.
    package let shiftID: UUID?
    package let shift: String
    package let role: String
    package let day: LocalDate
    /// The clock of the clinic, as `07:00–15:30`.
    package let hours: String
    /// Whether the shift falls; else it goes ahead with a remark.
    package let isBlocked: Bool
    package let coversUntil: LocalDate?

    /// Somebody's place on a shift.
    package typealias Assignment = Identifier<UncoveredShift>

    /// The role as people write it.
    package var roleTitle: String { ClinicalRole(rawValue: self.role)?.title ?? self.role }
}

extension UncoveredShift: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.clinic = try row.read()
        self.clinicSlug = try row.read()
        self.person = try row.read()
        self.name = try row.read()
        self.credential = try row.read()
        self.type = try row.read()
        self.isOfClinic = try row.read()
        self.assignment = try row.read()
        self.shiftID = try row.read()
        self.shift = try row.read()
        self.role = try row.read()
        self.day = try row.read()
        self.hours = try row.read()
        let severity: String = try row.read()
        self.isBlocked = severity == "block"
        self.coversUntil = try row.read()
    }
}

/// What a clinic may no longer do from a day on, as its certificate ends, and how many shifts to come need it.
package struct StoppedService: Hashable, Sendable {
    package let ending: ClinicEnding
    /// Services that need it; every shift does where there are none.
    package let services: [String]
    package let shifts: Int

    /// The first day without it; `nil` where it does not count today.
    package var stopsOn: LocalDate? { self.ending.isOver ? nil : self.ending.coveredUntil?.adding(days: 1) }

    /// What stops of what is asked for with severity `block`, in the order of the endings.
    package static func found(
        _ endings: [ClinicEnding], _ standing: [ServiceStanding], _ shifts: [UncoveredShift]
    ) -> [StoppedService] {
        endings.filter(\.isRequired).map { ending in
            let asked = standing.filter {
                $0.clinicSlug == ending.clinicSlug && $0.typeName == ending.typeName && $0.severity == "block"
            }
            let fallen = shifts.filter {
                $0.isOfClinic && $0.isBlocked && $0.clinicSlug == ending.clinicSlug && $0.type == ending.typeName
            }
            return StoppedService(
                ending: ending,
                services: asked.contains { $0.service == nil } ? [] : asked.compactMap(\.service),
                shifts: Set(fallen.compactMap(\.shiftID)).count)
        }
    }
}

/// A month ahead and how many lines of the board end in it.
package struct ExpiryMonth: Hashable, Sendable, PostgresRow {
    /// Its first day.
    package let month: LocalDate
    package let count: Int

    package init(row: inout RowReader) throws(PostgresError) {
        self.month = try row.read()
        self.count = try row.read()
    }
}
