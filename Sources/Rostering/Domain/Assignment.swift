package import PraxisCore

/// A person on a shift.
package struct Assignment: Hashable, Sendable {
    package typealias ID = Identifier<Assignment>

    package let id: ID
    package let shift: Shift.ID
    package let person: RosterPerson.ID
    package let role: ClinicalRole
    package let date: LocalDate
    package let span: Span
    package let version: Int

    package init(
        id: ID, shift: Shift.ID, person: RosterPerson.ID, role: ClinicalRole, date: LocalDate, span: Span,
        version: Int = 1
    ) {
        self.id = id
        self.shift = shift
        self.person = person
        self.role = role
        self.date = date
        self.span = span
        self.version = version
    }
}

/// A person as the roster sees one: a name and the roles in which they are appointed at the clinic.
package struct RosterPerson: Hashable, Sendable {
    package typealias ID = Identifier<RosterPerson>

    package let id: ID
    package let name: String
    package let roles: [ClinicalRole]

    package init(id: ID, name: String, roles: [ClinicalRole]) {
        self.id = id
        self.name = name
        self.roles = roles
    }
}
