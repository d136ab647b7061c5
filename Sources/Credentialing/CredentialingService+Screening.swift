import Crypto
import Postgres
package import PraxisCore

/// A list as somebody hands it in.
package struct ListUpload: Sendable {
    package let fileName: String
    package let bytes: [UInt8]
    package let kind: ExclusionFile.Kind
    package let month: LocalDate
    let digest: [UInt8]

    package init(fileName: String, bytes: [UInt8], kind: ExclusionFile.Kind, month: LocalDate) {
        self.fileName = String(fileName.suffix(255))
        self.bytes = bytes
        self.kind = kind
        self.month = month.adding(days: 1 - month.day)
        self.digest = Array(SHA256.hash(data: bytes))
    }

    /// Refuses a kind or month that the file's name contradicts, and a month that has not come.
    func check(today: LocalDate) throws(FieldErrors) {
        var errors = FieldErrors()
        if let said = ExclusionFile.kind(named: self.fileName), said != self.kind {
            errors.add("kind", "The file’s name says that it contains something else; choose that, or another file")
        }
        if let said = ExclusionFile.named(self.fileName)?.month, said != self.month {
            errors.add(
                "month", "The file’s name says that it is of \(said.readable); enter that month, or choose another file"
            )
        } else if self.month > today {
            errors.add("month", "That month has not come; enter the month that the list is for")
        }
        try errors.throwIfAny()
    }
}

extension CredentialingService {
    /// Brings in a list of exclusions, or records why it was refused: then the list before it stays in force.
    ///
    /// - Returns: the import; its page tells which of both happened.
    ///
    /// The rows are made ready before the transaction begins: a full list takes longer than one may idle.
    package func importList(_ upload: ListUpload, as caller: Caller) async throws -> ScreeningImport.ID {
        try upload.check(today: Zone.utc.today(at: .now()))
        let file: ExclusionFile
        do {
            file = try ExclusionFile(upload.bytes, kind: upload.kind, month: upload.month)
        } catch {
            throw CredentialingError.unusableFile(error)
        }
        let id = ScreeningImport.ID.make()
        let rows = try stride(from: 0, to: file.entries.count, by: 2_000).map { start in
            try ScreeningStore.add(
                file.entries[start..<min(start + 2_000, file.entries.count)].map(StoredEntry.init), to: id)
        }
        return try await self.write(as: caller) { transaction in
            let (before, supplements) = try await transaction.fetch(
                ScreeningStore.fullListRows(), ScreeningStore.supplementRows())
            let refusal = ListRefusal.reason(
                against: file, rowsBefore: before.first?.value, supplementRows: supplements.first?.value ?? 0)
            try await transaction.run(try ScreeningStore.add(id, file, as: upload, refused: refusal))
            for chunk in rows where refusal == nil { try await transaction.execute(chunk) }
            try await transaction.run(
                AuditEvent(
                    "credentialing.screening-list.import", "screening_import", id.uuid,
                    after: try JSONText([
                        "sha256": Hexadecimal.text(upload.digest), "rows": String(file.entries.count),
                        "refused": refusal ?? "",
                    ])
                ).append)
            return id
        }
    }

    /// Takes a list out of force that should not have come in. Its rows and what was decided about them stay on record.
    package func withdraw(_ id: ScreeningImport.ID, as caller: Caller) async throws {
        let _: ScreeningImport.ID = try await self.write(as: caller) { transaction in
            guard try await transaction.execute(ScreeningStore.withdraw(id)) == 1 else {
                throw CredentialingError.unknown
            }
            try await transaction.run(
                AuditEvent("credentialing.screening-list.withdraw", "screening_import", id.uuid).append)
            return id
        }
    }

    /// Compares everybody with the lists in force. What an earlier run found keeps its review.
    ///
    /// It reads in one snapshot, compares outside of any transaction, and writes down what it compared.
    package func screen(as caller: Caller) async throws -> ScreeningRun.ID {
        let id = ScreeningRun.ID.make()
        let startedAt = Instant.now()
        let (subjects, rows, lists, known) = try await self.database.read(
            as: caller, ScreeningStore.subjects(), ScreeningStore.inForce(), ScreeningStore.listsInForce(),
            ScreeningStore.known())
        guard !rows.isEmpty else { throw CredentialingError.noList }
        let findings = Self.findings(for: subjects, in: rows)
        let seen = Set(known)
        let suppressed = findings.count { seen.contains($0.key) }
        let report = RunReport(
            startedAt: startedAt, subjects: subjects.count, entries: rows.count,
            tiers: findings.reduce(into: [:]) { $0[String($1.stored.tier), default: 0] += 1 },
            suppressed: suppressed, lists: lists)
        let stored = findings.map(\.stored)
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                try ScreeningStore.add(id, report), try ScreeningStore.add(stored, of: id),
                try ScreeningStore.sight(stored, in: id),
                AuditEvent(
                    "credentialing.screening.run", "screening_run", id.uuid,
                    after: try JSONText([
                        "subjects": subjects.count, "entries": rows.count, "findings": findings.count,
                        "suppressed": suppressed,
                    ])
                ).append)
            return id
        }
    }

    private static func findings(
        for subjects: [ScreeningSubject], in rows: [ListedRow]
    ) -> [(key: KnownMatch, stored: StoredFinding)] {
        let index = ExclusionIndex(rows.map(\.identity))
        return subjects.flatMap { subject in
            let hash = subject.hash
            return index.findings(for: subject).map { place, finding in
                let row = rows[place]
                let key = KnownMatch(person: subject.person, recordHash: row.recordHash, subjectHash: hash)
                return (
                    key,
                    StoredFinding(
                        id: .make(), person: subject.person, list: row.list, row: row.row, tier: finding.tier.rawValue,
                        reasons: finding.reasons.map(\.rawValue),
                        subject: ScreeningMatch.Subject(
                            names: subject.names, birthDate: subject.birthDate, npi: subject.npi),
                        subjectHash: Hexadecimal.text(hash), recordHash: Hexadecimal.text(row.recordHash))
                )
            }
        }
    }

    /// Lists and runs, the newest first.
    package func screening(as caller: Caller) async throws -> (imports: [ScreeningImport], runs: [ScreeningRun]) {
        let (imports, runs) = try await self.database.read(as: caller, ScreeningStore.imports(), ScreeningStore.runs())
        return (imports, runs)
    }

    /// One list with what could not be read of it.
    package func screeningImport(_ id: ScreeningImport.ID, as caller: Caller) async throws -> ScreeningImport {
        guard let found = try await self.database.read(as: caller, ScreeningStore.screeningImport(id)).first else {
            throw CredentialingError.unknown
        }
        return found
    }
}
