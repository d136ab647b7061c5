import Foundation
import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import PraxisServer

/// The daemon or PostgreSQL is killed in the middle of its work. With PRAXIS_LONG=1; PRAXIS_KILLS says how often.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["PRAXIS_LONG"] == "1"), .serialized)
struct `Killed under load` {
    private static let count = ProcessInfo.processInfo.environment["PRAXIS_KILLS"].flatMap { Int($0) } ?? 5
    private static let practice = "01900000-0000-7000-8000-00000000a000"

    @Test(arguments: ["daemon", "server"])
    func `it loses nothing that was acknowledged and does nothing twice`(victim: String) async throws {
        let cluster = try DurableCluster()
        let database = try await cluster.demonstration()
        let audit = ChainSample.directory()
        let load = try await self.load(database)
        var daemon = try self.daemon(database, audit.path)
        #expect(await daemon.becomes(200), "\(daemon.log)")
        load.turn(to: daemon.port)
        async let clients: Void = load.run(clients: 8)
        for _ in 0..<Self.count {
            try await self.wait(for: load, more: 25)
            if victim == "daemon" {
                daemon.signal(SIGKILL)
                daemon = try self.daemon(database, audit.path)
            } else {
                try cluster.crash()
            }
            #expect(await daemon.becomes(200), "\(daemon.log)")
            load.turn(to: daemon.port)
        }
        try await self.wait(for: load, more: 25)
        load.stop()
        await clients
        try await self.check(load, database)
        daemon.signal(SIGTERM)
        #expect(await daemon.end().status == 0)
        try await self.verify(database, audit.checkpoints)
        print("\(victim): killed \(Self.count) times, \(load.acknowledged.count) acknowledged, each there once")
        await database.close()
    }

    private func daemon(_ database: TestDatabase, _ audit: String) throws -> DaemonProcess {
        try DaemonProcess(
            database: database.conninfo(), jobs: database.conninfo(.jobs),
            settings: ["PRAXIS_AUDIT_DIRECTORY": audit, "PRAXIS_HTTP_RATE": "100000"])
    }

    /// The demonstration's buyer, with a token, and what they write.
    private func load(_ database: TestDatabase) async throws -> OrderingLoad {
        let operation = IdentityOperator(pool: database.pool(.migrator))
        let token = try await operation.createToken(
            named: "load", permissions: [.requisitionWrite, .requisitionRead, .catalogRead, .clinicRead], clinics: [],
            days: 1, for: try await operation.account("buyer@cascade.example"))
        let (item, day) = (
            try #require(
                try await database.ask(
                    """
                    SELECT catalog_item_id::text FROM praxis.catalog_item
                     WHERE sku = 'MSD-SYR-3' AND practice_id = \(Self.practice)::uuid
                    """, as: String.self)),
            try #require(try await database.ask("SELECT CURRENT_DATE + 7", as: LocalDate.self))
        )
        return OrderingLoad(
            token: token.text,
            body: #"{"needed_on": "\#(day)", "note": "NOTE", "lines": [{"item": "\#(item)", "packs": 1}]}"#)
    }

    private func wait(for load: OrderingLoad, more: Int) async throws {
        let (before, deadline) = (load.acknowledged.count, ContinuousClock.now + .seconds(60))
        while load.acknowledged.count < before + more {
            try #require(ContinuousClock.now < deadline, "the load stands still: \(load.surprises.prefix(3))")
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func check(_ load: OrderingLoad, _ database: TestDatabase) async throws {
        #expect(load.surprises == [])
        let kept = try #require(
            try await database.ask(
                "SELECT array_agg(note ORDER BY note) FROM praxis.requisition WHERE starts_with(note, 'load ')",
                as: [String].self))
        #expect(kept == load.acknowledged.sorted(), "each acknowledged once, and nothing else")
        let events = try await database.ask(
            """
            SELECT count(*) FROM praxis.audit_event e
              JOIN praxis.requisition r ON r.requisition_id = e.object_id
             WHERE e.action = 'ordering.requisition.create' AND starts_with(r.note, 'load ')
            """, as: Int.self)
        #expect(events == kept.count, "as many events as effects")
        let unanswered = try await database.ask(
            "SELECT count(*) FROM praxis.idempotency WHERE starts_with(key, 'load-') AND answer IS NULL", as: Int.self)
        #expect(unanswered == 0)
        let gaps = try await database.ask(
            """
            SELECT count(*)
              FROM (SELECT substring(number FROM '\\d+$')::bigint
                           - lag(substring(number FROM '\\d+$')::bigint) OVER (ORDER BY number) AS step
                      FROM praxis.requisition WHERE starts_with(note, 'load ')) s
             WHERE step <> 1
            """, as: Int.self)
        #expect(gaps == 0, "numbers without gaps")
    }

    private func verify(_ database: TestDatabase, _ directory: CheckpointDirectory) async throws {
        let (checkpoints, keys) = (try directory.checkpoints(), try directory.publicKeys())
        try await database.run {
            let verdicts = try await ChainSample.reading { trail in
                try await trail.verify("cascade", checkpoints: checkpoints, keys: keys)
            }
            #expect(verdicts.flatMap(\.findings) == [])
            #expect(verdicts.allSatisfy { $0.signed > 0 })
        }
    }
}
