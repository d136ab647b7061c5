package import Postgres
package import PraxisCore

/// A document of a person's file that a binder holds, without its bytes.
package struct BinderDocument: Hashable, Sendable {
    /// Where it is kept.
    package enum Origin: String, Sendable {
        /// In the compartment of credentials.
        case file
        /// With a check of the credentialing file.
        case evidence
    }

    package let id: Document.ID
    package let person: Person.ID
    package let origin: Origin
    package let name: String
    package let mediaType: String
    package let size: Int64
    /// SHA-256 in hexadecimal digits, as it was when the document came in.
    package let digest: String
    /// The credential or the element that it proves.
    package let proves: String
    package let addedAt: Instant

    /// The ending that its kind of document has.
    package var ending: String {
        switch self.mediaType {
        case "application/pdf": "pdf"
        case "image/png": "png"
        case "image/jpeg": "jpg"
        default: "bin"
        }
    }
}

extension BinderDocument: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        let origin: String = try row.read()
        self.origin = Origin(rawValue: origin) ?? .file
        self.name = try row.read()
        self.mediaType = try row.read()
        self.size = try row.read()
        self.digest = try row.read()
        self.proves = try row.read()
        self.addedAt = try row.read()
    }
}
