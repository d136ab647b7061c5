package import Postgres
package import PraxisCore

/// A document in a person's file; its bytes come with an opening alone.
package struct Document: Hashable, Sendable {
    package typealias ID = Identifier<Document>

    package let id: ID
    package let name: String
    package let mediaType: String
    package let size: Int64
    /// SHA-256 in hexadecimal digits.
    package let digest: String
    package let compartment: Compartment
    package let credential: Credential.ID?
    /// The kind of that credential.
    package let credentialTitle: String?
    package let addedBy: String
    package let addedAt: Instant
}

extension Document: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.name = try row.read()
        self.mediaType = try row.read()
        self.size = try row.read()
        self.digest = try row.read()
        let compartment: String = try row.read()
        self.compartment = Compartment(filedAs: compartment)
        self.credential = try row.read()
        self.credentialTitle = try row.read()
        self.addedBy = try row.read()
        self.addedAt = try row.read()
    }
}

/// A document as somebody hands it in: a PDF or an image, judged by its first bytes and not by its name.
package struct DocumentDraft: Sendable {
    package static let limit = 20 << 20

    package let name: String
    package let mediaType: String
    package let bytes: [UInt8]
    package let compartment: Compartment
    package let credential: Credential.ID?

    package init(
        name: String, bytes: [UInt8], compartment: String?, credential: String?
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        let part = errors.check(
            "compartment", compartment, Compartment.init(rawValue:), else: "Choose where it belongs")
        var holder: Credential.ID?
        if let credential {
            holder = errors.check(
                "credential", credential, { Credential.ID($0) }, else: "Choose a credential of this person")
        }
        let type = Self.mediaType(of: bytes)
        if bytes.isEmpty {
            errors.add("file", "Choose a file")
        } else if bytes.count > Self.limit {
            errors.add("file", "Choose a file of at most 20 MB")
        } else if type == nil {
            errors.add("file", "Choose a PDF, a PNG or a JPEG")
        }
        guard errors.isEmpty, let part, let type else { throw errors }
        self.name = name.isEmpty ? "document" : String(name.suffix(200))
        self.mediaType = type
        self.bytes = bytes
        self.compartment = part
        self.credential = holder
    }

    private static func mediaType(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: Array("%PDF-".utf8)) { return "application/pdf" }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        return bytes.starts(with: [0xFF, 0xD8, 0xFF]) ? "image/jpeg" : nil
    }
}

/// A document that somebody opened.
package struct OpenedDocument: Sendable {
    package let document: Document
    package let bytes: [UInt8]
}

/// What is in a person's file for the reader.
package struct DocumentFile: Sendable {
    package let person: Person
    package let documents: [Document]
    package let credentials: [Credential]
}
