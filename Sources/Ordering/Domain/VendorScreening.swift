package import Postgres
package import PraxisCore

/// Where screening against exclusion lists stands with a vendor: never whom it was compared with.
package struct VendorScreening: Hashable, Sendable, PostgresRow {
    /// What screening says.
    package enum State: String, Sendable {
        case clear, pending, excluded
    }

    package let state: State
    package let excludedOn: LocalDate?

    package init(row: inout RowReader) throws(PostgresError) {
        let state: String = try row.read()
        self.state = State(rawValue: state) ?? .pending
        self.excludedOn = try row.read()
    }
}
