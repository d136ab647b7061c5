import TestSupport
import Testing

@testable import Postgres

@Suite(.database) struct `A stream of rows` {
    @Test func `gives every row in order`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        var sum = 0
        var count = 0
        for try await row in pool.stream(Query<Column<Int>>("SELECT n FROM generate_series(1, \(10_000)) AS n")) {
            count += 1
            sum += row.value
        }
        #expect(count == 10_000)
        #expect(sum == 50_005_000)
    }

    @Test func `reads a result larger than memory allows`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        let query = Query<Column<RawBytes>>("SELECT repeat('x', 10000) FROM generate_series(1, 20000) AS n")
        var bytes = 0
        let before = try ResidentMemory.bytes()
        var peak = 0
        for try await row in pool.stream(query) {
            bytes += row.value.bytes.count
            if bytes % 10_000_000 == 0 { peak = max(peak, try ResidentMemory.bytes()) }
        }
        #expect(bytes == 200_000_000)
        #expect(peak - before < 64 << 20)
    }

    @Test func `ends its transaction when it is dropped`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        for try await row in pool.stream(Query<Column<Int>>("SELECT n FROM generate_series(1, 10000000) AS n")) {
            if row.value == 3 { break }
        }
        try await eventually {
            try await pool.value(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%10000000%' AND pid <> pg_backend_pid()") == 0
        }
    }

    @Test func `runs its opening first and fails with it`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        let error = await #expect(throws: PostgresError.self) {
            for try await _ in pool.stream(opening: "SELECT 1/0", Query<Column<Int>>("SELECT 1::bigint")) {}
        }
        #expect(error?.sqlState?.rawValue == "22012")
    }

    @Test func `fails in the middle`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        var count = 0
        let error = await #expect(throws: PostgresError.self) {
            for try await _ in pool.stream(
                Query<Column<Int>>("SELECT 10 / (5000 - n) FROM generate_series(1, 10000) AS n"))
            { count += 1 }
        }
        #expect(error?.sqlState?.rawValue == "22012")
        #expect(count > 0)
    }

    @Test func `takes one of the few connections for it`() async throws {
        try await TestDatabase.current.withPool {
            $0.sessions = 1
        } _: { pool in
            var iterator = pool.stream(Query<Column<Int>>("SELECT 1::bigint")).makeAsyncIterator()
            #expect(try await iterator.next()?.value == 1)
            let error = await #expect(throws: PostgresError.self) {
                for try await _ in pool.stream(Query<Column<Int>>("SELECT 1::bigint")) {}
            }
            #expect(error?.kind == .poolExhausted)
            #expect(try await iterator.next() == nil)
            for try await row in pool.stream(Query<Column<Int>>("SELECT 2::bigint")) { #expect(row.value == 2) }
        }
    }
}

@Suite(.database) struct `COPY` {
    private struct Lines: AsyncSequence, AsyncIteratorProtocol {
        var next = 0
        let count: Int
        var failing = false
        struct Failure: Error {}

        func makeAsyncIterator() -> Lines { self }

        mutating func next() async throws -> [UInt8]? {
            guard self.next < self.count else {
                if self.failing { throw Failure() }
                return nil
            }
            self.next += 1
            return CopyLine(self.next, self.next % 2 == 0 ? nil : "tab\tline\nback\\slash").bytes
        }
    }

    @Test func `takes rows in and gives them out`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        try await pool.run("CREATE TABLE t (n bigint, word text)")
        let count = try await pool.copyIn("COPY t (n, word) FROM STDIN", from: Lines(count: 5000))
        #expect(count == 5000)
        #expect(
            try await pool.value("SELECT count(*) FROM t WHERE word = \("tab\tline\nback\\slash")", as: Int.self)
                == 2500)
        var bytes: [UInt8] = []
        for try await chunk in pool.copyOut("COPY (SELECT n, word FROM t ORDER BY n) TO STDOUT") { bytes += chunk }
        #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 5000)
        #expect(bytes.starts(with: "1\ttab\\tline\\nback\\\\slash".utf8))
    }

    @Test func `takes nothing in when a row is bad`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        try await pool.run("CREATE TABLE t (n bigint CHECK (n < 4000), word text)")
        let error = await #expect(throws: PostgresError.self) {
            try await pool.copyIn("COPY t (n, word) FROM STDIN", from: Lines(count: 5000))
        }
        #expect(error?.sqlState == .checkViolation)
        #expect(try await pool.value("SELECT count(*) FROM t") == 0)
    }

    @Test func `takes nothing in when the source fails`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        try await pool.run("CREATE TABLE t (n bigint, word text)")
        await #expect(throws: Lines.Failure.self) {
            try await pool.copyIn("COPY t (n, word) FROM STDIN", from: Lines(count: 50, failing: true))
        }
        #expect(try await pool.value("SELECT count(*) FROM t") == 0)
    }

    @Test func `refuses another statement`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        let error = await #expect(throws: PostgresError.self) {
            try await pool.copyIn("SELECT 1", from: Lines(count: 1))
        }
        #expect(error?.kind == .misuse("this statement is no COPY of that direction"))
    }
}

@Suite(.database) struct `Notifications` {
    @Test func `arrive, also after the connection was lost`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        var iterator = pool.notifications(on: "jobs", "Odd name").makeAsyncIterator()
        #expect(await iterator.next() == .listening)
        try await pool.run("SELECT pg_notify('jobs', \("1"))", "SELECT pg_notify('Odd name', 'x')")
        #expect(await iterator.next() == .notification(PostgresNotification(channel: "jobs", payload: "1")))
        #expect(await iterator.next() == .notification(PostgresNotification(channel: "Odd name", payload: "x")))
        try await pool.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
        #expect(await iterator.next() == .listening)
        try await pool.run("SELECT pg_notify('jobs', '2')")
        #expect(await iterator.next() == .notification(PostgresNotification(channel: "jobs", payload: "2")))
    }

    @Test func `end with their task`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        let gate = Gate()
        let listening = Task {
            var count = 0
            for await _ in pool.notifications(on: "jobs") {
                count += 1
                await gate.open()
            }
            return count
        }
        await gate.pass()
        listening.cancel()
        #expect(await listening.value == 1)
    }
}
