import Postgres
import Synchronization
import TestSupport
import Testing

@Suite(.database) struct `A pool` {
    @Test func `answers several queries in one transaction`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        let (numbers, words) = try await pool.pipeline(
            .readOnly, opening: "SELECT 1", Query<Column<Int>>("SELECT n FROM generate_series(1, \(3)) AS n"),
            Query<Column<String>>("SELECT \("ä \\ ' \" $1")::text"))
        #expect(numbers.map(\.value) == [1, 2, 3])
        #expect(words.map(\.value) == ["ä \\ ' \" $1"])
    }

    @Test func `refuses to write in a read-only transaction`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        await #expect(throws: PostgresError.self) {
            try await pool.transaction(.readOnly) { try await $0.run("CREATE TABLE t (n int)") }
        }
    }

    @Test func `runs a transaction with decisions`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        let count = try await pool.transaction(.readWrite) { transaction in
            try await transaction.run("CREATE TABLE t (n bigint)", "INSERT INTO t VALUES (\(1)), (\(2))")
            let rows = try await transaction.fetch(Query<Column<Int>>("SELECT n FROM t ORDER BY n"))
            #expect(rows.map(\.value) == [1, 2])
            return try await transaction.execute("UPDATE t SET n = n + \(1)")
        }
        #expect(count == 2)
        let rows = try await pool.pipeline(.readOnly, Query<Column<Int>>("SELECT sum(n)::bigint FROM t"))
        #expect(rows[0].value == 5)
    }

    @Test func `undoes everything when the body throws`() async throws {
        struct Stop: Error {}
        let pool = TestDatabase.current.pool(.superuser)
        try await pool.transaction(.readWrite) { try await $0.run("CREATE TABLE t (n bigint)") }
        await #expect(throws: Stop.self) {
            try await pool.transaction(.readWrite) { transaction in
                try await transaction.execute("INSERT INTO t VALUES (1)")
                throw Stop()
            }
        }
        let rows = try await pool.pipeline(.readOnly, Query<Column<Int>>("SELECT count(*) FROM t"))
        #expect(rows[0].value == 0)
    }
}
