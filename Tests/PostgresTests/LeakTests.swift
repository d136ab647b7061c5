import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database) struct `Many queries` {
    /// A million of them with PRAXIS_LONG=1.
    @Test func `leak nothing`() async throws {
        let isLong = ProcessInfo.processInfo.environment["PRAXIS_LONG"] == "1"
        let rounds = isLong ? 20 : 4
        try await TestDatabase.current.withPool(connections: 2, depth: 8) { pool in
            func round(_ count: Int) async throws {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<16 {
                        group.addTask {
                            for number in 0..<(count / 16) {
                                let rows = try await pool.pipeline(
                                    .readOnly, opening: "SELECT 1", Query<Column<Int>>("SELECT \(number)"))
                                guard rows.first?.value == number else { throw CancellationError() }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            try await round(isLong ? 50_000 : 10_000)
            let before = try ResidentMemory.bytes()
            for _ in 0..<rounds { try await round(isLong ? 50_000 : 10_000) }
            let growth = try ResidentMemory.bytes() - before
            #expect(growth < 24 << 20, "grew by \(growth >> 10) kB")
        }
    }
}
