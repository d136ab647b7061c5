package import Postgres
import PraxisCore

/// The trails of all practices, read at the server by an operator whom row-level security does not bind.
package struct AuditTrail: Sendable {
    let session: PostgresSession
    private let pageSize: Int

    package init(session: PostgresSession, pageSize: Int = 5000) {
        self.session = session
        self.pageSize = pageSize
    }

    /// There is no practice of that short name.
    package struct UnknownPractice: Error, CustomStringConvertible {
        package let slug: String

        package var description: String { "there is no practice \(self.slug)" }
    }

    /// Verifies the chain of one practice, or of all: of those in the database and of those that were ever signed.
    ///
    /// - Parameters:
    ///   - slug: the practice's; `nil` for all.
    ///   - checkpoints: read from outside the database.
    /// - Throws: `UnknownPractice`.
    package func verify(
        _ slug: String? = nil, checkpoints: [Checkpoint], keys: [CheckpointKey.Public]
    ) async throws -> [AuditVerdict] {
        try await self.inTransaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            var verdicts: [AuditVerdict] = []
            for head in try await self.heads(of: slug, signed: slug == nil ? checkpoints.map(\.practice) : []) {
                let mine = checkpoints.filter { $0.practice == head.practice }
                var verifier = AuditVerifier(checkpoints: mine, keys: keys)
                try await self.forEach(in: head.practice) { verifier.check($0) }
                verifier.finish(head: head)
                verdicts.append(
                    AuditVerdict(
                        head: head, events: verifier.count, signed: verifier.signedThrough,
                        recoveredAt: verifier.recoveredAt, findings: verifier.findings))
            }
            return verdicts
        }
    }

    /// Writes one practice's chain as JSON lines: its events, then its head.
    package func export(_ slug: String, line: (String) throws -> Void) async throws {
        try await self.inTransaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            for head in try await self.heads(of: slug) {
                try await self.forEach(in: head.practice) { try line(JSONText($0).text) }
                try line(JSONText(["head": head]).text)
            }
        }
    }

    /// Heads and events belong together: whoever only reads them does so from one snapshot.
    func inTransaction<Value>(_ begin: SQL, _ body: () async throws -> Value) async throws -> Value {
        try await self.session.execute(begin)
        do {
            let value = try await body()
            try await self.session.execute("COMMIT")
            return value
        } catch {
            _ = try? await self.session.execute("ROLLBACK")
            throw error
        }
    }

    /// The heads of the practices; one that is gone is that of an empty chain.
    ///
    /// - Parameter signed: practices that must be among them.
    private func heads(of slug: String?, signed: [String] = []) async throws -> [AuditHead] {
        let heads = try await self.session.fetch(
            Query<AuditHead>(
                """
                SELECT p.practice_id::text, coalesce(h.seq, 0), coalesce(encode(h.hash, 'hex'), \(AuditRecord.start))
                  FROM praxis.practice p
                  LEFT JOIN praxis.audit_head h USING (practice_id)
                 WHERE \(slug)::text IS NULL OR p.slug = \(slug)
                 ORDER BY p.practice_id
                """))
        if let slug, heads.isEmpty { throw UnknownPractice(slug: slug) }
        let gone = Set(signed).subtracting(heads.map(\.practice)).sorted()
        return heads + gone.map { AuditHead(practice: $0, seq: 0, hash: AuditRecord.start) }
    }

    func forEach(in practice: String, _ body: (AuditRecord) throws -> Void) async throws {
        var after: Int64 = 0
        while true {
            let page = try await self.session.fetch(self.page(of: practice, after: after))
            for record in page { try body(record) }
            guard page.count == self.pageSize, let seq = page.last?.seq else { return }
            after = seq
        }
    }

    private func page(of practice: String, after: Int64) -> Query<AuditRecord> {
        Query(
            """
            SELECT e.practice_id::text, e.seq,
                   to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.clinic_id::text,
                   e.account_id::text, e.on_behalf_of::text, e.claim_kind, e.claim_id::text, e.request_id::text,
                   e.address, e.emergency, e.action, e.object_type, e.object_id::text, e.before::text, e.after::text,
                   e.reason, encode(e.hash, 'hex')
              FROM praxis.audit_event e
             WHERE e.practice_id = \(practice)::uuid
               AND e.seq > \(after)
             ORDER BY e.seq
             LIMIT \(self.pageSize)
            """)
    }
}
