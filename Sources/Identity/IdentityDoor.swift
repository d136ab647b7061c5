package import Postgres

/// The one way around the doors of tenant data: functions that work before anybody is signed in. Each answers alike
/// whether an account exists or not, and opens no context to the statements after it.
package struct IdentityDoor: Sendable {
    private let pool: PostgresPool

    package init(pool: PostgresPool) { self.pool = pool }

    /// Calls one function in a transaction of its own.
    func ask<Row>(_ query: Query<Row>) async throws -> Row {
        guard let row = try await self.pool.pipeline(.readWrite, query).first else { throw IdentityError.notFound }
        return row
    }

    /// Calls one function that answers nothing.
    func tell(_ query: Query<Nothing>) async throws { _ = try await self.pool.pipeline(.readWrite, query) }
}

/// The row of a function that answers nothing.
struct Nothing: PostgresRow {
    init(row: inout RowReader) throws(PostgresError) {}
}

/// The row of a function that answers one value.
struct Single<Value: PostgresDecodable & Sendable>: PostgresRow {
    let value: Value?

    init(row: inout RowReader) throws(PostgresError) { self.value = try row.read() }
}
