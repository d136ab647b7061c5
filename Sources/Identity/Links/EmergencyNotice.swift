import Postgres

/// What one administrator is told of an emergency.
struct EmergencyNotice: PostgresRow {
    let address: String
    let who: String
    let role: String
    let clinic: String
    let reason: String
    /// By the clinic's clocks, as is `due`.
    let ends: String
    let due: String
    let isReviewed: Bool

    init(row: inout RowReader) throws(PostgresError) {
        self.address = try row.read()
        self.who = try row.read()
        self.role = try row.read()
        self.clinic = try row.read()
        self.reason = try row.read()
        self.ends = try row.read()
        self.due = try row.read()
        self.isReviewed = try row.read()
    }
}
