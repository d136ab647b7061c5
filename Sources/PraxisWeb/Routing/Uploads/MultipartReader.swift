import Glibc

/// Reads `multipart/form-data` piece by piece, wherever the pieces are cut. It holds a header at most, and what may be the
/// beginning of a boundary; the content of parts is handed on as it comes.
struct MultipartReader {
    /// What stands in the form next.
    enum Event {
        case part(disposition: String, type: String)
        case content(ArraySlice<UInt8>)
        case endOfPart
    }

    static let longestHeader = 4096

    private enum State { case preamble, boundary, header, content, ended }

    private let delimiter: [UInt8]
    private var state = State.preamble
    /// What was not used yet; the line end that a form's first boundary lacks is put before it.
    private var held = Array("\r\n".utf8)
    /// How many bytes at the beginning of what is held are the line end before the content.
    private var skipped = 0

    init(boundary: String) { self.delimiter = Array("\r\n--\(boundary)".utf8) }

    /// Takes the next bytes of the form.
    mutating func feed(_ bytes: UnsafeRawBufferPointer, _ receive: (Event) throws -> Void) throws {
        self.held.append(contentsOf: bytes)
        while try self.step(receive) {}
    }

    /// Says that the form has ended.
    ///
    /// - Throws: `BadRequest` where it was cut off.
    func finish() throws(BadRequest) {
        if self.state != .ended { throw Self.cutOff }
    }

    /// Uses what is held as far as it goes.
    ///
    /// - Returns: whether there is more to use.
    private mutating func step(_ receive: (Event) throws -> Void) throws -> Bool {
        switch self.state {
        case .preamble, .content: return try self.content(receive)
        case .boundary:
            guard self.held.count >= 2 else { return false }
            if self.held.starts(with: "--".utf8) {
                self.state = .ended
            } else if self.held.starts(with: "\r\n".utf8) {
                self.state = .header
            } else {
                throw Self.cutOff
            }
            return true
        case .header: return try self.header(receive)
        case .ended:
            self.held.removeAll()
            return false
        }
    }

    private mutating func content(_ receive: (Event) throws -> Void) throws -> Bool {
        let found = Self.find(self.delimiter, in: self.held)
        let end = found?.lowerBound ?? self.held.count - self.delimiter.count + 1
        if end > self.skipped || found != nil {
            if self.state == .content, end > self.skipped { try receive(.content(self.held[self.skipped..<end])) }
            self.held.removeFirst(found?.upperBound ?? end)
            self.skipped = 0
        }
        guard found != nil else { return false }
        if self.state == .content { try receive(.endOfPart) }
        self.state = .boundary
        return true
    }

    private mutating func header(_ receive: (Event) throws -> Void) throws -> Bool {
        let found = Self.find(Array("\r\n\r\n".utf8), in: self.held)
        guard (found?.lowerBound ?? self.held.count - 3) <= Self.longestHeader else { throw Self.cutOff }
        guard let found else { return false }
        let header = try String(strict: Array(self.held[..<found.lowerBound]))
        try receive(
            .part(
                disposition: Self.field("content-disposition", of: header), type: Self.field("content-type", of: header)
            ))
        self.held.removeFirst(found.upperBound - 2)
        self.skipped = 2
        self.state = .content
        return true
    }

    private static let cutOff = BadRequest("bad_multipart", "The form is cut off or damaged; send it again")

    private static func field(_ name: String, of header: String) -> String {
        for line in header.split(whereSeparator: \.isNewline) {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2, pair[0].trimmed.lowercased() == name { return String(pair[1].trimmed) }
        }
        return ""
    }

    /// Where a pattern stands first. It begins with a carriage return, of which a file has few.
    private static func find(_ pattern: [UInt8], in bytes: [UInt8]) -> Range<Int>? {
        bytes.withUnsafeBytes { all in
            guard let base = all.baseAddress else { return nil }
            var start = 0
            while start + pattern.count <= all.count,
                let match = memchr(base + start, Int32(pattern[0]), all.count - pattern.count + 1 - start)
            {
                let index = UnsafeRawPointer(match) - base
                if memcmp(match, pattern, pattern.count) == 0 { return index..<index + pattern.count }
                start = index + 1
            }
            return nil
        }
    }
}
