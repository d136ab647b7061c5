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

/// A shift to come and the credential that does not cover it. A shift that two credentials fail is there twice.
package struct UncoveredShift: Hashable, Sendable {
    package let clinic: String
    package let clinicSlug: Slug
    package let person: Person.ID
    package let name: String
    package let credential: Credential.ID
    package let type: String
    /// Names the person's place on the shift.
    package let assignment: Assignment
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
        self.assignment = try row.read()
        self.shift = try row.read()
        self.role = try row.read()
        self.day = try row.read()
        self.hours = try row.read()
        let severity: String = try row.read()
        self.isBlocked = severity == "block"
        self.coversUntil = try row.read()
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
