import Synchronization
import TestSupport
import Testing

@testable import Postgres

@Suite(.database) struct `A busy pool` {
    @Test func `refuses what waited too long and recovers at once`() async throws {
        try await TestDatabase.current.withPool(connections: 1) {
            $0.waitLimit = .milliseconds(500)
        } _: { pool in
            try await eventually { (try? await pool.value("SELECT 1::bigint", as: Int.self)) == 1 }
            let gate = Gate()
            async let holding: Void = pool.transaction(.readOnly) { transaction in
                _ = try await transaction.fetch(Query<Column<Int>>("SELECT 1::bigint"))
                await gate.pass()
            }
            try await eventually { pool.statistics.inUse == 1 }
            let errors = await withTaskGroup(of: PostgresError?.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        do { _ = try await pool.value("SELECT 1::bigint", as: Int.self) } catch {
                            return error as? PostgresError
                        }
                        return nil
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(errors.allSatisfy { $0?.kind == .poolExhausted && $0?.isTemporary == true })
            await gate.open()
            try await holding
            #expect(try await pool.value("SELECT 1::bigint") == 1)
            try await eventually { pool.statistics == PoolStatistics(connections: 1, inUse: 0, waiting: 0) }
        }
    }

    @Test func `refuses what does not fit into its queue`() async throws {
        try await TestDatabase.current.withPool(connections: 1) {
            $0.queueLimit = 2
        } _: { pool in
            let gate = Gate()
            async let holding: Void = pool.transaction(.readOnly) { transaction in
                _ = try await transaction.fetch(Query<Column<Int>>("SELECT 1::bigint"))
                await gate.pass()
            }
            try await eventually { pool.statistics.inUse == 1 }
            async let first = pool.value("SELECT 1::bigint", as: Int.self)
            async let second = pool.value("SELECT 2::bigint", as: Int.self)
            try await eventually { pool.statistics.waiting == 2 }
            let error = await #expect(throws: PostgresError.self) {
                try await pool.value("SELECT 3::bigint", as: Int.self)
            }
            #expect(error?.kind == .poolExhausted)
            await gate.open()
            try await holding
            #expect(try await [first, second] == [1, 2])
        }
    }

    @Test func `without a server says so`() async throws {
        let error = try await TestDatabase.current.withPool(conninfo: "host=/nonexistent dbname=none") {
            $0.waitLimit = .milliseconds(50)
        } _: { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.value("SELECT 1::bigint", as: Int.self)
            }
            #expect(!pool.isReady)
            return error
        }
        #expect(error?.kind == .unavailable)
    }

    @Test func `that was closed lets nothing in`() async throws {
        let pool = try await TestDatabase.current.withPool { pool in
            let value: Int? = try await pool.value("SELECT 1::bigint")
            #expect(value == 1 && pool.isReady)
            return pool
        }
        #expect(!pool.isReady)
        let error = await #expect(throws: PostgresError.self) { try await pool.value("SELECT 1::bigint", as: Int.self) }
        #expect(error?.kind == .closed)
    }

    @Test func `finishes what is open when it closes`() async throws {
        let pool = PostgresPool(PoolConfiguration(conninfo: TestDatabase.current.conninfo(.superuser)))
        let gate = Gate()
        async let working = pool.transaction(.readWrite) { transaction in
            try await transaction.execute("CREATE TABLE t (n bigint)")
            await gate.pass()
            return try await transaction.execute("INSERT INTO t VALUES (1)")
        }
        try await eventually { pool.statistics.inUse == 1 }
        async let closing: Void = pool.close()
        await gate.open()
        #expect(try await working == 1)
        await closing
        #expect(try await TestDatabase.current.pool(.superuser).value("SELECT n FROM t") == 1)
    }

    @Test func `tells how long work waited`() async throws {
        let count = Mutex(0)
        try await TestDatabase.current.withPool {
            $0.onWait = { wait in count.withLock { $0 += wait >= .zero ? 1 : 100 } }
        } _: { pool in
            _ = try await pool.value("SELECT 1::bigint", as: Int.self)
            _ = try await pool.value("SELECT 1::bigint", as: Int.self)
        }
        #expect(count.withLock { $0 } == 2)
    }

    @Test func `ends statements that take too long`() async throws {
        try await TestDatabase.current.withPool {
            $0.connection.statementTimeout = .milliseconds(30)
        } _: { pool in
            let error = await #expect(throws: PostgresError.self) { try await pool.run("SELECT pg_sleep(10)") }
            #expect(error?.sqlState == .queryCanceled)
            #expect(error?.isTemporary == true)
        }
    }
}

@Suite(.database) struct `A canceled task` {
    @Test func `that waits in the queue leaves it`() async throws {
        try await TestDatabase.current.withPool(connections: 1) { pool in
            let gate = Gate()
            async let holding: Void = pool.transaction(.readOnly) { transaction in
                _ = try await transaction.fetch(Query<Column<Int>>("SELECT 1::bigint"))
                await gate.pass()
            }
            try await eventually { pool.statistics.inUse == 1 }
            let waiting = Task { try await pool.run("CREATE TABLE never (n bigint)") }
            try await eventually { pool.statistics.waiting == 1 }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            await gate.open()
            try await holding
            #expect(try await pool.value("SELECT to_regclass('never') IS NULL") == true)
        }
    }

    @Test func `that reads does not wait for the server`() async throws {
        try await TestDatabase.current.withPool(connections: 2) { pool in
            let reading = Task { try await pool.value("SELECT 1::bigint FROM pg_sleep(2)", as: Int.self) }
            try await eventually { pool.statistics.inUse == 1 }
            reading.cancel()
            await #expect(throws: CancellationError.self) { try await reading.value }
            #expect(try await pool.value("SELECT 1::bigint") == 1)
        }
    }

    @Test func `in a transaction undoes it`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        try await pool.run("CREATE TABLE t (n bigint)")
        let gate = Gate()
        let writing = Task {
            try await pool.transaction(.readWrite) { transaction in
                try await transaction.execute("INSERT INTO t VALUES (1)")
                await gate.open()
                try await Task.sleep(for: .seconds(60))
            }
        }
        await gate.pass()
        writing.cancel()
        await #expect(throws: CancellationError.self) { try await writing.value }
        #expect(try await pool.value("SELECT count(*) FROM t") == 0)
        try await eventually { pool.statistics.inUse == 0 }
    }
}
