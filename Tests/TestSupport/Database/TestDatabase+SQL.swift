package import Postgres

/// A row of one column.
package struct Figure<Value: PostgresDecodable & Sendable>: PostgresRow {
    package let value: Value?

    package init(row: inout RowReader) throws(PostgresError) { self.value = try row.read() }
}

extension TestDatabase {
    /// The first value that the superuser gets, whatever the policies say.
    package func ask<Value: PostgresDecodable & Sendable>(
        _ sql: SQL, as type: Value.Type = Value.self
    ) async throws -> Value? {
        try await self.pool(.superuser).pipeline(.readWrite, Query<Figure<Value>>(sql)).first?.value
    }

    /// Statements of the superuser, for the state that a test begins with.
    package func tell(_ statements: SQL...) async throws {
        try await self.pool(.superuser).transaction(.readWrite) { transaction in
            for sql in statements { try await transaction.run(sql) }
        }
    }
}
