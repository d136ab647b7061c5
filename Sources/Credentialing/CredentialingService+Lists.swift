import Postgres
package import PraxisCore

extension CredentialingService {
    /// Brings in a list of exclusions, or records why it was refused: then the list before it stays in force and nobody is
    /// cleared by it.
    ///
    /// The file is read in pieces and goes into the database as it is read, all of it or nothing.
    ///
    /// - Returns: the import; its page tells which of both happened.
    package func importList(_ upload: ListUpload, as caller: Caller) async throws -> ScreeningImport.ID {
        try upload.check(today: Zone.utc.today(at: .now()))
        let digest = try upload.source.digest()
        let id = ScreeningImport.ID.make()
        do {
            return try await self.write(as: caller) { transaction in
                let known = try await transaction.fetch(ListStore.isKnown(digest, upload.list))
                guard known.first?.value == 0 else { throw CredentialingError.fileKnown }
                try await transaction.run(ListStore.open(id, upload, digest))
                let tally = try await Self.load(upload, into: id, transaction)
                if let reason = try await Self.refusal(of: upload, tally, transaction) {
                    throw RefusedList(tally: tally, reason: reason)
                }
                try await transaction.run(
                    try ListStore.complete(id, tally), Self.event(of: id, digest, tally, refused: nil))
                return id
            }
        } catch let refused as RefusedList {
            return try await self.write(as: caller) { transaction in
                try await transaction.run(
                    try ListStore.refuse(id, upload, digest, refused.tally, refused.reason),
                    Self.event(of: id, digest, refused.tally, refused: refused.reason))
                return id
            }
        } catch let failure as CSVFailure {
            throw CredentialingError.unusableFile(failure)
        }
    }

    /// Records that a list cannot be read at all, for those who were not there when it came in.
    func refuse(_ upload: ListUpload, _ failure: CSVFailure, as caller: Caller) async throws {
        let digest = try upload.source.digest()
        let id = ScreeningImport.ID.make()
        let _: ScreeningImport.ID = try await self.write(as: caller) { transaction in
            let tally = ListReader.Tally()
            try await transaction.run(
                try ListStore.refuse(id, upload, digest, tally, failure.message),
                Self.event(of: id, digest, tally, refused: failure.message))
            return id
        }
    }

    /// Lists that were refused and after which none of the same publisher came into force: the newest of each.
    package func refusedLists(as caller: Caller) async throws -> [RefusedListNotice] {
        try await self.database.read(as: caller, ListStore.standingRefusals())
    }

    /// Why a list that was read cannot be used; thrown so that none of its rows stays.
    private struct RefusedList: Error {
        let tally: ListReader.Tally
        let reason: String
    }

    private static let batch = 2_000

    private static func load(
        _ upload: ListUpload, into id: ScreeningImport.ID, _ transaction: Transaction
    ) async throws -> ListReader.Tally {
        var reader = ListReader(upload.list, month: upload.month)
        var chunks = try upload.source.chunks()
        var waiting: [ListEntry] = []
        while let chunk = try await chunks.turn() {
            waiting += try reader.feed(chunk)
            if waiting.count >= Self.batch {
                try await transaction.execute(ListStore.add(waiting, to: id))
                waiting.removeAll(keepingCapacity: true)
            }
        }
        waiting += try reader.finish()
        if !waiting.isEmpty { try await transaction.execute(ListStore.add(waiting, to: id)) }
        return reader.tally
    }

    private static func refusal(
        of upload: ListUpload, _ tally: ListReader.Tally, _ transaction: Transaction
    ) async throws -> String? {
        let (before, supplements) = try await transaction.fetch(
            ListStore.fullList(of: upload.list), ListStore.supplementRows())
        return ListRefusal.reason(
            against: tally, upload.kind, of: upload.list, before: before.first,
            supplementRows: upload.list == .leie ? supplements.first?.value ?? 0 : 0)
    }

    private static func event(
        of id: ScreeningImport.ID, _ digest: [UInt8], _ tally: ListReader.Tally, refused: String?
    ) throws -> SQL {
        AuditEvent(
            "credentialing.screening-list.import", "screening_import", id.uuid,
            after: try JSONText([
                "sha256": Hexadecimal.text(digest), "rows": String(tally.rows), "refused": refused ?? "",
            ])
        ).append
    }

    /// Takes a list out of force that should not have come in. Its rows and what was decided about them stay on record.
    package func withdraw(_ id: ScreeningImport.ID, as caller: Caller) async throws {
        let _: ScreeningImport.ID = try await self.write(as: caller) { transaction in
            guard try await transaction.execute(ListStore.withdraw(id)) == 1 else {
                throw CredentialingError.unknown
            }
            try await transaction.run(
                AuditEvent("credentialing.screening-list.withdraw", "screening_import", id.uuid).append)
            return id
        }
    }

    /// One list with what could not be read of it.
    package func screeningImport(_ id: ScreeningImport.ID, as caller: Caller) async throws -> ScreeningImport {
        guard let found = try await self.database.read(as: caller, ListStore.screeningImport(id)).first else {
            throw CredentialingError.unknown
        }
        return found
    }
}
