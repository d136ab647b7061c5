import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database) struct `A lost connection` {
    private static let terminatingOthers: SQL = """
        SELECT count(pg_terminate_backend(pid))
          FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()
        """

    @Test func `is made again before the next transaction`() async throws {
        let superuser = TestDatabase.current.pool(.superuser)
        try await TestDatabase.current.withPool(connections: 1) { pool in
            let before = try await pool.value("SELECT pg_backend_pid()", as: Int.self)
            #expect(try await superuser.value(Self.terminatingOthers, as: Int.self) != 0)
            try await eventually {
                try await superuser.value(
                    "SELECT count(*) FROM pg_stat_activity WHERE pid = \(before)", as: Int.self) == 0
            }
            try await pool.run("CREATE TABLE t (n bigint)")
            #expect(try await pool.value("SELECT pg_backend_pid()", as: Int.self) != before)
        }
    }

    @Test func `before COMMIT means that nothing happened`() async throws {
        let superuser = TestDatabase.current.pool(.superuser)
        try await superuser.run("CREATE TABLE t (n bigint)")
        try await TestDatabase.current.withPool(connections: 1) { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction(.readWrite) { transaction in
                    try await transaction.execute("INSERT INTO t VALUES (1)")
                    try await superuser.run(Self.terminatingOthers)
                    _ = try await transaction.execute("INSERT INTO t VALUES (2)")
                }
            }
            #expect(error?.kind == .connectionLost)
            #expect(error?.isTemporary == true)
            let count: Int? = try await pool.value("SELECT count(*) FROM t")
            #expect(count == 0)
        }
    }

    @Test func `is survived by a read`() async throws {
        let superuser = TestDatabase.current.pool(.superuser)
        try await superuser.run("CREATE TABLE killed (pid bigint)")
        let value = try await TestDatabase.current.withPool(connections: 1) { pool in
            async let slow = pool.value(
                "SELECT 7::bigint FROM (SELECT pg_sleep(CASE WHEN EXISTS (SELECT FROM killed) THEN 0 ELSE 4 END)) AS s",
                as: Int.self)
            try await eventually {
                try await superuser.value(
                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(CASE%' AND wait_event = 'PgSleep'",
                    as: Int.self) == 1
            }
            try await superuser.run("INSERT INTO killed VALUES (1)")
            try await superuser.run(Self.terminatingOthers)
            return try await slow
        }
        #expect(value == 7)
    }

    @Test func `is unknown also where statements were dropped in front of the transaction`() async throws {
        let superuser = TestDatabase.current.pool(.superuser)
        try await superuser.run("CREATE TABLE t (n bigint)")
        let proxy = try FaultProxy(database: .current)
        defer { proxy.stop() }
        try await TestDatabase.current.withPool(conninfo: proxy.conninfo) {
            $0.connection.preparedStatements = 1
        } _: { pool in
            _ = try await pool.value("SELECT 1::bigint", as: Int.self)
            _ = try await pool.value("SELECT 2::bigint", as: Int.self)
            proxy.next(.afterServer)
            let error = await #expect(throws: PostgresError.self) { try await pool.run("INSERT INTO t VALUES (1)") }
            #expect(error?.isOutcomeUnknown == true)
        }
        try await eventually { try await superuser.value("SELECT count(*) FROM t") == 1 }
    }

    @Test(arguments: [true, false])
    func `at COMMIT leaves the outcome unknown`(reachesServer: Bool) async throws {
        let superuser = TestDatabase.current.pool(.superuser)
        try await superuser.run("CREATE TABLE t (n bigint)")
        let proxy = try FaultProxy(database: .current)
        defer { proxy.stop() }
        try await TestDatabase.current.withPool(connections: 1, conninfo: proxy.conninfo) { pool in
            let first: Int? = try await pool.value("SELECT 1::bigint")
            #expect(first == 1)
            proxy.next(reachesServer ? .afterServer : .beforeServer)
            let error = await #expect(throws: PostgresError.self) {
                try await pool.run("INSERT INTO t VALUES (1)")
            }
            #expect(error?.isOutcomeUnknown == true)
            proxy.next(reachesServer ? .afterServer : .beforeServer)
            let interactive = await #expect(throws: PostgresError.self) {
                try await pool.transaction(.readWrite) { transaction in
                    let count = try await transaction.execute("INSERT INTO t VALUES (2)")
                    #expect(count == 1)
                }
            }
            #expect(interactive?.isOutcomeUnknown == true)
            proxy.next(reachesServer ? .afterServer : .beforeServer)
            let read: Int? = try await pool.value("SELECT 3::bigint")
            #expect(read == 3, "a read is tried again")
        }
        let expected = reachesServer ? 2 : 0
        try await eventually { try await superuser.value("SELECT count(*) FROM t") == expected }
    }

    @Test func `while COMMIT runs leaves the outcome unknown`() async throws {
        let superuser = TestDatabase.current.pool(.superuser)
        try await superuser.run(
            "CREATE TABLE t (n bigint)",
            """
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_sleep(4); RETURN NULL; END $$
            """,
            """
            CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION slow()
            """)
        try await TestDatabase.current.withPool(connections: 1) { pool in
            async let writing: Void = pool.run("INSERT INTO t VALUES (1)")
            try await eventually {
                try await superuser.value(
                    "SELECT count(*) FROM pg_stat_activity WHERE query = 'COMMIT' AND wait_event = 'PgSleep'",
                    as: Int.self) == 1
            }
            try await superuser.run(Self.terminatingOthers)
            do {
                try await writing
                Issue.record("it was told to have happened")
            } catch let error as PostgresError {
                #expect(error.isOutcomeUnknown)
            }
        }
    }

    @Test func `under load loses no read and doubles no write`() async throws {
        let superuser = TestDatabase.current.pool(.superuser)
        try await superuser.run("CREATE TABLE t (n bigint PRIMARY KEY)")
        let told = try await TestDatabase.current.withPool(connections: 3) { pool in
            try await withThrowingTaskGroup(of: [Int].self) { group in
                for worker in 0..<6 {
                    group.addTask {
                        var told: [Int] = []
                        for step in 0..<100 {
                            let number = worker * 1000 + step
                            do {
                                try await pool.run("INSERT INTO t VALUES (\(number))")
                                told.append(number)
                            } catch let error as PostgresError where error.isTemporary {}
                            let one: Int? = try await pool.value("SELECT 1::bigint")
                            #expect(one == 1)
                        }
                        return told
                    }
                }
                group.addTask {
                    for _ in 0..<10 { _ = try await superuser.value(Self.terminatingOthers, as: Int.self) }
                    return []
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
        }
        let kept = try #require(try await superuser.value("SELECT array_agg(n) FROM t", as: [Int].self))
        #expect(Set(told).isSubset(of: kept))
    }
}
