package import Postgres
package import PraxisCore

/// An approval that runs out, and for which nobody has opened the next file.
package struct CycleEnding: Hashable, Sendable {
    package let person: Person.ID
    package let name: String
    /// The file whose decision gave it; `nil` where it was taken over.
    package let file: CycleFile.ID?
    package let endsOn: LocalDate
    package let today: LocalDate

    package var isOver: Bool { self.endsOn < self.today }
}

extension CycleEnding: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.name = try row.read()
        self.file = try row.read()
        self.endsOn = try row.read()
        self.today = try row.read()
    }
}
