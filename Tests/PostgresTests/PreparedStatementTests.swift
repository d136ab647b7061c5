import Postgres
import TestSupport
import Testing

@Suite(.database) struct `A prepared statement` {
    @Test func `is kept up to the limit and no longer`() async throws {
        try await TestDatabase.current.withPool {
            $0.connection.preparedStatements = 4
        } _: { pool in
            #expect(try await pool.value("SELECT 1::bigint + \(1)") == 2)
            #expect(try await pool.value("SELECT 2::bigint + \(1)") == 3)
            #expect(try await pool.value("SELECT 3::bigint + \(1)") == 4)
            #expect(try await pool.value("SELECT 4::bigint + \(1)") == 5)
            #expect(try await pool.value("SELECT 5::bigint + \(1)") == 6)
            #expect(try await pool.value("SELECT 1::bigint + \(1)") == 2)
            var count: Int?
            // What the first one let go is dropped before the second.
            for _ in 1...2 {
                count = try await pool.value("SELECT count(*) FROM pg_prepared_statements WHERE name ~ '^praxis_[0-9]'")
            }
            #expect(count == 4)
        }
    }

    @Test func `that the server has lost is prepared again`() async throws {
        try await TestDatabase.current.withPool { pool in
            #expect(try await pool.value("SELECT 40::bigint + \(2)") == 42)
            try await pool.run(
                """
                DO $$ DECLARE lost text; BEGIN
                    SELECT name INTO STRICT lost FROM pg_prepared_statements WHERE statement LIKE 'SELECT 40%';
                    EXECUTE format('DEALLOCATE %I', lost);
                END $$
                """)
            #expect(try await pool.value("SELECT 40::bigint + \(2)") == 42)
        }
    }

    @Test func `that cannot be prepared fails with the reason, each time`() async throws {
        try await TestDatabase.current.withPool { pool in
            for _ in 1...2 {
                let error = await #expect(throws: PostgresError.self) {
                    try await pool.value("SELECT nothing::bigint FROM nowhere", as: Int.self)
                }
                #expect(error?.sqlState == .undefinedTable)
            }
            try await pool.run("CREATE TABLE nowhere (nothing bigint)", "INSERT INTO nowhere VALUES (7)")
            #expect(try await pool.value("SELECT nothing::bigint FROM nowhere") == 7)
        }
    }

    @Test func `after an error in its transaction is prepared again`() async throws {
        try await TestDatabase.current.withPool { pool in
            await #expect(throws: PostgresError.self) {
                try await pool.transaction(.readWrite) { transaction in
                    try await transaction.run("SELECT 1/0")
                    _ = try await transaction.fetch(Query<Column<Int>>("SELECT 42::bigint"))
                }
            }
            let value: Int? = try await pool.value("SELECT 42::bigint")
            #expect(value == 42)
        }
    }

    @Test func `follows a change of the schema`() async throws {
        try await TestDatabase.current.withPool { pool in
            try await pool.run("CREATE TABLE t (n integer)", "INSERT INTO t VALUES (1)")
            let query = Query<Column<String>>("SELECT n FROM t")
            #expect(try await pool.pipeline(.readOnly, query).map(\.value) == ["1"])
            try await TestDatabase.current.pool(.superuser).run("ALTER TABLE t ALTER n TYPE text USING 'one'")
            #expect(try await pool.pipeline(.readOnly, query).map(\.value) == ["one"])
            try await TestDatabase.current.pool(.superuser).run("ALTER TABLE t ALTER n TYPE integer USING 1")
            let rows = try await pool.transaction(.readOnly) { try await $0.fetch(query) }
            #expect(rows.map(\.value) == ["1"])
        }
    }
}
