package import PraxisCore

/// A slot of demand: so many people in one role at one clinic for one span of time.
package struct Shift: Hashable, Sendable {
    package typealias ID = Identifier<Shift>

    package let id: ID
    package let template: ShiftTemplate.ID?
    package let name: String
    package let role: ClinicalRole
    /// The day on the clinic's calendar on which it starts.
    package let date: LocalDate
    package let span: Span
    package let breakMinutes: Int
    package let need: Int
    /// What is done in it that only some may do: codes such as `point_of_care_testing`.
    package let services: [String]
    package let version: Int

    package init(
        id: ID, template: ShiftTemplate.ID?, name: String, role: ClinicalRole, date: LocalDate, span: Span,
        breakMinutes: Int = 0, need: Int = 1, services: [String] = [], version: Int = 1
    ) {
        self.id = id
        self.template = template
        self.name = name
        self.role = role
        self.date = date
        self.span = span
        self.breakMinutes = breakMinutes
        self.need = need
        self.services = services
        self.version = version
    }

    /// Elapsed time without the unpaid break.
    package var paidMinutes: Int { max(0, self.span.minutes - self.breakMinutes) }
}
