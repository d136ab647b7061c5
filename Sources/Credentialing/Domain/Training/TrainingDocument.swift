package import Postgres
package import PraxisCore

/// A file as it was handed in, with its digest: the slides of a course, the text of a policy, a certificate.
package struct TrainingDocument: Hashable, Sendable {
    package typealias ID = Identifier<TrainingDocument>

    package let name: String
    package let mediaType: String
    package let bytes: [UInt8]

    /// The largest that is kept.
    package static let limit = 10 << 20

    /// Takes a file by what it is, not by what it is called.
    ///
    /// - Throws: a mistake in the field `file` for anything but a PDF, a JPEG or a PNG, and for one that is too large.
    package init(name: String, bytes: [UInt8]) throws(FieldErrors) {
        guard bytes.count <= Self.limit else { throw FieldErrors("file", "Choose a file of at most 10 MB") }
        guard let kind = Self.kinds.first(where: { bytes.starts(with: $0.signature) }) else {
            throw FieldErrors("file", "Choose a PDF, or a picture as JPEG or PNG")
        }
        self.name = String((name.isEmpty ? "document" : name).prefix(255))
        self.mediaType = kind.mediaType
        self.bytes = bytes
    }

    private static let kinds: [(mediaType: String, signature: [UInt8])] = [
        ("application/pdf", Array("%PDF-".utf8)), ("image/jpeg", [0xFF, 0xD8, 0xFF]),
        ("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    ]
}

extension TrainingDocument: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.name = try row.read()
        self.mediaType = try row.read()
        self.bytes = try row.read()
    }
}
