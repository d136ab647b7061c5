import Postgres
import TestSupport
import Testing

/// The cases of COMMIT in a pipeline.
@Suite(.database) struct `A transaction` {
    @Test func `that fails leaves its neighbors in the group alone`() async throws {
        let outcomes = try await TestDatabase.current.withPool(depth: 8) { pool in
            let gate = Gate()
            return try await withThrowingTaskGroup(of: (Int, Int?).self) { group in
                group.addTask {
                    try await pool.transaction(.readOnly) { transaction in
                        _ = try await transaction.fetch(Query<Column<Int>>("SELECT 1::bigint"))
                        await gate.pass()
                    }
                    return (-1, nil)
                }
                try await eventually { pool.statistics.inUse == 1 }
                for number in 0..<6 {
                    group.addTask {
                        let divisor = number == 3 ? 0 : 1
                        return (number, try? await pool.value("SELECT \(number) / \(divisor)"))
                    }
                }
                try await eventually { pool.statistics.waiting == 6 }
                await gate.open()
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
        }
        #expect(outcomes == [0: 0, 1: 1, 2: 2, 4: 4, 5: 5])
    }

    @Test func `whose deferred constraint fails at COMMIT fails`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        try await pool.run(
            "CREATE TABLE parent (id bigint PRIMARY KEY)",
            "CREATE TABLE child (id bigint CONSTRAINT child_parent REFERENCES parent DEFERRABLE INITIALLY DEFERRED)")
        let inserting: SQL = "INSERT INTO child VALUES (1) RETURNING id"
        let pipelined = await #expect(throws: PostgresError.self) {
            try await pool.pipeline(.readWrite, Query<Column<Int>>(inserting))
        }
        #expect(pipelined?.constraint == "child_parent")
        let interactive = await #expect(throws: PostgresError.self) {
            try await pool.transaction(.readWrite) { transaction in
                let count = try await transaction.execute(inserting)
                #expect(count == 1)
            }
        }
        #expect(interactive?.sqlState == .foreignKeyViolation)
        #expect(try await pool.value("SELECT count(*) FROM child") == 0)
    }

    @Test func `that swallowed an error did not happen`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        try await pool.run("CREATE TABLE t (n bigint)")
        let error = await #expect(throws: PostgresError.self) {
            try await pool.transaction(.readWrite) { transaction in
                try await transaction.execute("INSERT INTO t VALUES (1)")
                _ = try? await transaction.execute("SELECT 1/0")
            }
        }
        #expect(error?.kind == .rolledBack)
        #expect(try await pool.value("SELECT count(*) FROM t") == 0)
    }

    @Test func `whose opening fails runs nothing`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        try await pool.run("CREATE TABLE t (n bigint)")
        let pipelined = await #expect(throws: PostgresError.self) {
            try await pool.pipeline(
                .readWrite, opening: "SELECT 1/0", Query<Column<Int>>("INSERT INTO t VALUES (1) RETURNING n"))
        }
        #expect(pipelined?.sqlState?.rawValue == "22012")
        let interactive = await #expect(throws: PostgresError.self) {
            try await pool.transaction(.readWrite, opening: "SELECT 1/0") {
                try await $0.run("INSERT INTO t VALUES (1)")
            }
        }
        #expect(interactive?.sqlState?.rawValue == "22012")
        #expect(try await pool.value("SELECT count(*) FROM t") == 0)
    }

    @Test func `that only queues statements runs them in order`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        try await pool.run("CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY, n bigint)")
        try await pool.transaction(.readWrite) { transaction in
            for number in 1...5 { try await transaction.run("INSERT INTO t (n) VALUES (\(number))") }
        }
        #expect(try await pool.value("SELECT array_agg(n ORDER BY id) FROM t") == [1, 2, 3, 4, 5])
    }

    @Test func `reports a queued statement's error at COMMIT`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        let error = await #expect(throws: PostgresError.self) {
            try await pool.transaction(.readWrite) { transaction in
                _ = try await transaction.execute("SELECT 1")
                try await transaction.run("SELECT 1/0")
            }
        }
        #expect(error?.sqlState?.rawValue == "22012")
        #expect(try await pool.value("SELECT 1::bigint") == 1)
    }

    @Test func `refuses COPY and the pool recovers`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        let error = await #expect(throws: PostgresError.self) { try await pool.run("COPY (SELECT 1) TO STDOUT") }
        #expect(error != nil)
        #expect(try await pool.value("SELECT 1::bigint") == 1)
    }
}
