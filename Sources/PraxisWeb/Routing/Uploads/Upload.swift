/// A file that was sent, by itself or within a form.
package struct Upload: Sendable {
    /// The fields beside the file.
    package let form: Form
    package let files: [File]
    /// The file of a route that takes large ones; on disk until the request has its answer.
    package let spooled: SpooledFile?

    /// One file of a form, in memory.
    package struct File: Sendable {
        /// The name of the field.
        package let field: String
        /// The name that the sender gave it; for showing only.
        package let name: String
        /// The kind of file that the sender says it is.
        package let mediaType: String
        package let bytes: [UInt8]
    }

    init(form: Form, files: [File] = [], spooled: SpooledFile? = nil) {
        self.form = form
        self.files = files
        self.spooled = spooled
    }

    /// The first file, where one was chosen.
    package var file: File? { self.files.first { !$0.bytes.isEmpty || !$0.name.isEmpty } }
}

extension Upload {
    /// A parameter of a header's value, quoted or not.
    static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmed.lowercased() == name else { continue }
            var value = pair[1].trimmed
            if value.count >= 2, value.first == "\"", value.last == "\"" { value = value.dropFirst().dropLast() }
            return String(value)
        }
        return nil
    }

    /// The last part of a file's name, without folders.
    static func base(_ name: String) -> String {
        String((name.split { $0 == "/" || $0 == "\\" }.last ?? "").filter { !$0.isNewline }.prefix(200))
    }
}

extension Upload {
    /// A whole body that is held in memory.
    ///
    /// - Throws: `BadRequest` for one that is cut off or has too many parts.
    init(_ bytes: [UInt8], contentType: String) throws {
        var reader = try UploadReader(contentType: contentType, spool: nil)
        for event in try bytes.withUnsafeBytes({ try reader.feed($0) }) { try reader.hold(event) }
        self = try reader.finish()
    }
}
