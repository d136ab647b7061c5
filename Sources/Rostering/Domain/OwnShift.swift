package import PraxisCore

/// A shift as the person who works it was told.
package struct OwnShift: Hashable, Sendable {
    package let id: Assignment.ID
    /// The clinic's name.
    package let clinic: String
    package let zone: Zone
    package let name: String
    package let role: ClinicalRole
    package let date: LocalDate
    package let span: Span
    package let breakMinutes: Int
    /// The number of the publication that told it last; grows with every change.
    package let publication: Int
}

/// One clinic's week at a glance.
package struct ClinicWeek: Hashable, Sendable {
    package let clinic: RosterClinic
    package let coverage: Coverage
    /// Shifts that lack somebody.
    package let unfilledShifts: Int
    package let state: RosterState
    package let minutes: Int
    package let cost: Money?
}
