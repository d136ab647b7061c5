import Postgres
import Synchronization
import TestSupport
import Testing

@Suite(.database) struct `A retry` {
    @Test func `heals a serialization failure`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        try await pool.run("CREATE TABLE t (n bigint)", "INSERT INTO t VALUES (1)")
        let attempts = Mutex(0)
        try await pool.transaction(.serializable) { transaction in
            let attempt = attempts.withLock {
                $0 += 1; return $0
            }
            let rows = try await transaction.fetch(Query<Column<Int>>("SELECT n FROM t"))
            if attempt == 1 { try await pool.run("UPDATE t SET n = n + 10") }
            try await transaction.run("UPDATE t SET n = \(rows[0].value + 1)")
        }
        #expect(attempts.withLock { $0 } == 2)
        #expect(try await pool.value("SELECT n FROM t") == 12)
    }

    @Test func `heals a deadlock`() async throws {
        try await TestDatabase.current.withPool(connections: 2) { pool in
            try await pool.run(
                "CREATE TABLE t (id bigint PRIMARY KEY, n bigint)", "INSERT INTO t VALUES (1, 0), (2, 0)")
            let met = [Gate(), Gate()]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for side in 0...1 {
                    group.addTask {
                        try await pool.transaction(.readWrite) { transaction in
                            try await transaction.run("SET LOCAL deadlock_timeout = '10ms'")
                            try await transaction.execute("UPDATE t SET n = n + 1 WHERE id = \(1 + side)")
                            await met[side].open()
                            await met[1 - side].pass()
                            try await transaction.execute("UPDATE t SET n = n + 1 WHERE id = \(2 - side)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await pool.value("SELECT array_agg(n) FROM t") == [2, 2])
        }
    }

    @Test func `ends with the policy`() async throws {
        let attempts = Mutex(0)
        let error = try await TestDatabase.current.withPool(connections: 1) {
            $0.retry = RetryPolicy(attempts: 3, firstPause: .milliseconds(1))
        } _: { pool in
            await #expect(throws: PostgresError.self) {
                try await pool.transaction(.readWrite) { transaction in
                    attempts.withLock { $0 += 1 }
                    try await transaction.execute(
                        "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'serialization_failure'; END $$")
                }
            }
        }
        #expect(attempts.withLock { $0 } == 3)
        #expect(error?.sqlState == .serializationFailure)
        #expect(error?.isTemporary == true)
    }

    @Test func `does not come for other errors`() async throws {
        let attempts = Mutex(0)
        await #expect(throws: PostgresError.self) {
            try await TestDatabase.current.pool(.superuser).transaction(.readWrite) { transaction in
                attempts.withLock { $0 += 1 }
                try await transaction.execute("SELECT 1/0")
            }
        }
        #expect(attempts.withLock { $0 } == 1)
    }

    @Test func `comes even where the body threw something else because of it`() async throws {
        struct Unrelated: Error {}
        let attempts = Mutex(0)
        try await TestDatabase.current.pool(.superuser).transaction(.readWrite) { transaction in
            guard
                attempts.withLock({
                    $0 += 1; return $0
                }) == 1
            else { return }
            do {
                try await transaction.execute(
                    "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'deadlock_detected'; END $$")
            } catch { throw Unrelated() }
        }
        #expect(attempts.withLock { $0 } == 2)
    }
}
