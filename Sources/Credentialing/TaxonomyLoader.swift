import Crypto
package import Postgres
package import PraxisCore

/// A release of the code set of specialties as an operator has it.
package struct TaxonomyUpload: Sendable {
    package let fileName: String
    package let bytes: [UInt8]
    package let release: String
    package let effectiveOn: LocalDate

    package init(fileName: String, bytes: [UInt8], release: String, effectiveOn: LocalDate) {
        self.fileName = String(fileName.suffix(255))
        self.bytes = bytes
        self.release = release
        self.effectiveOn = effectiveOn
    }

    var digest: [UInt8] { Array(SHA256.hash(data: self.bytes)) }
}

/// Loads releases of the code set, which all practices of an installation share: no account of one of them may.
package struct TaxonomyLoader: Sendable {
    let pool: PostgresPool

    /// - Parameter pool: signed in as `praxis_migrator`.
    package init(pool: PostgresPool) { self.pool = pool }

    /// Loads a release: all of its codes, or none where one cannot be read or a twentieth has gone since the last.
    ///
    /// - Returns: how many codes it has.
    @discardableResult
    package func load(_ upload: TaxonomyUpload) async throws -> Int {
        let file: TaxonomyFile
        do { file = try TaxonomyFile(upload.bytes) } catch { throw ImportError.unusable(error) }
        guard file.problems.isEmpty else { throw ImportError.unreadable(file.problems) }
        guard !file.codes.isEmpty else { throw ImportError.unusable(.empty) }
        do {
            return try await self.pool.transaction(.readWrite) { transaction in
                let held = try await transaction.fetch(TaxonomyStore.size(of: file.source)).first?.value ?? 0
                guard file.codes.count * 20 >= held * 19 else {
                    throw ImportError.shrunk(from: held, to: file.codes.count)
                }
                let id = TaxonomyRelease.ID.make()
                try await transaction.run(TaxonomyStore.add(id, upload, file))
                for start in stride(from: 0, to: file.codes.count, by: 500) {
                    let chunk = file.codes[start..<min(start + 500, file.codes.count)]
                    try await transaction.run(try TaxonomyStore.add(Array(chunk), to: id))
                }
                return file.codes.count
            }
        } catch let error as PostgresError {
            throw ImportError(refused: error) ?? error
        }
    }
}
