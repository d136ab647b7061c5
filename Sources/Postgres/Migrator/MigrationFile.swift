import Crypto
import FoundationEssentials

/// One SQL file of the schema.
package struct MigrationFile: Equatable, Sendable {
    /// The folder that a file lies in, which says when it runs.
    package enum Kind: String, CaseIterable, Sendable {
        /// Run once, in the order of its number, and never changed afterwards.
        case migration = "migrations"
        /// Views and functions that one module offers to others; run again after every change.
        case contract = "contracts"
        /// Row-level security and grants; run again after every change.
        case policy = "policies"
    }

    package let kind: Kind
    /// Without its directory, such as `0001_kernel.sql`.
    package let name: String
    package let text: String
    /// SHA-256 of the text in hexadecimal.
    package let checksum: String

    package init(_ kind: Kind, _ name: String, text: String) {
        self.kind = kind
        self.name = name
        self.text = text
        self.checksum = Hexadecimal.text(Array(SHA256.hash(data: Data(text.utf8))))
    }

    /// The path below the directory of the schema; what it is recorded by.
    package var path: String { "\(self.kind.rawValue)/\(self.name)" }

    /// Whether the file runs in a transaction: unless its first line says `-- no-transaction`. Such a file holds a single
    /// statement, like `CREATE INDEX CONCURRENTLY`, and does not see the rows of forced tables.
    package var isTransactional: Bool {
        !(self.text.prefix { $0 != "\n" }.hasPrefix("-- no-transaction"))
    }

    /// The line, from 1, of a character's position from 1.
    func line(ofCharacter position: Int) -> Int {
        1 + self.text.unicodeScalars.prefix(max(0, position - 1)).count { $0 == "\n" }
    }
}
