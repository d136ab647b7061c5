import PraxisCore
import Testing

@testable import PraxisServer

@Suite struct `Verifying a chain` {
    private func verdict(
        _ chain: [AuditRecord], head: AuditHead? = nil, checkpoints: [Checkpoint] = [],
        keys: [CheckpointKey.Public] = []
    ) -> [AuditFinding] {
        var verifier = AuditVerifier(checkpoints: checkpoints, keys: keys)
        for record in chain { verifier.check(record) }
        verifier.finish(head: head ?? .end(of: chain))
        return verifier.findings
    }

    @Test func `finds nothing in a sound one`() {
        #expect(self.verdict(.sample(20)) == [])
        #expect(self.verdict([]) == [])
    }

    @Test func `finds an edited field with its event`() {
        let fields: [WritableKeyPath<AuditRecord, String>] = [
            \.practice, \.at, \.account, \.claimKind, \.claim, \.request, \.address, \.action, \.objectType, \.object,
        ]
        for field in fields {
            var chain = [AuditRecord].sample(20)
            chain[7][keyPath: field] += "0"
            #expect(self.verdict(chain) == [.edited(seq: 8)], "\(field)")
        }
    }

    @Test func `finds an edited optional field with its event`() {
        let fields: [WritableKeyPath<AuditRecord, String?>] = [\.clinic, \.onBehalfOf, \.before, \.after, \.reason]
        for field in fields {
            var chain = [AuditRecord].sample(20)
            chain[19][keyPath: field] = "x"
            #expect(self.verdict(chain) == [.edited(seq: 20)], "\(field)")
        }
    }

    @Test func `finds what was deleted`() {
        var chain = [AuditRecord].sample(20)
        let head = AuditHead.end(of: chain)
        chain.removeSubrange(4...6)
        #expect(self.verdict(chain, head: head) == [.missing(from: 5, through: 7)])
    }

    @Test func `finds a tail that was cut off`() {
        let chain = [AuditRecord].sample(20)
        #expect(self.verdict(Array(chain.prefix(15)), head: .end(of: chain)) == [.cutOff(after: 15, head: 20)])
    }

    @Test func `finds events that changed places`() {
        var chain = [AuditRecord].sample(20)
        chain.swapAt(4, 5)
        #expect(self.verdict(chain).contains(.outOfOrder(seq: 5)))
        // With their numbers, so that the order looks right.
        (chain[4].seq, chain[5].seq) = (5, 6)
        #expect(self.verdict(chain).contains(.edited(seq: 5)))
    }

