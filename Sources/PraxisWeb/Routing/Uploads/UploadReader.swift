import HTTPTypes

/// Takes a body that has a file into fields and files as it comes.
struct UploadReader {
    static let mostParts = 200
    /// The most that fields may have beside a file that is kept on disk.
    static let mostFields = 256 * 1024

    /// A part that is being read.
    private struct Part {
        let field: String
        let fileName: String?
        let type: String
        var bytes: [UInt8] = []
        /// What it is kept in, where that is on disk.
        var file: SpooledFile?
    }

    private let spool: UploadSpool?
    private var reader: MultipartReader?
    private var part: Part?
    private var fields: [Form.Field] = []
    private var files: [Upload.File] = []
    private var spooled: SpooledFile?
    private var held = 0

    /// - Parameter spool: where the file is kept; in memory where there is none.
    init(contentType: String, spool: UploadSpool?) throws(BadRequest) {
        self.spool = spool
        guard contentType.lowercased().hasPrefix("multipart/form-data") else {
            let type = contentType.split(separator: ";").first.map { String($0.trimmed) } ?? ""
            self.part = Part(field: "", fileName: "", type: type)
            return
        }
        guard let boundary = Upload.parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count)
        else {
            throw BadRequest("bad_multipart", "The form has no boundary")
        }
        self.reader = MultipartReader(boundary: boundary)
    }

    /// Takes the next bytes of the body.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) throws -> [MultipartReader.Event] {
        guard self.reader != nil else { return [.content(Array(bytes)[...])] }
        var events: [MultipartReader.Event] = []
        try self.reader?.feed(bytes) { events.append($0) }
        return events
    }

    /// Keeps what the bytes said, the file on disk.
    mutating func take(_ events: [MultipartReader.Event]) async throws {
        for event in events {
            if case .content(let bytes) = event, let spool, let name = self.part?.fileName {
                try await self.write(bytes, of: name, to: spool)
            } else {
                try self.hold(event)
            }
        }
    }

    /// Keeps in memory what a piece of the body said.
    mutating func hold(_ event: MultipartReader.Event) throws {
        switch event {
        case .part(let disposition, let type): try self.begin(disposition, type)
        case .content(let bytes):
            self.held += bytes.count
            guard self.spool == nil || self.held <= Self.mostFields else {
                throw BadRequest(.contentTooLarge, "too_large", "The fields beside the file are too large")
            }
            self.part?.bytes += bytes
        case .endOfPart: try self.end()
        }
    }

    /// Says that the body has ended.
    ///
    /// - Throws: `BadRequest` where it was cut off.
    mutating func finish() throws -> Upload {
        try self.reader?.finish()
        if self.reader == nil { try self.end() }
        return Upload(form: try Form(self.fields), files: self.files, spooled: self.spooled)
    }

    private mutating func begin(_ disposition: String, _ type: String) throws(BadRequest) {
        guard self.fields.count + self.files.count < Self.mostParts else {
            throw BadRequest("too_many_fields", "The form has too many fields")
        }
        guard let name = Upload.parameter("name", of: disposition) else {
            throw BadRequest("bad_multipart", "A field of the form has no name")
        }
        self.part = Part(field: name, fileName: Upload.parameter("filename", of: disposition), type: type)
    }

    private mutating func write(_ bytes: ArraySlice<UInt8>, of name: String, to spool: UploadSpool) async throws {
        if self.part?.file == nil {
            guard self.spooled == nil else { throw BadRequest("too_many_files", "Send one file at a time") }
            self.spooled = try await spool.open(name: Upload.base(name))
            self.part?.file = self.spooled
        }
        try await self.spooled?.write(bytes)
    }

    private mutating func end() throws(BadRequest) {
        guard let part else { return }
        self.part = nil
        guard let fileName = part.fileName else {
            return self.fields.append(Form.Field(name: part.field, value: try String(strict: part.bytes)))
        }
        guard self.spool == nil else { return }
        self.files.append(
            Upload.File(field: part.field, name: Upload.base(fileName), mediaType: part.type, bytes: part.bytes))
    }
}
