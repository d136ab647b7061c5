package import FoundationEssentials
package import Postgres
package import PraxisCore

/// Somebody's seat on the committee, from a day and perhaps until another.
package struct CommitteeSeat: Hashable, Sendable, PostgresRow {
    package let id: UUID
    package let person: Person.ID
    package let name: String
    package let isChair: Bool
    package let startsOn: LocalDate
    /// The first day on which the person is no member any more.
    package let endsOn: LocalDate?
    package let meetings: Int

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.name = try row.read()
        self.isChair = try row.read()
        self.startsOn = try row.read()
        self.endsOn = try row.read()
        self.meetings = try row.read()
    }
}

/// A seat that somebody gets.
package struct SeatDraft: Hashable, Sendable {
    package let person: Person.ID
    package let isChair: Bool
    package let startsOn: LocalDate

    /// Reads the fields `person`, `chair` and `starts`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let person = errors.check("person", field("person"), { Person.ID($0) }, else: "Choose the person")
        let starts = errors.check(
            "starts", field("starts"), { LocalDate($0).flatMap { (2000...2999).contains($0.year) ? $0 : nil } },
            else: "Enter the first day, such as 2026-03-14")
        guard errors.isEmpty, let person, let starts else { throw errors }
        self.person = person
        self.isChair = field("chair") != nil
        self.startsOn = starts
    }
}
