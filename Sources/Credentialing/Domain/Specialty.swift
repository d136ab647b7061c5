package import Postgres
package import PraxisCore

/// What somebody works as, by the code set of specialties.
package struct Specialty: Hashable, Sendable {
    package typealias ID = Identifier<Specialty>

    package let id: ID
    package let code: String
    /// What the code set calls it; `nil` where no release has the code.
    package let name: String?
    package let isPrimary: Bool
    /// Whether the code is given to nobody any more.
    package let isRetired: Bool
    package let isFromFile: Bool
}

extension Specialty: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.code = try row.read()
        self.name = try row.read()
        self.isPrimary = try row.read()
        self.isRetired = try row.read()
        self.isFromFile = try row.read()
    }
}

/// What the latest provider file says of somebody. The registry takes what providers report: it hints at what to ask for, and
/// is never a verification.
package struct RegistryEntry: Sendable {
    package let provider: ProviderRecord
    package let fileName: String
    package let importedOn: LocalDate
}

extension RegistryEntry {
    /// Whether one of these credentials is a license of the entry, by state and normalized number.
    package func isOnFile(_ license: ProviderRecord.License, among held: [Credential]) -> Bool {
        held.contains { credential in
            credential.state == license.state
                && LicenseNumber.normalized(credential.number ?? "") == LicenseNumber.normalized(license.number)
        }
    }
}

/// A stored entry, its provider as text.
struct StoredEntry: PostgresRow {
    let provider: JSONText
    let fileName: String
    let importedOn: LocalDate

    init(row: inout RowReader) throws(PostgresError) {
        self.provider = try row.read()
        self.fileName = try row.read()
        self.importedOn = try row.read()
    }

    var entry: RegistryEntry? {
        guard let provider = try? self.provider.decoded(as: ProviderRecord.self) else { return nil }
        return RegistryEntry(provider: provider, fileName: self.fileName, importedOn: self.importedOn)
    }
}

/// What is on record of somebody's number, as text.
struct StoredStanding: PostgresRow {
    let standing: JSONText?

    init(row: inout RowReader) throws(PostgresError) { self.standing = try row.read() }

    var value: NPIStanding? { self.standing.flatMap { try? $0.decoded() } }
}
