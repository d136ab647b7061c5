package import Postgres
package import PraxisCore

/// What a role requires, where, and since when.
package struct Requirement: Hashable, Sendable {
    package typealias ID = Identifier<Requirement>

    package let id: ID
    package let role: String
    package let typeName: String
    package let severity: String
    package let isOfClinicState: Bool
    package let acceptsCompact: Bool
    package let service: String?
    package let clinic: String?
    package let startsOn: LocalDate
    package let endsOn: LocalDate?
    package let citation: String
}

extension Requirement: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.role = try row.read()
        self.typeName = try row.read()
        self.severity = try row.read()
        self.isOfClinicState = try row.read()
        self.acceptsCompact = try row.read()
        self.service = try row.read()
        self.clinic = try row.read()
        self.startsOn = try row.read()
        self.endsOn = try row.read()
        self.citation = try row.read()
    }
}
