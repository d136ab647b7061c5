import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

/// A server of its own that goes away under load. With PRAXIS_LONG=1, for it takes minutes.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["PRAXIS_LONG"] == "1"), .serialized)
struct `A server that goes away under load` {
    private static let count = ProcessInfo.processInfo.environment["PRAXIS_KILLS"].flatMap { Int($0) } ?? 5

    /// What the load was told.
    private final class Journal: Sendable {
        private let told = Mutex<[Int]>([])
        let isOver = Atomic(false)

        var count: Int { self.told.withLock(\.count) }
        var numbers: [Int] { self.told.withLock { $0 } }

        func note(_ number: Int) { self.told.withLock { $0.append(number) } }
    }

    @Test(arguments: ["restart", "crash"])
    func `loses and doubles nothing that was told to have happened, and the pool comes back`(blow: String) async throws
    {
        let cluster = try DurableCluster()
        var configuration = PoolConfiguration(conninfo: cluster.conninfo())
        configuration.connections = 4
        let pool = PostgresPool(configuration)
        try await pool.run("CREATE TABLE t (n bigint)")
        let journal = Journal()
        var pauses: [Duration] = []
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<8 { group.addTask { try await Self.load(pool, worker, journal) } }
            for _ in 0..<Self.count {
                let before = journal.count
                try await eventually { journal.count > before + 200 }
                try blow == "restart" ? cluster.restart() : cluster.crash()
                let back = ContinuousClock.now
                let after = journal.count
                try await eventually { journal.count > after }
                pauses.append(ContinuousClock.now - back)
            }
            journal.isOver.store(true, ordering: .sequentiallyConsistent)
            try await group.waitForAll()
        }
        let kept = try #require(try await pool.value("SELECT array_agg(n) FROM t", as: [Int].self))
        await pool.close()
        #expect(Set(journal.numbers).isSubset(of: kept), "something that was acknowledged is lost")
        #expect(Set(kept).count == kept.count, "something happened twice")
        #expect(pauses.allSatisfy { $0 < .seconds(5) }, "\(pauses)")
        print("\(blow): \(Self.count) times, \(journal.count) acknowledged, \(kept.count) kept, back after \(pauses)")
    }

    /// Writes and reads until it is over. What fails for the moment is not tried again under its number.
    private static func load(_ pool: PostgresPool, _ worker: Int, _ journal: Journal) async throws {
        var step = 0
        while !journal.isOver.load(ordering: .sequentiallyConsistent) {
            let number = worker * 1_000_000_000 + step
            step += 1
            do {
                try await pool.run("INSERT INTO t VALUES (\(number))")
                journal.note(number)
                _ = try await pool.value("SELECT 1::bigint", as: Int.self)
            } catch let error as PostgresError where error.isTemporary {}
        }
    }
}
