package import PraxisCore

/// Everything that the page of a week shows, read in one snapshot.
package struct RosterGrid: Hashable, Sendable {
    package let clinic: RosterClinic
    package let week: RosterWeek
    package let people: [RosterPerson]
    package let templates: [ShiftTemplate]
    package let published: [Assignment]
    /// Assignments that credentialing would refuse today.
    package let conflicts: [Refusal]
    /// What was waived for people on their shifts, by an approved override.
    package let overrides: [Assignment.ID: [String]]
    /// People who are not cleared for the whole week, by role.
    package let refusals: [WeekRefusal]
    /// When people of this clinic are busy at others: intervals and nothing else.
    package let busyElsewhere: [RosterPerson.ID: [Span]]
    package let restRules: [RestRule]
    /// Planned cost, where the caller may see rates and there are some.
    package let cost: [LocalDate: Money]

    /// A person who may not work in a role during some of the week.
    package struct WeekRefusal: Hashable, Sendable {
        package let person: RosterPerson.ID
        package let role: ClinicalRole
        package let reasons: [ClearanceReason]
    }

    /// What a publication would tell people that they don't know yet.
    package var differences: [PublicationDifference] {
        PublicationDifference.between(published: self.published, planned: self.week.assignments)
    }

    /// Neighbors with less rest than a rule asks for, at this clinic.
    package var shortRests: [Violation] {
        RosterRules.shortRests(in: self.week.assignments, under: self.restRules)
    }

    /// The slots of a day that lack people, with how many.
    package func unfilled(on day: LocalDate) -> [(shift: Shift, places: Int)] {
        let have = Dictionary(grouping: self.week.assignments, by: \.shift).mapValues(\.count)
        return self.week.shifts.filter { $0.date == day }.compactMap { shift in
            let places = shift.need - (have[shift.id] ?? 0)
            return places > 0 ? (shift, places) : nil
        }
    }
}
