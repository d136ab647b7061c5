import Foundation
import Logging
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import PraxisServer

@Suite(.database) struct `The audit trail` {
    private func verify(
        checkpoints: [Checkpoint] = [], keys: [CheckpointKey.Public] = []
    ) async throws -> [AuditFinding] {
        let verdicts = try await ChainSample.reading {
            try await $0.verify("cascade", checkpoints: checkpoints, keys: keys)
        }
        return verdicts.flatMap(\.findings)
    }

    @Test func `verifies as the database wrote it`() async throws {
        _ = try ChainSample.fill()
        #expect(try await self.verify() == [])
    }

    @Test(arguments: [
        ("UPDATE praxis.audit_event SET reason = 'other' WHERE seq = 5", AuditFinding.edited(seq: 5)),
        ("UPDATE praxis.audit_event SET before = before || '{\"n\": 1}' WHERE seq = 7", .edited(seq: 7)),
        ("UPDATE praxis.audit_event SET at = at + interval '1 microsecond' WHERE seq = 12", .edited(seq: 12)),
        ("DELETE FROM praxis.audit_event WHERE seq = 6", .missing(from: 6, through: 6)),
        ("DELETE FROM praxis.audit_event WHERE seq > 10", .cutOff(after: 10, head: 12)),
        (
            """
            UPDATE praxis.audit_event SET seq = seq + 100 WHERE seq IN (3, 4);
            UPDATE praxis.audit_event SET seq = 107 - seq WHERE seq > 100
            """, .edited(seq: 3)
        ),
    ])
    func `shows what was tampered with, even by a superuser`(tampering: (sql: String, finding: AuditFinding))
        async throws
    {
        let superuser = try ChainSample.fill()
        try superuser.run(tampering.sql)
        #expect(try await self.verify().contains(tampering.finding))
    }

    @Test func `shows by its checkpoint that it was written anew with a new head`() async throws {
        let superuser = try ChainSample.fill()
        let directory = CheckpointDirectory(
            path: FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID())").path())
        let key = try directory.key()
        let service = CheckpointService(
            pool: TestDatabase.current.pool(.jobs), directory: directory, logger: Logger(label: "test"))
        let signed = try await service.sign(key, after: [:])
        #expect(signed.map(\.seq) == [12])
        #expect(try await service.sign(key, after: [ChainSample.practice: signed[0]]) == [])
        #expect(try directory.checkpoints() == signed)
        #expect(try await self.verify(checkpoints: signed, keys: directory.publicKeys()) == [])
        try ChainSample.rewrite(from: 9, superuser)
        #expect(try await self.verify() == [])
        #expect(
            try await self.verify(checkpoints: signed, keys: directory.publicKeys()) == [.rewritten(checkpoint: 12)])
        // And the daemon signs nothing more on top of it, and lets nothing in.
        #expect(try await service.sign(key, after: [ChainSample.practice: signed[0]]) == [])
        #expect(throws: ScriptSession.Failure.self) { try ChainSample.append(13, in: ScriptSession(as: .migrator)) }
    }

    @Test func `shows by its checkpoint that all of it was deleted`() async throws {
        let superuser = try ChainSample.fill()
        let key = CheckpointKey()
        let head = try #require(
            try superuser.run("SELECT practice_id, seq, encode(hash, 'hex') FROM praxis.audit_head WHERE seq = 12")
                .first)
        let checkpoint = try key.checkpoint(
            at: AuditHead(practice: ChainSample.practice, seq: 12, hash: #require(head[2])), time: .now())
        try superuser.run(
            """
            DELETE FROM praxis.audit_event WHERE practice_id = '\(ChainSample.practice)';
            DELETE FROM praxis.audit_head WHERE practice_id = '\(ChainSample.practice)'
            """)
        #expect(
            try await self.verify(checkpoints: [checkpoint], keys: [key.public])
                == [.endsBeforeCheckpoint(seq: 0, checkpoint: 12)])
    }

    @Test func `of a practice that does not exist is not sound`() async throws {
        let session = try await PostgresSession.open(
            ConnectionSettings(conninfo: TestDatabase.current.conninfo(.migrator)))
        await #expect(throws: AuditTrail.UnknownPractice.self) {
            try await AuditTrail(session: session).verify("nowhere", checkpoints: [], keys: [])
        }
        await session.close()
    }

    @Test func `has no gap and no fork however many append at once`() async throws {
        _ = try ChainSample.fill()
        let settings = TestDatabase.current
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    let session = try ScriptSession(settings, as: .migrator)
                    for number in 0..<15 {
                        try ChainSample.append(task * 100 + number, in: session)
                        // Every third transaction is undone after its event.
                        if number.isMultiple(of: 3) {
                            try session.run("BEGIN")
                            try session.run(
                                """
                                SELECT praxis_private.begin_operator('\(ChainSample.practice)', gen_random_uuid());
                                SELECT praxis_private.audit_append(
                                  'practice.clinic.change', 'clinic', gen_random_uuid(), NULL, NULL, NULL, NULL);
                                ROLLBACK
                                """)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try ScriptSession().value("SELECT max(seq) FROM praxis.audit_event") == "132")
        #expect(try await self.verify() == [])
    }

    @Test func `is verified by a second program that shares no code`() async throws {
        let superuser = try ChainSample.fill()
        #expect(try await ChainSample.secondOpinion() == "12 events, 0 findings")
        try superuser.run("UPDATE praxis.audit_event SET address = 'elsewhere' WHERE seq = 4")
        #expect(try await ChainSample.secondOpinion() == "4: edited\n12 events, 1 findings")
        try superuser.run("DELETE FROM praxis.audit_event WHERE seq IN (2, 12)")
        #expect(
            try await ChainSample.secondOpinion()
                == "2-2: missing\n4: edited\n11: cut off, the head says 12\n11 events, 3 findings")
    }

    @Test func `is closed to the roles of the daemon but for its one function`() throws {
        _ = try ChainSample.fill()
        for role in [TestDatabase.Role.app, .jobs] {
            let session = try ScriptSession(as: role)
            for attempt in [
                "INSERT INTO praxis.audit_event SELECT * FROM praxis.audit_event",
                "UPDATE praxis.audit_event SET reason = NULL", "DELETE FROM praxis.audit_event",
                "TRUNCATE praxis.audit_event", "SELECT * FROM praxis.audit_head",
                "UPDATE praxis.audit_head SET seq = 0",
                "SELECT praxis_private.audit_append('a.b.c', 't', gen_random_uuid(), NULL, NULL, NULL, NULL)",
            ] {
                #expect(session.refusal(of: attempt) == "42501", "\(role): \(attempt)")
            }
        }
    }
}