    @Test func `finds a chain that was written anew, by its checkpoint alone`() throws {
        let chain = [AuditRecord].sample(20)
        let key = CheckpointKey()
        let signed = try key.checkpoint(at: .end(of: Array(chain.prefix(12))), time: Instant(seconds: 0))
        #expect(self.verdict(chain, checkpoints: [signed], keys: [key.public]) == [])
        var forged = chain
        forged[9].reason = "nothing happened"
        forged = forged.chained()
        #expect(self.verdict(forged) == [])
        #expect(self.verdict(forged, checkpoints: [signed], keys: [key.public]) == [.rewritten(checkpoint: 12)])
        let short = Array(forged.prefix(9))
        #expect(
            self.verdict(short, checkpoints: [signed], keys: [key.public]) == [
                .endsBeforeCheckpoint(seq: 9, checkpoint: 12)
            ])
    }

    @Test func `believes no checkpoint that its key did not sign`() throws {
        let chain = [AuditRecord].sample(5)
        let (key, other) = (CheckpointKey(), CheckpointKey())
        let signed = try key.checkpoint(at: .end(of: chain), time: Instant(seconds: 0))
        #expect(self.verdict(chain, checkpoints: [signed], keys: [other.public]) == [.badSignature(checkpoint: 5)])
        let moved = Checkpoint(
            practice: signed.practice, seq: 4, hash: chain[3].hash, signedAt: signed.signedAt, key: signed.key,
            signature: signed.signature)
        #expect(self.verdict(chain, checkpoints: [moved], keys: [key.public]) == [.badSignature(checkpoint: 4)])
    }

    @Test func `knows keys that were rotated`() throws {
        let chain = [AuditRecord].sample(5)
        let (old, new) = (CheckpointKey(), CheckpointKey())
        let checkpoints = [
            try old.checkpoint(at: .end(of: Array(chain.prefix(2))), time: Instant(seconds: 0)),
            try new.checkpoint(at: .end(of: chain), time: Instant(seconds: 60)),
        ]
        #expect(self.verdict(chain, checkpoints: checkpoints, keys: [old.public, new.public]) == [])
    }

    @Test func `accepts what a signed recovery continues, in whatever order its file is`() throws {
        let key = CheckpointKey()
        let (chain, signed) = try self.recovered(by: key)
        #expect(self.verdict(chain, checkpoints: signed, keys: [key.public]) == [])
        #expect(self.verdict(chain, checkpoints: signed.reversed(), keys: [key.public]) == [])
        // What is signed after it counts.
        let later = try key.checkpoint(
            at: AuditHead(practice: "p", seq: 19, hash: AuditRecord.start), time: Instant(seconds: 120))
        #expect(
            self.verdict(chain, checkpoints: [later] + signed, keys: [key.public])
                == [.endsBeforeCheckpoint(seq: 13, checkpoint: 19)])
    }

    @Test func `believes no recovery that its key did not sign as it stands`() throws {
        let key = CheckpointKey()
        let (chain, signed) = try self.recovered(by: key)
        let recovery = try #require(signed[1].recovery)
        let changed = [
            AuditRecovery(kept: 1, lost: recovery.lost, lostHash: recovery.lostHash),
            AuditRecovery(kept: 0, lost: 19, lostHash: recovery.lostHash),
            AuditRecovery(kept: 0, lost: recovery.lost, lostHash: AuditRecord.start), nil,
        ]
        for other in changed {
            var forged = signed
            forged[1].recovery = other
            #expect(
                self.verdict(chain, checkpoints: forged, keys: [key.public]) == [
                    .badSignature(checkpoint: 13), .unsignedRecovery(seq: 13),
                    .endsBeforeCheckpoint(seq: 13, checkpoint: 20),
                ])
        }
        #expect(
            self.verdict(chain, checkpoints: [signed[0]], keys: [key.public]) == [
                .unsignedRecovery(seq: 13), .endsBeforeCheckpoint(seq: 13, checkpoint: 20),
            ])
    }

    /// A chain that was signed through 20, restored to 12, and continued by a recovery.
    private func recovered(by key: CheckpointKey) throws -> (chain: [AuditRecord], signed: [Checkpoint]) {
        let before = [AuditRecord].sample(20)
        let lost = try key.checkpoint(at: .end(of: before), time: Instant(seconds: 0))
        var chain = Array(before.prefix(13))
        chain[12].action = AuditRecovery.action
        chain = chain.chained()
        let recovery = try key.checkpoint(
            at: .end(of: chain), time: Instant(seconds: 60),
            recovery: AuditRecovery(kept: 0, lost: 20, lostHash: lost.hash))
        return (chain, [lost, recovery])
    }

    @Test func `survives a key's way through its file`() throws {
        let key = CheckpointKey()
        #expect(CheckpointKey(key.text)?.public.text == key.public.text)
        #expect(CheckpointKey("beef") == nil)
        #expect(CheckpointKey.Public("not hexadecimal") == nil)
    }
}

extension AuditHead {
    static func end(of chain: [AuditRecord]) -> AuditHead {
        AuditHead(practice: "p", seq: chain.last?.seq ?? 0, hash: chain.last?.hash ?? AuditRecord.start)
    }
}

extension [AuditRecord] {
    /// A sound chain.
    static func sample(_ count: Int64) -> [AuditRecord] {
        (1...count).map { seq in
            AuditRecord(
                practice: "p", seq: seq, at: "2026-03-01T12:00:00.000001Z", clinic: seq.isMultiple(of: 2) ? "c" : nil,
                account: "a", onBehalfOf: nil, claimKind: "session", claim: "s", request: "r", address: "192.0.2.1",
                emergency: false, action: "ordering.order.place", objectType: "purchase_order", object: "o\(seq)",
                before: nil, after: #"{"total": 12.50}"#, reason: "a \"quoted\"\n\u{1F}reason \u{7F} in Łódź 🩺",
                hash: "")
        }.chained()
    }

    /// The same events with hashes that fit.
    func chained() -> [AuditRecord] {
        var (previous, chain) = (AuditRecord.start, self)
        for index in chain.indices {
            chain[index].hash = chain[index].expectedHash(after: previous) ?? ""
            previous = chain[index].hash
        }
        return chain
    }
}
