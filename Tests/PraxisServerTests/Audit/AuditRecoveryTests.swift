import Foundation
import Logging
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import PraxisServer

/// After an old backup is restored, the chain ends before what was signed.
@Suite(.database) struct `A chain that lost signed events` {
    private let audit = ChainSample.directory()

    private var service: CheckpointService {
        CheckpointService(
            pool: TestDatabase.current.pool(.jobs), directory: self.audit.checkpoints, logger: Logger(label: "test"))
    }

    /// Signs what there is, as the daemon does each minute.
    @discardableResult
    private func sign() async throws -> [Checkpoint] {
        try await self.service.sign(
            self.audit.checkpoints.key(), after: try self.audit.checkpoints.lastCheckpoints())
    }

    private func findings() async throws -> [AuditFinding] {
        let (checkpoints, keys) = (
            try self.audit.checkpoints.checkpoints(), try self.audit.checkpoints.publicKeys()
        )
        return try await ChainSample.reading { trail in
            try await trail.verify("cascade", checkpoints: checkpoints, keys: keys).flatMap(\.findings)
        }
    }

    private func recover() async throws -> Checkpoint {
        try await ChainSample.reading { trail in
            try await trail.recover("cascade", reason: "restored the backup of Monday", in: self.audit.checkpoints)
        }
    }

    /// Signed through event 12, then restored to event 8.
    private func restored() async throws -> ScriptSession {
        let superuser = try ChainSample.fill()
        #expect(try await self.sign().map(\.seq) == [12])
        try ChainSample.restore(through: 8, superuser)
        return superuser
    }

