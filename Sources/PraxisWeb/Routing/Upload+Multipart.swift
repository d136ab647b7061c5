extension Upload {
    static let mostParts = 200
    static let longestHeader = 4096

    /// Reads `multipart/form-data`, or takes the body as one file where it has another type.
    ///
    /// - Throws: `BadRequest` for a body that is cut off or has too many parts.
    init(_ bytes: [UInt8], contentType: String) throws(BadRequest) {
        guard contentType.lowercased().hasPrefix("multipart/form-data") else {
            let type = contentType.split(separator: ";").first.map { String($0.trimmed) } ?? ""
            self.form = Form()
            self.files = [File(field: "", name: "", mediaType: type, bytes: bytes)]
            return
        }
        guard let boundary = Self.parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count) else {
            throw BadRequest("bad_multipart", "The form has no boundary")
        }
        var parts = MultipartScanner(bytes, boundary: boundary)
        var fields: [Form.Field] = []
        var files: [File] = []
        while let part = try parts.next() {
            guard fields.count + files.count < Self.mostParts else {
                throw BadRequest("too_many_fields", "The form has too many fields")
            }
            guard let name = Self.parameter("name", of: part.disposition) else {
                throw BadRequest("bad_multipart", "A field of the form has no name")
            }
            if let file = Self.parameter("filename", of: part.disposition) {
                files.append(File(field: name, name: Self.base(file), mediaType: part.type, bytes: Array(part.body)))
            } else {
                fields.append(Form.Field(name: name, value: try String(strict: Array(part.body))))
            }
        }
        self.form = try Form(fields)
        self.files = files
    }

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
    private static func base(_ name: String) -> String {
        String((name.split { $0 == "/" || $0 == "\\" }.last ?? "").filter { !$0.isNewline }.prefix(200))
    }
}

/// Walks over the parts of a multipart body.
struct MultipartScanner {
    struct Part {
        let disposition: String
        let type: String
        let body: ArraySlice<UInt8>
    }

    private let bytes: [UInt8]
    private let delimiter: [UInt8]
    private var position: Int?

    init(_ bytes: [UInt8], boundary: String) {
        self.bytes = bytes
        self.delimiter = Array("\r\n--\(boundary)".utf8)
        let opening = Array("--\(boundary)".utf8)
        self.position =
            bytes.starts(with: opening) ? opening.count : self.find(self.delimiter, from: 0).map { $0.upperBound }
    }

    /// The next part; `nil` behind the last.
    mutating func next() throws(BadRequest) -> Part? {
        guard let start = self.position, start + 2 <= self.bytes.count else { throw Self.cutOff }
        if self.bytes[start..<start + 2].elementsEqual("--".utf8) { return nil }
        guard self.bytes[start..<start + 2].elementsEqual("\r\n".utf8) else { throw Self.cutOff }
        guard let body = self.find(Array("\r\n\r\n".utf8), from: start),
            body.lowerBound - start <= Upload.longestHeader,
            let end = self.find(self.delimiter, from: body.upperBound - 2)
        else { throw Self.cutOff }
        self.position = end.upperBound
        let header = try String(strict: Array(self.bytes[start..<body.lowerBound]))
        return Part(
            disposition: Self.field("content-disposition", of: header), type: Self.field("content-type", of: header),
            body: self.bytes[body.upperBound..<max(body.upperBound, end.lowerBound)])
    }

    private static let cutOff = BadRequest("bad_multipart", "The form is cut off or damaged; send it again")

    private static func field(_ name: String, of header: String) -> String {
        for line in header.split(whereSeparator: \.isNewline) {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2, pair[0].trimmed.lowercased() == name { return String(pair[1].trimmed) }
        }
        return ""
    }

    private func find(_ pattern: [UInt8], from start: Int) -> Range<Int>? {
        guard pattern.count <= self.bytes.count else { return nil }
        var index = start
        while index + pattern.count <= self.bytes.count {
            if self.bytes[index] == pattern[0], self.bytes[index..<index + pattern.count].elementsEqual(pattern) {
                return index..<index + pattern.count
            }
            index += 1
        }
        return nil
    }
}
