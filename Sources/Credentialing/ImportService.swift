import Postgres
package import PraxisCore

/// The use cases of bringing staff files in, and of taking any batch back.
package struct ImportService: Sendable {
    let database: Database
    /// The day on which files are read.
    let today: @Sendable () -> LocalDate

    package init(database: Database, today: @escaping @Sendable () -> LocalDate = { Zone.utc.today(at: .now()) }) {
        self.database = database
        self.today = today
    }

    /// Batches of the scope, the newest first.
    package func batches(as caller: Caller) async throws -> [ImportBatch] {
        try await self.database.read(as: caller, ImportStore.batches(in: caller.scope))
    }

    static let subjectsShown = 200

    /// A batch with the people whom it was about, at most two hundred of them.
    package func batch(_ id: ImportBatch.ID, as caller: Caller) async throws -> (ImportBatch, [ImportSubject]) {
        let (batches, subjects) = try await self.database.read(
            as: caller, ImportStore.batch(id, in: caller.scope),
            ImportStore.subjects(of: id, limit: Self.subjectsShown))
        guard let batch = batches.first else { throw ImportError.unknown }
        return (batch, subjects)
    }

    /// Takes a whole batch back: all that it made, or nothing.
    ///
    /// - Returns: how many rows were withdrawn or restored.
    @discardableResult
    package func undo(_ id: ImportBatch.ID, because reason: String, as caller: Caller) async throws -> Int {
        try await self.write(as: caller) { transaction in
            let batches = try await transaction.fetch(ImportStore.batch(id, in: caller.scope))
            guard let batch = batches.first else { throw ImportError.unknown }
            try await transaction.run(ImportStore.patience)
            let withdrawn = try await transaction.fetch(ImportStore.undo(id, because: reason)).first?.value ?? 0
            try await transaction.run(ImportStore.tell(of: id, because: reason))
            try await transaction.run(
                AuditEvent(
                    "credentialing.import.undo", "import_batch", id.uuid,
                    after: try JSONText(["file": batch.fileName, "rows": String(withdrawn)]), reason: reason
                ).append)
            return withdrawn
        }
    }

    func write<Value: Codable & Sendable>(
        as caller: Caller, _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        try await self.database.write(as: caller, refusing: { ImportError(refused: $0) }, body)
    }
}
