import Postgres
import TestSupport
import Testing

/// A request that takes too long is canceled; what its transaction did must be told as it is.
@Suite(.database) struct `A canceled transaction` {
    /// Makes every COMMIT after an insert wait until the lock with number 1 is free.
    private func makeTableWithSlowCommit(_ pool: PostgresPool) async throws {
        try await pool.run(
            "CREATE TABLE t (n bigint)",
            """
            CREATE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END'
            """,
            """
            CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION wait_at_commit()
            """)
    }

    @Test func `whose COMMIT is on its way is told as it ends`() async throws {
        let superuser = TestDatabase.current.pool(.superuser)
        try await self.makeTableWithSlowCommit(superuser)
        try await TestDatabase.current.withPool { pool in
            let gate = Gate()
            let holder = Task {
                try await superuser.transaction(.readWrite) { transaction in
                    try await transaction.execute("SELECT pg_advisory_xact_lock(1)::text")
                    await gate.pass()
                }
            }
            try await Self.locks(1, granted: true, superuser)
            let write = Task {
                try await pool.transaction(.readWrite) { try await $0.execute("INSERT INTO t VALUES (1)") }
            }
            try await Self.locks(1, granted: false, superuser)
            write.cancel()
            await gate.open()
            try await holder.value
            #expect(try await write.value == 1)
        }
        let count = try await superuser.value("SELECT count(*) FROM t", as: Int.self)
        #expect(count == 1)
    }

    /// Waits until so many advisory locks are held, or waited for.
    private static func locks(_ count: Int, granted: Bool, _ pool: PostgresPool) async throws {
        try await eventually {
            try await pool.value(
                """
                SELECT count(*)
                  FROM pg_locks l
                  JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
                 WHERE l.locktype = 'advisory' AND l.granted = \(granted)
                """, as: Int.self) == count
        }
    }

    @Test func `that reads lets its task go at once, and its connection when the statement has timed out`() async throws
    {
        let superuser = TestDatabase.current.pool(.superuser)
        try await TestDatabase.current.withPool {
            $0.connection.statementTimeout = .seconds(3)
            $0.waitLimit = .seconds(10)
        } _: { pool in
            let read = Task { try await pool.value("SELECT 1::bigint FROM pg_sleep(60)", as: Int.self) }
            try await eventually { try await Self.sleeping(superuser) == 1 }
            read.cancel()
            await #expect(throws: CancellationError.self) { try await read.value }
            #expect(try await Self.sleeping(superuser) == 1, "the task did not wait for the server")
            #expect(try await pool.value("SELECT 2::bigint") == 2)
            #expect(try await Self.sleeping(superuser) == 0)
        }
    }

    private static func sleeping(_ pool: PostgresPool) async throws -> Int? {
        try await pool.value(
            """
            SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND query LIKE '%pg_sleep(60)%' AND wait_event = 'PgSleep'
            """)
    }

    @Test func `before COMMIT is undone, and its connection is free at once`() async throws {
        let superuser = TestDatabase.current.pool(.superuser)
        try await superuser.run("CREATE TABLE t (n bigint)")
        try await TestDatabase.current.withPool { pool in
            let write = Task {
                try await pool.transaction(.readWrite) { transaction in
                    try await transaction.execute("INSERT INTO t VALUES (1)")
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            }
            await #expect(throws: CancellationError.self) { try await write.value }
            let count = try await pool.value("SELECT count(*) FROM t", as: Int.self)
            #expect(count == 0)
        }
    }
}
