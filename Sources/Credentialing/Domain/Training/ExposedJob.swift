package import Postgres
package import PraxisCore

/// A job in which everybody is exposed to something, as the practice determined it (29 CFR 1910.1030(c)(2)(i)(A)).
package struct ExposedJob: Hashable, Sendable {
    package typealias ID = Identifier<ExposedJob>

    package let id: ID
    package let exposure: String
    package let position: String
    package let clinic: String?
    package let startsOn: LocalDate
    package let endsOn: LocalDate?
}

extension ExposedJob: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.exposure = try row.read()
        self.position = try row.read()
        self.clinic = try row.read()
        self.startsOn = try row.read()
        self.endsOn = try row.read()
    }
}