    @Test func `takes no event and no checkpoint, and is read as ever`() async throws {
        let superuser = try await self.restored()
        #expect(try await self.sign() == [])
        let failure = #expect(throws: ScriptSession.Failure.self) {
            try ChainSample.append(9, in: ScriptSession(as: .migrator))
        }
        #expect(failure?.description == "PX503 audit_behind")
        #expect(try superuser.value("SELECT max(seq) FROM praxis.audit_event") == "8")
        #expect(try await self.findings() == [.endsBeforeCheckpoint(seq: 8, checkpoint: 12)])
        // Another practice's chain is none the worse.
        #expect(
            try superuser.value("SELECT count(*) FROM praxis.audit_hold WHERE practice_id <> '\(ChainSample.practice)'")
                == "0")
    }

    @Test func `is held too where it grew beyond what was signed before anybody looked`() async throws {
        let superuser = try await self.restored()
        let operating = try ScriptSession(as: .migrator)
        for number in 9...14 { try ChainSample.append(number, in: operating) }
        #expect(try await self.sign() == [])
        #expect(try superuser.value("SELECT seq FROM praxis.audit_hold") == "12")
        let signed = try await self.recover()
        #expect(signed.seq == 15)
        #expect(signed.recovery?.kept == 0 && signed.recovery?.lost == 12)
        #expect(try await self.findings() == [])
    }

    @Test func `goes on once an operator has recorded what was lost, signed`() async throws {
        _ = try await self.restored()
        let lost = try #require(try self.audit.checkpoints.checkpoints().last)
        #expect(try await self.sign() == [])
        let signed = try await self.recover()
        #expect(signed.seq == 9)
        #expect(signed.recovery == AuditRecovery(kept: 0, lost: 12, lostHash: lost.hash))
        #expect(try await self.findings() == [])
        let operating = try ScriptSession(as: .migrator)
        for number in 10...13 { try ChainSample.append(number, in: operating) }
        #expect(try await self.sign().map(\.seq) == [13])
        #expect(try await self.findings() == [])
        let opinion = try await ChainSample.secondOpinion(checkpoints: self.audit.path + "/checkpoints.jsonl")
        #expect(opinion == "13 events, 0 findings")
    }

    @Test func `names both ends and the reason in the event`() async throws {
        let superuser = try ChainSample.fill()
        try await self.sign()
        try ChainSample.append(13, in: ScriptSession(as: .migrator))
        #expect(try await self.sign().map(\.seq) == [13])
        let hashes = try superuser.run(
            "SELECT encode(hash, 'hex') FROM praxis.audit_event WHERE seq IN (12, 13) ORDER BY seq")
        try ChainSample.restore(through: 12, superuser)
        let signed = try await self.recover()
        #expect(signed.recovery?.kept == 12 && signed.recovery?.lost == 13)
        let event = try #require(
            try superuser.run(
                """
                SELECT seq, claim_kind, reason, after ->> 'kept', after ->> 'lost', after ->> 'head_hash',
                       after ->> 'lost_hash'
                  FROM praxis.audit_event WHERE action = 'audit.chain.recover'
                """
            ).first)
        #expect(
            event == ["13", "operator", "restored the backup of Monday", "12", "13", hashes[0][0], hashes[1][0]])
    }

    @Test func `can be lost and recovered again`() async throws {
        let superuser = try await self.restored()
        _ = try await self.recover()
        let operating = try ScriptSession(as: .migrator)
        for number in 10...12 { try ChainSample.append(number, in: operating) }
        #expect(try await self.sign().map(\.seq) == [12])
        try ChainSample.restore(through: 10, superuser)
        #expect(try await self.sign() == [])
        let second = try await self.recover()
        #expect(second.seq == 11 && second.recovery?.kept == 9)
        #expect(try await self.findings() == [])
    }

    @Test func `is recovered after a crash between signature and commit`() async throws {
        let superuser = try await self.restored()
        _ = try await self.recover()
        // The event is not there, its signature is.
        try ChainSample.restore(through: 8, superuser)
        #expect(try await self.sign() == [])
        #expect(try await self.recover().seq == 9)
        #expect(try await self.findings() == [])
    }

    @Test func `hides no tampering behind its recovery`() async throws {
        let superuser = try await self.restored()
        _ = try await self.recover()
        let operating = try ScriptSession(as: .migrator)
        for number in 10...13 { try ChainSample.append(number, in: operating) }
        try await self.sign()
        try superuser.run("BEGIN; UPDATE praxis.audit_event SET reason = 'other' WHERE seq = 11; COMMIT")
        #expect(try await self.findings() == [.edited(seq: 11)])
        try ChainSample.rewrite(from: 11, superuser)
        #expect(try await self.findings() == [.rewritten(checkpoint: 13)])
        try ChainSample.rewrite(from: 3, superuser)
        #expect(
            try await self.findings() == [
                .rewritten(checkpoint: 9), .unsignedRecovery(seq: 9), .rewritten(checkpoint: 13),
            ]
        )
    }

    @Test func `is not excused by an event that nobody signed`() async throws {
        let superuser = try await self.restored()
        try superuser.run(
            """
            BEGIN;
            SELECT praxis_private.begin_operator('\(ChainSample.practice)', gen_random_uuid());
            SELECT praxis_private.audit_append(
              'audit.chain.recover', 'practice', '\(ChainSample.practice)', NULL, NULL, NULL, 'believe me');
            COMMIT
            """)
        #expect(
            try await self.findings() == [.unsignedRecovery(seq: 9), .endsBeforeCheckpoint(seq: 9, checkpoint: 12)])
        let opinion = try await ChainSample.secondOpinion(checkpoints: self.audit.path + "/checkpoints.jsonl")
        #expect(opinion == "9: unsigned recovery\n9: ends before the checkpoint 12\n9 events, 2 findings")
    }

    @Test func `is not recovered where something else is wrong, or nothing`() async throws {
        let superuser = try ChainSample.fill()
        try await self.sign()
        await #expect(throws: AuditTrail.RecoveryRefusal.nothingLost) { try await self.recover() }
        try ChainSample.restore(through: 8, superuser)
        try superuser.run("UPDATE praxis.audit_event SET reason = 'other' WHERE seq = 5")
        await #expect(throws: AuditTrail.RecoveryRefusal.unsound([.edited(seq: 5)])) { try await self.recover() }
        #expect(try superuser.value("SELECT max(seq) FROM praxis.audit_event") == "8")
        #expect(try self.audit.checkpoints.checkpoints().count == 1)
    }

    @Test func `is let go where the wrong directory of checkpoints held it`() async throws {
        let superuser = try ChainSample.fill()
        try await self.sign()
        let key = CheckpointKey()
        let foreign = try key.checkpoint(
            at: AuditHead(practice: ChainSample.practice, seq: 99, hash: String(repeating: "ab", count: 32)),
            time: .now())
        #expect(
            try await self.service.sign(key, after: [ChainSample.practice: foreign]) == [])
        #expect(try superuser.value("SELECT seq FROM praxis.audit_hold") == "99")
        let signed = try await self.recover()
        #expect(signed.seq == 13 && signed.recovery?.kept == 12 && signed.recovery?.lost == 99)
        #expect(try await self.findings() == [])
        // What was recorded as lost holds nothing up any more.
        _ = try await self.service.sign(key, after: [ChainSample.practice: foreign])
        #expect(try superuser.value("SELECT count(*) FROM praxis.audit_hold") == "0")
    }
}
