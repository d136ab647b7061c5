package import PraxisCore

/// Somebody on a shift to come for which credentialing no longer clears them.
package struct ShiftConflict: Hashable, Sendable {
    package let clinic: RosterClinic
    package let person: RosterPerson.ID
    package let shift: Shift.ID
    /// The day of the shift on the clinic's calendar.
    package let date: LocalDate
}
