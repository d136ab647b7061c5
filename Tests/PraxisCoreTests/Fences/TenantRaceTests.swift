import FoundationEssentials
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.database) struct `64 tasks of two practices on two connections` {
    private struct Person: PostgresRow {
        let practice: String

        init(row: inout RowReader) throws(PostgresError) { self.practice = try row.read() }
    }

    @Test(.timeLimit(.minutes(20))) func `never see a row of the other, though backends are killed meanwhile`()
        async throws
    {
        _ = try Demo.load()
        let digests = try Self.digests()
        let database = TestDatabase.current.database
        let query = Query<Person>("SELECT p.practice_id::text FROM praxis.person p")
        let killer = Task {
            let superuser = try ScriptSession()
            while !Task.isCancelled {
                try superuser.run(
                    """
                    SELECT pg_terminate_backend(a.pid)
                      FROM pg_stat_activity a
                     WHERE a.usename = 'praxis_app' AND a.datname = current_database()
                     ORDER BY random() LIMIT 1
                    """)
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        let tally = try await withThrowingTaskGroup(of: (read: Int, lost: Int).self) { group in
            for number in 0..<64 {
                let (digest, practice, count) = number.isMultiple(of: 2) ? digests.0 : digests.1
                group.addTask {
                    var (read, lost) = (0, 0)
                    for _ in 0..<12 {
                        do {
                            let rows = try await database.read(as: Caller(claim: .session(digest), scope: .all), query)
                            #expect(rows.count == count)
                            #expect(rows.allSatisfy { $0.practice == practice })
                            read += 1
                        } catch let error as PostgresError {
                            // The connection was killed more often than a read is tried again.
                            #expect(
                                error.sqlState == nil || error.sqlState?.rawValue.hasPrefix("57P") == true, "\(error)")
                            lost += 1
                        }
                    }
                    return (read, lost)
                }
            }
            return try await group.reduce(into: (read: 0, lost: 0)) { $0 = ($0.read + $1.read, $0.lost + $1.lost) }
        }
        killer.cancel()
        #expect(tally.read > 400, "\(tally)")
    }

    private typealias Tenant = (digest: [UInt8], practice: String, count: Int)

    private static func digests() throws -> (Tenant, Tenant) {
        let session = try ScriptSession()
        func bytes(_ account: DemoAccount) throws -> [UInt8] {
            let hex = Array(try session.value("SELECT encode(\(account.digest), 'hex')") ?? "")
            return stride(from: 0, to: hex.count, by: 2).map { UInt8(String(hex[$0...$0 + 1]), radix: 16)! }
        }
        return (
            (try bytes(.administrator), Demo.practice, 120), (try bytes(.otherAdministrator), Demo.otherPractice, 20)
        )
    }
}
